"""The graph as nodes and relationships of a property graph: files, engines and servers of it."""

from kgraph.propertygraph.import_files import INDEX_SCRIPT, write_import_files
from kgraph.propertygraph.indexes import index_statements
from kgraph.propertygraph.rows import Evidence, Node, Part, Relationship, Value, parts
from kgraph.propertygraph.script import cypher_statements, write_cypher

__all__ = [
    "INDEX_SCRIPT",
    "Evidence",
    "Node",
    "Part",
    "Relationship",
    "Value",
    "cypher_statements",
    "index_statements",
    "parts",
    "write_cypher",
    "write_import_files",
]
