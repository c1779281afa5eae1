"""What one transaction of a push does: rows merged, and what fell taken out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import neo4j

from kgraph.propertygraph import push_statements as statements
from kgraph.propertygraph.rows import Node, Part, Relationship, Value
from kgraph.propertygraph.schema import (
    ARTICLE,
    ARTICLE_RELATIONSHIPS,
    CLAIM,
    ENTITY,
    SENTENCE,
    NodeKind,
)

Row = Mapping[str, object]
Step = tuple[str, Sequence[object]]
"""A statement and its rows."""


@dataclass(frozen=True, slots=True)
class Own:
    """What is kgraph's in a database: types of entities, and ids of nodes that fell."""

    types: tuple[str, ...]
    retired: Set[str]


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """What an article brings, its fingerprint, and whether the database has it in another state."""

    part: Part
    fingerprint: int
    changed: bool


def node_row(node: Node, fingerprint: int, *, changed: bool) -> Row:
    """Return the row of a node; where it changed, properties that it has no more are null."""
    own = _properties(node, fingerprint, changed=changed)
    return {"id": node.id, "properties": own}


def relationship_row(row: Relationship, fingerprint: int, *, changed: bool) -> Row:
    """Return the row of a relationship; null is as in ``node_row``."""
    own = _properties(row, fingerprint, changed=changed)
    return {"start": row.start, "end": row.end, "properties": own}


def node_steps(
    kind: NodeKind,
    types: Sequence[str],
    rows: Sequence[Row],
    own: Own,
    *,
    changed: bool,
) -> Iterator[Step]:
    """Yield what merges nodes of a kind with these types, those that fell before among them."""
    again = [row["id"] for row in rows if row["id"] in own.retired]
    if again:
        yield statements.revive(kind), again
    # one that fell lost its types, and what it may have kept of them is not known
    others = own.types if types and (changed or again) else ()
    yield statements.merge_nodes(kind, types, others), rows


def run_steps(transaction: neo4j.ManagedTransaction, steps: Iterable[Step]) -> None:
    """Run the statements in order."""
    for text, rows in steps:
        transaction.run(text, rows=rows).consume()


def article_steps(articles: Sequence[ArticleRows], own: Own) -> Iterator[Step]:
    """Yield what merges all rows of articles."""
    for kind in (ARTICLE, SENTENCE, CLAIM):
        rows = [
            node_row(node, a.fingerprint, changed=a.changed)
            for a in articles
            for node in a.part.nodes
            if node.kind is kind
        ]
        if rows:
            yield from node_steps(kind, (), rows, own, changed=False)
    edges = dict[str, list[Row]]()
    for article in articles:
        for row in article.part.relationships:
            told = relationship_row(row, article.fingerprint, changed=article.changed)
            edges.setdefault(row.kind.type, []).append(told)
    for edge in ARTICLE_RELATIONSHIPS:
        if edge.type in edges:
            yield statements.merge_relationships(edge), edges[edge.type]


def drop_from_articles(
    transaction: neo4j.ManagedTransaction, rows: Sequence[Row], own: Own
) -> None:
    """Take out what articles do not bring any more.

    A row has the article's ``id`` and the ``print`` of what it brings now; where that is None the
    article is gone.
    """
    if not rows:
        return
    for kind in (CLAIM, SENTENCE):
        fallen = transaction.run(statements.fallen_nodes(kind), rows=rows).value("id")
        drop_nodes(transaction, kind, fallen, own)
    run_steps(transaction, ((text, rows) for text in statements.DROP_STALE))
    gone = [row["id"] for row in rows if row["print"] is None]
    drop_nodes(transaction, ARTICLE, gone, own)


def drop_nodes(
    transaction: neo4j.ManagedTransaction, kind: NodeKind, ids: Sequence[object], own: Own
) -> None:
    """Take out nodes of a kind; those that bear what others put there become ``:Retired``."""
    if not ids:
        return
    types = own.types if kind == ENTITY else ()
    keys = ["id", statements.MARK, *kind.properties]
    labels = [kind.label, *kind.also, *types]
    for text in statements.drop_nodes(kind, types):
        transaction.run(text, rows=ids, keys=keys, labels=labels).consume()


def drop_orphans(transaction: neo4j.ManagedTransaction, own: Own) -> None:
    """Take out claims and sentences of no article, and nodes that lost their label or id."""
    for kind in (SENTENCE, CLAIM):
        orphans = transaction.run(statements.ORPHANS[kind]).value("id")
        drop_nodes(transaction, kind, orphans, own)
    for text in statements.DROP_STRAYS:
        transaction.run(text).consume()


def drop_retired(transaction: neo4j.ManagedTransaction) -> None:
    """Take out nodes that fell and bear nothing of others any more."""
    keys = ["id", "name", statements.MARK, statements.WAS]
    for text in statements.DROP_RETIRED:
        transaction.run(text, keys=keys, labels=[statements.RETIRED]).consume()


def _properties(
    row: Node | Relationship, fingerprint: int, *, changed: bool
) -> dict[str, Value | None]:
    unset: dict[str, Value | None] = dict.fromkeys(row.kind.properties) if changed else {}
    return {**unset, **row.properties, statements.MARK: fingerprint}
