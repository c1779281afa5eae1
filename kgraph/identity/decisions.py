"""Decisions on pairs of profiles, and what follows from equal names alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, pairwise

from kgraph.model import Decision, Profile
from kgraph.names.countries import capitals
from kgraph.names.folding import folded, unmarked

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


def join_equal_names(groups: Iterable[Group]) -> Iterator[Decision]:
    """Yield a decision for each two neighbours in a group of equal normal forms."""
    for group in groups:
        for left, right in pairwise(group):
            yield decide_same(left, right, 1.0, f'"{left.name}" and "{right.name}" are one name')


def unmarked_twins(forms: Iterable[Group]) -> dict[str, tuple[Profile, Profile]]:
    """Return each profile with umlauts, and the one that has two letters for each.

    Takes groups of one folded form and sense; the pair stands by the id of the first of a group.
    """
    groups = tuple(forms)
    plain = {(folded(group[0].name), group[0].sense): group for group in groups}
    found = {}
    for group in groups:
        for profile in group:
            twins = plain.get((unmarked(profile.name), profile.sense), group)
            if twins is not group:
                found[group[0].id] = (profile, twins[0])
    return found


def join_unmarked(twins: Mapping[str, tuple[Profile, Profile]]) -> Iterator[Decision]:
    """Yield a decision for each two names that differ in how umlauts are written."""
    for left, right in twins.values():
        reason = f'"{left.name}" and "{right.name}" are one name but for umlauts'
        yield decide_same(left, right, 0.97, reason)


def join_types(profiles: Iterable[Profile]) -> Iterator[Decision]:
    """Yield a decision for each two of one name that articles take for things of two types.

    Takes one profile of each type, folded form and sense.
    """
    for group in grouped(profiles, lambda p: f"{folded(p.name)}\n{p.sense}").values():
        for left, right in combinations(group, 2):
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


def join_folded(groups: Iterable[Group]) -> Iterator[Decision]:
    """Yield a decision for each two neighbours in a group of names that differ in marks only."""
    for group in groups:
        for left, right in pairwise(group):
            reason = f'"{left.name}" and "{right.name}" are one name but for accents and marks'
            yield decide_same(left, right, 0.97, reason)
