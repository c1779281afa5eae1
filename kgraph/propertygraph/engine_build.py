"""A database of the embedded engine, made from a graph part by part."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

from kgraph.errors import QueryError
from kgraph.propertygraph.engine_schema import EngineSchema
from kgraph.propertygraph.rows import Node, Part, Relationship
from kgraph.propertygraph.schema import ENTITY, NodeKind

# So many nodes and relationships are handed over together.
_PORTION = 5000

_LOADER = {"batch_size": 20_000, "light_edges": False, "wal_flush": "yes_nometadata"}


def build_database(engine: ModuleType, parts: Iterable[Part], folder: Path) -> None:
    """Write the database of ``parts`` to the new ``folder``; whatever interrupts it, use none of it.

    What is held in memory grows with the entities (their ids) and not with the articles.

    Raises:
        QueryError: a label or type is none that the engine can hold.
    """
    database = engine.create_database(str(folder))
    try:
        database.set_wal_flush("yes_nometadata")
        schema = EngineSchema(database)
        loading = database.graph_batch(**_LOADER)
        try:
            _Loading(schema, loading).load(parts)
        finally:
            loading.close()
        schema.add_searches()
    except engine.ArcadeDBError as error:
        raise QueryError(f"{folder}: {' '.join(str(error).split())}") from error
    finally:
        database.close()


class _Loading:
    """Parts on their way: a portion is collected, its nodes are created, then its relationships."""

    def __init__(self, schema: EngineSchema, batch: Any) -> None:
        self._schema = schema
        self._batch = batch
        self._entities: dict[str, str] = {}
        self._nodes: list[Node] = []
        self._relationships: list[Relationship] = []

    def load(self, parts: Iterable[Part]) -> None:
        for part in parts:
            self._nodes += part.nodes
            self._relationships += part.relationships
            if len(self._nodes) + len(self._relationships) >= _PORTION:
                self._hand_over()
        self._hand_over()

    def _hand_over(self) -> None:
        known: dict[NodeKind, dict[str, str]] = defaultdict(dict)
        known[ENTITY] = self._entities
        for labels, group in groupby(sorted(self._nodes, key=_labels), key=_labels):
            nodes = list(group)
            type_ = self._schema.node_type(nodes[0])
            rows = [_plain({"id": node.id, **node.properties}) for node in nodes]
            for node, rid in zip(nodes, self._batch.create_vertices(type_, rows), strict=True):
                known[node.kind][node.id] = rid
        for _, rows_of in groupby(sorted(self._relationships, key=_kind), key=_kind):
            relationships = list(rows_of)
            kind = relationships[0].kind
            self._batch.new_edges(
                [known[kind.start][row.start] for row in relationships],
                self._schema.relationship_type(kind),
                [known[kind.end][row.end] for row in relationships],
                [_plain(row.properties) for row in relationships],
            )
        self._nodes, self._relationships = [], []


def _labels(node: Node) -> tuple[str, ...]:
    return node.labels


def _kind(row: Relationship) -> tuple[str, str, str]:
    """Tell a predicate's relationships from those of an article that are called alike."""
    return (row.kind.type, row.kind.start.label, row.kind.end.label)


def _plain(properties: Mapping[str, object]) -> dict[str, object]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in properties.items()}
