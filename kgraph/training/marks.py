"""What the teacher says of open text, as documents for the small models to learn from."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgraph.training.material import Labels
from kgraph.training.name_corpora import UNKNOWN, NamedText, runs
from kgraph.training.teacher.arrays import DOUBT_SCALE, NAME_TAGS, read_arrays

ROOT, UNSURE_ROOT = "ROOT", "dep"
SUREST = 0.92  # the share of paragraphs whose trees are kept
MOST_NAME_DOUBT = 0.35 * DOUBT_SCALE  # a word that is held for less than .70 is unknown


class Marked(NamedTuple):
    """A paragraph: its words, and what the teacher says of each, a row of numbers by name."""

    words: tuple[str, ...]
    marks: dict[str, Any]


def read_marks(material: Path, marks: Path) -> Iterator[Marked]:
    """Yield the paragraphs of open text that the teacher marked, in the order of its files."""
    types = json.loads((material / "types.json").read_text(encoding="utf-8"))
    text = read_arrays(material / "open.npz")
    words, offsets = text["words"], text["offsets"]
    for file in sorted(marks.glob("*.npz")):
        rows = read_arrays(file)
        units, ends = rows.pop("units"), rows.pop("offsets")
        for unit, start, end in zip(units, ends[:-1], ends[1:], strict=True):
            paragraph = words[offsets[unit] : offsets[unit + 1]]
            marked = {key: row[start:end] for key, row in rows.items()}
            yield Marked(tuple(types[word] for word in paragraph), marked)


def tree_docs(vocab: Vocab, marked: Sequence[Marked], labels: Labels, size: int) -> Iterator[Doc]:
    """Yield the paragraphs whose trees are whole and that the teacher is surest of.

    ``size`` is how many words there may be; the paragraph that passes it is the last one.
    """
    whole = [paragraph for paragraph in marked if paragraph.marks["whole"].all()]
    means = [float(paragraph.marks["tree_doubt"].mean()) for paragraph in whole]
    worst = np.quantile(means, SUREST) if means else 0.0
    for paragraph, mean in zip(whole, means, strict=True):
        if mean <= worst and size > 0:
            size -= len(paragraph.words)
            yield _tree_doc(vocab, paragraph, labels)


def name_texts(marked: Sequence[Marked], size: int) -> Iterator[NamedText]:
    """Yield words with names; what the teacher is not sure of is UNKNOWN."""
    for paragraph in marked:
        if size <= 0:
            return
        size -= len(paragraph.words)
        tags = [NAME_TAGS[number] for number in paragraph.marks["names"]]
        sure = paragraph.marks["name_doubt"] <= MOST_NAME_DOUBT
        for start, end in runs(tuple(tags)):
            if not sure[start:end].all():
                tags[start:end] = [UNKNOWN] * (end - start)
        yield NamedText(paragraph.words, tuple(tags))


def _tree_doc(vocab: Vocab, paragraph: Marked, labels: Labels) -> Doc:
    words, marks = paragraph
    heads = marks["heads"].tolist()
    deps = [labels.deps[number] for number in marks["deps"]]
    return Doc(
        vocab,
        words=list(words),
        tags=[labels.tags[number] for number in marks["tags"]],
        heads=heads,
        deps=[
            ROOT if head == index else UNSURE_ROOT if dep == ROOT else dep
            for index, (head, dep) in enumerate(zip(heads, deps, strict=True))
        ],
        sent_starts=[index == 0 or bool(start) for index, start in enumerate(marks["starts"])],
    )
