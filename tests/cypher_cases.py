"""117 queries over a small graph, with the rows that any Cypher engine answers (CC0).

They lie in propertygraph/queries: the graph, the queries as Neo4j takes them, and for other
engines those that are written another way there.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kgraph.propertygraph.quoting import identifier

Rows = tuple[tuple[object, ...], ...]
Statement = tuple[str, dict[str, object]]

_FOLDER = Path(__file__).parent / "propertygraph" / "queries"


@dataclass(frozen=True, slots=True)
class Expected:
    """The rows of an answer; None is any rows, ``at_least`` so many of them."""

    rows: Rows | None
    ordered: bool
    at_least: int = 0

    def is_met_by(self, rows: Iterable[Sequence[object]]) -> bool:
        """Return whether ``rows`` are these; floats may differ in the last places."""
        found = [tuple(row) for row in rows]
        if self.rows is None:
            return len(found) >= self.at_least
        expected = list(self.rows)
        if not self.ordered:
            found, expected = sorted(found, key=repr), sorted(expected, key=repr)
        return _alike(found, expected)


@dataclass(frozen=True, slots=True)
class Case:
    """A query, its answer, and where it writes, a second query that sees what it wrote.

    ``setup`` is run before it, each a statement of Cypher, or of SQL where it begins with "sql:".
    """

    id: str
    query: str
    parameters: Mapping[str, object]
    expected: Expected
    writes: bool
    setup: tuple[str, ...]
    check: str
    checked: Expected


def cases(engine: str = "") -> tuple[Case, ...]:
    """Return all cases, in the words of ``engine`` where rewrites.json names it."""
    rewrites = _read("rewrites.json").get(engine, {})
    return tuple(_case(row | rewrites.get(row["id"], {})) for row in _read("queries.json"))


def rewritten(engine: str) -> frozenset[str]:
    """Return the ids of the cases that ``engine`` takes in other words only."""
    return frozenset(_read("rewrites.json").get(engine, {}))


def creation() -> Iterator[Statement]:
    """Yield the statements with their parameters that create the graph, nodes first."""
    graph = _read("graph.json")
    dates = frozenset(graph["date_properties"])
    for node in graph["nodes"]:
        labels = "".join(f":{identifier(label)}" for label in node["labels"])
        properties = _typed(node["properties"], dates)
        yield f"CREATE (n{labels}) SET n = $properties", {"properties": properties}
    for row in graph["relationships"]:
        yield (
            "MATCH (a {id: $start}), (b {id: $end}) "
            f"CREATE (a)-[r:{identifier(row['type'])}]->(b) SET r = $properties",
            {
                "start": row["start"],
                "end": row["end"],
                "properties": _typed(row["properties"], dates),
            },
        )


def _read(name: str):  # type: ignore[no-untyped-def]  # JSON
    return json.loads((_FOLDER / name).read_text(encoding="utf-8"))


def _case(row: Mapping[str, object]) -> Case:
    return Case(
        id=str(row["id"]),
        query=str(row["q"]),
        parameters=_mapping(row["params"]),
        expected=Expected(_rows(row["expect"]), bool(row["ordered"]), _number(row["minrows"])),
        writes=bool(row["write"]),
        setup=tuple(map(str, _list(row["setup"]))),
        check=str(row["check"] or ""),
        checked=Expected(_rows(row["check_expect"]), bool(row["check_ordered"])),
    )


def _typed(properties: Mapping[str, object], dates: frozenset[str]) -> dict[str, object]:
    return {
        key: date.fromisoformat(value) if key in dates and isinstance(value, str) else value
        for key, value in properties.items()
    }


def _rows(value: object) -> Rows | None:
    return None if value is None else tuple(tuple(_list(row)) for row in _list(value))


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _mapping(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _alike(found: object, expected: object) -> bool:
    if isinstance(expected, list | tuple):
        return (
            isinstance(found, list | tuple)
            and len(found) == len(expected)
            and all(map(_alike, found, expected))
        )
    if isinstance(expected, float) and isinstance(found, int | float):
        return math.isclose(found, expected, rel_tol=1e-9)
    return type(found) is type(expected) and found == expected
