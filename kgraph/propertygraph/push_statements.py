"""The Cypher that brings a database to what a graph holds, for plain Neo4j 5.

Rows come as the parameter ``rows``; only labels, types and property names, all quoted, are part of
a text. What is kgraph's own bears the property ``kgraph``, a fingerprint; nothing else is touched.
"""

from collections.abc import Iterable, Sequence

from kgraph.propertygraph.quoting import identifier, string
from kgraph.propertygraph.schema import (
    ARTICLE,
    CLAIM,
    ENTITY,
    PART_OF,
    SENTENCE,
    SUPPORTED_BY,
    NodeKind,
    RelationshipKind,
)

MARK = "kgraph"
WAS = "kgraph_was"
RETIRED = "Retired"
SUCCEEDED_BY = "SUCCEEDED_BY"

DELETE_ALL = (
    "MATCH (n) WHERE n.kgraph IS NOT NULL OR n:KGraph "
    "CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS"
)
"""What a person runs who wants all that is kgraph's gone, with what others tied to it."""

KEEPER_CONSTRAINTS = (
    "CREATE CONSTRAINT kgraph_push_id IF NOT EXISTS FOR (n:KGraph) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT kgraph_retired_id IF NOT EXISTS FOR (n:Retired) REQUIRE n.id IS UNIQUE",
)
"""For the node that tells what was pushed, and for nodes that fell."""

# Setting a property locks the node, so of two pushes at once one waits for the other's transaction.
TAKE_LEASE = """
MERGE (k:KGraph {id: 'kgraph'})
SET k.turn = coalesce(k.turn, 0) + CASE WHEN k.target = $target THEN 0 ELSE 1 END,
    k.target = $target, k.types = $types + [t IN coalesce(k.types, []) WHERE NOT t IN $types]
REMOVE k.done
RETURN k.types AS types, k.turn AS turn"""
STILL_LEASED = """
MATCH (k:KGraph {id: 'kgraph'}) WHERE k.target = $target AND k.turn = $turn
SET k.target = $target
RETURN k.target AS target"""
FINISH = "MATCH (k:KGraph {id: 'kgraph'}) WHERE k.target = $target SET k.done = $target"

READ_KEEPER = """
OPTIONAL MATCH (k:KGraph {id: 'kgraph'})
RETURN k.done AS done, coalesce(k.types, []) AS types"""
READ_NODES = {
    kind: f"MATCH (n:{identifier(kind.label)}) WHERE n.kgraph IS NOT NULL "
    "RETURN n.id AS id, n.kgraph AS print"
    for kind in (ENTITY, ARTICLE)
}
READ_RELATIONS = (
    "MATCH (:Entity)-[r]->(:Entity) WHERE r.kgraph IS NOT NULL RETURN r.id AS id, r.kgraph AS print"
)
READ_RETIRED = (
    "MATCH (n:Retired) WHERE n.kgraph IS NOT NULL RETURN n.id AS id, n.kgraph_was AS label"
)


def merge_nodes(kind: NodeKind, types: Sequence[str], other_types: Iterable[str] = ()) -> str:
    """Return what makes nodes of a kind with these types, or brings them up to date.

    A row has ``id`` and ``properties``; a property that is null there is removed. Labels among
    ``other_types`` are taken off.
    """
    labels = "".join(f":{identifier(label)}" for label in (*kind.also, *types))
    others = "".join(f":{identifier(type_)}" for type_ in other_types if type_ not in types)
    return (
        f"UNWIND $rows AS row\nMERGE (n:{identifier(kind.label)} {{id: row.id}})\n"
        f"SET n += row.properties{', n' + labels if labels else ''}"
        + (f"\nREMOVE n{others}" if others else "")
    )


def merge_relationships(kind: RelationshipKind) -> str:
    """Return what makes relationships of a kind, or brings them up to date.

    A row has ``start``, ``end`` and ``properties``. Between the same nodes others may have drawn
    one of the type: it is taken for kgraph's, as after an import, only where it says no more.
    """
    key = identifier(kind.key)
    keyed = f" {{{key}: row.properties.{key}}}" if kind.key else ""
    way = f"(a)-[r:{identifier(kind.type)}{keyed}]->(b)"
    keys = f"[{', '.join(map(string, kind.properties))}]"
    return (
        "UNWIND $rows AS row\n"
        f"MATCH (a:{identifier(kind.start.label)} {{id: row.start}})\n"
        f"MATCH (b:{identifier(kind.end.label)} {{id: row.end}})\n"
        f"WITH row, a, b, head([{way} WHERE r.kgraph IS NOT NULL | r] + [{way}\n"
        f"    WHERE r.kgraph IS NULL AND all(key IN keys(r) WHERE key IN {keys}) | r]) AS there\n"
        "FOREACH (_ IN CASE WHEN there IS NULL THEN [1] ELSE [] END |\n"
        f"    CREATE (a)-[r:{identifier(kind.type)}]->(b) SET r += row.properties)\n"
        "SET there += row.properties"
    )


def revive(kind: NodeKind) -> str:
    """Return what makes nodes of a kind of those that fell and are here again; rows are ids."""
    return (
        f"UNWIND $rows AS id\nMATCH (n:{RETIRED} {{id: id}})\n"
        f"OPTIONAL MATCH (n)-[r:{SUCCEEDED_BY}]->() WHERE r.kgraph IS NOT NULL\nDELETE r\n"
        f"WITH DISTINCT n SET n:{identifier(kind.label)} REMOVE n:{RETIRED}, n.kgraph_was"
    )


# others may tie nodes of two articles by relationships of these types
SENTENCES = f"(a:Article {{id: row.id}})<-[part:{PART_OF.type}]-(s:Sentence)"
OF_SENTENCES = "part.kgraph IS NOT NULL"
CLAIMS = f"{SENTENCES}<-[support:{SUPPORTED_BY.type}]-(c:Claim)"
OF_CLAIMS = f"{OF_SENTENCES} AND support.kgraph IS NOT NULL"
"""What leads from an article, by the ``id`` of a row, to its sentences and claims, and is ours."""


def fallen_nodes(kind: NodeKind) -> str:
    """Return what finds the ids of claims or sentences that an article does not bring any more.

    A row has the article's ``id`` and the ``print`` of what it brings now, null where it is gone.
    """
    way, ours = (CLAIMS, OF_CLAIMS) if kind is CLAIM else (SENTENCES, OF_SENTENCES)
    name = "c" if kind is CLAIM else "s"
    return (
        f"UNWIND $rows AS row\nMATCH {way}\nWHERE {ours} AND {name}.kgraph IS NOT NULL "
        f"AND (row.print IS NULL OR {name}.kgraph <> row.print)\nRETURN DISTINCT {name}.id AS id"
    )


DROP_STALE = (
    f"UNWIND $rows AS row\nMATCH {CLAIMS}-[r]->(:Entity)\n"
    f"WHERE {OF_CLAIMS} AND r.kgraph <> row.print\nDELETE r",
    f"UNWIND $rows AS row\nMATCH {SENTENCES}<-[r]-()\n"
    f"WHERE {OF_SENTENCES} AND r.kgraph <> row.print\nDELETE r",
)
"""What takes off the relationships that an article does not bring any more; rows as above."""

DROP_ALL_OF = (
    f"UNWIND $rows AS row\nMATCH {CLAIMS}-[r]->()\n"
    f"WHERE {OF_CLAIMS} AND r.kgraph IS NOT NULL\nWITH DISTINCT r DELETE r",
    f"UNWIND $rows AS row\nMATCH {SENTENCES}-[r]-()\n"
    f"WHERE {OF_SENTENCES} AND r.kgraph IS NOT NULL\nWITH DISTINCT r DELETE r",
    "UNWIND $rows AS row\nMATCH (:Article {id: row.id})-[r]-() WHERE r.kgraph IS NOT NULL\n"
    "WITH DISTINCT r DELETE r",
)
"""What takes off all relationships of articles; rows as above."""

DROP_RELATIONS = """
MATCH (:Entity)-[r]->(:Entity) WHERE r.kgraph IS NOT NULL AND coalesce(r.id, '') IN $rows
DELETE r"""

ORPHANS = {
    kind: f"MATCH (n:{kind.label}) WHERE n.kgraph IS NOT NULL AND NOT EXISTS {{\n"
    f"    (n)-[r:{tie.type}]->(:{tie.end.label}) WHERE r.kgraph IS NOT NULL }}\n"
    "RETURN n.id AS id"
    for kind, tie in ((SENTENCE, PART_OF), (CLAIM, SUPPORTED_BY))
}
"""What finds the ids of what is left where somebody deleted an article or a sentence by hand."""

_STRAY = (
    "MATCH (n) WHERE n.kgraph IS NOT NULL AND (n.id IS NULL\n"
    f"    OR NOT n:Entity|Article|Sentence|Claim|{RETIRED})"
)
DROP_STRAYS = (
    f"{_STRAY}\nMATCH (n)-[r]-() WHERE r.kgraph IS NOT NULL\nWITH DISTINCT r DELETE r",
    f"{_STRAY} AND NOT EXISTS {{ (n)--() }}\nDELETE n",
    f"{_STRAY}\nREMOVE n.kgraph",
)
"""What takes out nodes whose id or label somebody removed; one that others tied to is theirs."""

_PLAIN = "all(key IN keys(n) WHERE key IN $keys) AND all(label IN labels(n) WHERE label IN $labels)"
_BARE = f"NOT EXISTS {{ (n)--() }}\n    AND {_PLAIN}"


def drop_nodes(kind: NodeKind, types: Iterable[str]) -> tuple[str, ...]:
    """Return what removes nodes of a kind with all that is kgraph's on them; rows are ids.

    One that bears what others put there becomes ``:Retired`` and keeps that, its id and its name.
    ``keys`` and ``labels`` are the parameters for what is kgraph's own.
    """
    label = identifier(kind.label)
    own = "".join(f":{identifier(name)}" for name in (kind.label, *kind.also, *types))
    gone = (key for key in kind.properties if key != "name")
    find = f"UNWIND $rows AS id\nMATCH (n:{label} {{id: id}})"
    return (
        f"{find}-[r]-() WHERE r.kgraph IS NOT NULL\nDELETE r",
        f"{find} WHERE {_BARE}\nDELETE n",
        f"{find}\nSET n:{RETIRED}, n.kgraph = 0, n.kgraph_was = {string(kind.label)}\n"
        f"REMOVE n{own}" + "".join(f", n.{identifier(key)}" for key in gone),
    )


_NOT_NAMED = "(n.kgraph_was = 'Entity' OR n.name IS NULL)"  # no other kind has a name of ours
DROP_RETIRED = (
    f"MATCH (n:{RETIRED})-[r]-() WHERE n.kgraph IS NOT NULL AND r.kgraph IS NOT NULL\n"
    f"AND {_NOT_NAMED} AND {_PLAIN}\n"
    "AND NOT EXISTS { (n)-[other]-() WHERE other.kgraph IS NULL }\nDELETE r",
    f"MATCH (n:{RETIRED}) WHERE n.kgraph IS NOT NULL AND {_NOT_NAMED} AND {_BARE}\nDELETE n",
)
"""What removes those that fell and bear nothing of others any more."""

LINK_HEIRS = f"""
UNWIND $rows AS row
MATCH (n:{RETIRED} {{id: row.id}})
OPTIONAL MATCH (n)-[r:{SUCCEEDED_BY}]->() WHERE r.kgraph IS NOT NULL
DELETE r
WITH DISTINCT n, row
MATCH (heir:Entity {{id: row.heir}})
CREATE (n)-[:{SUCCEEDED_BY} {{kgraph: 0}}]->(heir)"""
"""What ties those that fell to the entities that they are today; a row has ``id`` and ``heir``."""
