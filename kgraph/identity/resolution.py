"""From decisions on pairs to clusters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from kgraph.identity.constraints import keep_apart
from kgraph.identity.decisions import (
    MISTAKEN,
    Key,
    grouped,
    is_one_name,
    join_equal,
    join_types,
    join_unmarked,
    unmarked_twins,
)
from kgraph.identity.forms import canonical_order, normal_form
from kgraph.identity.gazetteer import join_listed
from kgraph.identity.judged import JudgedPair, judged_decisions
from kgraph.identity.linking import link_names
from kgraph.identity.rules import is_comparable, rule_of
from kgraph.identity.senses import decide_senses
from kgraph.model import Decision, Profile
from kgraph.names.folding import folded, has_umlauts, unmarked

Identified = tuple[str, str, str]
"""The type of a profile, its name, and its id in the gazetteer or nothing."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which profiles are one.

    ``clusters`` part all profile ids: each holds its canonical profile first and the others by
    id, and they are sorted by their first. ``decisions`` are sorted by their pair.
    """

    clusters: tuple[tuple[str, ...], ...]
    decisions: tuple[Decision, ...]


def resolve(
    profiles: Iterable[Profile],
    same: Iterable[JudgedPair] = (),
    different: Iterable[JudgedPair] = (),
) -> Resolution:
    """Return which profiles are one entity, and every decision that says so or leaves it open.

    The order of what is given changes nothing; profiles of two types are one where a full name, or
    an acronym, is taken for both.
    Judged pairs win over what is computed: those of ``same`` end in one cluster, whatever their
    types and their ids in the gazetteer, those of ``different`` never do, nor by way of others.
    Where the two contradict each other, ``different`` wins. The canonical profile has the most
    words in its name, then the most mentions, then the smallest id. Ids of profiles are unique.
    """
    ordered = sorted(profiles, key=canonical_order)
    by_type: dict[str, list[Profile]] = {}
    for profile in ordered:
        by_type.setdefault(profile.type, []).append(profile)
    computed = [d for type_, some in by_type.items() for d in _decide(type_, some)]
    computed += join_types(ordered)
    judged = judged_decisions(same, different, {profile.id for profile in ordered})
    listed = {profile.id: profile.listed for profile in ordered if profile.listed}
    decisions = keep_apart(judged, computed, listed, _senses(ordered))
    return Resolution(
        clusters=_clusters((profile.id for profile in ordered), decisions),
        decisions=tuple(sorted(decisions, key=lambda d: (d.left, d.right, d.verdict))),
    )


def comparison_keys(type_: str, name: str, listed: str) -> Iterator[Key]:
    """Yield what a profile of that type, name and id of a gazetteer is compared by.

    Two profiles are compared where they share a key that one of them, at least, does not only
    offer. There are a hundred of a name at most.
    """
    yield f"{type_}\nname\n{normal_form(name)}", False
    yield f"{type_}\nfolded\n{folded(name)}", False
    if has_umlauts(name):
        yield f"{type_}\nfolded\n{unmarked(name)}", False
    if type_ in MISTAKEN:
        yield f"name\n{folded(name)}", False
    if is_comparable(name):
        for key, offered in rule_of(type_).keys(name):
            yield f"{type_}\nrule\n{key}", offered
    if listed:
        yield f"listed\n{listed}", False


def may_be_one(left: Identified, right: Identified) -> bool:
    """Return whether two profiles that are compared may be one, by type, name and listed id.

    This is the law that a fold is brought up to date by: what ``resolve`` says of profiles depends
    on no others than those that they are compared with and may be one with, and so on; and on
    judged pairs.
    """
    (type_, name, listed), (other_type, other_name, other_listed) = left, right
    if listed and listed == other_listed:
        return True
    if type_ != other_type:
        return is_one_name((type_, name), (other_type, other_name))
    if normal_form(name) == normal_form(other_name) or folded(name) == folded(other_name):
        return True
    if folded(name) == unmarked(other_name) or unmarked(name) == folded(other_name):
        return True
    if not (is_comparable(name) and is_comparable(other_name)):
        return False
    return bool(rule_of(type_).compare(name, other_name))


def _decide(type_: str, profiles: Sequence[Profile]) -> Iterable[Decision]:
    """Return a decision for each pair that the rules or the gazetteer know; the gazetteer wins."""
    found = chain(_by_rules(type_, profiles), join_listed(profiles))
    return {(d.left, d.right): d for d in found}.values()


def _by_rules(type_: str, profiles: Iterable[Profile]) -> Iterator[Decision]:
    """Yield decisions by equal names, then by folded ones, then by the rule of the type.

    Takes profiles in canonical order.
    """
    names, equal = join_equal(
        profiles, lambda p: f"{normal_form(p.name)}\n{p.sense}", 1.0, "are one name"
    )
    yield from equal
    yield from _between_senses(names)
    forms, alike = join_equal(
        names,
        lambda p: f"{folded(p.name)}\n{p.sense}",
        0.97,
        "are one name but for accents and marks",
    )
    yield from alike
    twins = unmarked_twins(names, forms)
    yield from join_unmarked(twins)
    others = (p for p in forms if p.id not in twins)
    yield from link_names((p for p in others if is_comparable(p.name)), rule_of(type_))


def _senses(profiles: Sequence[Profile]) -> dict[str, tuple[str, str]]:
    """Return name and sense of the profiles whose name has several, by id."""
    several = {(p.type, normal_form(p.name)) for p in profiles if p.sense}
    if not several:
        return {}
    named = ((p, (p.type, normal_form(p.name))) for p in profiles)
    return {p.id: ("\n".join(name), p.sense) for p, name in named if name in several}


def _between_senses(profiles: Sequence[Profile]) -> Iterator[Decision]:
    """Yield a decision for each two senses of one name, of profiles that are one of each sense."""
    several = {normal_form(p.name) for p in profiles if p.sense}
    some = (p for p in profiles if normal_form(p.name) in several) if several else ()
    for senses in grouped(some, lambda p: normal_form(p.name)).values():
        yield from (decide_senses(*pair) for pair in combinations(senses, 2))


def _clusters(
    canonical_first: Iterable[str], decisions: Iterable[Decision]
) -> tuple[tuple[str, ...], ...]:
    """Return the components that the verdict "same" connects."""
    links: dict[str, list[str]] = {}
    for decision in decisions:
        if decision.verdict == "same":
            links.setdefault(decision.left, []).append(decision.right)
            links.setdefault(decision.right, []).append(decision.left)
    seen: set[str] = set()
    found: list[tuple[str, ...]] = []
    for first in canonical_first:
        if first not in links:
            found.append((first,))
        elif first not in seen:
            members = _reachable(first, links)
            seen |= members
            found.append((first, *sorted(members - {first})))
    return tuple(sorted(found))


def _reachable(first: str, links: Mapping[str, list[str]]) -> set[str]:
    reached, waiting = {first}, [first]
    while waiting:
        near = set(links.get(waiting.pop(), ())) - reached
        reached |= near
        waiting.extend(near)
    return reached
