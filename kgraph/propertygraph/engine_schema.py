"""The types, properties and indexes of a database of the embedded engine.

The engine keeps a node under one type. A node of several labels has a type of its own that stands
under those of its labels, named by them in order with a tilde between, as the engine does itself.
"""

from collections.abc import Mapping
from typing import Any

from kgraph.propertygraph.quoting import sql_identifier
from kgraph.propertygraph.rows import Node
from kgraph.propertygraph.schema import (
    CLAIM,
    ENTITY,
    NODE_KINDS,
    SENTENCE,
    PropertyType,
    RelationshipKind,
)

NAMES_INDEX = "kgraph_names"
TEXT_INDEX = "kgraph_text"

_TYPES: Mapping[PropertyType, str] = {
    "string": "STRING",
    "integer": "LONG",
    "float": "DOUBLE",
    "date": "DATE",
    "strings": "LIST OF STRING",
}
_LOOKED_UP = ((ENTITY, "name"), (CLAIM, "relation"), (CLAIM, "predicate"))
_JOINT = "~"


class EngineSchema:
    """The schema of one database, which grows while it is loaded."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self._plain: set[str] = set()
        self._composite: dict[tuple[str, ...], str] = {}
        self._relationships: dict[str, set[str]] = {}
        for kind in NODE_KINDS:
            self._label(kind.label)
            self._properties(kind.label, {"id": "string", **kind.properties})
            self._index(kind.label, "id", "UNIQUE_HASH")
        for kind, key in _LOOKED_UP:
            self._index(kind.label, key, "NOTUNIQUE_HASH")

    def node_type(self, node: Node) -> str:
        """Return the type of a node of these labels, made where it is the first."""
        labels = tuple(sorted(set(node.labels)))
        if len(labels) == 1:
            return labels[0]
        if labels not in self._composite:
            for label in labels:
                self._label(label)
            name = _JOINT.join(labels)
            while name in self._plain or name in self._composite.values():
                name += _JOINT
            above = ", ".join(map(sql_identifier, labels))
            self._run(f"CREATE VERTEX TYPE {sql_identifier(name)} EXTENDS {above} BUCKETS 1")
            self._composite[labels] = name
        return self._composite[labels]

    def relationship_type(self, kind: RelationshipKind) -> str:
        """Return the type of relationships of a kind, made where it is the first."""
        if kind.type not in self._relationships:
            self._run(f"CREATE EDGE TYPE {sql_identifier(kind.type)} BUCKETS 1")
            self._relationships[kind.type] = set()
        declared = self._relationships[kind.type]
        # a predicate may be called as what articles bring, such as part_of
        self._properties(kind.type, {k: v for k, v in kind.properties.items() if k not in declared})
        declared.update(kind.properties)
        return kind.type

    def add_searches(self) -> None:
        """Add the full-text indexes, which are made faster when all is there.

        Aliases are in none: the engine leaves a node without any out of an index that names them.
        """
        for name, label, keys in (
            # one property has one index only, and `name` has one: no word is found by the id
            (NAMES_INDEX, ENTITY.label, "`name`, `id`"),
            (TEXT_INDEX, SENTENCE.label, "`text`"),
        ):
            self._run(f"CREATE INDEX {name} ON {sql_identifier(label)} ({keys}) FULL_TEXT")

    def _label(self, label: str) -> None:
        if label not in self._plain:
            self._run(f"CREATE VERTEX TYPE {sql_identifier(label)} BUCKETS 1")
            self._plain.add(label)

    def _properties(self, type_: str, properties: Mapping[str, PropertyType]) -> None:
        for key, of in properties.items():
            place = f"{sql_identifier(type_)}.{sql_identifier(key)}"
            self._run(f"CREATE PROPERTY {place} {_TYPES[of]}")

    def _index(self, label: str, key: str, sort: str) -> None:
        self._run(f"CREATE INDEX ON {sql_identifier(label)} ({sql_identifier(key)}) {sort}")

    def _run(self, statement: str) -> None:
        self._database.command("sql", statement).close()
