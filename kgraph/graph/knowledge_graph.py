"""The knowledge graph: a fold with its articles, and questions to it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

import networkx as nx

from kgraph.errors import NotFoundError
from kgraph.graph.missed import Missed, find_missed
from kgraph.graph.relations import narrow
from kgraph.graph.summary import summary_html
from kgraph.graph.tables import Tables, tables_of
from kgraph.graph.together import Together, find_together
from kgraph.model import Annotation, Article, Claim, Entity, Fold, Mention, Relation

T = TypeVar("T")
NEAREST = 3


class KnowledgeGraph:
    """Entities, relations and claims of a record, read-only; every list has a stated order.

    Nothing is computed again here: two graphs of equal folds answer alike.
    """

    def __init__(
        self, fold: Fold, articles: Iterable[Article], annotations: Iterable[Annotation]
    ) -> None:
        self.fold = fold
        self.articles: tuple[Article, ...] = tuple(sorted(articles, key=lambda a: a.id))
        self._annotations = {a.article: a for a in annotations}

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, by id."""
        return self.fold.entities

    @property
    def relations(self) -> tuple[Relation, ...]:
        """All relations, by id."""
        return self.fold.relations

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, by id; those whose ends name no entity are here too."""
        return self.fold.claims

    def article(self, article_id: str) -> Article:
        """Return the article of that id.

        Raises:
            NotFoundError: there is none.
        """
        return _get(self._article_index, article_id, "article")

    def article_named(self, text: str) -> Article:
        """Return the article of that id, address or title; a part of one title is enough.

        Raises:
            NotFoundError: there is none, or there are several.
        """
        exact = [a for a in self.articles if text in (a.id, a.url, a.title)]
        part = [a for a in self.articles if text.casefold() in a.title.casefold()]
        found = exact or part
        if len(found) == 1:
            return found[0]
        titles = ", ".join(repr(a.title) for a in found[:NEAREST])
        hint = f"it may be {titles}" if found else "`kgraph export --to jsonl` lists the articles"
        raise NotFoundError(f"{'several articles' if found else 'no article'} {text!r}; {hint}")

    def missed(self, article: Article) -> tuple[Missed, ...]:
        """Return the sentences of an article that tie none of the names in them, in text order."""
        claims = [c for c in self.claims if c.article == article.id]
        names = {e.id: e.name for e in self.entities}
        mentions = dict(self.fold.mention_entities)
        annotation = self._annotations[article.id]
        return tuple(find_missed(annotation, article.text, claims, mentions, names))

    def confident(self, minimum: float) -> "KnowledgeGraph":
        """Return the graph of the claims whose confidence is ``minimum`` (in [0, 1]) or more.

        Its relations hold and count only these, and keep their ids; entities are all there.
        """
        claims = tuple(c for c in self.claims if c.confidence >= minimum)
        if len(claims) == len(self.claims):
            return self
        relations = narrow(self.relations, claims, self._article_index)
        fold = replace(self.fold, claims=claims, relations=relations)
        return KnowledgeGraph(fold, self.articles, self._annotations.values())

    def annotation(self, article_id: str) -> Annotation:
        """Return what language found in the article of that id.

        Raises:
            NotFoundError: there is none.
        """
        return _get(self._annotations, article_id, "article")

    def entity(self, name: str) -> Entity:
        """Return the entity of that id, member id, name or alias.

        An exact name wins over an alias, letters' case is ignored last, and among equals the one
        with the most mentions wins.

        Raises:
            NotFoundError: nothing bears the name; the message lists the nearest names.
        """
        for index in (self._entity_index, self._name_index, self._folded_index):
            found = index.get(name) or index.get(name.casefold())
            if found:
                return found
        near = ", ".join(e.name for e in self.find(name, limit=3))
        hint = f"did you mean {near}?" if near else "`kgraph show` lists the entities"
        raise NotFoundError(f"no entity {name!r} in the graph; {hint}")

    def find(self, text: str, *, limit: int = 10) -> tuple[Entity, ...]:
        """Return the entities whose name or alias holds a word of ``text``, most mentioned first.

        Does not correct spelling.
        """
        words = text.casefold().split()
        hits = (
            (sum(word in name.casefold() for word in words for name in _names(e)), e)
            for e in self.entities
        )
        ranked = sorted((h for h in hits if h[0]), key=lambda h: (-h[0], *_prominence(h[1])))
        return tuple(e for _, e in ranked[:limit])

    def prominent(self) -> tuple[Entity, ...]:
        """Return all entities, most mentioned first, then by name."""
        return tuple(sorted(self.entities, key=_prominence))

    def strongest(self) -> tuple[Relation, ...]:
        """Return all relations, those with most articles first, then with most claims."""
        return tuple(sorted(self.relations, key=_support))

    def relations_of(self, entity: Entity) -> tuple[Relation, ...]:
        """Return the relations that begin or end at ``entity``, best supported first."""
        ends = (r for r in self.relations if entity.id in (r.subject, r.object))
        return tuple(sorted(ends, key=lambda r: (-len(r.claims), r.predicate, r.id)))

    def relation(self, relation_id: str) -> Relation:
        """Return the relation of that id.

        Raises:
            NotFoundError: there is none.
        """
        return _get(self._relation_index, relation_id, "relation")

    def claims_for(self, relation: Relation) -> tuple[Claim, ...]:
        """Return the claims of ``relation`` by article and place in it."""
        found = (self._claim_index[c] for c in relation.claims)
        return tuple(sorted(found, key=_place))

    def claims_about(self, entity: Entity) -> tuple[Claim, ...]:
        """Return the claims with ``entity`` at either end, by article and place in it.

        Claims whose other end names no entity are among them; no relation holds those.
        """
        ends = (c for c in self.claims if entity.id in (c.subject.entity, c.object.entity))
        return tuple(sorted(ends, key=_place))

    def mentions_of(self, entity: Entity) -> tuple[tuple[Article, Mention], ...]:
        """Return each mention of ``entity`` with its article, in text order."""
        wanted = {m for m, e in self.fold.mention_entities if e == entity.id}
        return tuple(
            (article, mention)
            for article in self.articles
            for mention in self._annotations[article.id].mentions
            if mention.id in wanted
        )

    def together(self) -> tuple[Together, ...]:
        """Return the pairs of entities that a sentence names together, sorted by their ids.

        That two names share a sentence says nothing of how they are related: no relation, no
        count and no export holds these pairs. A sentence of over 20 names ties none.
        """
        annotations = (self._annotations[article.id] for article in self.articles)
        return find_together(annotations, dict(self.fold.mention_entities))

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """Return a directed multigraph: entity ids as nodes, one edge a relation.

        Nodes carry ``name``, ``type``, ``aliases``, ``mentions``; edges are keyed by relation id
        and carry ``predicate``, ``phrase``, ``stated``, ``alleged``, ``denied``,
        ``hypothetical``, ``articles`` (a count), ``first`` and ``last``.
        """
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for e in self.entities:
            graph.add_node(e.id, name=e.name, type=e.type, aliases=e.aliases, mentions=e.mentions)
        for r in self.relations:
            graph.add_edge(
                r.subject,
                r.object,
                key=r.id,
                predicate=r.predicate,
                phrase=r.phrase,
                stated=r.stated,
                alleged=r.alleged,
                denied=r.denied,
                hypothetical=r.hypothetical,
                articles=len(r.articles),
                first=r.first,
                last=r.last,
            )
        return graph

    def to_pandas(self) -> Tables:
        """Return entities, relations and claims as pandas DataFrames; `Tables` says what they hold.

        Raises:
            KGraphError: pandas is not installed; the message says how to install it.
        """
        claims = sorted(self.claims, key=_place)
        return tables_of(self.prominent(), self.strongest(), claims, self._article_index)

    def __repr__(self) -> str:
        return f"KnowledgeGraph({', '.join(f'{k}={v}' for k, v in self._counts.items())})"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: how much there is, and the ten strongest relations."""
        names = {e.id: e.name for e in self.entities}
        return summary_html(self._counts, self.strongest(), names)

    @property
    def _counts(self) -> dict[str, int]:
        return {
            "articles": len(self.articles),
            "entities": len(self.entities),
            "relations": len(self.relations),
            "claims": len(self.claims),
        }

    @cached_property
    def _article_index(self) -> dict[str, Article]:
        return {a.id: a for a in self.articles}

    @cached_property
    def _claim_index(self) -> dict[str, Claim]:
        return {c.id: c for c in self.claims}

    @cached_property
    def _relation_index(self) -> dict[str, Relation]:
        return {r.id: r for r in self.relations}

    @cached_property
    def _entity_index(self) -> dict[str, Entity]:
        return {key: e for e in self.entities for key in (e.id, *e.members)}

    @cached_property
    def _name_index(self) -> dict[str, Entity]:
        ranked = tuple(reversed(self.prominent()))
        aliases = {alias: e for e in ranked for alias in e.aliases}
        return aliases | {e.name: e for e in ranked}

    @cached_property
    def _folded_index(self) -> dict[str, Entity]:
        return {name.casefold(): e for name, e in self._name_index.items()}


def _get(index: Mapping[str, T], key: str, noun: str) -> T:
    if key not in index:
        raise NotFoundError(f"no {noun} {key!r} in the graph; `kgraph show` lists what it holds")
    return index[key]


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)


def _prominence(entity: Entity) -> tuple[int, str, str]:
    return (-entity.mentions, entity.name, entity.id)


def _support(relation: Relation) -> tuple[int, int, str, str]:
    return (-len(relation.articles), -len(relation.claims), relation.predicate, relation.id)


def _place(claim: Claim) -> tuple[str, int, int, str]:
    return (claim.article, claim.sentence.start, claim.trigger.start, claim.id)
