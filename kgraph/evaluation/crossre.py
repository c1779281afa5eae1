"""The task ``crossre``: relations between the named entities of a sentence.

CrossRE (Bassignana and Plank 2022, https://github.com/mainlp/CrossRE): JSON lines, one sentence a
line; words are parted by single spaces. All pairs of marked entities are asked: a pair that the
corpus gives no relation wants nothing, and what is said of it is wrong. (Published figures leave
such pairs out.) A pair may have several labels, in either direction.
:mod:`kgraph.evaluation.relations` says how pairs are compared.
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

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
from kgraph.model import Span

FORM = "a sentence with doc_key, sentence, ner and relations"

_Entity = tuple[int, int, str]
_Relation = tuple[int, int, int, int, str, str, bool, bool]
_Given = dict[tuple[Span, Span], set[str]]


class _Line(BaseModel):
    doc_key: str
    sentence: tuple[str, ...]
    ner: tuple[_Entity, ...]
    relations: tuple[_Relation, ...]


def score_crossre(path: Path, *, pipeline: str | None, progress: Progress | None) -> Scores:
    """Return the figures of a file of sentences; the counts are labels of pairs.

    ``progress`` is called with the id and the number of each sentence.

    Raises:
        KGraphError: the file or the pipeline cannot be used.
    """
    labels = read_labels("crossre")
    texts = tuple(read_sentences(path, labels))
    tally = score_pairs(texts, labels, pipeline=pipeline, progress=progress)
    return tally.scores("crossre", {"texts": len(texts), "pairs": sum(len(t.pairs) for t in texts)})


def read_sentences(path: Path, labels: RelationLabels) -> Iterator[PairText]:
    """Yield the sentences of a file in its order.

    Raises:
        ReadError: a line is no such sentence, names a relation that is not known, or marks a place
            outside it.
    """
    for number, line in enumerate(read_lines(path), 1):
        if line.strip():
            yield _sentence(line, labels, f"{path}:{number}")


def _sentence(line: str, labels: RelationLabels, place: str) -> PairText:
    row = parse_json(line, TypeAdapter(_Line), place, FORM)
    text, words = join_words(row.sentence)
    entities = sorted({span_of_words(words, first, last, place) for first, last, _ in row.ner})
    given = _Given()
    for a, b, c, d, label, *_ in row.relations:
        ends = (span_of_words(words, a, b, place), span_of_words(words, c, d, place))
        given.setdefault(ends, set()).add(labels.require(label, place))
    pairs = tuple(_pair(ends, given) for ends in combinations(entities, 2))
    return PairText(row.doc_key, text, pairs)


def _pair(ends: tuple[Span, Span], given: _Given) -> Pair:
    left, right = ends
    forward, backward = (frozenset(given.get(way, ())) for way in (ends, (right, left)))
    return Pair((left,), (right,), forward, backward)
