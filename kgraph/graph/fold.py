"""The fold of a record: everything that is derived from it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kgraph.graph.claims import ClaimReader
from kgraph.graph.concepts import mark_concepts
from kgraph.graph.profiles import find_profiles
from kgraph.graph.relations import pool_claims
from kgraph.identity import Resolution, resolve
from kgraph.model import Claim, Entity, Fold, Profile, content_id
from kgraph.ontology import CONCEPT, WORDS, Ontology
from kgraph.record import Record

FOLD_VERSION = 3
"""A higher number makes every stored fold stale."""


def fold_record(record: Record, ontology: Ontology, *, concepts: bool = False) -> Fold:
    """Return the fold of a record; the order in which articles were added changes nothing.

    With ``concepts`` what has no name is an entity too, of the type ``Concept``, and what is told
    of it a claim.
    """
    articles = {article.id: article for article in record.articles()}
    annotations = record.annotations()
    named = {mention.id for annotation in annotations for mention in annotation.mentions}
    if concepts:
        annotations = mark_concepts(annotations)
        ontology = replace(ontology, types={**ontology.types, CONCEPT: WORDS})
    profiles, homes = find_profiles(annotations)
    resolution = resolve(profiles)
    canonical = {member: cluster[0] for cluster in resolution.clusters for member in cluster}
    entities = {mention: canonical[profile] for mention, profile in homes.items()}
    unnamed = frozenset(entities.values()) - {entities[m] for m in named if m in entities}
    found: dict[str, Claim] = {}
    for annotation in annotations:
        article = articles[annotation.article]
        clauses = {clause.id: clause for clause in annotation.clauses}
        reader = ClaimReader(article, annotation, ontology, entities, clauses, unnamed)
        told = list(reader.claims())
        if concepts:
            told += reader.statements(tuple(told))
        for claim in told:  # of two frames the one that stands first in the ontology
            found.setdefault(claim.id, claim)
    claims = tuple(found[key] for key in sorted(found))
    unused = unnamed - {end.entity for c in claims for end in (c.subject, c.object)}
    kept = {mention: entity for mention, entity in entities.items() if entity not in unused}
    all_entities = _entities(profiles, resolution, Counter(kept.values()))
    return Fold(
        entities=tuple(entity for entity in all_entities if entity.id not in unused),
        relations=pool_claims(claims, ontology, articles),
        claims=claims,
        decisions=tuple(d for d in resolution.decisions if canonical[d.left] not in unused),
        mention_entities=tuple(sorted(kept.items())),
    )


def fingerprint(record: Record, ontology: str, *, concepts: bool = False) -> str:
    """Return a hash of all that the fold of a record depends on.

    ``ontology`` is the ontology's own fingerprint, ``concepts`` whether nouns are entities.
    """
    contents = [part for row in record.contents() for part in row]
    chosen = ["concepts"] if concepts else []
    return content_id("fold", FOLD_VERSION, ontology, *chosen, *contents)


def _entities(
    profiles: Sequence[Profile], resolution: Resolution, mentions: Mapping[str, int]
) -> Iterator[Entity]:
    by_id = {profile.id: profile for profile in profiles}
    for cluster in resolution.clusters:
        members = [by_id[member] for member in cluster]
        name = members[0].name
        forms = sum((Counter(dict(member.forms)) for member in members), Counter[str]())
        aliases = sorted(forms.keys() - {name}, key=lambda form: (-forms[form], form))
        yield Entity(
            id=members[0].id,
            type=members[0].type,
            name=name,
            aliases=tuple(aliases),
            members=tuple(sorted(cluster)),
            articles=tuple(sorted({a for member in members for a in member.articles})),
            mentions=mentions[members[0].id],
        )
