"""Lemmas from the lexicon that training writes and from the dictionary behind it."""

from pathlib import Path

import pytest
import spacy

import kgraph.language.spacy_pipeline  # noqa: F401  # registers the component
from kgraph.language.lemmatizer import Lemmatizer, lexicon_of, regular_lemma

OFTEN = 3


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("Fined", "VBD", "fine"),
        ("struck", "VBN", "strike"),
        ("froze", "VB", "freeze"),
        ("leaves", "VBZ", "leave"),
        ("wolves", "NNS", "wolf"),
        ("Ministries", "NNS", "ministry"),
        ("worst", "JJS", "bad"),
        ("Reuters", "NNP", "Reuters"),
        ("Democrats", "NNPS", "Democrat"),
        ("Women", "NNPS", "Woman"),
        ("55,000", "CD", "55000"),
        ("Zyxing", "VBG", "zyx"),
        ("However", "RB", "however"),
    ],
)
def test_the_dictionary_gives_a_lemma_under_a_tag(word: str, tag: str, lemma: str) -> None:
    assert regular_lemma(word, tag) == lemma


def test_the_lexicon_holds_what_a_treebank_often_says_otherwise() -> None:
    words = [
        *OFTEN * [("Troops", "NNS", "troops"), ("Russian", "JJ", "Russian")],
        *OFTEN * [("fled", "VBD", "flead"), ("fined", "VBD", "fine"), ("Nike", "NNP", "nike")],
        ("goods", "NNS", "goods"),
        *OFTEN * [("Robert", "GW", "_")],
    ]
    assert lexicon_of(words) == {"JJ": {"russian": "Russian"}, "NNS": {"troops": "troops"}}


def test_a_pipeline_keeps_its_lexicon(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("kgraph_lemmatizer")
    assert isinstance(component, Lemmatizer)
    component.lexicon = {"NNS": {"troops": "troops"}}
    nlp.to_disk(tmp_path)
    doc = spacy.load(tmp_path).make_doc("troops ministries")
    for token in doc:
        token.tag_ = "NNS"
    read = spacy.load(tmp_path).get_pipe("kgraph_lemmatizer")
    assert isinstance(read, Lemmatizer)
    assert [token.lemma_ for token in read(doc)] == ["troops", "ministry"]
