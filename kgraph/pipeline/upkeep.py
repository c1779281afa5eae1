"""Articles taken back, and given back: what falls with them and what returns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import NotFoundError
from kgraph.graph import KnowledgeGraph, correspond, open_graph, refold
from kgraph.graph.fold import Progress
from kgraph.model import Entity, Relation, Retraction, in_force
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
    articles: str | Iterable[str],
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
        RecordError: there is no record, or it cannot be read or written.
    """
    named = [articles] if isinstance(articles, str) else articles
    with Record.open_to_write(path) as record:
        refold(record)
        before = open_graph(path)
        chosen = tuple(dict.fromkeys(id_ for text in named for id_ in _meant(record, text)))
        was = {version.id: version.state for version in _versions(record, chosen)}
        rows = [_row(record, id_, undo=undo) for id_ in chosen]
        stated = record.statements()
        record.state(signature.sign(row, stated) for row in rows if row is not None)
        refold(record, progress)
        changed = tuple(v for v in _versions(record, chosen) if v.state != was[v.id])
        after = open_graph(path)
    ids = [v.id for v in changed]
    old, new = _touched(before, after, ids), _touched(after, before, ids)
    rich, rest = (new, old) if undo else (old, new)
    left = {member for entity in rest for member in entity.members}
    return Fallout(
        articles=tuple(v for v in changed if v.id in chosen),
        others=tuple(v for v in changed if v.id not in chosen),
        entities=tuple(sorted(e.name for e in rich if left.isdisjoint(e.members))),
        relations=_changes(_Told.by(before, old), _Told.by(after, new)),
    )


def history(path: str | Path, article: str) -> tuple[tuple[Version, tuple[Retraction, ...]], ...]:
    """Return all versions of an article, oldest first, each with its retractions, first made first.

    ``article`` is an id, an address or a title.

    Raises:
        NotFoundError: nothing has it.
        RecordError: the record cannot be read.
    """
    with Record.open(path) as record:
        versions = _versions(record, _meant(record, article))
        return tuple((v, _in_order(record.retractions(v.id))) for v in versions)


def _in_order(rows: Iterable[Retraction]) -> tuple[Retraction, ...]:
    """Return retractions by date; on one day each after those that it supersedes."""
    waiting = {row.id: row for row in sorted(rows, key=lambda r: (r.when, r.id))}
    ordered: list[Retraction] = []
    while waiting:
        free = (row for row in waiting.values() if waiting.keys().isdisjoint(row.supersedes))
        ordered.append(waiting.pop(next(free).id))
    return tuple(ordered)


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
    if not titled:
        raise NotFoundError(
            f"{record.path}: no article {text!r}; name an id, an address or a title"
        )
    found = ", ".join(f"{id_} ({_version(record, id_).published or 'no date'})" for id_ in titled)
    raise NotFoundError(
        f"{record.path}: {len(titled)} articles have the title {text!r}; name one: {found}"
    )


def _version(record: Record, article: str) -> Version:
    return next(version for version in record.versions(article) if version.id == article)


def _versions(record: Record, ids: Iterable[str]) -> tuple[Version, ...]:
    """Return the articles of these ids and all under their addresses, each once."""
    return tuple({version.id: version for id_ in ids for version in record.versions(id_)}.values())


def _row(record: Record, article: str, *, undo: bool) -> Retraction | None:
    """Return the row that takes an article back or gives it back, None where that is so already."""
    if (article in record.retracted()) != undo:
        return None
    before = in_force(record.retractions(article))
    return Retraction(article, undone=undo, supersedes=tuple(row.id for row in before))


def _touched(
    graph: KnowledgeGraph, other: KnowledgeGraph, articles: Iterable[str]
) -> tuple[Entity, ...]:
    """Return the entities of articles in one graph, and those that share a profile with theirs."""
    articles = tuple(articles)
    there = {id_ for article in articles for id_ in _entities(other, article)}
    members = {member for id_ in there for member in other.entity(id_).members}
    members.update(id_ for article in articles for id_ in _entities(graph, article))
    found = (_entity(graph, member) for member in sorted(members))
    return tuple({entity.id: entity for entity in found if entity}.values())


def _entities(graph: KnowledgeGraph, article: str) -> frozenset[str]:
    """Return the ids of the entities of an article, none where the graph has not the article."""
    try:
        return frozenset(graph.mention_entities(article).values())
    except NotFoundError:
        return frozenset()


def _entity(graph: KnowledgeGraph, id_: str) -> Entity | None:
    try:
        return graph.entity(id_)
    except NotFoundError:
        return None


@dataclass(frozen=True, slots=True)
class _Told:
    """Relations by their ids, and the entities at their ends."""

    relations: Mapping[str, Relation]
    ends: Mapping[str, Entity]

    @classmethod
    def by(cls, graph: KnowledgeGraph, entities: Iterable[Entity]) -> "_Told":
        relations = {r.id: r for entity in entities for r in graph.relations_of(entity)}
        ends = {end for r in relations.values() for end in (r.subject, r.object)}
        return cls(relations, {end: graph.entity(end) for end in sorted(ends)})


def _changes(before: _Told, after: _Told) -> tuple[RelationChange, ...]:
    """Return the relations with more or fewer claims, whatever their ends are called."""
    who = correspond(before.ends.values(), after.ends.values())
    found: dict[tuple[str, str, str], RelationChange] = {}
    sides = ((before, who.old_identity), (after, who.new_identity))
    for told, identity in sides:
        for relation in told.relations.values():
            wording = f" ({relation.phrase})" if relation.predicate == RELATED_TO else ""
            predicate = f"{relation.predicate}{wording}"
            key = (identity[relation.subject], predicate, identity[relation.object])
            names = told.ends[relation.subject].name, told.ends[relation.object].name
            known = found.get(key, RelationChange(names[0], predicate, names[1], 0, 0))
            count = len(relation.claims)
            gone, come = (count, 0) if told is before else (0, count)
            found[key] = RelationChange(
                names[0], predicate, names[1], known.before + gone, known.after + come
            )
    changes = (change for change in found.values() if change.before != change.after)
    return tuple(
        sorted(
            changes, key=lambda c: (bool(c.before and c.after), c.subject, c.predicate, c.object)
        )
    )
