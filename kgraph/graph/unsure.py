"""Pairs of entities that may be one, those first that would change most."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from kgraph.graph.source import Apart
from kgraph.model import Decision


@dataclass(frozen=True, slots=True)
class UnsurePair:
    """Two entities of which nothing that was decided tells whether they are one.

    ``profiles`` are the two that were compared and ``entities`` what they belong to, as ids in one
    order. ``score`` is in [0, 1]; ``reasons`` say what speaks for and against. ``value`` is how
    much an answer is worth: the geometric mean of how many articles and relations each of the two
    has, times how near the score is to the middle (1 at .5, 0 at 0 and 1).
    """

    entities: tuple[str, str]
    profiles: tuple[str, str]
    score: float
    reasons: tuple[str, ...]
    value: float


def rank_unsure(apart: Iterable[Apart]) -> tuple[UnsurePair, ...]:
    """Return the pairs of entities that were left open, most valuable first, then by ids.

    Of several decisions on one pair of entities that with the most value counts. A pair of which
    any two profiles are decided to be different is not open.
    """
    decided = set[frozenset[str]]()
    best: dict[frozenset[str], UnsurePair] = {}
    for decision, entities, sizes in apart:
        pair = frozenset(entities)
        if decision.verdict == "different":
            decided.add(pair)
        else:
            found = _pair(decision, entities, sizes)
            best[pair] = min(found, best.get(pair, found), key=_order)
    return tuple(sorted((p for key, p in best.items() if key not in decided), key=_order))


def _pair(decision: Decision, entities: tuple[str, str], sizes: tuple[int, int]) -> UnsurePair:
    nearness = 1 - abs(2 * decision.score - 1)
    return UnsurePair(
        entities=entities,
        profiles=(decision.left, decision.right),
        score=decision.score,
        reasons=decision.reasons,
        value=round(sqrt(sizes[0] * sizes[1]) * nearness, 3),
    )


def _order(pair: UnsurePair) -> tuple[float, tuple[str, str]]:
    return -pair.value, pair.profiles
