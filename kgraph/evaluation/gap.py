"""The task ``gap``: whom a pronoun means, and whether it matters of which gender it is.

GAP (Webster et al. 2018, https://aclanthology.org/Q18-1042): a passage of Wikipedia, a pronoun in
it and two names, each of which it means or not. kgraph says that it means a name where it has a
mention at the pronoun's place in one cluster with a mention that shares a character with the name.
As in the scorer of the corpus, each name of each passage counts once: ``precision``, ``recall`` and
``f1`` over all, ``masculine.f1`` and ``feminine.f1`` by the gender of the pronoun, and ``bias`` is
the feminine F1 divided by the masculine. It alone can be more than 1.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import ReadError
from kgraph.evaluation.files import read_lines
from kgraph.evaluation.scores import Scores, agreement, defined
from kgraph.language import annotate
from kgraph.model import Annotation, Article, Span

COLUMNS = (
    "ID", "Text", "Pronoun", "Pronoun-offset", "A", "A-offset", "A-coref", "B", "B-offset",
    "B-coref", "URL",
)  # fmt: skip
GENDERS = {"she": "feminine", "her": "feminine", "hers": "feminine"} | {
    "he": "masculine", "his": "masculine", "him": "masculine"
}  # fmt: skip
TRUTH = {"TRUE": True, "FALSE": False}


@dataclass(frozen=True, slots=True)
class Passage:
    """A pronoun in a text, its gender, and names with whether it means them."""

    id: str
    text: str
    pronoun: Span
    gender: str
    names: tuple[tuple[Span, bool], ...]


def score_gap(
    path: Path, *, pipeline: str | None, progress: Callable[[str, int], None] | None
) -> Scores:
    """Return the figures on a table of GAP; the counts are names.

    ``progress`` is called with the id and the number of each passage.

    Raises:
        KGraphError: the file or the pipeline cannot be used.
    """
    passages = tuple(read_passages(path))
    articles = (Article(passage.id, passage.text) for passage in passages)
    counts = Counter[str]()
    read = zip(passages, annotate(articles, pipeline=pipeline), strict=True)
    for number, (passage, annotation) in enumerate(read, 1):
        counts["passages"] += 1
        counts.update(_counted(passage, annotation))
        if progress is not None:
            progress(passage.id, number)
    return Scores("gap", defined(_figures(counts)), dict(sorted(counts.items())))


def read_passages(path: Path) -> Iterator[Passage]:
    """Yield the passages of a table of GAP, in its order.

    Raises:
        ReadError: the file is not such a table; the message names the line.
    """
    lines = read_lines(path)
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise ReadError(f"{path}:1: no table of GAP; expected {' '.join(COLUMNS)}, parted by tabs")
    for number, line in enumerate(lines[1:], 2):
        if line:
            yield _passage(line.split("\t"), f"{path}:{number}")


def _passage(cells: list[str], place: str) -> Passage:
    if len(cells) != len(COLUMNS):
        raise ReadError(f"{place}: {len(cells)} cells; expected {len(COLUMNS)}, parted by tabs")
    row = dict(zip(COLUMNS, cells, strict=True))
    gender = GENDERS.get(row["Pronoun"].lower())
    if gender is None:
        raise ReadError(f"{place}: {row['Pronoun']!r} has no gender; expected {', '.join(GENDERS)}")
    names = tuple((_span(row, name, place), _truth(row[f"{name}-coref"], place)) for name in "AB")
    return Passage(row["ID"], row["Text"], _span(row, "Pronoun", place), gender, names)


def _span(row: dict[str, str], column: str, place: str) -> Span:
    words, offset = row[column], row[f"{column}-offset"]
    if offset.isascii() and offset.isdigit():
        span = Span(int(offset), int(offset) + len(words))
        if words and span.of(row["Text"]) == words:
            return span
    raise ReadError(f"{place}: {column} {words!r} is not at {offset!r}; expected its code points")


def _truth(cell: str, place: str) -> bool:
    if cell not in TRUTH:
        raise ReadError(f"{place}: {cell!r} in place of TRUE or FALSE; write one of them")
    return TRUTH[cell]


def _counted(passage: Passage, annotation: Annotation) -> Iterator[str]:
    clusters = {m.cluster for m in annotation.mentions if m.span == passage.pronoun}
    meant = [m.span for m in annotation.mentions if m.cluster in clusters]
    for name, wanted in passage.names:
        found = any(span.overlaps(name) for span in meant)
        for unit in ("", f"{passage.gender}."):
            if wanted:
                yield f"{unit}wanted"
            if found:
                yield f"{unit}found"
            if wanted and found:
                yield f"{unit}right"


def _figures(counts: Counter[str]) -> dict[str, float | None]:
    figures: dict[str, float | None] = {}
    for unit in ("", "feminine.", "masculine."):
        right, found, wanted = (counts[f"{unit}{name}"] for name in ("right", "found", "wanted"))
        figures |= agreement(right, found, wanted, f"{unit}{{}}")
    feminine, masculine = figures["feminine.f1"], figures["masculine.f1"]
    if feminine is not None and masculine:
        figures["bias"] = feminine / masculine
    return figures
