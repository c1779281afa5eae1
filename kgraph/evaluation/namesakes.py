"""The task ``namesakes``: whether two people of one name are two, and one person stays one.

The material is a file of JSON lines, an article each: ``case``, ``person`` ("a" or "b"), the full
``name``, ``title``, ``published`` and ``text``. A case of two persons is a pair of namesakes, one
of "a" alone a single person; all names of a case are equal. All articles of the file become one
graph, so that cases are also in each other's way.

What counts is where an article has the full name: the entities of the mentions, of the kind
``name``, that cover such a place; no text may have it inside another name ("the X Prize"). A
short name or a pronoun counts for nothing of its own.

* ``pairs.apart``: the share of the pairs of which no entity has both persons. Where a person is
  not found at all, the pair is not told apart.
* ``pairs.right``: the share of the pairs that are told apart, and both persons kept whole.
* ``pairs.whole``: the share of the persons of pairs that are kept whole: what parts pairs for the
  wrong reason parts them too.
* ``singles.whole``: the share of the single persons that are kept whole.

A person is **whole** where all articles have the full name under one entity, and no other entity.
Every article as an entity of its own gives ``pairs.apart`` 1, and equal names as one entity
``singles.whole`` 1: neither is to be told without the other. Counts are these in numbers, with
``pairs.parted`` and ``singles.parted`` the persons under several entities, and ``unfound`` the
articles in which the full name is no mention with an entity.
"""

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from kgraph.errors import ReadError
from kgraph.evaluation.files import parse_json, read_lines
from kgraph.evaluation.scores import Scores, defined, share
from kgraph.graph import KnowledgeGraph
from kgraph.model import Span
from kgraph.pipeline.build import BuildOptions, build

FORM = 'an article with case, person ("a" or "b"), name, title, published (YYYY-MM-DD) and text'
ADDRESS = "urn:kgraph:namesakes:"

_Text = Field(pattern=r"\S")


class NamesakeArticle(BaseModel):
    """One article on a person, and who that is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    case: str = _Text
    person: Literal["a", "b"]
    name: str = _Text
    title: str = _Text
    published: str = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    text: str = _Text


@dataclass(frozen=True, slots=True)
class Person:
    """The entities under which each article of a person has the full name, by case and person."""

    case: str
    person: str
    entities: tuple[frozenset[str], ...]

    @property
    def found(self) -> frozenset[str]:
        """All entities of the person."""
        return frozenset().union(*self.entities)

    @property
    def whole(self) -> bool:
        """Whether all articles have the person under one entity."""
        return len(self.found) == 1 and all(self.entities)


def score_namesakes(
    path: Path, *, pipeline: str | None, progress: Callable[[str, int], None] | None
) -> Scores:
    """Return the figures of the material at ``path``; nothing is written beside it.

    ``progress`` is called with the title and the number of each article.

    Raises:
        KGraphError: the material or the pipeline cannot be used.
    """
    articles = read_namesakes(path)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        source.write_text("\n".join(_lines(articles)), encoding="utf-8")
        options = BuildOptions(pipeline=pipeline)
        graph = build([source], Path(folder) / "news.kg", options=options, progress=progress)
        return score_persons(find_persons(articles, graph))


def read_namesakes(path: Path) -> tuple[NamesakeArticle, ...]:
    """Return the articles in the order of their lines.

    Raises:
        ReadError: the file cannot be read or is no such material: also where a text lacks the
            full name, a case has two names, or no person "a".
    """
    form = TypeAdapter(NamesakeArticle)
    articles: list[NamesakeArticle] = []
    names: dict[str, str] = {}
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            continue
        place = f"{path}: line {number}"
        article = parse_json(line, form, place, FORM)
        if not _places(article.name, article.text):
            raise ReadError(f"{place}: the text does not have {article.name!r}; mend one of them")
        if names.setdefault(article.case, article.name) != article.name:
            raise ReadError(f"{place}: {article.case!r} has another name above; give it one name")
        articles.append(article)
    if not articles:
        raise ReadError(f"{path}: is empty; expected {FORM}")
    for lone in sorted({a.case for a in articles} - {a.case for a in articles if a.person == "a"}):
        raise ReadError(f'{path}: {lone!r} has no person "a"; name its persons from "a" on')
    return tuple(articles)


def find_persons(articles: Iterable[NamesakeArticle], graph: KnowledgeGraph) -> tuple[Person, ...]:
    """Return where a graph of the articles has each person, sorted by case and person."""
    ids = {article.url: article.id for article in graph.articles}
    seen = sorted(
        (a.case, a.person, number, _entities(a.name, ids.get(_address(number)), graph))
        for number, a in enumerate(articles, 1)
    )
    return tuple(
        Person(case, person, tuple(entities for *_, entities in rows))
        for (case, person), rows in groupby(seen, lambda row: row[:2])
    )


def score_persons(persons: Sequence[Person]) -> Scores:
    """Return the figures of persons that are sorted by case."""
    cases = [list(case) for _, case in groupby(persons, lambda p: p.case)]
    pairs = [case for case in cases if len(case) > 1]
    apart = [pair for pair in pairs if _told_apart(pair)]
    of_pairs = [person for pair in pairs for person in pair]
    singles = [case[0] for case in cases if len(case) == 1]
    counts = {
        "articles": sum(len(person.entities) for person in persons),
        "unfound": sum(not own for person in persons for own in person.entities),
        "pairs": len(pairs),
        "pairs.apart": len(apart),
        "pairs.right": sum(all(person.whole for person in pair) for pair in apart),
        "pairs.persons": len(of_pairs),
        "singles": len(singles),
        **_wholes("pairs", of_pairs),
        **_wholes("singles", singles),
    }
    return Scores("namesakes", defined(_figures(counts)), dict(sorted(counts.items())))


def _wholes(prefix: str, persons: Sequence[Person]) -> Mapping[str, int]:
    return {
        f"{prefix}.whole": sum(person.whole for person in persons),
        f"{prefix}.parted": sum(len(person.found) > 1 for person in persons),
    }


def _figures(counts: Mapping[str, int]) -> dict[str, float | None]:
    return {
        "pairs.apart": share(counts["pairs.apart"], counts["pairs"]),
        "pairs.right": share(counts["pairs.right"], counts["pairs"]),
        "pairs.whole": share(counts["pairs.whole"], counts["pairs.persons"]),
        "singles.whole": share(counts["singles.whole"], counts["singles"]),
    }


def _told_apart(pair: Sequence[Person]) -> bool:
    one, other = (person.found for person in pair)
    return bool(one and other) and one.isdisjoint(other)


def _entities(name: str, article: str | None, graph: KnowledgeGraph) -> frozenset[str]:
    """Return the entities that an article has the full name under, none where it is not there."""
    if article is None:
        return frozenset()
    places = _places(name, graph.article(article).text)
    homes = graph.mention_entities(article)
    return frozenset(
        homes[mention.id]
        for mention in graph.annotation(article).mentions
        if mention.kind == "name" and mention.id in homes
        if any(mention.span.covers(place) for place in places)
    )


def _places(name: str, text: str) -> tuple[Span, ...]:
    pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
    return tuple(Span(*match.span()) for match in re.finditer(pattern, text))


def _address(number: int) -> str:
    return f"{ADDRESS}{number}"


def _lines(articles: Iterable[NamesakeArticle]) -> Iterable[str]:
    for number, article in enumerate(articles, 1):
        told = article.model_dump(include={"title", "published", "text"})
        yield json.dumps(told | {"url": _address(number)})
