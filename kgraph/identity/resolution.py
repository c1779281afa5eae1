"""From decisions on pairs to clusters."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from types import MappingProxyType

from kgraph.identity.concepts import concept_keys, join_plurals
from kgraph.identity.constraints import keep_apart
from kgraph.identity.decisions import Key, by_normal_form, grouped, join_equal_names
from kgraph.identity.forms import canonical_order, normal_form
from kgraph.identity.gazetteer import join_listed
from kgraph.identity.judged import JudgedPair, judged_decisions
from kgraph.identity.organizations import join_organizations, organization_keys
from kgraph.identity.persons import join_persons, person_keys
from kgraph.identity.senses import decide_senses
from kgraph.model import Decision, Profile

KeysOf = Callable[[str], Iterator[Key]]
Rule = Callable[[Iterable[Profile]], Iterator[Decision]]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "Concept": join_plurals,
        "Person": join_persons,
        "Organization": join_organizations,
        "Government": join_organizations,
    }
)
"""What joins names that differ, by type; of every other type only equal names are one."""

KEYS: Mapping[str, KeysOf] = MappingProxyType(
    {
        "Concept": concept_keys,
        "Person": person_keys,
        "Organization": organization_keys,
        "Government": organization_keys,
    }
)
"""What each rule compares profiles by."""


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

    The order of what is given changes nothing; profiles of two types are never one by themselves.
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
    judged = judged_decisions(same, different, {profile.id for profile in ordered})
    listed = {profile.id: profile.listed for profile in ordered if profile.listed}
    senses = {p.id: (f"{p.type}\n{normal_form(p.name)}", p.sense) for p in ordered}
    decisions = keep_apart(judged, computed, listed, senses)
    return Resolution(
        clusters=_clusters((profile.id for profile in ordered), decisions),
        decisions=tuple(sorted(decisions, key=lambda d: (d.left, d.right, d.verdict))),
    )


def comparison_keys(type_: str, name: str, listed: str) -> Iterator[Key]:
    """Yield what a profile of that type, name and id of a gazetteer is compared by.

    What ``resolve`` says of profiles depends on no others than those that share a key with one of
    them, of which one at least does not only offer it, and so on; and on judged pairs.
    """
    yield f"{type_}\nname\n{normal_form(name)}", False
    if type_ in KEYS:
        for key, offered in KEYS[type_](name):
            yield f"{type_}\nrule\n{key}", offered
    if listed:
        yield f"listed\n{listed}", False


def _decide(type_: str, profiles: Sequence[Profile]) -> Iterable[Decision]:
    """Return a decision for each pair that the rules or the gazetteer know; the gazetteer wins."""
    found = chain(_by_rules(type_, profiles), join_listed(profiles))
    return {(d.left, d.right): d for d in found}.values()


def _by_rules(type_: str, profiles: Iterable[Profile]) -> Iterator[Decision]:
    groups = by_normal_form(profiles)
    yield from join_equal_names(groups)
    for senses in grouped((g[0] for g in groups), lambda p: normal_form(p.name)).values():
        yield from (decide_senses(*pair) for pair in combinations(senses, 2))
    if type_ in RULES:
        yield from RULES[type_](group[0] for group in groups)


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
    found = []
    for first in canonical_first:
        if first not in seen:
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
