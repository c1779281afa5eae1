"""Why two names are one entity, or two."""

from collections.abc import Iterable
from dataclasses import dataclass

from kgraph.graph.source import GraphSource
from kgraph.identity import comparison_keys, resolve
from kgraph.model import Decision, Entity, Profile, Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """A decision on two names, ``left`` and ``right`` in the order of the way that it is on."""

    left: str
    right: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two names are one entity, or two.

    With the verdict "same" ``left`` and ``right`` are one entity, and ``steps`` the shortest
    chain of decisions that leads from the one name to the other: none where articles call one
    thing both. Else ``steps`` are all decisions between names of the two: "different" where any
    says so, "unsure" where all leave it open. None at all means that nothing in the names spoke
    for one. ``reason`` says in words what follows from no decision, empty where there is one.
    """

    left: Entity
    right: Entity
    verdict: Verdict
    steps: tuple[Step, ...]
    reason: str = ""


def explain_identity(
    source: GraphSource, left: tuple[str, Entity], right: tuple[str, Entity]
) -> Explanation:
    """Return why two names, each with the entity that bears it, are one entity or two."""
    ends = (_profile(source, *left), _profile(source, *right))
    if left[1].id == right[1].id:
        return _joined(source, left[1], *ends)
    members = set(right[1].members)
    between = [d for d in source.decisions_of(left[1].id) if members & {d.left, d.right}]
    steps = tuple(_step(source, d, backwards=d.left in members) for d in between)
    verdict: Verdict = "unsure" if steps else "different"
    if any(d.verdict == "different" for d in between):
        verdict = "different"
    reason = "" if steps else _why_apart(*ends)
    return Explanation(left[1], right[1], verdict, steps, reason)


def _joined(source: GraphSource, entity: Entity, left: Profile, right: Profile) -> Explanation:
    if left.id == right.id:
        told = f'articles call one thing both, as its fullest name is "{left.name}" there'
        return Explanation(entity, entity, "same", (), told)
    same = [d for d in source.decisions_of(entity.id) if d.verdict == "same"]
    way = _shortest(left.id, right.id, same)
    steps, here = [], left.id
    for decision in way:
        steps.append(_step(source, decision, backwards=decision.right == here))
        here = decision.left if decision.right == here else decision.right
    return Explanation(entity, entity, "same", tuple(steps))


def _shortest(start: str, end: str, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the fewest decisions that lead from one profile to another, the first by their ids."""
    links: dict[str, list[tuple[str, Decision]]] = {}
    for d in decisions:
        links.setdefault(d.left, []).append((d.right, d))
        links.setdefault(d.right, []).append((d.left, d))
    ways: dict[str, tuple[Decision, ...]] = {start: ()}
    waiting = [start]
    for here in waiting:
        for there, decision in sorted(links.get(here, ()), key=lambda link: link[0]):
            if there not in ways:
                ways[there] = (*ways[here], decision)
                waiting.append(there)
    return ways[end]


def _step(source: GraphSource, decision: Decision, *, backwards: bool) -> Step:
    ends = (decision.right, decision.left) if backwards else (decision.left, decision.right)
    left, right = (_known(source, id_).name for id_ in ends)
    return Step(left, right, decision)


def _profile(source: GraphSource, name: str, entity: Entity) -> Profile:
    """Return the profile of an entity that a name means: by id, by its name, else by a form.

    Where none bears the name it is the first one, whose id the entity has.
    """
    if name in entity.members:
        return _known(source, name)
    profiles = [_known(source, id_) for id_ in (entity.id, *entity.members)]
    return min(profiles, key=lambda p: _distance(p, name))


def _distance(profile: Profile, name: str) -> tuple[bool, bool, bool, int]:
    forms = [form for form, _ in profile.forms]
    folded = name.casefold()
    by_case = folded in (form.casefold() for form in (profile.name, *forms))
    count = sum(count for form, count in profile.forms if form == name)
    return profile.name != name, name not in forms, not by_case, -count


def _known(source: GraphSource, profile_id: str) -> Profile:
    """Return a profile; one that no annotation shows goes by its id."""
    return source.profile(profile_id) or Profile(profile_id, "", profile_id, (), 0)


def _why_apart(left: Profile, right: Profile) -> str:
    """Return why nothing was decided on two names."""
    if left.type != right.type:
        return (
            f"types: {left.type} and {right.type} are one only where a full name is taken for both"
        )
    if left.listed and right.listed and left.listed != right.listed:
        return "two ids in the gazetteer"
    if not _compared(left, right):
        return "never compared: the names share nothing that names are compared by"
    alone = resolve((left, right)).decisions
    if alone:
        return (
            f"compared: the two alone would be {_told(alone[0])}; "
            "with all other names that they are compared with they are not"
        )
    return "compared: nothing in the names speaks for one"


def _told(decision: Decision) -> str:
    return f"{decision.verdict} ({decision.score:.2f}: {'; '.join(decision.reasons)})"


def _compared(left: Profile, right: Profile) -> bool:
    """Whether two profiles share a key that one of them, at least, does not only offer."""
    (all_left, sure_left), (all_right, sure_right) = map(_keys, (left, right))
    return bool(sure_left & all_right or all_left & sure_right)


def _keys(profile: Profile) -> tuple[set[str], set[str]]:
    """Return the keys of a profile, and those that it does not only offer."""
    keys = tuple(comparison_keys(profile.type, profile.name, profile.listed))
    return {key for key, _ in keys}, {key for key, offered in keys if not offered}
