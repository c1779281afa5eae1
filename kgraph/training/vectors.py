"""Vectors of words and parts of words, learnt from open text.

floret (https://github.com/explosion/floret) keeps the vectors of words and of their subwords in one
small hashed table, so that a name that no text had still has a vector.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import floret
import numpy as np
import spacy
from spacy.language import Language
from spacy.training.initialize import convert_vectors

from kgraph.training.name_corpora import read_rows
from kgraph.training.tokenizer import fit_tokenizer

SILVER = ("gmb", "storyweb", "wikinews")
FREQUENT_WORDS, SAMPLED_LINES = 20_000, 150_000
LENGTH = 1.5
SETTINGS = {
    "model": "skipgram",
    "mode": "floret",
    "dim": 64,
    "bucket": 50_000,
    "hashCount": 2,
    "minn": 4,
    "maxn": 5,
    "ws": 3,
    "minCount": 5,
    "epoch": 1,
    "thread": 1,  # with more, no two runs give the same vectors
    "verbose": 0,
}


def write_words(corpora: Path, path: Path, *, paragraphs: int | None = None) -> None:
    """Write the open text as words parted by spaces, a paragraph a line.

    ``paragraphs`` stops after so many, to try.
    """
    tokenizer = fit_tokenizer(spacy.blank("en")).tokenizer
    with path.open("w", encoding="utf-8") as out:
        for paragraph in islice(_paragraphs(corpora), paragraphs):
            out.write(" ".join(t.text for t in tokenizer(paragraph) if not t.is_space) + "\n")


def train_vectors(words: Path, out: Path) -> Language:
    """Learn vectors from a file of words, and write a blank pipeline that has them to ``out``."""
    table = out.with_suffix(".floret")
    floret.train_unsupervised(str(words), **SETTINGS).save_floret_vectors(str(table))
    nlp = spacy.blank("en")
    convert_vectors(nlp, table, truncate=0, prune=-1, mode="floret")
    _centre(nlp, words)
    nlp.to_disk(out)
    return nlp


def _centre(nlp: Language, words: Path) -> None:
    """Move the mean of the frequent words to zero, and their mean length to LENGTH.

    Skip-gram vectors share one large direction that tells words apart no better than nothing, and
    are longer than the embeddings they are joined with. A word is the mean of its rows, so that
    what is done to every row is done to every word.
    """
    counts = Counter[str]()
    with words.open(encoding="utf-8") as lines:
        for line in islice(lines, SAMPLED_LINES):
            counts.update(line.split())
    frequent = [word for word, _ in counts.most_common(FREQUENT_WORDS)]
    vectors = nlp.vocab.vectors
    found = vectors.get_batch([nlp.vocab.strings.add(word) for word in frequent])
    mean = found.mean(axis=0)
    length = np.linalg.norm(found - mean, axis=1).mean()
    vectors.data = (vectors.data - mean) * (LENGTH / length)


def _paragraphs(corpora: Path) -> Iterator[str]:
    files = [*sorted((corpora / "opentext").glob("*.jsonl.gz"))]
    files += [corpora / "silver" / f"{name}.jsonl.gz" for name in SILVER]
    for file in files:
        for row in read_rows(file):
            yield from filter(str.strip, row["text"].splitlines())
