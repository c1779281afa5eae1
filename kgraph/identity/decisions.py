"""Decisions on pairs of profiles, and what follows from equal names alone."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from kgraph.model import Decision, Profile

Group = tuple[Profile, ...]

Key = tuple[str, bool]
"""What profiles are compared by, and whether a profile only offers it.

Two are compared where they share a key that one of them, at least, does not only offer.
"""


def decide_same(left: Profile, right: Profile, score: float, reason: str) -> Decision:
    """Return the decision that two profiles are one; ``score`` is in [0, 1]."""
    first, second = sorted((left.id, right.id))
    return Decision(first, second, "same", score, (reason,))


def grouped(profiles: Iterable[Profile], key: Callable[[Profile], str]) -> dict[str, Group]:
    """Return the profiles by ``key``, by the first of each group and in it as they are given."""
    groups: dict[str, list[Profile]] = {}
    for profile in profiles:
        groups.setdefault(key(profile), []).append(profile)
    return {name: tuple(group) for name, group in groups.items()}


def join_equal_names(groups: Iterable[Group]) -> Iterator[Decision]:
    """Yield a decision for each two neighbours in a group of equal normal forms."""
    for group in groups:
        for left, right in pairwise(group):
            yield decide_same(left, right, 1.0, f'"{left.name}" and "{right.name}" are one name')


def join_folded(groups: Iterable[Group]) -> Iterator[Decision]:
    """Yield a decision for each two neighbours in a group of names that differ in marks only."""
    for group in groups:
        for left, right in pairwise(group):
            reason = f'"{left.name}" and "{right.name}" are one name but for accents and marks'
            yield decide_same(left, right, 0.97, reason)
