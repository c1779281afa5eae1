"""Graphs made by hand, kept in a record as if they had been folded."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kgraph.graph import KnowledgeGraph, claim_status, fingerprint
from kgraph.graph.copies import origin_of
from kgraph.graph.relations import claim_days
from kgraph.graph.sightings import find_sightings, profile_id
from kgraph.model import Article, Claim, Entity
from kgraph.ontology import RELATED_TO, load_ontology
from kgraph.record import ClaimRow, EntityState, FoldTables, Record, Sighting
from kgraph.record.codec import encode_claims


def save_graph(graph: KnowledgeGraph, path: Path, *, joined: Sequence[tuple[str, ...]] = ()) -> str:
    """Write a record that opens to ``graph``; return the path.

    Each entity gets one more member, the profile of its name. ``joined`` are names of which each
    tuple is one entity, known by the first.
    """
    with Record.create_or_open(path) as record:
        for article in graph.articles:
            record.add(article, graph.annotation(article.id))
        made_from = fingerprint(record, load_ontology().fingerprint)
        with record.folding() as tables:
            _store(graph, tables, tuple(_states(graph, joined)))
            tables.stamp(
                basis="by hand", fold=made_from, ontology="", ontology_text="", concepts="0"
            )
    return str(path)


def _store(graph: KnowledgeGraph, tables: FoldTables, states: Sequence[EntityState]) -> None:
    keys = {tables.material(key)[0].id: key for key, _, _ in tables.changed()}
    for article in graph.articles:
        # One key for all, so that all are in one portion.
        tables.add(keys[article.id], _sightings(graph, article), lambda _: [("all", False)])
        tables.origins.add(keys[article.id], (), "")
    for portion in tables.profiles.portions((), (), lambda *_: True):
        members = {member.profile.id: member for member in tables.profiles.members(portion)}
        tables.profiles.move(members, states)
    for article in graph.articles:
        claims = graph.claims_in(article)
        rows = (_row(claim, article) for claim in claims)
        tables.claims.store(keys[article.id], encode_claims(claims, article.text), rows)
    by_first = {state.members[0]: state for state in states}
    tables.profiles.store_entities(lambda members: by_first[members[0].profile.id])
    tables.finish(origin_of)


def _states(graph: KnowledgeGraph, joined: Sequence[tuple[str, ...]]) -> Iterator[EntityState]:
    others = {name for names in joined for name in names[1:]}
    groups = {names[0]: names for names in joined}
    for entity in graph.entities:
        if entity.articles and entity.name not in others:
            group = [graph.entity(name) for name in groups.get(entity.name, (entity.name,))]
            members = tuple(m for e in group for m in (e.id, profile_id(e.type, e.name)))
            yield EntityState(members, entity.type, entity.name, state="", needs_claims=False)


def _sightings(graph: KnowledgeGraph, article: Article) -> Iterator[Sighting]:
    homes = graph.mention_entities(article.id)
    seen = {s.id: s for s in find_sightings(graph.annotation(article.id))[0]}
    for entity in graph.entities:
        if article.id in entity.articles:
            count = sum(home == entity.id for home in homes.values())
            yield _sighting(entity, entity.id, _forms(entity), count)
            own = seen[profile_id(entity.type, entity.name)]
            yield _sighting(entity, own.id, (), 0)


def _sighting(
    entity: Entity, id_: str, forms: tuple[tuple[str, int], ...], mentions: int
) -> Sighting:
    return Sighting(entity.type, entity.name, "", forms, mentions, named=True, id=id_)


def _forms(entity: Entity) -> tuple[tuple[str, int], ...]:
    """Return the forms with counts by which the aliases are in their order."""
    return tuple((form, 9 - at) for at, form in enumerate((entity.name, *entity.aliases)))


def _row(claim: Claim, article: Article) -> ClaimRow:
    return ClaimRow(
        id=claim.id,
        subject=claim.subject.entity,
        predicate=claim.predicate,
        object=claim.object.entity,
        phrase=claim.phrase if claim.predicate == RELATED_TO else "",
        pooled_by=claim.phrase if claim.predicate == RELATED_TO else None,
        symmetric=False,
        status=claim_status(claim),
        days=claim_days(claim, article),
    )
