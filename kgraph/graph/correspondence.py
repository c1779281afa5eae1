"""Which entities of one graph are those of another: by the profiles that they share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgraph.model import Entity


@dataclass(frozen=True, slots=True, order=True)
class _Tie:
    """An old and a new entity that share profiles; the strongest tie is the smallest.

    ``member`` is the first of the shared profiles. A profile belongs to one entity of a graph, so
    no two ties have the same, and their order is the same whichever graph is called the old one.
    """

    weakness: int
    member: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Correspondence:
    """How the entities of two graphs correspond; all maps are keyed by the ids of entities.

    ``to_new`` and ``to_old`` hold the ids of those that share a profile, sorted; what shares none
    is not in them. ``old_identity`` and ``new_identity`` say who each entity is, in words that
    both graphs use: two entities of one identity are the same, even if their ids differ.

    An identity is that of one old and one new entity, paired by the most shared profiles. An old
    entity left over in a join takes the identity of the new one that holds most of its profiles; a
    new one left over in a parting that of the old one it has most of them from.
    """

    to_new: Mapping[str, tuple[str, ...]]
    to_old: Mapping[str, tuple[str, ...]]
    old_identity: Mapping[str, str]
    new_identity: Mapping[str, str]


def correspond(old: Iterable[Entity], new: Iterable[Entity]) -> Correspondence:
    """Return how entities correspond; in time that grows with the number of their profiles."""
    old, new = tuple(old), tuple(new)
    ties = _ties(old, new)
    old_identity, new_identity = _identities(ties)
    for entities, identity in ((old, old_identity), (new, new_identity)):
        for entity in entities:
            identity.setdefault(entity.id, min(entity.members))
    return Correspondence(
        to_new=_partners((tie.old, tie.new) for tie in ties),
        to_old=_partners((tie.new, tie.old) for tie in ties),
        old_identity=old_identity,
        new_identity=new_identity,
    )


def _ties(old: Iterable[Entity], new: Iterable[Entity]) -> tuple[_Tie, ...]:
    homes = {member: entity.id for entity in new for member in entity.members}
    shared: dict[tuple[str, str], list[str]] = {}
    for entity in old:
        for member in entity.members:
            if member in homes:
                shared.setdefault((entity.id, homes[member]), []).append(member)
    return tuple(sorted(_Tie(-len(m), min(m), *pair) for pair, m in shared.items()))


def _identities(ties: Iterable[_Tie]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the identity of each old and of each new entity that has a tie."""
    old, new = dict[str, str](), dict[str, str]()
    for tie in ties:
        if tie.old not in old and tie.new not in new:
            old[tie.old] = new[tie.new] = tie.member
    for tie in ties:  # what is left over has paired ends at all its ties; the strongest comes first
        if tie.old not in old:
            old[tie.old] = new[tie.new]
        elif tie.new not in new:
            new[tie.new] = old[tie.old]
    return old, new


def _partners(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for entity, partner in pairs:
        found.setdefault(entity, []).append(partner)
    return {entity: tuple(sorted(partners)) for entity, partners in found.items()}
