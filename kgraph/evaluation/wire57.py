"""The metric of WiRe57 (Lechelle, Gotti, Langlais 2019, https://aclanthology.org/W19-4002).

A tuple can match one of the reference when they share a word in each of first argument, relation
and second argument; a part that the annotators inferred whole need not. Precision and recall of the
pair are counted in words over these parts and the further arguments of the reference; inferred
words are right when they are given and not missed when they are not. Pairs are matched greedily by
F1, one to one; the sums are divided by the numbers of tuples over all sentences.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, Field, TypeAdapter

from kgraph.evaluation.extractions import Extraction
from kgraph.evaluation.files import parse_json, read_lines
from kgraph.evaluation.scores import harmonic_mean

INFERRED = "inf"
CORE = 3  # first argument, relation, second argument

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a tuple of the reference; ``said`` of its ``words`` stand in the sentence."""

    words: tuple[str, ...]
    said: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A tuple of the reference: first argument, relation, second argument, further arguments."""

    sentence: str
    parts: tuple[Part, ...]


class _Part(BaseModel):
    words: list[str]
    words_indexes: list[object]


class _Tuple(BaseModel):
    first: _Part = Field(alias="arg1")
    relation: _Part = Field(alias="rel")
    second: _Part = Field(alias="arg2")
    further: list[_Part] = Field(alias="arg3+")


class _Sentence(BaseModel):
    id: str
    sent: str
    tuples: list[_Tuple]


class _Found(BaseModel):
    extractor: str
    first: str = Field(alias="arg1")
    relation: str = Field(alias="rel")
    second: str = Field(alias="arg2")
    further: list[str] = Field(alias="arg3+", default=[])


def read_reference(path: Path) -> tuple[dict[str, str], list[Reference]]:
    """Return the sentences by their ids, and the tuples.

    Raises:
        ReadError: the file cannot be read, or has another form.
    """
    sentences, tuples = dict[str, str](), list[Reference]()
    text = "\n".join(read_lines(path))
    form = TypeAdapter(dict[str, list[_Sentence]])
    documents = parse_json(text, form, str(path), "the reference of WiRe57")
    for sentence in (sentence for document in documents.values() for sentence in document):
        sentences[sentence.id] = sentence.sent
        for row in sentence.tuples:
            parts = map(_part, (row.first, row.relation, row.second, *row.further))
            tuples.append(Reference(sentence.id, tuple(parts)))
    return sentences, tuples


def _part(row: _Part) -> Part:
    return Part(tuple(row.words), sum(index != INFERRED for index in row.words_indexes))


def read_systems(path: Path) -> dict[str, list[Extraction]]:
    """Return by the names of other systems what they found; ``sentence`` is the id of one.

    Raises:
        ReadError: the file cannot be read, or has another form.
    """
    found = defaultdict[str, list[Extraction]](list)
    text = "\n".join(read_lines(path))
    form = TypeAdapter(dict[str, list[_Found]])
    outputs = parse_json(text, form, str(path), "the outputs that come with WiRe57")
    for id_, rows in outputs.items():
        for row in rows:
            arguments = (row.first, row.second, *row.further)
            found[row.extractor].append(Extraction(id_, row.relation, arguments))
    return dict(found)


def wire57_figures(
    reference: Sequence[Reference], found: Iterable[Extraction]
) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    wanted, own = defaultdict[str, list[Reference]](list), defaultdict[str, list[Extraction]](list)
    for gold in reference:
        wanted[gold.sentence].append(gold)
    for extraction in found:
        own[extraction.sentence].append(extraction)
    pairs = [pair for id_, golds in wanted.items() for pair in _matched(golds, own[id_])]
    count = sum(len(own[id_]) for id_ in wanted)
    precision = sum(p for p, _ in pairs) / count if count else 0.0
    recall = sum(r for _, r in pairs) / len(reference) if reference else 0.0
    return precision, recall, harmonic_mean(precision, recall) or 0.0


def match(gold: Reference, found: Extraction) -> Pair | None:
    """Return precision and recall of a tuple against one of the reference, None for no match."""
    first, *others = found.arguments
    own = [part.split() for part in (first, found.relation, *others)]
    own += [[] for _ in range(CORE - len(own))]
    right = [
        sum(word in part.words for word in words)
        for part, words in zip(gold.parts, own, strict=False)
    ]
    core = zip(gold.parts[:CORE], right[:CORE], own, strict=False)
    if any(part.said and part.words and not shared for part, shared, _ in core):
        return None
    given = sum(len(words) for _, words in zip(gold.parts, own, strict=False))
    return sum(right) / given, sum(right) / sum(part.said for part in gold.parts)


def _matched(golds: Sequence[Reference], found: Sequence[Extraction]) -> Iterator[Pair]:
    pairs = [
        (harmonic_mean(*pair) or 0.0, -i, -j, pair)
        for i, gold in enumerate(golds)
        for j, own in enumerate(found)
        if (pair := match(gold, own)) is not None
    ]
    rows, columns = set[int](), set[int]()
    for score, i, j, pair in sorted(pairs, reverse=True):
        if score and i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            yield pair
