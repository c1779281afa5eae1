"""Names that stand in one sentence: a hint where to read, never a relation."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kgraph.model import Annotation, Span

LISTING = 20
"""A sentence of more names than these is a listing, and ties none of them."""


@dataclass(frozen=True, slots=True, order=True)
class Together:
    """Two entities, by id in order, that sentences name together.

    ``sentences`` are (article id, place in its text), sorted.
    """

    left: str
    right: str
    sentences: tuple[tuple[str, Span], ...]


def find_together(
    annotated: Iterable[tuple[Annotation, Mapping[str, str]]],
) -> tuple[Together, ...]:
    """Return the pairs of entities that a sentence names, sorted.

    ``annotated`` are articles, each with the entities of its mentions.

    Only names count: no pronoun, no noun that stands for a name, no concept.
    """
    found: dict[tuple[str, str], list[tuple[str, Span]]] = {}
    for annotation, entities in annotated:
        for place, named in named_by_sentence(annotation, entities):
            for pair in combinations(sorted(named), 2):
                found.setdefault(pair, []).append((annotation.article, place))
    return tuple(sorted(Together(*pair, tuple(sorted(s))) for pair, s in found.items()))


def named_by_sentence(
    annotation: Annotation, entities: Mapping[str, str]
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield each sentence that names entities with these, in text order; listings are left out."""
    by_sentence: dict[Span, dict[str, None]] = {}
    for mention in annotation.mentions:
        if mention.kind == "name" and mention.id in entities:
            place = sentence_at(mention.span.start, annotation.sentences)
            by_sentence.setdefault(place, {})[entities[mention.id]] = None
    for place, named in by_sentence.items():
        if len(named) <= LISTING:
            yield place, tuple(named)


def sentence_at(start: int, sentences: tuple[Span, ...]) -> Span:
    """Return the sentence that what begins at ``start`` belongs to; they are in text order."""
    return sentences[bisect_right(sentences, start, key=lambda span: span.start) - 1]
