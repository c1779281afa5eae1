"""The task ``knowledgenet``: facts of 15 properties in sentences of the web.

KnowledgeNet (Mesquita et al. 2019, https://github.com/diffbot/knowledge-net), read from the rows
that its folds 1 to 4 were made into: a row is one fact with the spans of its ends, or it says with
"-" in their place that its passage has no fact of its property. So a passage is annotated for the
properties of its rows, and only these are asked of it. Fold 4 is measured, the others are for
development. All names and pronouns of both things of a fact are marked; a fact between two things
stands there once for each pair of them. :mod:`kgraph.evaluation.relations` says how facts are
compared.

A passage is one sentence, taken out of its document: what a pronoun in it means is often told only
there. Pronouns count as they stand, so that what is read of "he" is compared too, though no graph
shows it. kgraph's model of pairs learnt from the other folds.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, TypeAdapter

from kgraph.errors import ReadError
from kgraph.evaluation.files import parse_json, read_lines
from kgraph.evaluation.relation_labels import RelationLabels, read_labels
from kgraph.evaluation.relations import Fact, FactText, Progress, score_facts
from kgraph.evaluation.scores import Scores, defined
from kgraph.model import Span

MEASURED = frozenset({"4"})
"""The fold that is measured."""

FORM = "a list of facts with fold, doc, ps, ss, se, os, oe, prop, text, subj and obj"

_Place = Annotated[int, Field(ge=0)] | Literal["-"]
_Named = tuple[str, str | None] | None


class _Row(BaseModel):
    fold: str
    doc: str
    ps: int
    ss: _Place
    se: _Place
    os: _Place
    oe: _Place
    prop: str
    text: str
    subj: _Named
    obj: _Named


def score_knowledgenet(path: Path, *, pipeline: str | None, progress: Progress | None) -> Scores:
    """Return the figures of fold 4; the counts are facts, and ``texts`` passages.

    Figures and counts under the prefix ``once.`` count a fact of two things once.
    ``progress`` is called with the id and the number of each passage.

    Raises:
        KGraphError: the file or the pipeline cannot be used.
    """
    labels = read_labels("knowledgenet")
    passages = tuple(read_passages(path, labels))
    each, once = score_facts(passages, labels, pipeline=pipeline, progress=progress)
    figures = each.figures() | {f"once.{name}": value for name, value in once.figures().items()}
    counts = each.counts() | {f"once.{name}": number for name, number in once.counts().items()}
    counts["texts"] = len(passages)
    return Scores("knowledgenet", defined(figures), dict(sorted(counts.items())))


def read_passages(
    path: Path, labels: RelationLabels, folds: Iterable[str] = MEASURED
) -> Iterator[FactText]:
    """Yield the passages of some folds, in the order of their first rows.

    Raises:
        ReadError: the file is not such a list, holds no row of these folds, names a property that
            is not known, or marks a place outside its passage.
    """
    rows = parse_json("\n".join(read_lines(path)), TypeAdapter(tuple[_Row, ...]), str(path), FORM)
    wanted = frozenset(folds)
    passages: dict[tuple[str, int, str], list[tuple[str, _Row]]] = {}
    for number, row in enumerate(rows):
        if row.fold in wanted:
            key = (row.doc, row.ps, row.text)
            passages.setdefault(key, []).append((f"{path}: row {number}", row))
    if not passages:
        raise ReadError(f"{path}: no row of fold {', '.join(sorted(wanted))}; name another file")
    for (doc, start, text), own in passages.items():
        annotated = frozenset(labels.require(row.prop, place) for place, row in own)
        facts = (_fact(row, place) for place, row in own if row.ss != "-")
        yield FactText(f"{doc}:{start}", text, annotated, tuple(facts))


def _fact(row: _Row, place: str) -> Fact:
    subject = _span(row, row.ss, row.se, place)
    object_ = _span(row, row.os, row.oe, place)
    things = (_thing(row.subj, subject), _thing(row.obj, object_))
    return Fact(row.prop, subject, object_, things)


def _thing(named: _Named, span: Span) -> str:
    """Return the address that the row gives, else a name of its own for this place."""
    address = named[1] if named else None
    return address.rstrip("/").rpartition("/")[2] if address else f"{span.start}:{span.end}"


def _span(row: _Row, start: int | str, end: int | str, place: str) -> Span:
    if isinstance(start, int) and isinstance(end, int):
        span = Span(start - row.ps, end - row.ps)
        if 0 <= span.start < span.end <= len(row.text):
            return span
    raise ReadError(f"{place} marks {start} to {end} outside its text; mend the file")
