"""Where the nodes stand: computed before the page is shown, the same for the same graph."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from kgraph.page.bends import Spot, apex, bends
from kgraph.page.tangle import Points, tangle, untangle

# Pixels between two linked nodes: room for a name at either end and a few words between.
_STEP = 225.0
_GAP = 70.0
# The share of a large picture that is not boxes; lines need it.
_AIR = 3.0
_ROUNDS = 60
_SEEDS = range(16)
# Labels stand below, so the same layout upside down may cover more of them, or fewer.
_FLIPS = (np.array([1.0, 1.0]), np.array([1.0, -1.0]))
# Above these a look at every layout, and at every move of a node, costs many seconds.
_CHOOSE_LINKS = 120
_UNTANGLE_LINKS = 40


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its label below it, in pixels; ``up`` and ``down`` count from its middle."""

    id: str
    half_width: float
    up: float
    down: float


def place(boxes: Sequence[Box], links: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Return x and y of each box by its id, in whole pixels, boxes apart from each other.

    Linked boxes stand near each other. Parts of the graph with no link between them stand side by
    side, largest first; boxes without a link come last, in rows.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(box.id for box in boxes)
    pairs = [(a, b) for a, b in links if a != b]
    graph.add_edges_from(pairs)
    by_id = {box.id: box for box in boxes}
    parts = sorted(nx.connected_components(graph), key=lambda p: (-len(p), min(p)))
    laid = [_part([by_id[i] for i in sorted(part)], pairs) for part in parts]
    return _shelves(laid, by_id)


def _part(boxes: Sequence[Box], pairs: Sequence[tuple[str, str]]) -> dict[str, Spot]:
    """Return the best of several layouts of one connected part."""
    index = {box.id: i for i, box in enumerate(boxes)}
    ends = ((index[a], index[b]) for a, b in pairs if a in index)
    links = sorted((min(a, b), max(a, b)) for a, b in ends)
    part: nx.Graph[int] = nx.Graph()
    part.add_nodes_from(range(len(boxes)))
    part.add_edges_from(links)
    middle, half = _rooms(boxes)

    def cost(points: Points) -> float:
        return _cost(points, middle, half, links)

    seeds = _SEEDS if 1 < len(links) <= _CHOOSE_LINKS else _SEEDS[:1]
    layouts = (_level(_stress(part, seed)) for seed in seeds)
    tried = [_apart(points * flip, middle, half) for points in layouts for flip in _FLIPS]
    best = min(tried, key=cost) if len(seeds) > 1 else tried[0]
    if 1 < len(links) <= _UNTANGLE_LINKS:
        best = untangle(best, cost)
    return {box.id: (float(x), float(y)) for box, (x, y) in zip(boxes, best, strict=True)}


def _cost(points: Points, middle: Points, half: Points, links: Sequence[tuple[int, int]]) -> float:
    """Return the tangle, and how far the links are from the length they should have."""
    spots = {i: (float(x), float(y)) for i, (x, y) in enumerate(points)}
    bent = zip(links, bends(links, spots), strict=True)
    apexes = np.array([apex(spots[a], spots[b], bend) for (a, b), bend in bent])
    stretch = sum(math.log(max(math.dist(spots[a], spots[b]), 1) / _STEP) ** 2 for a, b in links)
    return 3 * stretch + tangle(points, points + middle, half, np.array(links), apexes)


def _stress(part: "nx.Graph[int]", seed: int) -> Points:
    """Return points whose distances follow the number of steps between them in the graph.

    Gansner, Koren and North, "Graph drawing by stress majorization" (2004), one node at a time.
    """
    start = nx.spring_layout(part, seed=seed, scale=_STEP * math.sqrt(len(part)), method="force")
    points = np.array([start[node] for node in part], dtype=np.float64)
    if len(part) < 2:
        return points
    ideal = _distances(part) * _STEP
    weights = np.divide(1.0, ideal**2, out=np.zeros_like(ideal), where=ideal > 0)
    for _ in range(_ROUNDS):
        for i in range(len(points)):
            away = points[i] - points
            length = np.maximum(np.hypot(away[:, 0], away[:, 1]), 1e-6)
            wanted = points + away * (ideal[i] / length)[:, None]
            points[i] = (weights[i][:, None] * wanted).sum(axis=0) / weights[i].sum()
    return points


def _distances(part: "nx.Graph[int]") -> Points:
    steps = np.zeros((len(part), len(part)))
    for node, lengths in nx.all_pairs_shortest_path_length(part):
        steps[node, list(lengths)] = list(lengths.values())
    return steps


def _level(points: Points) -> Points:
    """Return the points turned so that their longest extent is horizontal, as screens are."""
    points = points - points.mean(axis=0)
    x, y = points[:, 0], points[:, 1]
    angle = 0.5 * math.atan2(2 * float((x * y).sum()), float((x * x - y * y).sum()))
    cos, sin = math.cos(angle), math.sin(angle)
    return np.stack((x * cos + y * sin, y * cos - x * sin), axis=1)


def _rooms(boxes: Sequence[Box]) -> tuple[Points, Points]:
    """Return the way from each node to the middle of its box, and half the box's extent."""
    middle = np.array([(0.0, (b.down - b.up) / 2) for b in boxes])
    half = np.array([(b.half_width, (b.down + b.up) / 2) for b in boxes])
    return middle, half


def _apart(points: Points, middle: Points, half: Points) -> Points:
    """Return the points moved until no two boxes overlap, or a hundred rounds have passed."""
    centres = points * _spread(points, half) + middle
    for _ in range(100):
        if not any([_push(centres, half, i) for i in range(len(centres) - 1)]):
            break
    return centres - middle


def _spread(points: Points, half: Points) -> float:
    """Return how much wider the points must stand before there is room for all boxes."""
    width, height = points.max(axis=0) - points.min(axis=0) + 2 * half.mean(axis=0)
    needed = _AIR * 4 * float((half[:, 0] * half[:, 1]).sum())
    return max(1.0, math.sqrt(needed / (width * height)))


def _push(centres: Points, half: Points, i: int) -> bool:
    """Move box ``i`` and those later ones that overlap it apart, each by half; say if any did."""
    gap = centres[i + 1 :] - centres[i]
    over = half[i + 1 :] + half[i] - np.abs(gap)
    hits = np.flatnonzero((over > 0.5).all(axis=1))
    for hit in hits:
        axis = int(over[hit].argmin())
        shift = over[hit, axis] / 2 * (1 if gap[hit, axis] >= 0 else -1)
        centres[i + 1 + hit, axis] += shift
        centres[i, axis] -= shift
    return bool(hits.size)


def _shelves(parts: Sequence[dict[str, Spot]], boxes: dict[str, Box]) -> dict[str, tuple[int, int]]:
    """Return the parts side by side in rows, each row as wide as the widest part or the whole."""
    frames = [_frame(part, boxes) for part in parts]
    area = sum((r - x + _GAP) * (b - y + _GAP) for x, y, r, b in frames)
    limit = max([math.sqrt(area * 1.6), *(r - x for x, _, r, _ in frames)])
    placed: dict[str, tuple[int, int]] = {}
    left = top = row = 0.0
    for part, (x, y, r, b) in zip(parts, frames, strict=True):
        if left and left + r - x > limit:
            left, top, row = 0.0, top + row + _GAP, 0.0
        for node, (px, py) in part.items():
            placed[node] = (round(px - x + left), round(py - y + top))
        left, row = left + r - x + _GAP, max(row, b - y)
    return placed


def _frame(part: dict[str, Spot], boxes: dict[str, Box]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a part."""
    return (
        min(x - boxes[n].half_width for n, (x, _) in part.items()),
        min(y - boxes[n].up for n, (_, y) in part.items()),
        max(x + boxes[n].half_width for n, (x, _) in part.items()),
        max(y + boxes[n].down for n, (_, y) in part.items()),
    )
