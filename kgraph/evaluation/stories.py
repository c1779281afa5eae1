"""Who is who inside one story, for what an article does not name in full.

Two articles tell one story where they share 15 % of their content stems
(:func:`kgraph.evaluation.lexical.content_stems`), or 20 % of those of the one that has less and a
named thing that is no country; three stems at least. Nothing else of the articles counts, and
nothing of any third. Groups of mentions (:mod:`kgraph.evaluation.given_mentions`) of two articles
of one story are one thing

1. where both are entities and the same name stands in both;
2. where one is no entity, and a last word of its phrases is one of an entity's: "the actress" is
   who "actress" means elsewhere in the story, "Colts" are the Indianapolis Colts; of several the
   one that has more such groups than all others together. What is found so counts for the rest;
3. where none of this tells of either, and they share a last word of a phrase.

This belongs to the measurement: kgraph makes no entity of what has no name.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from kgraph.evaluation.given_mentions import Group

LEAST_STEMS = 3
ENOUGH = 0.15
ENOUGH_WITH_NAME = 0.2


def find_stories(
    stems: Mapping[str, frozenset[str]], names: Mapping[str, frozenset[str]]
) -> frozenset[frozenset[str]]:
    """Return the pairs of articles that tell one story.

    ``stems`` and ``names`` are the content stems and the named things of each article.
    """
    return frozenset(
        frozenset((left, right))
        for left, right in combinations(sorted(stems), 2)
        if _is_one_story(stems[left], stems[right], names[left] & names[right])
    )


def _is_one_story(left: frozenset[str], right: frozenset[str], named: frozenset[str]) -> bool:
    shared = len(left & right)
    if shared < LEAST_STEMS:
        return False
    if shared >= ENOUGH * len(left | right):
        return True
    return bool(named) and shared >= ENOUGH_WITH_NAME * min(len(left), len(right))


def find_things(groups: Sequence[Group], stories: frozenset[frozenset[str]]) -> tuple[str, ...]:
    """Return which thing each group is: groups of one thing have one text.

    ``stories`` are the pairs of articles that tell one.
    """
    things = _named_things(groups, stories)
    by_head: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for head in group.heads:
            by_head[head].append(number)
    near = _Near(groups, stories, by_head)
    while found := {n: t for n in near.without(things) if (t := _called_so(near.to(n), things))}:
        things |= found
    rest: nx.utils.UnionFind[int] = nx.utils.UnionFind()
    for number in near.without(things):
        rest.union(number, *(other for other in near.to(number) if other not in things))
    return tuple(things.get(n) or f"group {rest[n]}" for n in range(len(groups)))


@dataclass(frozen=True, slots=True)
class _Near:
    """Groups that share a last word of a phrase in one story, by their numbers."""

    groups: Sequence[Group]
    stories: frozenset[frozenset[str]]
    by_head: Mapping[str, Sequence[int]]

    def without(self, things: Container[int]) -> list[int]:
        """Return the groups of which it is not known what they are."""
        return [number for number in range(len(self.groups)) if number not in things]

    def to(self, number: int) -> frozenset[int]:
        """Return the others that are near to a group."""
        own = self.groups[number]
        return frozenset(
            other
            for head in own.heads
            for other in self.by_head[head]
            if other != number and _tell_one(own, self.groups[other], self.stories)
        )


def _named_things(groups: Sequence[Group], stories: frozenset[frozenset[str]]) -> dict[int, str]:
    """Return the entities of the groups that have one; equal names of one story have the same."""
    same: nx.utils.UnionFind[str] = nx.utils.UnionFind()
    bearers: dict[str, list[tuple[Group, str]]] = defaultdict(list)
    for group in groups:
        if group.entity is not None:
            for name in group.names:
                bearers[name].append((group, group.entity))
    for some in bearers.values():
        for (one, entity), (other, another) in combinations(some, 2):
            if _tell_one(one, other, stories):
                same.union(entity, another)
    return {n: same[g.entity] for n, g in enumerate(groups) if g.entity is not None}


def _tell_one(one: Group, other: Group, stories: frozenset[frozenset[str]]) -> bool:
    pair = frozenset((one.document, other.document))
    return len(pair) == 1 or pair in stories


def _called_so(near: Iterable[int], things: Mapping[int, str]) -> str | None:
    """Return the thing that more of the groups are than are all others, None where none is."""
    counts = Counter(things[number] for number in near if number in things)
    ((thing, count),) = counts.most_common(1) or [("", 0)]
    return thing if 2 * count > counts.total() else None
