"""The graph as nodes and relationships of a property graph: files, engines and servers of it."""

from kgraph.propertygraph.indexes import index_statements
from kgraph.propertygraph.rows import Evidence, Node, Part, Relationship, Value, parts
from kgraph.propertygraph.script import cypher_statements, write_cypher

__all__ = [
    "Evidence",
    "Node",
    "Part",
    "Relationship",
    "Value",
    "cypher_statements",
    "index_statements",
    "parts",
    "write_cypher",
]
