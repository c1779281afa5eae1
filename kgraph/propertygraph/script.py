"""The Cypher script: constraints, indexes, then nodes and relationships, for Neo4j 5."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO

from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph.indexes import index_statements
from kgraph.propertygraph.portions import portions
from kgraph.propertygraph.quoting import identifier, properties_map
from kgraph.propertygraph.rows import Evidence, Node, Relationship, parts
from kgraph.propertygraph.schema import RelationshipKind

# Neo4j plans each statement's literals anew, in more than linear time: a row in 500 takes over
# twice as long as a row in 100.
_BATCH = 100


def write_cypher(
    graph: KnowledgeGraph, stream: TextIO, *, evidence: Evidence = "sentences"
) -> None:
    """Write the statements of ``graph`` to ``stream``, each ended by ``;`` and a line's end.

    No other line ends in ``;``, so the script can be cut into its statements there. Running it
    again changes nothing; what the database holds beside it stays.
    """
    for statement in cypher_statements(graph, evidence=evidence):
        stream.write(f"{statement};\n")


def cypher_statements(graph: KnowledgeGraph, *, evidence: Evidence = "sentences") -> Iterator[str]:
    """Yield the statements that make ``graph`` in a Neo4j database, in order, without a ``;``."""
    yield from index_statements()
    for part in parts(graph, evidence=evidence):
        for labels, nodes in groupby(sorted(part.nodes, key=_labels), key=_labels):
            yield from (_merge_nodes(labels, batch) for batch in portions(nodes, _BATCH))
        for plain, rows in groupby(part.relationships, key=lambda row: row.kind):
            yield from (_merge_relationships(plain, batch) for batch in portions(rows, _BATCH))


def _labels(node: Node) -> tuple[str, ...]:
    return node.labels


def _merge_nodes(labels: tuple[str, ...], nodes: Iterable[Node]) -> str:
    rows = (properties_map({"id": node.id, **node.properties}) for node in nodes)
    others = "".join(f":{identifier(label)}" for label in labels[1:])
    return (
        f"{_unwind(rows)}\n"
        f"MERGE (n:{identifier(labels[0])} {{`id`: row.`id`}})\n"
        f"SET n += row" + (f", n{others}" if others else "")
    )


def _merge_relationships(kind: RelationshipKind, relationships: Iterable[Relationship]) -> str:
    rows = (_ends_and_properties(r) for r in relationships)
    key = identifier(kind.key)
    keyed = f" {{{key}: row.`properties`.{key}}}" if kind.key else ""
    return (
        f"{_unwind(rows)}\n"
        f"MATCH (a:{identifier(kind.start.label)} {{`id`: row.`start`}})\n"
        f"MATCH (b:{identifier(kind.end.label)} {{`id`: row.`end`}})\n"
        f"MERGE (a)-[r:{identifier(kind.type)}{keyed}]->(b)\n"
        f"SET r += row.`properties`"
    )


def _ends_and_properties(row: Relationship) -> str:
    ends = properties_map({"start": row.start, "end": row.end})
    return f"{ends[:-1]}, `properties`: {properties_map(row.properties)}}}"


def _unwind(rows: Iterable[str]) -> str:
    return "UNWIND [\n" + ",\n".join(rows) + "\n] AS row"
