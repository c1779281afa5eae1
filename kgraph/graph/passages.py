"""Sentences that mention an entity, one of each article first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kgraph.graph.together import sentence_at
from kgraph.model import Annotation, Article, Mention, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with the mentions of one entity in it, in text order; ``span`` is its place."""

    article: Article
    span: Span
    mentions: tuple[Mention, ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return self.span.of(self.article.text)


Read = Callable[[str], tuple[Article, Annotation, Mapping[str, str]]]
"""Returns an article of that id, its annotation, and the entities of its mentions."""


def find_passages(entity: str, articles: Iterable[str], read: Read) -> Iterator[Passage]:
    """Yield the sentences that mention an entity, in the order of the articles given.

    First those of each article that names it first, then all others that name it, then those
    that only refer to it. Articles are read when they are asked for.
    """
    ids = tuple(articles)
    for id_ in ids:
        yield from [p for p in _passages(entity, *read(id_)) if _names(p)][:1]
    for id_ in ids:
        yield from [p for p in _passages(entity, *read(id_)) if _names(p)][1:]
    for id_ in ids:
        yield from (p for p in _passages(entity, *read(id_)) if not _names(p))


def _passages(
    entity: str, article: Article, annotation: Annotation, homes: Mapping[str, str]
) -> tuple[Passage, ...]:
    found: dict[Span, list[Mention]] = {}
    for mention in annotation.mentions:
        if homes.get(mention.id) == entity:
            place = sentence_at(mention.span.start, annotation.sentences)
            found.setdefault(place, []).append(mention)
    return tuple(Passage(article, place, tuple(found[place])) for place in sorted(found))


def _names(passage: Passage) -> bool:
    return any(mention.kind == "name" for mention in passage.mentions)
