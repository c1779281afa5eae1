"""Decisions on pairs of profiles, and what follows from equal names alone."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from kgraph.identity.forms import canonical_order, normal_form
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


def decide_unsure(left: Profile, right: Profile, reason: str) -> Decision:
    """Return the decision that two profiles may be one, and nothing tells."""
    first, second = sorted((left.id, right.id))
    return Decision(first, second, "unsure", 0.5, (reason,))


def grouped(profiles: Iterable[Profile], key: Callable[[Profile], str]) -> dict[str, Group]:
    """Return the profiles by ``key``, keys sorted, each group in canonical order."""
    groups: dict[str, list[Profile]] = {}
    for profile in sorted(profiles, key=canonical_order):
        groups.setdefault(key(profile), []).append(profile)
    return {name: tuple(groups[name]) for name in sorted(groups)}


def by_normal_form(profiles: Iterable[Profile]) -> tuple[Group, ...]:
    """Return the profiles parted by normal form and sense, each group in canonical order."""
    return tuple(grouped(profiles, lambda p: f"{normal_form(p.name)}\n{p.sense}").values())


def join_equal_names(groups: Iterable[Group]) -> Iterator[Decision]:
    """Yield a decision for each two neighbours in a group of equal normal forms."""
    for group in groups:
        for left, right in pairwise(group):
            yield decide_same(left, right, 1.0, f'"{left.name}" and "{right.name}" are one name')
