"""A graph's questions answered from a record's file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from kgraph.graph.concepts import mark_concepts, with_statements
from kgraph.graph.sightings import find_sightings
from kgraph.graph.source import Apart, Outline
from kgraph.model import (
    Annotation,
    Article,
    Claim,
    Decision,
    End,
    Entity,
    Profile,
    Relation,
    Speaker,
)
from kgraph.record import FoldStamp, Record
from kgraph.record.file import damage_told

Types = Callable[[], Mapping[str, str]]


class StoredSource:
    """The stored fold of a record, which stays open as long as this lives.

    The answers are those of the moment at which the record was opened, whatever is written since.
    """

    def __init__(self, record: Record, stamp: FoldStamp | None, types: Types) -> None:
        self._record = record
        self._fold = record.stored_fold()
        self._concepts = stamp is not None and stamp.concepts
        self._types = types
        self.fingerprint = stamp.fingerprint if stamp else ""
        self.path = record.path if record.path.exists() else None

    def __del__(self) -> None:
        self._record.close()

    def types(self) -> Mapping[str, str]:
        return self._types()

    def count(self, noun: str) -> int:
        return self._fold.count(noun)

    def article_ids(self) -> tuple[str, ...]:
        return self._fold.article_ids()

    def article(self, article_id: str) -> Article | None:
        return self._fold.article(article_id)

    def articles_named(self, text: str) -> tuple[str, ...]:
        return self._fold.articles_named(text)

    def annotation(self, article_id: str) -> Annotation:
        annotation = self._fold.annotation(article_id)
        if not self._concepts:
            return annotation
        marked = mark_concepts(annotation, known=self.mention_entities(article_id))
        return with_statements(marked, {c.clause for c in self._fold.claims_in(article_id)})

    def outline(self, article_id: str) -> Outline:
        if self._concepts:
            return self.annotation(article_id), self.mention_entities(article_id)
        outline = self._fold.outline(article_id)
        return outline, self._entities(outline)

    def mention_entities(self, article_id: str) -> Mapping[str, str]:
        annotation = self._fold.annotation(article_id)
        return self._entities(mark_concepts(annotation) if self._concepts else annotation)

    def _entities(self, annotation: Annotation) -> Mapping[str, str]:
        entities = self._fold.entity_ids(annotation.article)
        _, profiles = find_sightings(annotation)
        return {m: entities[p] for m, p in profiles.items() if p in entities}

    def origin_of(self, article_id: str) -> str:
        return self._fold.origin_of(article_id)

    def entities(self) -> Iterator[Entity]:
        yield from self._fold.entities()  # holds on to this, and so to the record, meanwhile

    def prominent(self, limit: int) -> Iterator[Entity]:
        return self._fold.prominent(limit)

    def entity_of(self, id_: str) -> Entity | None:
        return self._fold.entity_of(id_)

    def called(self, name: str) -> Entity | None:
        return self._fold.called(name)

    def holding(self, word: str) -> Iterator[tuple[int, str, str]]:
        return self._fold.holding(word)

    def relations(self) -> Iterator[Relation]:
        yield from self._fold.relations()

    def strongest(self, limit: int) -> Iterator[Relation]:
        return self._fold.strongest(limit)

    def relations_of(self, entity_id: str) -> Iterator[Relation]:
        return self._fold.relations_of(entity_id)

    def relation(self, relation_id: str) -> Relation | None:
        return self._fold.relation(relation_id)

    def claims(self) -> Iterator[Claim]:
        for article in self._fold.article_ids():
            yield from self.claims_in(article)

    def claims_in(self, article_id: str) -> Iterator[Claim]:
        return self._with_entities(article_id, self._fold.claims_in(article_id))

    def claim(self, claim_id: str) -> Claim | None:
        article = self._fold.article_of_claim(claim_id)
        found = self.claims_in(article) if article else ()
        return next((claim for claim in found if claim.id == claim_id), None)

    def claims_for(self, relation: Relation) -> Iterator[Claim]:
        wanted = set(relation.claims)
        for article in relation.articles:
            claims = (c for c in self._fold.claims_in(article) if c.id in wanted)
            yield from self._with_entities(article, claims)

    def claims_about(self, entity_id: str) -> Iterator[Claim]:
        for article, wanted in self._fold.claims_about(entity_id).items():
            claims = (c for c in self._fold.claims_in(article) if c.id in wanted)
            yield from self._with_entities(article, claims)

    def pools_in(self, article_id: str) -> Mapping[str, str]:
        return self._fold.pools_in(article_id)

    def decisions(self) -> Iterator[Decision]:
        return self._fold.profiles.decisions()

    def decisions_of(self, entity_id: str) -> Iterator[Decision]:
        return self._fold.profiles.decisions_of(entity_id)

    def apart(self) -> Iterator[Apart]:
        return self._fold.profiles.apart()

    def profile(self, profile_id: str) -> Profile | None:
        return self._fold.profiles.profile(profile_id)

    def articles_of(self, profile_id: str) -> tuple[str, ...]:
        return self._fold.profiles.articles_of(profile_id)

    def _with_entities(self, article_id: str, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Yield the claims of an article, whose ends are profiles, with entities in their place."""
        some = tuple(claims)
        homes = self._fold.entity_ids(article_id) if some else {}
        ends = {end.entity for c in some for end in (c.subject, c.object) if end.entity}
        with damage_told(self._record.path):
            if missing := ends - homes.keys():
                raise ValueError(f"no entity has the profiles {sorted(missing)}")
        for claim in some:
            yield replace(
                claim,
                subject=_end(claim.subject, homes),
                object=_end(claim.object, homes),
                speakers=tuple(_speaker(speaker, homes) for speaker in claim.speakers),
            )


def _end(end: End, homes: Mapping[str, str]) -> End:
    return end if end.entity is None else replace(end, entity=homes[end.entity])


def _speaker(speaker: Speaker, homes: Mapping[str, str]) -> Speaker:
    # a concept that speaks is an entity only where a claim tells something of it
    known = homes.get(speaker.entity) if speaker.entity else None
    return replace(speaker, entity=known)
