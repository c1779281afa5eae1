"""The fold of a record: everything that is derived from it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kgraph.graph.claims import ClaimReader
from kgraph.graph.profiles import find_profiles
from kgraph.graph.relations import pool_claims
from kgraph.identity import Resolution, resolve
from kgraph.model import Claim, Entity, Fold, Profile, content_id
from kgraph.ontology import Ontology
from kgraph.record import Record

FOLD_VERSION = 1
"""A higher number makes every stored fold stale."""


def fold_record(record: Record, ontology: Ontology) -> Fold:
    """Return the fold of a record; the order in which articles were added changes nothing."""
    articles = {article.id: article for article in record.articles()}
    annotations = record.annotations()
    profiles, homes = find_profiles(annotations)
    resolution = resolve(profiles)
    canonical = {member: cluster[0] for cluster in resolution.clusters for member in cluster}
    entities = {mention: canonical[profile] for mention, profile in homes.items()}
    found: dict[str, Claim] = {}
    for annotation in annotations:
        article = articles[annotation.article]
        clauses = {clause.id: clause for clause in annotation.clauses}
        reader = ClaimReader(article, annotation, ontology, entities, clauses)
        found.update((claim.id, claim) for claim in reader.claims())
    claims = tuple(found[key] for key in sorted(found))
    return Fold(
        entities=tuple(_entities(profiles, resolution, Counter(entities.values()))),
        relations=pool_claims(claims, ontology, articles),
        claims=claims,
        decisions=resolution.decisions,
        mention_entities=tuple(sorted(entities.items())),
    )


def fingerprint(record: Record, ontology: str) -> str:
    """Return a hash of all that the fold of a record depends on.

    ``ontology`` is the ontology's own fingerprint.
    """
    contents = [part for row in record.contents() for part in row]
    return content_id("fold", FOLD_VERSION, ontology, *contents)


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
