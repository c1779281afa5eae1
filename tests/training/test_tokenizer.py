"""The words of the shipped pipeline, as the treebanks part them."""

import pytest
import spacy
from spacy.language import Language

from kgraph.training.tokenizer import fit_tokenizer


@pytest.fixture(scope="module")
def nlp() -> Language:
    return fit_tokenizer(spacy.blank("en"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Why?! No!!!", ["Why", "?!", "No", "!!!"]),
        ("==== News ====", ["====", "News", "===="]),
        ('"Never!" he said.', ['"', "Never", "!", '"', "he", "said", "."]),
        ("``Never'' is late", ["``", "Never", "''", "is", "late"]),
        ("for US$5, in part", ["for", "US$", "5", ",", "in", "part"]),
    ],
)
def test_a_run_of_one_mark_is_one_word(nlp: Language, text: str, words: list[str]) -> None:
    assert [token.text for token in nlp(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Co-founder re-elected.", ["Co-founder", "re-elected", "."]),
        ("an anti-corruption drive", ["an", "anti-corruption", "drive"]),
        ("pro-Russian ex-minister", ["pro", "-", "Russian", "ex", "-", "minister"]),
        ("mid-March", ["mid", "-", "March"]),
        ("a disco-dancer", ["a", "disco", "-", "dancer"]),
        ("re-elected-looking", ["re-elected", "-", "looking"]),
    ],
)
def test_a_prefix_is_joined_but_not_to_a_name(nlp: Language, text: str, words: list[str]) -> None:
    assert [token.text for token in nlp(text)] == words


def test_the_tokenizer_is_kept_with_the_pipeline(nlp: Language) -> None:
    copy = spacy.blank("en").from_bytes(nlp.to_bytes())
    text = "The co-founder (anti-corruption) left!!! AT&T. won."
    assert [t.text for t in copy(text)] == [t.text for t in nlp(text)]
