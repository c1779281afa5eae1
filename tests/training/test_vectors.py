"""Vectors of words and of their parts, learnt from a few lines."""

from pathlib import Path

import numpy as np
import pytest
import spacy

from kgraph.training.tokenizer import keep_runs
from kgraph.training.vectors import LENGTH, train_vectors


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Why?! No!!!", ["Why", "?!", "No", "!!!"]),
        ("==== News ====", ["====", "News", "===="]),
        ('"Never!" he said.', ['"', "Never", "!", '"', "he", "said", "."]),
        ("for US$5, in part", ["for", "US$", "5", ",", "in", "part"]),
    ],
)
def test_a_run_of_one_mark_is_one_word(text: str, words: list[str]) -> None:
    assert [token.text for token in keep_runs(spacy.blank("en")).tokenizer(text)] == words


def test_vectors_are_the_same_each_time_and_known_for_unseen_words(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("the minister banned the company in the capital\n" * 50, encoding="utf-8")
    once, again = (train_vectors(words, tmp_path / name) for name in ("once", "again"))
    assert np.array_equal(once.vocab.vectors.data, again.vocab.vectors.data)
    unseen = once.vocab["ministerial"].vector
    assert 0 < float(np.linalg.norm(np.asarray(unseen))) < 2 * LENGTH
