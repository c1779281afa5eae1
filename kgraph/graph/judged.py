"""What the judgements in force come to: what is applied, what is contradicted, what is lost."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType
from typing import TypeVar

import networkx as nx

from kgraph.graph.anchors import find_claim
from kgraph.identity import JudgedPair
from kgraph.model import Anchor, Claim, Judgement, JudgementKind

K = TypeVar("K", bound=Hashable)

Pair = tuple[str, str]

Conflict = tuple[Judgement, ...]
"""Judgements that cannot all be true, by id; none of them is applied."""

_WORDS: Mapping[JudgementKind, str] = MappingProxyType(
    {"same": "judged the same", "different": "judged different"}
)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What judgements come to, by profile.

    ``same`` and ``different`` are sorted. ``types`` and ``names`` give one value a profile,
    ``hidden`` the profiles to hide, ``on_profiles`` the judgements behind these three. ``claims``
    holds those on claims by the id of the article, for ``judge_claims``.

    Not applied are those of ``conflicts``; the ``lost``, an anchor of which was not found; and
    the ``idle`` on two anchors that are one name already: "same" says nothing new there, and
    "different" would have to part namesakes. Tuples of judgements are sorted by id.
    """

    same: tuple[JudgedPair, ...]
    different: tuple[JudgedPair, ...]
    types: Mapping[str, str]
    names: Mapping[str, str]
    hidden: frozenset[str]
    on_profiles: Mapping[str, tuple[Judgement, ...]]
    claims: Mapping[str, tuple[Judgement, ...]]
    conflicts: tuple[Conflict, ...]
    lost: tuple[Judgement, ...]
    idle: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class JudgedClaims:
    """The claims of an article after its judgements, in the order given.

    ``found`` are the ids of the judgements that found their claim; those of ``conflicts`` did,
    and changed nothing.
    """

    claims: tuple[Claim, ...]
    found: frozenset[str]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A judgement with the profiles of its anchors, the same twice where it is about one."""

    judgement: Judgement
    ends: Pair

    @property
    def is_pair(self) -> bool:
        return self.judgement.kind in _WORDS


def settle(judgements: Iterable[Judgement], find: Callable[[Anchor], str | None]) -> Verdicts:
    """Return what the judgements in force come to; their order and repetition change nothing.

    ``find`` gives the profile of an anchor, None where it is lost. Judgements contradict each
    other that give one profile two types or two names, and those that judge two profiles to be
    different and, by a chain of others, the same: "A is not C" with every "same" on a path from A
    to C that passes no profile twice. A chain that only hangs on such a path is applied. A
    judgement may stand in several conflicts. Two names of one entity that has several profiles
    show only after identity: ``entity_verdict``. Whether two judgements are on one claim shows
    only among its article's claims: ``judge_claims``.
    """
    known = {judgement.id: judgement for judgement in judgements}
    ordered = [known[id_] for id_ in sorted(known) if known[id_].kind != "withdrawn"]
    placed, lost = _place((j for j in ordered if j.claim is None), find)
    pairs = [p for p in placed if p.is_pair and len(set(p.ends)) == 2]
    single = [p for p in placed if not p.is_pair]
    conflicts = _by_ids(chain(_broken_chains(pairs), _two_values(single)))
    refused = {judgement.id for conflict in conflicts for judgement in conflict}
    pairs = [p for p in pairs if p.judgement.id not in refused]
    single = [p for p in single if p.judgement.id not in refused]
    return Verdicts(
        same=_judged_pairs(pairs, "same"),
        different=_judged_pairs(pairs, "different"),
        types=_values(single, "type"),
        names=_values(single, "name"),
        hidden=frozenset(p.ends[0] for p in single if p.judgement.kind == "hide"),
        on_profiles=_grouped((p.ends[0], p.judgement) for p in single),
        claims=_grouped((j.claim.article, j) for j in ordered if j.claim),
        conflicts=conflicts,
        lost=tuple(lost),
        idle=tuple(p.judgement for p in placed if p.is_pair and len(set(p.ends)) == 1),
    )


def entity_verdict(members: Iterable[str], values: Mapping[str, str]) -> tuple[str | None, bool]:
    """Return the value that judgements give an entity, and whether they contradict each other.

    ``members`` are its profiles, ``values`` types or names by profile. No value where none of the
    members has one, or two have different ones.
    """
    found = {values[member] for member in members if member in values}
    return (found.pop(), False) if len(found) == 1 else (None, bool(found))


def judge_claims(claims: Sequence[Claim], judgements: Sequence[Judgement]) -> JudgedClaims:
    """Return the claims of one article after the judgements on them; order changes nothing.

    Wrong ones are left out, right ones have the confidence 1. A claim that is judged both stays
    as it is, and all judgements on it are a conflict. How a claim is found: ``find_claim``.
    """
    known = {judgement.id: judgement for judgement in judgements}
    found = [(find_claim(j.claim, claims), j) for _, j in sorted(known.items()) if j.claim]
    on_claims = _grouped((claim.id, judgement) for claim, judgement in found if claim)
    kinds = {id_: {j.kind for j in judged} for id_, judged in on_claims.items()}
    kept = (claim for claim in claims if kinds.get(claim.id) != {"wrong"})
    return JudgedClaims(
        claims=tuple(
            replace(c, confidence=1.0) if kinds.get(c.id) == {"right"} else c for c in kept
        ),
        found=frozenset(judgement.id for claim, judgement in found if claim),
        conflicts=_by_ids(on_claims[id_] for id_, some in kinds.items() if len(some) > 1),
    )


def _place(
    judgements: Iterable[Judgement], find: Callable[[Anchor], str | None]
) -> tuple[list[_Placed], list[Judgement]]:
    """Return the judgements whose anchors are all found, and those that lost one."""
    placed, lost = [], []
    for judgement in judgements:
        profiles = [profile for a in judgement.entities if (profile := find(a)) is not None]
        if len(profiles) == len(judgement.entities):
            placed.append(_Placed(judgement, (min(profiles), max(profiles))))
        else:
            lost.append(judgement)
    return placed, lost


def _broken_chains(pairs: Sequence[_Placed]) -> Iterator[Conflict]:
    """Yield, for each pair judged different that a chain joins, the judgements that say so.

    Blocks are the largest sets of links of which each two lie on a ring; they hang together like
    a tree. A path that passes none twice can lead over each link of the blocks on its way through
    that tree, and over no other.
    """
    same = _of_kind(pairs, "same")
    blocks = list(nx.biconnected_component_edges(nx.Graph(list(same))))
    tree: nx.Graph[str | int] = nx.Graph(
        [(end, place) for place, block in enumerate(blocks) for link in block for end in link]
    )
    for (left, right), different in _of_kind(pairs, "different").items():
        if left in tree and right in tree and nx.has_path(tree, left, right):
            way = nx.shortest_path(tree, left, right)
            links = (link for place in way if isinstance(place, int) for link in blocks[place])
            joined = [same[min(link), max(link)] for link in links]
            yield (*different, *chain.from_iterable(joined))


def _two_values(single: Iterable[_Placed]) -> Iterator[Conflict]:
    """Yield, for each profile, the judgements that give it two types, and two names."""
    for kind in ("type", "name"):
        for judged in _of_kind(single, kind).values():
            if len({judgement.value for judgement in judged}) > 1:
                yield judged


def _of_kind(placed: Iterable[_Placed], kind: JudgementKind) -> dict[Pair, tuple[Judgement, ...]]:
    """Return the judgements of a kind by their profiles."""
    return _grouped((p.ends, p.judgement) for p in placed if p.judgement.kind == kind)


def _judged_pairs(pairs: Iterable[_Placed], kind: JudgementKind) -> tuple[JudgedPair, ...]:
    of_kind = (p for p in pairs if p.judgement.kind == kind)
    return tuple(sorted(JudgedPair(*p.ends, _reason(p.judgement)) for p in of_kind))


def _reason(judgement: Judgement) -> str:
    """Return who judged, when and why, as a reason of a decision."""
    by = f" by {judgement.by}" if judgement.by else ""
    when = f", {judgement.when}" if judgement.when else ""
    why = f': "{judgement.why}"' if judgement.why else ""
    return f"{_WORDS[judgement.kind]}{by}{when}{why}"


def _values(single: Iterable[_Placed], kind: JudgementKind) -> dict[str, str]:
    return {profile: judged[0].value for (profile, _), judged in _of_kind(single, kind).items()}


def _grouped(pairs: Iterable[tuple[K, Judgement]]) -> dict[K, tuple[Judgement, ...]]:
    """Return the judgements by key, keys and judgements in the order given."""
    groups: dict[K, list[Judgement]] = {}
    for key, judgement in pairs:
        groups.setdefault(key, []).append(judgement)
    return {key: tuple(judgements) for key, judgements in groups.items()}


def _by_ids(conflicts: Iterable[Iterable[Judgement]]) -> tuple[Conflict, ...]:
    """Return conflicts in order, each by id and once."""
    ordered = {tuple(sorted(c, key=_id)) for c in conflicts}
    return tuple(sorted(ordered, key=lambda c: tuple(map(_id, c))))


def _id(judgement: Judgement) -> str:
    return judgement.id
