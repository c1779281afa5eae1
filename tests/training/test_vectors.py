"""Vectors of words and of their parts, learnt from a few lines."""

from pathlib import Path

import numpy as np

from kgraph.training.vectors import LENGTH, train_vectors


def test_vectors_are_the_same_each_time_and_known_for_unseen_words(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("the minister banned the company in the capital\n" * 50, encoding="utf-8")
    once, again = (train_vectors(words, tmp_path / name) for name in ("once", "again"))
    assert np.array_equal(once.vocab.vectors.data, again.vocab.vectors.data)
    unseen = once.vocab["ministerial"].vector
    assert 0 < float(np.linalg.norm(np.asarray(unseen))) < 2 * LENGTH
