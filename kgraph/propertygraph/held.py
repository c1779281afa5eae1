"""What a database holds of kgraph's, by fingerprints."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

import neo4j
from neo4j.time import Date

from kgraph.propertygraph import push_statements as statements
from kgraph.propertygraph.fingerprints import fingerprint_of
from kgraph.propertygraph.rows import Node, Properties, Relationship, Value
from kgraph.propertygraph.schema import (
    ARTICLE,
    ARTICLE_RELATIONSHIPS,
    CLAIM,
    ENTITY,
    PART_OF,
    SENTENCE,
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
    ids = iter(_pairs(session, statements.READ_NODES[ARTICLE]))
    articles: Prints = {}
    while portion := list(islice(ids, _ARTICLES)):
        articles |= _read_articles(session, portion)
    return Held(entities, articles, _read_relations(session), read_retired(session))


def _read_articles(session: neo4j.Session, ids: list[str]) -> Prints:
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


_OF_ARTICLES = "UNWIND $rows AS article\nMATCH (a:Article {id: article})"
_SENTENCES = f"{_OF_ARTICLES}<-[part:{PART_OF.type}]-(s:Sentence) WHERE part.kgraph IS NOT NULL"
_CLAIMS = (
    f"{_SENTENCES}\nMATCH (s)<-[support:{SUPPORTED_BY.type}]-(c:Claim) "
    "WHERE support.kgraph IS NOT NULL"
)
_TOLD = "{0}.id AS id, labels({0}) AS labels, properties({0}) AS properties"
_NODES: Mapping[NodeKind, str] = {
    ENTITY: f"MATCH (n:Entity) WHERE n.kgraph IS NOT NULL RETURN {_TOLD.format('n')}",
    ARTICLE: f"{_OF_ARTICLES} RETURN article, {_TOLD.format('a')}",
    SENTENCE: f"{_SENTENCES} RETURN DISTINCT article, {_TOLD.format('s')}",
    CLAIM: f"{_CLAIMS} RETURN DISTINCT article, {_TOLD.format('c')}",
}


def _edges_of(way: str, edge: str, start: str, end: str) -> str:
    return (
        f"{way} RETURN article, {start}.id AS start, "
        f"{end}.id AS end, properties({edge}) AS properties"
    )


_EDGES: Mapping[str, str] = {
    PART_OF.type: _edges_of(_SENTENCES, "part", "s", "a"),
    SUPPORTED_BY.type: _edges_of(_CLAIMS, "support", "c", "s"),
    "MENTIONED_IN": _edges_of(
        f"{_SENTENCES} MATCH (e:Entity)-[r:MENTIONED_IN]->(s) WHERE r.kgraph IS NOT NULL",
        "r",
        "e",
        "s",
    ),
    **{
        kind: _edges_of(
            f"{_CLAIMS} MATCH (c)-[r:{kind}]->(e:Entity) WHERE r.kgraph IS NOT NULL", "r", "c", "e"
        )
        for kind in ("SUBJECT", "OBJECT", "CLAIMED_BY")
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
    return {key: _value(value) for key, value in properties.items() if key in types}


def _value(value: Any) -> Value:
    if isinstance(value, Date):
        day: date = value.to_native()
        return day
    return tuple(value) if isinstance(value, list) else value


def _pairs(session: neo4j.Session, query: str) -> Prints:
    return {row["id"]: row["print"] for row in _rows(session, query)}


def read_retired(session: neo4j.Session) -> dict[str, str]:
    """Return the label that each node that fell had, by id."""
    return {row["id"]: row["label"] for row in _rows(session, statements.READ_RETIRED)}


def _rows(
    session: neo4j.Session, query: str, rows: list[str] | None = None
) -> Iterator[neo4j.Record]:
    yield from session.run(neo4j.Query(query), rows=rows)
