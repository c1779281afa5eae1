"""Corpora of names by offsets: a JSON list of marks, and the articles in files beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from kgraph.errors import ReadError
from kgraph.evaluation.files import read_lines

ARTICLES = "article_text"

Span = tuple[int, int, str]


class _Position(BaseModel):
    start_offset: Annotated[int, Field(ge=0)]
    end_offset: int


class _Entity(BaseModel):
    label: str
    position: _Position


class _Article(BaseModel):
    id: str
    entities: tuple[_Entity, ...]


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """A text, its names as half-open spans of code points in order, and other forms of them.

    ``longer`` leads from a span that holds a name of its own label to that name: the corpus marks
    "Dr Noor Hisham" and "Noor Hisham" in one place, and either is that one name.
    """

    text: str
    names: tuple[Span, ...]
    longer: Mapping[Span, Span]


def read_marked(path: Path) -> Iterator[MarkedArticle]:
    """Yield the articles of a corpus in its order.

    The form is that of the Malaysian English News corpus (Chanthran et al. 2024): entities with
    ``label`` and ``position``, and the articles as ``article_text/{id}.txt``.

    Raises:
        ReadError: the file is not such a list, an article is missing, or a name is outside it.
    """
    try:
        articles = TypeAdapter(tuple[_Article, ...]).validate_json("\n".join(read_lines(path)))
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        raise ReadError(
            f"{path}: not a list of articles with entities (at {place or 'the start'}); "
            "expected id and entities with label and position"
        ) from error
    for article in articles:
        source = path.parent / ARTICLES / f"{article.id}.txt"
        text = "\n".join(read_lines(source))
        spans = {
            (e.position.start_offset, e.position.end_offset, e.label) for e in article.entities
        }
        beyond = next((s for s in sorted(spans) if not s[0] < s[1] <= len(text)), None)
        if beyond is not None:
            place = f"{beyond[0]} to {beyond[1]}"
            raise ReadError(f"{path}: {article.id} marks {place} outside {source}; mend the file")
        names = sorted(s for s in spans if not any(_holds(s, other) for other in spans))
        longer = {s: n for s in sorted(spans) for n in names if _holds(s, n)}
        yield MarkedArticle(text, tuple(names), longer)


def _holds(outer: Span, inner: Span) -> bool:
    same = outer[2] == inner[2] and outer != inner
    return same and outer[0] <= inner[0] and inner[1] <= outer[1]
