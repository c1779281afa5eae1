"""How hard a layout is to read, and how a small one is made easier."""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.intp]
Truth = npt.NDArray[np.bool_]

# Half the room that the words on a line take, in pixels.
_WORDS = np.array([52.0, 13.0])
_NEAR = 22.0
_REACHES = (150.0, 90.0, 50.0, 30.0)
_COMPASS = np.array([(math.cos(i * math.pi / 4), math.sin(i * math.pi / 4)) for i in range(8)])


def tangle(points: Points, centres: Points, halves: Points, links: Pairs, apexes: Points) -> float:
    """Return the weighted count of crossings, covered words and nodes, and lines through nodes.

    ``points`` are nodes, ``centres`` and ``halves`` their boxes with the label below; ``links``
    are pairs of indexes, and each has its words at its apex.
    """
    starts = np.concatenate((points[links[:, 0]], apexes))
    ends = np.concatenate((apexes, points[links[:, 1]]))
    both = np.concatenate((links, links))
    words = np.broadcast_to(_WORDS, apexes.shape)
    labels = centres * 2 - points
    own = (both[:, :, None] == np.arange(len(points))).any(axis=1).T
    weighted = (
        (3.0, _overlaps(apexes, words, centres, halves)),
        (2.0, _overlaps(apexes, words, apexes, words)),
        (1.5, _distances(apexes, starts, ends) < _NEAR),
        (2.5, (_distances(centres, starts, ends) < 1.5 * _NEAR) & ~own),
        (0.7, (_distances(labels, starts, ends) < _NEAR) & own),
        (0.5, _crossings(starts, ends, both)),
        (4.0, _overlaps(centres, halves, centres, halves)),
    )
    return float(sum(weight * found.sum() for weight, found in weighted))


def untangle(points: Points, cost: Callable[[Points], float]) -> Points:
    """Return the points after each was moved to where ``cost`` is least, some rounds long."""
    least = cost(points)
    for reach in _REACHES:
        for i in range(len(points)):
            for way in _COMPASS:
                moved = points.copy()
                moved[i] += way * reach
                if (found := cost(moved)) < least:
                    points, least = moved, found
    return points


def _overlaps(a: Points, half_a: Points, b: Points, half_b: Points) -> Truth:
    apart = np.abs(a[:, None] - b[None, :]) >= half_a[:, None] + half_b[None, :]
    return ~(apart[..., 0] | apart[..., 1])


def _distances(points: Points, starts: Points, ends: Points) -> Points:
    """Return the distance of each point (rows) from each line (columns)."""
    along = ends - starts
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    offset = points[:, None] - starts[None, :]
    share = np.clip((offset * along).sum(axis=2) / length, 0, 1)
    gap = offset - share[:, :, None] * along
    return np.asarray(np.hypot(gap[:, :, 0], gap[:, :, 1]), dtype=np.float64)


def _crossings(starts: Points, ends: Points, links: Pairs) -> Truth:
    along = (ends - starts)[:, None]
    to_start, to_end = starts[None] - starts[:, None], ends[None] - starts[:, None]
    parted = _turn(along, to_start) * _turn(along, to_end) < 0
    shared = (links[:, None, :, None] == links[None, :, None, :]).any(axis=(2, 3))
    return np.asarray(parted & parted.T & ~shared, dtype=np.bool_)


def _turn(a: Points, b: Points) -> Points:
    turn: Points = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    return turn
