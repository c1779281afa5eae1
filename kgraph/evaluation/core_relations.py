"""The task ``core``: relations between two companies in a sentence.

CORE (Borchert et al. 2023, https://github.com/pnborchert/CORE): a JSON list, one pair of marked
places a row; words are parted by single spaces. "undefined" is no relation: such a pair wants
nothing, and what is said of it is wrong. :mod:`kgraph.evaluation.relations` says how pairs are
compared.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, TypeAdapter

from kgraph.evaluation.files import parse_json, read_lines
from kgraph.evaluation.relation_labels import RelationLabels, read_labels
from kgraph.evaluation.relations import (
    Pair,
    PairText,
    Progress,
    join_words,
    score_pairs,
    span_of_words,
)
from kgraph.evaluation.scores import Scores

NONE = "undefined"
FORM = (
    "a list of pairs with id, relation, invert_relation, e1_start, e1_end, e2_start, e2_end and "
    "context"
)


class _Row(BaseModel):
    id: str
    relation: str
    invert_relation: Literal[0, 1]
    e1_start: int
    e1_end: int
    e2_start: int
    e2_end: int
    context: tuple[str, ...]


def score_core(path: Path, *, pipeline: str | None, progress: Progress | None) -> Scores:
    """Return the figures of a file of pairs; the counts are labels of pairs.

    ``progress`` is called with the id and the number of each pair.

    Raises:
        KGraphError: the file or the pipeline cannot be used.
    """
    labels = read_labels("core")
    texts = tuple(read_pairs(path, labels))
    tally = score_pairs(texts, labels, pipeline=pipeline, progress=progress)
    return tally.scores("core", {"texts": len(texts)})


def read_pairs(path: Path, labels: RelationLabels) -> Iterator[PairText]:
    """Yield the pairs of a file in its order, each with its sentence.

    Raises:
        ReadError: the file is not such a list, names a relation that is not known, or marks a
            place outside its sentence.
    """
    rows = parse_json("\n".join(read_lines(path)), TypeAdapter(tuple[_Row, ...]), str(path), FORM)
    for row in rows:
        place = f"{path}: {row.id}"
        text, words = join_words(row.context)
        ends = ((row.e1_start, row.e1_end), (row.e2_start, row.e2_end))
        left, right = (span_of_words(words, *end, place) for end in ends)
        own = frozenset({labels.require(row.relation, place)} if row.relation != NONE else ())
        none = frozenset[str]()
        given = (none, own) if row.invert_relation else (own, none)
        yield PairText(row.id, text, (Pair((left,), (right,), *given),))
