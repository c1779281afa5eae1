"""Decisions on pairs of profiles, and what follows from equal names alone."""

from collections.abc import Callable, Iterable

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


def join_equal(
    profiles: Iterable[Profile], key: Callable[[Profile], str], score: float, reason: str
) -> tuple[list[Profile], list[Decision]]:
    """Return the first profile of each key, and a decision for each two neighbours of one key.

    Both are in the order of ``profiles``.
    """
    last: dict[str, Profile] = {}
    firsts, decisions = [], []
    for profile in profiles:
        own = key(profile)
        before = last.get(own)
        if before is None:
            firsts.append(profile)
        else:
            told = f'"{before.name}" and "{profile.name}" {reason}'
            decisions.append(decide_same(before, profile, score, told))
        last[own] = profile
    return firsts, decisions
