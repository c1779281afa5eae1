"""All that a database holds, and all that a graph brings, in one form that can be compared."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import neo4j

from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph import Evidence, parts
from kgraph.propertygraph.driver_values import from_driver

Content = tuple[Counter[Any], Counter[Any]]

_NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
_RELATIONSHIPS = """
    MATCH (a)-[r]->(b)
    RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS properties
"""


def ask(database: neo4j.Driver, query: str, **parameters: object) -> list[dict[str, Any]]:
    """Return the records of a query."""
    records, _, _ = database.execute_query(query, parameters)
    return [dict(record) for record in records]


def content(database: neo4j.Driver, *, marked: bool = False) -> Content:
    """Return nodes and relationships with how often each is there.

    With ``marked`` the node that a push keeps for itself and its marks are left out.
    """
    nodes = Counter(
        (frozenset(n["labels"]), _told(n["properties"], marked=marked))
        for n in ask(database, _NODES)
        if not (marked and n["labels"] == ["KGraph"])
    )
    relationships = Counter(
        (r["type"], r["start"], r["end"], _told(r["properties"], marked=marked))
        for r in ask(database, _RELATIONSHIPS)
    )
    return nodes, relationships


def expected(graph: KnowledgeGraph, evidence: Evidence = "sentences") -> Content:
    """Return what a database holds that has this graph and nothing else."""
    rows = list(parts(graph, evidence=evidence))
    nodes = Counter(
        (frozenset(n.labels), frozenset({"id": n.id, **n.properties}.items()))
        for p in rows
        for n in p.nodes
    )
    relationships = Counter(
        (r.kind.type, r.start, r.end, frozenset(r.properties.items()))
        for p in rows
        for r in p.relationships
    )
    return nodes, relationships


def _told(properties: Mapping[str, Any], *, marked: bool) -> frozenset[tuple[str, Any]]:
    kept = {k: v for k, v in properties.items() if not (marked and k == "kgraph")}
    return frozenset((key, from_driver(value)) for key, value in kept.items())
