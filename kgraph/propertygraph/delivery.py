"""What differs between a graph and a database, put into transactions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Generic, Literal, TypeVar, cast

import neo4j

from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph import push_statements as statements
from kgraph.propertygraph.comparison import NO_CHANGES, Changes, Comparison
from kgraph.propertygraph.fingerprints import fingerprint_of, part_fingerprint
from kgraph.propertygraph.held import Held
from kgraph.propertygraph.portions import portions
from kgraph.propertygraph.rows import Part
from kgraph.propertygraph.schema import ENTITY, RelationshipKind
from kgraph.propertygraph.sender import Work
from kgraph.propertygraph.transactions import (
    ArticleRows,
    Own,
    Row,
    Step,
    article_steps,
    drop_from_articles,
    drop_nodes,
    drop_retired,
    node_row,
    node_steps,
    relationship_row,
    run_steps,
)

T = TypeVar("T")
Noun = Literal["entities", "articles", "relations"]
Progress = Callable[[Noun, int], None]
"""Called with what is being sent and how many rows were sent so far, of all nouns."""

_BATCH = 10000
"""Rows of a statement at most, and of a transaction where there are so many."""

_ARTICLES = 50
"""Articles that are taken out in one transaction."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did, or would do; an article stands for all that it brings.

    ``rows`` is how many rows make what is new or changed, ``retired`` how many nodes that fell
    are in the database for what others put there.
    """

    entities: Changes = NO_CHANGES
    articles: Changes = NO_CHANGES
    relations: Changes = NO_CHANGES
    rows: int = 0
    retired: int = 0


class Delivery:
    """What differs between a graph and a database, handed to ``send`` by transactions.

    With ``anew`` the relationships of what changed are removed first: any hand may have been there.
    """

    def __init__(self, held: Held, own: Own, send: Callable[[Work], None], *, anew: bool) -> None:
        self._own = own
        self._anew = anew
        self._send = send
        self._entities = Comparison(held.entities)
        self._articles = Comparison(held.articles)
        self._relations = Comparison(held.relations)
        self._rows = 0

    def run(self, rows: Iterable[Part], progress: Progress | None) -> None:
        """Go through all parts of the graph, and send what differs."""
        steps: Mapping[Noun, Callable[[Iterator[Part]], None]] = {
            "entities": self._send_entities,
            "articles": self._send_articles,
            "relations": self._send_relations,
        }
        for noun, group in groupby(rows, key=_noun):
            steps[noun](self._told(noun, group, progress))

    def drop(self, graph: KnowledgeGraph, fallen: Mapping[str, str]) -> None:
        """Take out what the graph has no more; ``fallen`` are nodes that fell in earlier pushes."""
        for relations in portions(self._relations.gone, _BATCH):
            self._send_steps([(statements.DROP_RELATIONS, relations)])
        for ids in portions(self._articles.gone, _ARTICLES):
            gone = [{"id": id_, "print": None} for id_ in ids]
            self._send(partial(drop_from_articles, rows=gone, own=self._own))
        for ids in portions(self._entities.gone, _BATCH):
            self._send(partial(drop_nodes, kind=ENTITY, ids=ids, own=self._own))
        was = [id_ for id_, label in fallen.items() if label == ENTITY.label]
        for ids in portions(sorted({*was, *self._entities.gone}), _BATCH):
            heirs = [{"id": id_, "heir": _heir(graph, id_)} for id_ in ids]
            self._send_steps([(statements.LINK_HEIRS, heirs)])
        self._send(drop_retired)

    def pushed(self, retired: int) -> Pushed:
        """Return what was done, or would be."""
        return Pushed(
            self._entities.changes,
            self._articles.changes,
            self._relations.changes,
            self._rows,
            retired,
        )

    def _told(self, noun: Noun, group: Iterable[Part], progress: Progress | None) -> Iterator[Part]:
        for part in group:
            if progress:
                progress(noun, self._rows)
            yield part

    def _send_entities(self, group: Iterator[Part]) -> None:
        waiting = _Waiting[tuple[tuple[str, ...], bool]](self._send_nodes)
        for node in (node for part in group for node in part.nodes):
            fingerprint = fingerprint_of(node)
            difference = self._entities.compare(node.id, fingerprint)
            if difference != "same":
                changed = difference == "changed"
                row = node_row(node, fingerprint, changed=changed)
                waiting.put((node.types, changed), row)
        waiting.send_all()

    def _send_nodes(self, key: tuple[tuple[str, ...], bool], rows: Sequence[Row]) -> None:
        types, changed = key
        self._send_steps(list(node_steps(ENTITY, types, rows, self._own, changed=changed)))
        self._rows += len(rows)

    def _send_articles(self, group: Iterator[Part]) -> None:
        waiting, size = list[ArticleRows](), 0
        for part in group:
            fingerprint = part_fingerprint(part)
            difference = self._articles.compare(part.article, fingerprint)
            if difference != "same":
                waiting.append(ArticleRows(part, fingerprint, difference == "changed"))
                size += len(part.nodes) + len(part.relationships)
            if size >= _BATCH:
                self._send_articles_batch(waiting)
                waiting, size = [], 0
        self._send_articles_batch(waiting)

    def _send_articles_batch(self, articles: Sequence[ArticleRows]) -> None:
        if not articles:
            return
        steps = list(article_steps(articles, self._own))
        changed = [{"id": a.part.article, "print": a.fingerprint} for a in articles if a.changed]

        def work(transaction: neo4j.ManagedTransaction) -> None:
            if self._anew and changed:
                run_steps(transaction, ((text, changed) for text in statements.DROP_ALL_OF))
            run_steps(transaction, steps)
            drop_from_articles(transaction, changed, self._own)

        self._send(work)
        self._rows += sum(len(rows) for _, rows in steps)

    def _send_relations(self, group: Iterator[Part]) -> None:
        waiting = _Waiting[RelationshipKind](self._send_relationships)
        for row in (row for part in group for row in part.relationships):
            id_, fingerprint = str(row.properties["id"]), fingerprint_of(row)
            difference = self._relations.compare(id_, fingerprint)
            if difference != "same":
                changed = difference == "changed"
                waiting.put(row.kind, relationship_row(row, fingerprint, changed=changed))
        waiting.send_all()

    def _send_relationships(self, kind: RelationshipKind, rows: Sequence[Row]) -> None:
        steps: list[Step] = [(statements.merge_relationships(kind), rows)]
        if self._anew:
            ids = [cast(Row, row["properties"])["id"] for row in rows]
            steps = [(statements.DROP_RELATIONS, ids), *steps]
        self._send_steps(steps)
        self._rows += len(rows)

    def _send_steps(self, steps: Sequence[Step]) -> None:
        self._send(lambda transaction: run_steps(transaction, steps))


class _Waiting(Generic[T]):
    """Rows that wait, by what their statement depends on, until there are enough for one."""

    def __init__(self, send: Callable[[T, Sequence[Row]], None]) -> None:
        self._send = send
        self._rows: dict[T, list[Row]] = {}

    def put(self, key: T, row: Row) -> None:
        rows = self._rows.setdefault(key, [])
        rows.append(row)
        if len(rows) >= _BATCH:
            self._send(key, self._rows.pop(key))

    def send_all(self) -> None:
        for key, rows in self._rows.items():
            self._send(key, rows)
        self._rows.clear()


def _noun(part: Part) -> Noun:
    if part.article:
        return "articles"
    return "entities" if part.nodes else "relations"


def _heir(graph: KnowledgeGraph, former: str) -> str | None:
    entity = graph.entity_of(former)
    return entity.id if entity else None
