"""The knowledge graph: a fold with its articles, and questions to it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import networkx as nx

from kgraph.errors import NotFoundError
from kgraph.graph.explanation import Explanation, explain_identity
from kgraph.graph.missed import Missed, find_missed
from kgraph.graph.network import network_of
from kgraph.graph.passages import Passage, find_passages
from kgraph.graph.relations import narrow
from kgraph.graph.source import FoldSource, GraphSource, Outline
from kgraph.graph.summary import summary_html
from kgraph.graph.tables import Tables, tables_of
from kgraph.graph.together import Together, find_together
from kgraph.graph.unsure import UnsurePair, rank_unsure
from kgraph.model import (
    Annotation,
    Article,
    Claim,
    Decision,
    Entity,
    Fold,
    Mention,
    Profile,
    Relation,
)

T = TypeVar("T")
NEAREST = 3
SHOWN = 10
"""Relations in the summary of a notebook."""


class KnowledgeGraph:
    """Entities, relations and claims of a record, read-only; every list has a stated order.

    Nothing is computed again here: two graphs of equal folds answer alike. One that was opened
    from a file loads what is asked for, and keeps what it loaded.
    """

    def __init__(self, source: GraphSource) -> None:
        self._source = source

    @classmethod
    def of(
        cls, fold: Fold, articles: Iterable[Article], annotations: Iterable[Annotation]
    ) -> "KnowledgeGraph":
        """Return the graph of a fold that is held in memory, with its articles."""
        return cls(FoldSource(fold, articles, annotations))

    @property
    def fingerprint(self) -> str:
        """What changes with anything that the graph is made from; equal ones answer alike."""
        return self._source.fingerprint

    @property
    def path(self) -> Path | None:
        """The file that the graph was opened from; None for one that is held in memory."""
        return self._source.path

    @property
    def types(self) -> Mapping[str, str]:
        """The types of the ontology, each with the one above it, else ""."""
        return self._source.types()

    @property
    def article_ids(self) -> tuple[str, ...]:
        """The ids of all articles, sorted."""
        return self._source.article_ids()

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All articles, by id."""
        return tuple(self.article(id_) for id_ in self._source.article_ids())

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, by id."""
        return tuple(self._source.entities())

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """All relations, by id."""
        return tuple(self._source.relations())

    def stream_entities(self) -> Iterator[Entity]:
        """Yield all entities, by id; none is kept, however many there are."""
        return self._source.entities()

    def stream_relations(self) -> Iterator[Relation]:
        """Yield all relations, by id; none is kept, however many there are."""
        return self._source.relations()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, by id; those whose ends name no entity are here too."""
        return tuple(sorted(self._source.claims(), key=lambda c: c.id))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What was decided on pairs of profiles, by their ids."""
        return tuple(self._source.decisions())

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many articles, entities, relations and claims there are, in this order."""
        nouns = ("articles", "entities", "relations", "claims")
        return {noun: self._source.count(noun) for noun in nouns}

    @property
    def fold(self) -> Fold:
        """All of it as one value."""
        ids = self._source.article_ids()
        homes = (pair for id_ in ids for pair in self.mention_entities(id_).items())
        return Fold(
            entities=self.entities,
            relations=self.relations,
            claims=self.claims,
            decisions=self.decisions,
            mention_entities=tuple(sorted(homes)),
            origins=tuple((id_, self._source.origin_of(id_)) for id_ in ids),
        )

    def article(self, article_id: str) -> Article:
        """Return the article of that id.

        Raises:
            NotFoundError: there is none.
        """
        return _found(self._source.article(article_id), article_id, "article")

    def article_named(self, text: str) -> Article:
        """Return the article of that id, address or title; a part of one title is enough.

        Raises:
            NotFoundError: there is none, or there are several.
        """
        found = [self.article(id_) for id_ in self._source.articles_named(text)]
        if len(found) == 1:
            return found[0]
        near = ", ".join(
            f"{a.title!r} ({a.published or 'no date'}, {a.id})" for a in found[:NEAREST]
        )
        if found:
            raise NotFoundError(f"several articles {text!r}; it may be {near}")
        raise NotFoundError(
            f"no article {text!r}; `kgraph export --to jsonl` lists the articles, and "
            "`kgraph show --history` tells of superseded and retracted ones"
        )

    def origin_of(self, article: Article) -> str:
        """Return the label of the origin of an article.

        Copies of one text have one, and so have all articles that are credited to one agency.
        """
        return self._source.origin_of(article.id)

    def missed(self, article: Article) -> tuple[Missed, ...]:
        """Return the sentences of an article that tie none of the names in them, in text order."""
        claims = self._source.claims_in(article.id)
        mentions = self.mention_entities(article.id)
        ids = sorted(set(mentions.values()))
        names = {id_: self.entity(id_).name for id_ in ids}
        return tuple(
            find_missed(self.annotation(article.id), article.text, claims, mentions, names)
        )

    def confident(self, minimum: float) -> "KnowledgeGraph":
        """Return the graph of the claims whose confidence is ``minimum`` (in [0, 1]) or more.

        Its relations hold and count only these, and keep their ids; entities are all there. It
        is held in memory.
        """
        claims = tuple(c for c in self.claims if c.confidence >= minimum)
        if len(claims) == len(self.claims):
            return self
        fold = self.fold
        articles = {a.id: a for a in self.articles}
        relations = narrow(self.relations, claims, articles, dict(fold.origins))
        fold = replace(fold, claims=claims, relations=relations)
        annotations = (self.annotation(id_) for id_ in articles)
        return KnowledgeGraph.of(fold, self.articles, annotations)

    def annotation(self, article_id: str) -> Annotation:
        """Return what language found in the article of that id.

        Raises:
            NotFoundError: there is none.
        """
        return self._source.annotation(self.article(article_id).id)

    def mention_entities(self, article_id: str) -> Mapping[str, str]:
        """Return the id of the entity of each mention of an article that has one, by mention id.

        Raises:
            NotFoundError: there is no such article.
        """
        return self._source.mention_entities(self.article(article_id).id)

    def outline(self, article: Article) -> Outline:
        """Return the sentences and mentions of an article, and the entity of each that has one.

        It takes half the time of ``annotation``; clauses need not be in it.
        """
        return self._source.outline(article.id)

    def entity(self, name: str) -> Entity:
        """Return the entity of that id, member id, name or alias.

        An id that an entity once had leads to the entity of today. An exact name wins over an
        alias, letters' case is ignored last, and among equals the one with the most mentions wins.

        Raises:
            NotFoundError: nothing bears the name; the message lists the nearest names.
        """
        found = self._source.entity_of(name) or self._source.called(name)
        if found:
            return found
        near = ", ".join(e.name for e in self.find(name, limit=3))
        hint = f"did you mean {near}?" if near else "`kgraph show` lists the entities"
        raise NotFoundError(f"no entity {name!r} in the graph; {hint}")

    def entity_of(self, id_: str) -> Entity | None:
        """Return the entity that an id leads to today: its own, a member's, or a former one."""
        return self._source.entity_of(id_)

    def find(self, text: str, *, limit: int = 10) -> tuple[Entity, ...]:
        """Return the entities whose name or alias holds a word of ``text``, most mentioned first.

        Does not correct spelling.
        """
        hits = Counter[tuple[int, str, str]]()
        for word in sorted(set(text.split())):
            hits.update(self._source.holding(word))
        ranked = sorted(hits, key=lambda hit: (-hits[hit], -hit[0], *hit[1:]))
        return tuple(self.entity(id_) for _, _, id_ in ranked[:limit])

    def prominent(self, limit: int = -1) -> tuple[Entity, ...]:
        """Return the entities, most mentioned first, then by name.

        At most ``limit``, all for -1.
        """
        return tuple(self._source.prominent(limit))

    def strongest(self, limit: int = -1) -> tuple[Relation, ...]:
        """Return the relations, those with most articles first, then with most claims.

        At most ``limit``, all for -1.
        """
        return tuple(self._source.strongest(limit))

    def relations_of(self, entity: Entity) -> tuple[Relation, ...]:
        """Return the relations that begin or end at ``entity``, best supported first."""
        ends = self._source.relations_of(entity.id)
        return tuple(sorted(ends, key=lambda r: (-len(r.claims), r.predicate, r.id)))

    def relation(self, relation_id: str) -> Relation:
        """Return the relation of that id.

        Raises:
            NotFoundError: there is none.
        """
        return _found(self._source.relation(relation_id), relation_id, "relation")

    def claims_for(self, relation: Relation) -> tuple[Claim, ...]:
        """Return the claims of ``relation`` by article and place in it."""
        return tuple(sorted(self._source.claims_for(relation), key=_place))

    def claim(self, claim_id: str) -> Claim:
        """Return the claim of that id.

        Raises:
            NotFoundError: there is none.
        """
        return _found(self._source.claim(claim_id), claim_id, "claim")

    def claims_in(self, article: Article) -> tuple[Claim, ...]:
        """Return the claims of an article, in text order."""
        return tuple(sorted(self._source.claims_in(article.id), key=_place))

    def pools_in(self, article: Article) -> Mapping[str, str]:
        """Return the id of the relation that pools each claim of an article, by the claim's id.

        A claim whose ends do not both name an entity is in none.
        """
        return self._source.pools_in(article.id)

    def claims_about(self, entity: Entity) -> tuple[Claim, ...]:
        """Return the claims with ``entity`` at either end, by article and place in it.

        Claims whose other end names no entity are among them; no relation holds those.
        """
        return tuple(sorted(self._source.claims_about(entity.id), key=_place))

    def mentions_of(self, entity: Entity) -> tuple[tuple[Article, Mention], ...]:
        """Return each mention of ``entity`` with its article, in text order."""
        return tuple(
            (self.article(id_), mention)
            for id_ in entity.articles
            for homes in [self.mention_entities(id_)]
            for mention in self.annotation(id_).mentions
            if homes.get(mention.id) == entity.id
        )

    def passages_of(self, entity: Entity, *, profile: str = "") -> Iterator[Passage]:
        """Yield the sentences that mention ``entity``, one of each article that names it first.

        Then all others that name it, then those that only refer to it. With ``profile``, the id of
        a member, only those of the articles that this name is from. Articles are loaded as the
        sentences are asked for.
        """
        articles = self._source.articles_of(profile) if profile else entity.articles
        return find_passages(entity.id, articles, self._read)

    def _read(self, article_id: str) -> tuple[Article, Annotation, Mapping[str, str]]:
        homes = self.mention_entities(article_id)
        return self.article(article_id), self.annotation(article_id), homes

    def profile(self, profile_id: str) -> Profile:
        """Return the profile of that id: one name of one type, before it is known who is who.

        Raises:
            NotFoundError: no article has it.
        """
        return _found(self._source.profile(profile_id), profile_id, "profile")

    def articles_of(self, profile: Profile) -> tuple[str, ...]:
        """Return the ids of the articles that a profile is in, sorted."""
        return self._source.articles_of(profile.id)

    def decisions_of(self, entity: Entity) -> tuple[Decision, ...]:
        """Return what was decided on the profiles of ``entity``, by their ids."""
        return tuple(self._source.decisions_of(entity.id))

    def unsure(self) -> tuple[UnsurePair, ...]:
        """Return the pairs of entities that may be one, those first that would change most."""
        return rank_unsure(self._source.apart())

    def explain(self, left: str, right: str) -> Explanation:
        """Return why two names are one entity, or two: the decisions, their scores and reasons.

        Raises:
            NotFoundError: nothing bears one of the names.
        """
        return explain_identity(
            self._source, (left, self.entity(left)), (right, self.entity(right))
        )

    def together(self) -> tuple[Together, ...]:
        """Return the pairs of entities that a sentence names together, sorted by their ids.

        That two names share a sentence says nothing of how they are related: no relation, no
        count and no export holds these pairs. A sentence of over 20 names ties none.
        """
        ids = self._source.article_ids()
        found = ((self.annotation(id_), self.mention_entities(id_)) for id_ in ids)
        return find_together(found)

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """Return a directed multigraph: entity ids as nodes, one edge a relation.

        Nodes carry ``name``, ``type``, ``aliases``, ``mentions`` and ``country``; edges are keyed
        by relation id and carry ``predicate``, ``phrase``, ``stated``, ``alleged``, ``denied``,
        ``hypothetical``, ``articles`` and ``origins`` (counts), ``first`` and ``last``.
        """
        return network_of(self.entities, self.relations)

    def to_pandas(self) -> Tables:
        """Return entities, relations and claims as pandas DataFrames; `Tables` says what they hold.

        Raises:
            KGraphError: pandas is not installed; the message says how to install it.
        """
        claims = sorted(self.claims, key=_place)
        articles = {article.id: article for article in self.articles}
        return tables_of(self.prominent(), self.strongest(), claims, articles)

    def __repr__(self) -> str:
        return f"KnowledgeGraph({', '.join(f'{k}={v}' for k, v in self.counts.items())})"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: how much there is, and the ten strongest relations."""
        relations = self.strongest(SHOWN)
        names = {end: self.entity(end).name for r in relations for end in (r.subject, r.object)}
        return summary_html(self.counts, relations, names)


def _found(value: T | None, key: str, noun: str) -> T:
    if value is None:
        raise NotFoundError(f"no {noun} {key!r} in the graph; `kgraph show` lists what it holds")
    return value


def _place(claim: Claim) -> tuple[str, int, int, str]:
    return (claim.article, claim.sentence.start, claim.trigger.start, claim.id)
