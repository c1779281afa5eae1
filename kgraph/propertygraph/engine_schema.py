"""The types, properties and indexes of a database of the embedded engine.

The engine keeps a node under one type. A node of several labels has a type of its own that stands
under those of its labels, named by them in order with a tilde between, as the engine does itself.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from kgraph.propertygraph.indexes import FULL_TEXT, LOOKED_UP
from kgraph.propertygraph.quoting import sql_identifier
from kgraph.propertygraph.rows import Node, Relationship
from kgraph.propertygraph.schema import (
    NODE_KINDS,
    PropertyType,
    RelationshipKind,
    plain_kind,
)

_TYPES: Mapping[PropertyType, str] = {
    "string": "STRING",
    "integer": "LONG",
    "float": "DOUBLE",
    "date": "DATE",
    "strings": "LIST OF STRING",
}
_JOINT = "~"

DATE_KEYS = frozenset(
    key
    for kind in (*NODE_KINDS, plain_kind(""))
    for key, of in kind.properties.items()
    if of == "date"
)
"""Properties that are a date on nodes and relationships of some kind, and a text on none."""


class EngineSchema:
    """The schema of one database, which grows while it is loaded."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self._plain: set[str] = set()
        self._composite: dict[tuple[str, ...], str] = {}
        self._relationships: dict[str, set[str]] = {}
        self._statements: list[str] = []
        for kind in NODE_KINDS:
            self._add_label(kind.label)
            self._add_properties(kind.label, {"id": "string", **kind.properties})
            self._add_index(kind.label, "id", "UNIQUE_HASH")
        for kind, key, _ in LOOKED_UP:
            self._add_index(kind.label, key, "NOTUNIQUE_HASH")
        self._make()

    def prepare(self, nodes: Iterable[Node], relationships: Iterable[Relationship]) -> None:
        """Make the types of these nodes and relationships that are not there yet."""
        for labels in sorted({_labels(node) for node in nodes}):
            self._add_node_type(labels)
        for kind in dict.fromkeys(row.kind for row in relationships):
            self._add_relationship_type(kind)
        self._make()

    def node_type(self, node: Node) -> str:
        """Return the type that a node is kept under."""
        labels = _labels(node)
        return self._composite.get(labels, labels[0])

    def add_searches(self) -> None:
        """Add the full-text indexes, which are made faster when all is there."""
        for name, kind, key in FULL_TEXT:
            keys = sql_identifier(key)
            if kind.properties[key] == "strings":
                keys += " BY ITEM"
            elif any((kind, key) == looked_up[:2] for looked_up in LOOKED_UP):
                # one property has one index, and this one has; no word is found by the id
                keys += ", `id`"
            label = sql_identifier(kind.label)
            self._statements.append(f"CREATE INDEX {name} ON {label} ({keys}) FULL_TEXT")
        self._make()

    def _add_node_type(self, labels: tuple[str, ...]) -> None:
        if labels in self._composite:
            return
        for label in labels:
            self._add_label(label)
        if len(labels) > 1:
            name = _JOINT.join(labels)
            while name in self._plain or name in self._composite.values():
                name += _JOINT
            above = ", ".join(map(sql_identifier, labels))
            self._statements.append(
                f"CREATE VERTEX TYPE {sql_identifier(name)} EXTENDS {above} BUCKETS 1"
            )
            self._composite[labels] = name

    def _add_relationship_type(self, kind: RelationshipKind) -> None:
        if kind.type not in self._relationships:
            self._statements.append(f"CREATE EDGE TYPE {sql_identifier(kind.type)} BUCKETS 1")
        declared = self._relationships.setdefault(kind.type, set())
        # a predicate may be called as what articles bring, such as part_of
        new = {key: of for key, of in kind.properties.items() if key not in declared}
        self._add_properties(kind.type, new)
        declared.update(new)

    def _add_label(self, label: str) -> None:
        if label not in self._plain:
            self._statements.append(f"CREATE VERTEX TYPE {sql_identifier(label)} BUCKETS 1")
            self._plain.add(label)

    def _add_properties(self, type_: str, properties: Mapping[str, PropertyType]) -> None:
        for key, of in properties.items():
            place = f"{sql_identifier(type_)}.{sql_identifier(key)}"
            self._statements.append(f"CREATE PROPERTY {place} {_TYPES[of]}")

    def _add_index(self, label: str, key: str, sort: str) -> None:
        self._statements.append(
            f"CREATE INDEX ON {sql_identifier(label)} ({sql_identifier(key)}) {sort}"
        )

    def _make(self) -> None:
        """Run what was added at once: each change alone writes the whole schema to the disk."""
        if self._statements:
            with self._database.transaction():
                for statement in self._statements:
                    self._database.command("sql", statement).close()
        self._statements = []


def _labels(node: Node) -> tuple[str, ...]:
    return tuple(sorted(set(node.labels)))
