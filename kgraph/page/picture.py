"""What is drawn: shapes, sizes, curves and labels. Colours belong to the page's style sheet."""

import math
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgraph.graph import Together
from kgraph.model import Entity, Relation
from kgraph.page.bends import bends
from kgraph.page.layout import Box

SHAPES = {
    "Person": "dot",
    "Organization": "square",
    "Government": "hexagon",
    "Place": "triangle",
    "Country": "diamond",
    "Product": "star",
}
OTHER_SHAPE = "triangleDown"
LIMIT = 400
TOGETHER_LIMIT = 100

_LINE = 20
_LINES = 3


@dataclass(frozen=True, slots=True)
class Size:
    """Radius of a node and height of its letters, in pixels."""

    radius: int
    letters: int


def drawn(entities: Iterable[Entity], relations: Iterable[Relation]) -> tuple[Entity, ...]:
    """Return the entities to draw, at most ``LIMIT``: best linked first, then most mentioned."""
    degree: dict[str, int] = defaultdict(int)
    for relation in relations:
        for end in {relation.subject, relation.object}:
            degree[end] += 1
    ranked = sorted(entities, key=lambda e: (-degree[e.id], -e.mentions, e.name, e.id))
    return tuple(ranked[:LIMIT])


def strongest(
    pairs: Iterable[Together], ids: Container[str], relations: Iterable[Relation]
) -> tuple[Together, ...]:
    """Return the pairs to draw, at most ``TOGETHER_LIMIT``: those with most sentences first.

    Both ends are among ``ids``, and no relation joins them.
    """
    related = {frozenset((r.subject, r.object)) for r in relations}
    free = (
        pair
        for pair in pairs
        if pair.left in ids and pair.right in ids and {pair.left, pair.right} not in related
    )
    ranked = sorted(free, key=lambda pair: (-len(pair.sentences), pair))
    return tuple(ranked[:TOGETHER_LIMIT])


def ties(relations: Iterable[Relation], pairs: Iterable[Together]) -> list[tuple[str, str]]:
    """Return the pairs of nodes that stand near each other.

    Relations decide; a name that has none stands near those it shares a sentence with.
    """
    related = [(r.subject, r.object) for r in relations]
    linked = {end for pair in related for end in pair}
    loose = [(p.left, p.right) for p in pairs if not {p.left, p.right} <= linked]
    return related + loose


def wrap(name: str) -> str:
    """Return a name in at most three lines of about 20 characters, the rest as an ellipsis."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    kept = [line if len(line) <= _LINE + 6 else f"{line[: _LINE + 5]}…" for line in lines]
    return "\n".join(kept if len(kept) <= _LINES else [*kept[: _LINES - 1], f"{kept[2]} …"])


def sizes(entities: Sequence[Entity]) -> dict[str, Size]:
    """Return the size of each node by its id; it grows with the root of mentions.

    In a large graph the most mentioned names grow more, to be read while all of it is seen.
    """
    most = max((e.mentions for e in entities), default=0) or 1
    extra = len(entities) / 12
    found = {}
    for entity in entities:
        share = math.sqrt(entity.mentions / most)
        found[entity.id] = Size(round(11 + (15 + extra) * share), round(16 + (7 + extra) * share))
    return found


def box(entity: Entity, size: Size) -> Box:
    """Return the room that a node takes with its label below it, and some air."""
    lines = wrap(entity.name).split("\n")
    half = max(size.radius, *(_width(line) * size.letters / 2 for line in lines)) + 14
    down = size.radius + len(lines) * size.letters * 1.2 + 22
    return Box(entity.id, half, size.radius + 16, down)


def width(relation: Relation) -> float:
    """Return the width of an edge in pixels; twice the claims add the same again."""
    return round(min(1.5 + math.log2(max(len(relation.claims), 1)), 6.5), 1)


def curves(
    relations: Sequence[Relation], spots: Mapping[str, tuple[int, int]]
) -> dict[str, dict[str, object]]:
    """Return the curve of each edge by relation id, so that none lies on another."""
    bent = bends([(r.subject, r.object) for r in relations], spots)
    found = {r.id: _curve(r, bend) for r, bend in zip(relations, bent, strict=True)}
    loops: dict[str, list[str]] = defaultdict(list)
    for relation in relations:
        if relation.subject == relation.object:
            loops[relation.subject].append(relation.id)
    return found | {key: _loop(i, len(ids)) for ids in loops.values() for i, key in enumerate(ids)}


def _curve(relation: Relation, bend: float) -> dict[str, object]:
    if not bend:
        return {"smooth": {"enabled": False}}
    # Clockwise is counted from an edge's own beginning, so an opposite edge bends the other way.
    clockwise = (bend > 0) == (relation.subject < relation.object)
    kind = "curvedCW" if clockwise else "curvedCCW"
    return {"smooth": {"enabled": True, "type": kind, "roundness": round(abs(bend), 3)}}


def _loop(i: int, count: int) -> dict[str, object]:
    angle = round(math.pi / 4 + i * 2 * math.pi / count, 3)
    return {"selfReference": {"size": 28, "angle": angle, "renderBehindTheNode": False}}


def _width(line: str) -> float:
    """Return the width of a line in heights of its letters."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in line)
    return 0.55 * len(line) + 0.45 * wide
