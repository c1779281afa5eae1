"""Articles taken back, and given back: what falls with them and what returns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import NotFoundError
from kgraph.graph import KnowledgeGraph, open_graph, refold
from kgraph.graph.fold import Progress
from kgraph.model import Retraction, in_force
from kgraph.ontology import RELATED_TO
from kgraph.pipeline.signature import UNSIGNED, Signature
from kgraph.record import Record, Version


@dataclass(frozen=True, slots=True)
class RelationChange:
    """A relation by the names of its ends, with its number of claims before and after."""

    subject: str
    predicate: str
    object: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Fallout:
    """What a retraction, or taking one back, changed.

    ``articles`` are those that were retracted or given back, ``others`` those that took or gave
    up their place under the same address. ``entities`` are the names of those that fell or
    returned; ``relations`` those with fewer or more claims, fallen or new ones first.
    """

    articles: tuple[Version, ...]
    others: tuple[Version, ...]
    entities: tuple[str, ...]
    relations: tuple[RelationChange, ...]


def retract(
    path: str | Path,
    articles: Iterable[str],
    *,
    undo: bool = False,
    signature: Signature = UNSIGNED,
    progress: Progress | None = None,
) -> Fallout:
    """Take articles back, or with ``undo`` give them back; return what fell or returned.

    Each of ``articles`` is the id of one, an address, which means all versions under it, or a
    title. The graph is then what it would be without them. An article that is retracted already
    stays so. A version that comes later under a retracted address is not retracted.

    Raises:
        NotFoundError: nothing has the id, address or title, or several have the title.
        RecordError: the record cannot be read or written.
    """
    with Record.create_or_open(path) as record:
        refold(record)
        before = open_graph(path)
        chosen = tuple(dict.fromkeys(id_ for text in articles for id_ in _meant(record, text)))
        was = {version.id: version.state for version in _versions(record, chosen)}
        rows = [_row(record, id_, undo=undo) for id_ in chosen]
        stated = record.statements()
        record.state(signature.sign(row, stated) for row in rows if row is not None)
        refold(record, progress)
        changed = tuple(v for v in _versions(record, chosen) if v.state != was[v.id])
        after = open_graph(path)
    rich, poor = (after, before) if undo else (before, after)
    ids = [v.id for v in changed]
    told = sorted({e for id_ in ids for g in (before, after) for e in _entities(g, id_)})
    return Fallout(
        articles=tuple(v for v in changed if v.id in chosen),
        others=tuple(v for v in changed if v.id not in chosen),
        entities=tuple(
            sorted(rich.entity(e).name for e in told if _holds(rich, e) and not _holds(poor, e))
        ),
        relations=_changes(_told(before, told), _told(after, told)),
    )


def history(path: str | Path, article: str) -> tuple[tuple[Version, tuple[Retraction, ...]], ...]:
    """Return all versions of an article, oldest first, each with its retractions by date and id.

    ``article`` is an id, an address or a title.

    Raises:
        NotFoundError: nothing has it.
        RecordError: the record cannot be read.
    """
    with Record.open(path) as record:
        versions = _versions(record, _meant(record, article))
        return tuple(
            (v, tuple(sorted(record.retractions(v.id), key=lambda r: (r.when, r.id))))
            for v in versions
        )


def _meant(record: Record, text: str) -> tuple[str, ...]:
    """Return the ids of the articles that an id, an address or a title means."""
    if record.holds(text):
        return (text,)
    versions = record.versions(text)
    if versions:
        return tuple(version.id for version in versions)
    titled = record.titled(text)
    if len(titled) == 1:
        return titled
    hint = f"{', '.join(titled)}; name one" if titled else "name an id, an address or a title"
    raise NotFoundError(f"{record.path}: {len(titled) or 'no'} articles are {text!r}: {hint}")


def _versions(record: Record, ids: Iterable[str]) -> tuple[Version, ...]:
    """Return the articles of these ids and all under their addresses, each once."""
    return tuple({version.id: version for id_ in ids for version in record.versions(id_)}.values())


def _row(record: Record, article: str, *, undo: bool) -> Retraction | None:
    """Return the row that takes an article back or gives it back, None where that is so already."""
    if (article in record.retracted()) != undo:
        return None
    before = in_force(record.retractions(article))
    return Retraction(article, undone=undo, supersedes=tuple(row.id for row in before))


Named = tuple[str, str, str]


def _entities(graph: KnowledgeGraph, article: str) -> frozenset[str]:
    """Return the ids of the entities of an article, none where the graph has not the article."""
    try:
        return frozenset(graph.mention_entities(article).values())
    except NotFoundError:
        return frozenset()


def _holds(graph: KnowledgeGraph, entity: str) -> bool:
    try:
        graph.entity(entity)
    except NotFoundError:
        return False
    return True


def _told(graph: KnowledgeGraph, entities: Iterable[str]) -> dict[Named, int]:
    """Return the number of claims of each relation of these entities, by names."""
    found: dict[Named, int] = {}
    for id_ in entities:
        for relation in graph.relations_of(graph.entity(id_)) if _holds(graph, id_) else ():
            predicate = relation.predicate
            if predicate == RELATED_TO:
                predicate += f" ({relation.phrase})"
            ends = graph.entity(relation.subject).name, graph.entity(relation.object).name
            found[ends[0], predicate, ends[1]] = len(relation.claims)
    return found


def _changes(before: Mapping[Named, int], after: Mapping[Named, int]) -> tuple[RelationChange, ...]:
    changes = [
        RelationChange(*key, before.get(key, 0), after.get(key, 0))
        for key in before.keys() | after.keys()
        if before.get(key, 0) != after.get(key, 0)
    ]
    return tuple(
        sorted(
            changes, key=lambda c: (bool(c.before and c.after), c.subject, c.predicate, c.object)
        )
    )
