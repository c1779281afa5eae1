"""A graph pushed into a Neo4j database, again and again, with only what changed since."""

from collections.abc import Sequence
from functools import partial

import neo4j

from kgraph.errors import DatabaseError
from kgraph.graph import KnowledgeGraph
from kgraph.model import content_id
from kgraph.propertygraph import push_statements as statements
from kgraph.propertygraph.delivery import Delivery, Progress, Pushed
from kgraph.propertygraph.held import compare_held, read_held, read_retired
from kgraph.propertygraph.indexes import index_statements
from kgraph.propertygraph.rows import Evidence, parts
from kgraph.propertygraph.schema import ARTICLE
from kgraph.propertygraph.sender import Lease, Sender, Work
from kgraph.propertygraph.server import Server
from kgraph.propertygraph.transactions import (
    Own,
    drop_orphans,
)

LAYOUT = 1
"""Of what is pushed; raised when equal graphs come to other rows."""


def push(
    graph: KnowledgeGraph,
    server: Server,
    *,
    evidence: Evidence = "sentences",
    verify: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Pushed:
    """Bring a Neo4j 5 database to what ``graph`` holds, and return what that took.

    Only what differs by its fingerprint from what the database holds is sent; with ``verify`` all
    that it holds is read and compared, so that changes by hand are mended too. What the graph has
    no more is removed. Nothing that others put there is touched: what is kgraph's bears the
    property ``kgraph``, and a node of it that fell but bears relationships, labels or properties
    of others becomes ``:Retired``, keeps its id, and leads to the entity that it is today by
    ``SUCCEEDED_BY``. What an import or a script brought is taken over. Each article comes whole or
    not at all; an interrupted push is ended by the next. Of two pushes of different graphs at once
    the later goes on and the earlier stops. With ``dry_run`` nothing is written. ``evidence`` is
    how much of the articles' text is sent.

    Raises:
        DatabaseError: the server is not reached or refuses, the database holds another graph, or
            another push took its place.
    """
    target = content_id("push", LAYOUT, evidence, graph.fingerprint)
    with server.session() as session:
        keeper = session.run(statements.READ_KEEPER).single(strict=True)
        if keeper["done"] == target and not verify:
            return Pushed(retired=len(read_retired(session)))
        _require_same_graph(graph, session, server.uri)
        types = tuple(sorted({*graph.types, *keeper["types"]}))
        lease = Lease(target, 0, types) if dry_run else take_lease(session, target, types)
        held = compare_held(session, lease.types) if verify else read_held(session)
        own = Own(lease.types, frozenset(held.retired))
        rows = parts(graph, evidence=evidence)
        if dry_run:
            plan = Delivery(held, own, _not_sent, anew=verify)
            plan.run(rows, progress)
            return plan.pushed(len(held.retired))
        with Sender(session, lease, server.uri) as sender:
            run = Delivery(held, own, sender.send, anew=verify)
            run.run(rows, progress)
            run.drop(graph, held.retired)
            if verify:
                sender.send(partial(drop_orphans, own=own))
            sender.finish()
        return run.pushed(len(read_retired(session)))


def _require_same_graph(graph: KnowledgeGraph, session: neo4j.Session, place: str) -> None:
    there = {row["id"] for row in session.run(statements.READ_NODES[ARTICLE])}
    if there and there.isdisjoint(graph.article_ids):
        raise DatabaseError(
            f"{place}: the database holds another graph of kgraph, none of whose {len(there)} "
            "articles is here; push into another database, or delete that graph there: "
            f"{statements.DELETE_ALL}"
        )


def take_lease(session: neo4j.Session, target: str, types: Sequence[str]) -> Lease:
    """Make the database ready, and stop whoever pushes another graph into it."""
    for statement in (*statements.KEEPER_CONSTRAINTS, *index_statements()):
        session.run(neo4j.Query(statement)).consume()
    row = session.execute_write(
        lambda transaction: transaction.run(
            statements.TAKE_LEASE, target=target, types=types
        ).single(strict=True)
    )
    return Lease(target, row["turn"], tuple(sorted(row["types"])))


def _not_sent(work: Work) -> None:
    """Do nothing with work that is only planned."""
