"""What a database holds of kgraph's, by fingerprints."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, cast

import neo4j

from kgraph.propertygraph import push_statements as statements
from kgraph.propertygraph.driver_values import from_driver
from kgraph.propertygraph.fingerprints import fingerprint_of
from kgraph.propertygraph.portions import portions
from kgraph.propertygraph.push_statements import CLAIMS, OF_CLAIMS, OF_SENTENCES, SENTENCES
from kgraph.propertygraph.rows import Node, Properties, Relationship
from kgraph.propertygraph.schema import (
    ARTICLE,
    ARTICLE_RELATIONSHIPS,
    CLAIM,
    CLAIMED_BY,
    ENTITY,
    MENTIONED_IN,
    OBJECT,
    PART_OF,
    SENTENCE,
    SUBJECT,
    SUPPORTED_BY,
    NodeKind,
    PropertyType,
    RelationshipKind,
    plain_kind,
)

Prints = dict[str, int]
_ARTICLES = 200
"""Articles that are read at once."""


@dataclass(frozen=True, slots=True)
class Held:
    """The fingerprints of entities, articles (with all they bring) and plain relationships, by id.

    ``retired`` gives the label that each node that fell had.
    """

    entities: Prints
    articles: Prints
    relations: Prints
    retired: Mapping[str, str]


def read_held(session: neo4j.Session) -> Held:
    """Return what the database says that it holds."""
    return Held(
        _pairs(session, statements.READ_NODES[ENTITY]),
        _pairs(session, statements.READ_NODES[ARTICLE]),
        _pairs(session, statements.READ_RELATIONS),
        read_retired(session),
    )


def compare_held(session: neo4j.Session, types: Iterable[str]) -> Held:
    """Return what the database holds indeed: every row is read, and its fingerprint made anew.

    ``types`` are the labels of entities that are kgraph's.
    """
    known = frozenset(types)
    entities = {
        row["id"]: fingerprint_of(_node(ENTITY, row, known))
        for row in _rows(session, _NODES[ENTITY])
    }
    articles: Prints = {}
    for ids in portions(_pairs(session, statements.READ_NODES[ARTICLE]), _ARTICLES):
        articles |= _read_articles(session, [{"id": id_} for id_ in ids])
    return Held(entities, articles, _read_relations(session), read_retired(session))


def _read_articles(session: neo4j.Session, ids: Sequence[Mapping[str, str]]) -> Prints:
    found: dict[str, list[Node | Relationship]] = defaultdict(list)
    for kind in (ARTICLE, SENTENCE, CLAIM):
        for row in _rows(session, _NODES[kind], ids):
            found[row["article"]].append(_node(kind, row))
    for edge in ARTICLE_RELATIONSHIPS:
        for row in _rows(session, _EDGES[edge.type], ids):
            found[row["article"]].append(_relationship(edge, row))
    return {id_: fingerprint_of(*rows) for id_, rows in found.items()}


def _read_relations(session: neo4j.Session) -> Prints:
    found: Prints = {}
    for row in _rows(session, _RELATIONS):
        id_, kind = row["properties"].get("id", ""), plain_kind(row["type"])
        # the second of two that are alike, which are one too many
        found[id_] = -1 if id_ in found else fingerprint_of(_relationship(kind, row))
    return found


_TOLD = "{0}.id AS id, labels({0}) AS labels, properties({0}) AS properties"
_NODES: Mapping[NodeKind, str] = {
    ENTITY: f"MATCH (n:Entity) WHERE n.kgraph IS NOT NULL RETURN {_TOLD.format('n')}",
    ARTICLE: "UNWIND $rows AS row MATCH (a:Article {id: row.id}) "
    f"RETURN row.id AS article, {_TOLD.format('a')}",
    SENTENCE: f"UNWIND $rows AS row MATCH {SENTENCES} WHERE {OF_SENTENCES} "
    f"RETURN DISTINCT row.id AS article, {_TOLD.format('s')}",
    CLAIM: f"UNWIND $rows AS row MATCH {CLAIMS} WHERE {OF_CLAIMS} "
    f"RETURN DISTINCT row.id AS article, {_TOLD.format('c')}",
}


def _edges_of(way: str, edge: str, start: str, end: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH {way} RETURN row.id AS article, {start}.id AS start, "
        f"{end}.id AS end, properties({edge}) AS properties"
    )


_EDGES: Mapping[str, str] = {
    PART_OF.type: _edges_of(f"{SENTENCES} WHERE {OF_SENTENCES}", "part", "s", "a"),
    SUPPORTED_BY.type: _edges_of(f"{CLAIMS} WHERE {OF_CLAIMS}", "support", "c", "s"),
    MENTIONED_IN.type: _edges_of(
        f"{SENTENCES}<-[r:{MENTIONED_IN.type}]-(e:Entity) "
        f"WHERE {OF_SENTENCES} AND r.kgraph IS NOT NULL",
        *("r", "e", "s"),
    ),
    **{
        kind.type: _edges_of(
            f"{CLAIMS}-[r:{kind.type}]->(e:Entity) WHERE {OF_CLAIMS} AND r.kgraph IS NOT NULL",
            *("r", "c", "e"),
        )
        for kind in (SUBJECT, OBJECT, CLAIMED_BY)
    },
}
_RELATIONS = (
    "MATCH (a:Entity)-[r]->(b:Entity) WHERE r.kgraph IS NOT NULL "
    "RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS properties"
)


def _node(kind: NodeKind, row: Mapping[str, Any], known: Set[str] = frozenset()) -> Node:
    """Return the node; a label of its kind that it lacks is told as a type that no node has.

    Its id is text, whatever somebody changed it to by hand.
    """
    types = (label for label in row["labels"] if label in known)
    lacking = (f"no {label}" for label in kind.also if label not in row["labels"])
    return Node(kind, str(row["id"]), _own(row["properties"], kind.properties), (*types, *lacking))


def _relationship(kind: RelationshipKind, row: Mapping[str, Any]) -> Relationship:
    ends = str(row["start"]), str(row["end"])
    return Relationship(kind, *ends, _own(row["properties"], kind.properties))


def _own(properties: Mapping[str, Any], types: Mapping[str, PropertyType]) -> Properties:
    told = {key: from_driver(value) for key, value in properties.items() if key in types}
    return cast("Properties", told)  # no property is a map or a node


def _pairs(session: neo4j.Session, query: str) -> Prints:
    return {row["id"]: row["print"] for row in _rows(session, query)}


def read_retired(session: neo4j.Session) -> dict[str, str]:
    """Return the label that each node that fell had, by id."""
    return {row["id"]: row["label"] for row in _rows(session, statements.READ_RETIRED)}


def _rows(
    session: neo4j.Session, query: str, rows: Sequence[Mapping[str, str]] = ()
) -> Iterator[neo4j.Record]:
    yield from session.run(neo4j.Query(query), rows=rows)
