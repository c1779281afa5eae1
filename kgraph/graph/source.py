"""What a graph asks of wherever its fold is kept, and the answers of one held in memory."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

from kgraph.graph.evidence import find_evidence
from kgraph.graph.sightings import find_sightings, profile_id
from kgraph.model import (
    Annotation,
    Article,
    Claim,
    Decision,
    Entity,
    Fold,
    Profile,
    Relation,
    content_id,
)
from kgraph.model.evidence import NO_EVIDENCE, Evidence, added, foremost
from kgraph.ontology import load_ontology
from kgraph.record import Sighting
from kgraph.record.sense_tables import MOST_TOLD

Apart = tuple[Decision, tuple[str, str], tuple[int, int]]
"""A decision that leaves two entities two, their ids, and how many articles and relations each has.

The first is that of the decision's left profile.
"""

Outline = tuple[Annotation, Mapping[str, str]]
"""Sentences and mentions of an article, and the entity of each mention that has one."""


class GraphSource(Protocol):
    """Answers in values of the model; ids that lead nowhere give None or nothing."""

    @property
    def fingerprint(self) -> str:
        """What changes with anything that the answers are made from."""

    @property
    def path(self) -> Path | None:
        """The file that the answers come from, where there is one."""

    def types(self) -> Mapping[str, str]:
        """Return the types of the ontology, each with the one above it, else ""."""

    def count(self, noun: str) -> int:
        """Return how many of "articles", "entities", "relations" or "claims" there are."""

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of the articles, sorted."""

    def article(self, article_id: str) -> Article | None:
        """Return the article of that id."""

    def articles_named(self, text: str) -> tuple[str, ...]:
        """Return the ids of the articles of that id, address or title, else with it in a title."""

    def annotation(self, article_id: str) -> Annotation:
        """Return what language found in an article."""

    def mention_entities(self, article_id: str) -> Mapping[str, str]:
        """Return the entity of each mention of an article that has one."""

    def outline(self, article_id: str) -> Outline:
        """Return at least the sentences and mentions of an article, and their entities."""

    def origin_of(self, article_id: str) -> str:
        """Return the label of an article's origin."""

    def entities(self) -> Iterator[Entity]:
        """Yield all entities, by id."""

    def prominent(self, limit: int) -> Iterator[Entity]:
        """Yield the entities with most mentions, then by name and id; all for -1."""

    def entity_of(self, id_: str) -> Entity | None:
        """Return the entity of that id, now or formerly, its own or a member's."""

    def called(self, name: str) -> Entity | None:
        """Return the most mentioned entity of that name, else of that alias, else of any case."""

    def holding(self, word: str) -> Iterator[tuple[int, str, str]]:
        """Yield mentions, name and id of the entities that have ``word`` in a name."""

    def relations(self) -> Iterator[Relation]:
        """Yield all relations, by id."""

    def strongest(self, limit: int) -> Iterator[Relation]:
        """Yield the relations with most articles, then claims; all for -1."""

    def relations_of(self, entity_id: str) -> Iterator[Relation]:
        """Yield the relations that begin or end at an entity, in no stated order."""

    def relation(self, relation_id: str) -> Relation | None:
        """Return the relation of that id."""

    def claims(self) -> Iterator[Claim]:
        """Yield all claims, in no stated order."""

    def claims_in(self, article_id: str) -> Iterator[Claim]:
        """Yield the claims of an article, in no stated order."""

    def claim(self, claim_id: str) -> Claim | None:
        """Return the claim of that id."""

    def claims_for(self, relation: Relation) -> Iterator[Claim]:
        """Yield the claims of a relation, in no stated order."""

    def claims_about(self, entity_id: str) -> Iterator[Claim]:
        """Yield the claims with an entity at either end, in no stated order."""

    def pools_in(self, article_id: str) -> Mapping[str, str]:
        """Return the relation that pools each claim of an article that one does, ids both."""

    def decisions(self) -> Iterator[Decision]:
        """Yield what was decided on pairs of profiles, by their ids."""

    def decisions_of(self, entity_id: str) -> Iterator[Decision]:
        """Yield what was decided on the profiles of an entity, by their ids."""

    def apart(self) -> Iterator[Apart]:
        """Yield the decisions that leave two entities two, by their profiles' ids."""

    def profile(self, profile_id: str) -> Profile | None:
        """Return the profile of that id."""

    def articles_of(self, profile_id: str) -> tuple[str, ...]:
        """Return the ids of the articles that a profile is in, sorted."""


class FoldSource:
    """Answers out of a fold in memory."""

    def __init__(
        self, fold: Fold, articles: Iterable[Article], annotations: Iterable[Annotation]
    ) -> None:
        self._fold = fold
        self._articles = {a.id: a for a in sorted(articles, key=lambda a: a.id)}
        self._annotations = {a.article: a for a in annotations}
        self._origins = dict(fold.origins)

    @cached_property
    def fingerprint(self) -> str:
        return content_id("graph", *self._articles, repr(self._fold))

    @property
    def path(self) -> Path | None:
        return None

    def types(self) -> Mapping[str, str]:
        return load_ontology().types

    def count(self, noun: str) -> int:
        return len(self._articles) if noun == "articles" else len(getattr(self._fold, noun))

    def article_ids(self) -> tuple[str, ...]:
        return tuple(self._articles)

    def article(self, article_id: str) -> Article | None:
        return self._articles.get(article_id)

    def articles_named(self, text: str) -> tuple[str, ...]:
        every = self._articles.values()
        exact = tuple(a.id for a in every if text in (a.id, a.url or a.id, a.title))
        return exact or tuple(a.id for a in every if text.casefold() in a.title.casefold())

    def annotation(self, article_id: str) -> Annotation:
        return self._annotations[article_id]

    def mention_entities(self, article_id: str) -> Mapping[str, str]:
        homes = self._entity_of_mention
        mentions = self._annotations[article_id].mentions
        return {m.id: homes[m.id] for m in mentions if m.id in homes}

    def outline(self, article_id: str) -> Outline:
        return self.annotation(article_id), self.mention_entities(article_id)

    def origin_of(self, article_id: str) -> str:
        return self._origins.get(article_id, article_id)

    def entities(self) -> Iterator[Entity]:
        return iter(self._fold.entities)

    def prominent(self, limit: int) -> Iterator[Entity]:
        ranked = sorted(self._fold.entities, key=lambda e: (-e.mentions, e.name, e.id))
        return iter(ranked if limit < 0 else ranked[:limit])

    def entity_of(self, id_: str) -> Entity | None:
        return self._entity_index.get(id_)

    def called(self, name: str) -> Entity | None:
        return self._name_index.get(name) or self._folded_index.get(name.casefold())

    def holding(self, word: str) -> Iterator[tuple[int, str, str]]:
        for e in self._fold.entities:
            if any(word.casefold() in name.casefold() for name in (e.name, *e.aliases)):
                yield e.mentions, e.name, e.id

    def relations(self) -> Iterator[Relation]:
        return iter(self._fold.relations)

    def strongest(self, limit: int) -> Iterator[Relation]:
        ranked = sorted(self._fold.relations, key=_support)
        return iter(ranked if limit < 0 else ranked[:limit])

    def relations_of(self, entity_id: str) -> Iterator[Relation]:
        return (r for r in self._fold.relations if entity_id in (r.subject, r.object))

    def relation(self, relation_id: str) -> Relation | None:
        return self._relation_index.get(relation_id)

    def claims(self) -> Iterator[Claim]:
        return iter(self._fold.claims)

    def claims_in(self, article_id: str) -> Iterator[Claim]:
        return (c for c in self._fold.claims if c.article == article_id)

    def claim(self, claim_id: str) -> Claim | None:
        return self._claim_index.get(claim_id)

    def claims_for(self, relation: Relation) -> Iterator[Claim]:
        return (self._claim_index[id_] for id_ in relation.claims)

    def claims_about(self, entity_id: str) -> Iterator[Claim]:
        return (c for c in self._fold.claims if entity_id in (c.subject.entity, c.object.entity))

    def pools_in(self, article_id: str) -> Mapping[str, str]:
        claims = (c.id for c in self.claims_in(article_id))
        return {id_: self._pool_index[id_] for id_ in claims if id_ in self._pool_index}

    def decisions(self) -> Iterator[Decision]:
        return iter(self._fold.decisions)

    def decisions_of(self, entity_id: str) -> Iterator[Decision]:
        entity = self._entity_index.get(entity_id)
        members = set(entity.members if entity else ())
        return (d for d in self._fold.decisions if members & {d.left, d.right})

    def apart(self) -> Iterator[Apart]:
        sizes = Counter({e.id: len(e.articles) for e in self._fold.entities})
        for relation in self._fold.relations:
            sizes.update((relation.subject, relation.object))
        for decision in self._fold.decisions:
            left, right = map(self._entity_index.get, (decision.left, decision.right))
            if decision.verdict != "same" and left and right and left != right:
                yield decision, (left.id, right.id), (sizes[left.id], sizes[right.id])

    def profile(self, profile_id: str) -> Profile | None:
        return self._profile_index.get(profile_id, (None, ()))[0]

    def articles_of(self, profile_id: str) -> tuple[str, ...]:
        return self._profile_index.get(profile_id, (None, ()))[1]

    @cached_property
    def _profile_index(self) -> dict[str, tuple[Profile, tuple[str, ...]]]:
        """Return each profile with the ids of its articles, by id."""
        found: dict[str, tuple[Profile, tuple[str, ...]]] = {}
        told: dict[str, list[Evidence]] = {}
        for id_, article in self._articles.items():
            sightings, homes = find_sightings(self._annotations[id_])
            evidence = find_evidence(article, self._annotations[id_], homes)
            entities = {name: self._entity_of_mention.get(m) for m, name in homes.items()}
            for seen in sightings:
                own, sense = self._sense(seen, entities.get(seen.id))
                known, articles = found.get(own, (None, ()))
                forms = Counter(dict(seen.forms)) + Counter(dict(known.forms) if known else {})
                told.setdefault(own, []).append(evidence.get(seen.id, NO_EVIDENCE))
                profile = Profile(
                    id=own,
                    type=seen.type,
                    name=seen.name,
                    forms=tuple(sorted(forms.items())),
                    articles=len(articles) + 1,
                    listed=seen.listed,
                    sense=sense,
                    evidence=foremost(added(told[own]), MOST_TOLD),
                )
                found[own] = profile, (*articles, id_)
        return found

    def _sense(self, seen: Sighting, entity: str | None) -> tuple[str, str]:
        """Return the id of the profile that a sighting is of, and its sense."""
        home = self._entity_index.get(entity or "")
        for sense in ("", *(home.articles if home else ())):
            own = profile_id(seen.type, seen.name, seen.listed, sense)
            if home is None or own in home.members:
                return own, sense
        return seen.id, ""

    @cached_property
    def _entity_of_mention(self) -> dict[str, str]:
        return dict(self._fold.mention_entities)

    @cached_property
    def _claim_index(self) -> dict[str, Claim]:
        return {c.id: c for c in self._fold.claims}

    @cached_property
    def _relation_index(self) -> dict[str, Relation]:
        return {r.id: r for r in self._fold.relations}

    @cached_property
    def _pool_index(self) -> dict[str, str]:
        return {claim: r.id for r in self._fold.relations for claim in r.claims}

    @cached_property
    def _entity_index(self) -> dict[str, Entity]:
        return {key: e for e in self._fold.entities for key in (e.id, *e.members)}

    @cached_property
    def _name_index(self) -> dict[str, Entity]:
        ranked = tuple(self.prominent(-1))[::-1]
        aliases = {alias: e for e in ranked for alias in e.aliases}
        return aliases | {e.name: e for e in ranked}

    @cached_property
    def _folded_index(self) -> dict[str, Entity]:
        ranked = tuple(self.prominent(-1))[::-1]
        return {name.casefold(): e for e in ranked for name in (e.name, *e.aliases)}


def _support(relation: Relation) -> tuple[int, int, str, str]:
    return (-len(relation.articles), -len(relation.claims), relation.predicate, relation.id)
