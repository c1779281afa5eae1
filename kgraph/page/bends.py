"""How links between the same two nodes bend, so that neither lines nor words lie on another."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", int, str)
Spot = tuple[float, float]

# Pixels between the words of two neighbouring links, side by side and one above the other.
_BESIDE, _ABOVE = 80.0, 28.0
_STEEPEST = 1.1
# The part of its length by which a link of bend 1 leaves the straight line, in vis-network.
_BULGE = 0.53


def bends(links: Sequence[tuple[Key, Key]], spots: Mapping[Key, Spot]) -> list[float]:
    """Return how much each link bends, in the order of ``links``; 0 is a straight line.

    A positive bend goes to the left of one who walks from the smaller end to the greater. The
    links between two nodes fan out evenly; a loop has no bend.
    """
    bundles: dict[tuple[Key, Key], list[int]] = defaultdict(list)
    for i, (a, b) in enumerate(links):
        bundles[(a, b) if a < b else (b, a)].append(i)
    found = [0.0] * len(links)
    for (a, b), bundle in bundles.items():
        step = 0.0 if a == b else _step(spots[a], spots[b], len(bundle))
        for place, i in enumerate(bundle):
            found[i] = (place - (len(bundle) - 1) / 2) * step
    return found


def apex(first: Spot, second: Spot, bend: float) -> Spot:
    """Return the middle of a link from the smaller end to the greater, where its words stand."""
    dx, dy = second[0] - first[0], second[1] - first[1]
    bulge = bend * _BULGE
    return (first[0] + second[0]) / 2 + dy * bulge, (first[1] + second[1]) / 2 - dx * bulge


def _step(a: Spot, b: Spot, count: int) -> float:
    dx, dy = abs(a[0] - b[0]), abs(a[1] - b[1])
    length = max(math.hypot(dx, dy), 1.0)
    # Words are wider than high: links that run down the page need more room between them.
    room = min(_BESIDE * length / max(dy, 1.0), _ABOVE * length / max(dx, 1.0))
    return min(max(room / length / _BULGE, 0.15), 2 * _STEEPEST / count)
