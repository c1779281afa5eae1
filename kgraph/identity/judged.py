"""Pairs of profiles that a person decided."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from kgraph.model import Decision

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class JudgedPair:
    """Two profiles, by their ids in any order, that were judged one or two; why in a sentence."""

    left: str
    right: str
    reason: str


def judged_decisions(
    same: Iterable[JudgedPair], different: Iterable[JudgedPair], known: Container[str]
) -> tuple[Decision, ...]:
    """Return one decision for each judged pair, by pair, with the reasons of all who judged so.

    Of a pair that is judged both, "different" stays. A pair of one profile with itself says
    nothing, nor does one of a profile that is not ``known``.
    """
    apart, together = _reasons(different, known), _reasons(same, known)
    decisions = [Decision(*pair, "different", 1.0, apart[pair]) for pair in apart]
    decisions += [
        Decision(*pair, "same", 1.0, together[pair]) for pair in together if pair not in apart
    ]
    return tuple(sorted(decisions, key=lambda d: (d.left, d.right)))


def _reasons(pairs: Iterable[JudgedPair], known: Container[str]) -> dict[Pair, tuple[str, ...]]:
    found: dict[Pair, set[str]] = {}
    for pair in pairs:
        left, right = sorted((pair.left, pair.right))
        if left != right and left in known and right in known:
            found.setdefault((left, right), set()).add(pair.reason)
    return {pair: tuple(sorted(reasons)) for pair, reasons in found.items()}
