"""Decisions on pairs of profiles, and what follows from equal names alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from kgraph.model import Decision, Profile
from kgraph.names.countries import capitals
from kgraph.names.folding import folded, has_umlauts, unmarked

MISTAKEN = frozenset(("Government", "Organization", "Person", "Place", "Product"))
"""Types that are taken for one another."""
_ACRONYM = 3

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


def unmarked_twins(
    names: Iterable[Profile], forms: Iterable[Profile]
) -> dict[str, tuple[Profile, Profile]]:
    """Return each profile with umlauts, and the one that has two letters for each.

    Takes one profile of each name, and of these the first of each folded form; a pair stands by the
    id of the first of its folded form.
    """
    marked = [profile for profile in names if has_umlauts(profile.name)]
    firsts = {(folded(form.name), form.sense): form for form in forms} if marked else {}
    found = {}
    for profile in marked:
        first = firsts[folded(profile.name), profile.sense]
        twin = firsts.get((unmarked(profile.name), profile.sense), first)
        if twin is not first:
            found[first.id] = (profile, twin)
    return found


def join_unmarked(twins: Mapping[str, tuple[Profile, Profile]]) -> Iterator[Decision]:
    """Yield a decision for each two names that differ in how umlauts are written."""
    for left, right in twins.values():
        reason = f'"{left.name}" and "{right.name}" are one name but for umlauts'
        yield decide_same(left, right, 0.97, reason)


def join_types(profiles: Iterable[Profile]) -> Iterator[Decision]:
    """Yield a decision for each two of one name that articles take for things of two types.

    Of the profiles of one type, folded form and sense the first is looked at.
    """
    firsts: dict[str, Profile] = {}
    several: dict[str, dict[str, Profile]] = {}
    for profile in profiles:
        if profile.type in MISTAKEN:
            key = f"{folded(profile.name)}\n{profile.sense}"
            first = firsts.setdefault(key, profile)
            if first.type != profile.type:
                several.setdefault(key, {first.type: first}).setdefault(profile.type, profile)
    for of_types in several.values():
        for left, right in combinations(of_types.values(), 2):
            if is_one_name((left.type, left.name), (right.type, right.name)):
                types = " and ".join(sorted((left.type, right.type)))
                reason = f'"{left.name}" and "{right.name}" are one name, taken for {types}'
                yield decide_same(left, right, 0.9, reason)


def is_one_name(left: tuple[str, str], right: tuple[str, str]) -> bool:
    """Whether two types with names are of one thing, of which one of the types is mistaken.

    Countries, and persons and places of a single word, bear their names with others; but the
    seat of a government stands for it.
    """
    (type_, name), (other, other_name) = left, right
    types = {type_, other}
    if len(types) < 2 or not types <= MISTAKEN or folded(name) != folded(other_name):
        return False
    if len(folded(name).split()) > 1:
        return True
    is_acronym = len(name) >= _ACRONYM and name.isupper() and other_name.isupper()
    if types == {"Organization", "Place"} and name in capitals():
        return True
    return types == {"Organization", "Product"} or (is_acronym and "Person" not in types)
