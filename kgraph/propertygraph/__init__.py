"""The graph as nodes and relationships of a property graph, and its Cypher script."""

from kgraph.propertygraph.cypher import cypher_statements, write_cypher
from kgraph.propertygraph.rows import (
    Node,
    Relationship,
    RelationshipKind,
    Value,
    node_rows,
    relationship_rows,
)

__all__ = [
    "Node",
    "Relationship",
    "RelationshipKind",
    "Value",
    "cypher_statements",
    "node_rows",
    "relationship_rows",
    "write_cypher",
]
