"""What the page knows, as values that JSON can hold; every list has a stated order."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from kgraph.graph import KnowledgeGraph, Together, claim_status
from kgraph.model import Article, Claim, Entity, Relation, content_id
from kgraph.page.quotes import date_words, rows, segments, status

Json = dict[str, object]

QUOTED = 50
"""Sentences of two names that the page quotes; of more it tells the number."""

KINDS = ("stated", "alleged", "denied", "hypothetical")

_LINK = re.compile(r"https?://[^\s\x00-\x20]+", re.IGNORECASE)


class PageData:
    """The graph as the page needs it; entities and relations come most prominent first."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.entities = graph.prominent()
        self.relations = graph.strongest()
        self._names = {e.id: e.name for e in self.entities}
        self._claims = {r.id: graph.claims_for(r) for r in self.relations}

    def to_json(self) -> Json:
        """Return entities, relations, claims and articles; each refers to others by id."""
        loose = self._loose_claims()
        shown = {c.id: c for cs in (*self._claims.values(), *loose.values()) for c in cs}
        return {
            "entities": [self._entity(e, loose[e.id]) for e in self.entities],
            "relations": [self._relation(r) for r in self.relations],
            "claims": [self._claim(shown[key]) for key in sorted(shown)],
            "articles": [_article(a) for a in self.graph.articles],
        }

    def label(self, relation: Relation) -> str:
        """Return what stands on the edge: the predicate in words, and what takes it back."""
        words, kind = predicate_words(relation), kind_of(relation)
        if kind == "denied":
            return f"not: {words}"
        if kind == "hypothetical":
            return f"{self._modality(relation)}: {words}"
        return f"{words} (disputed)" if relation.denied else words

    def together(self, pair: Together) -> Json:
        """Return two names that share sentences, with the first of these and the count of all."""
        return {
            "id": pair_id(pair),
            "ends": [pair.left, pair.right],
            "count": len(pair.sentences),
            "sentences": [
                {"quote": span.of(self.graph.article(article).text), "article": article}
                for article, span in pair.sentences[:QUOTED]
            ],
        }

    def _modality(self, relation: Relation) -> str:
        found = Counter(c.modality for c in self._claims[relation.id] if c.modality != "actual")
        return min(found, key=lambda m: (-found[m], m), default="possible")

    def _loose_claims(self) -> dict[str, list[Claim]]:
        """Return the claims that no relation holds, by the entity at either end."""
        pooled = {c for r in self.relations for c in r.claims}
        loose: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(self.graph.claims, key=_place):
            if claim.id not in pooled:
                for end in sorted({claim.subject.entity or "", claim.object.entity or ""}):
                    loose[end].append(claim)
        loose.pop("", None)
        return loose

    def _entity(self, entity: Entity, loose: Iterable[Claim]) -> Json:
        return {
            "id": entity.id,
            "type": entity.type,
            "name": entity.name,
            "aliases": entity.aliases,
            "country": entity.country,
            "mentions": entity.mentions,
            "articles": len(entity.articles),
            "claims": [c.id for c in loose],
        }

    def _relation(self, relation: Relation) -> Json:
        return {
            "id": relation.id,
            "subject": relation.subject,
            "predicate": relation.predicate,
            "words": predicate_words(relation),
            "object": relation.object,
            "kind": kind_of(relation),
            "label": self.label(relation),
            "counts": {kind: getattr(relation, kind) for kind in KINDS},
            "articles": len(relation.articles),
            "origins": relation.origins,
            "first": relation.first,
            "last": relation.last,
            "claims": [c.id for c in self._claims[relation.id]],
        }

    def _claim(self, claim: Claim) -> Json:
        return {
            "id": claim.id,
            "kind": claim_status(claim),
            "status": status(claim) or claim_status(claim),
            "words": claim.phrase or claim.predicate.replace("_", " "),
            "quote": segments(claim),
            "rows": rows(claim, lambda key: self._names.get(key, key)),
            "article": claim.article,
        }


def predicate_words(relation: Relation) -> str:
    """Return the predicate as a reader says it; for ``related_to`` the article's own phrase."""
    if relation.predicate == "related_to" and relation.phrase:
        return relation.phrase
    return relation.predicate.replace("_", " ")


def kind_of(relation: Relation) -> str:
    """Return how the edge is drawn, one of ``KINDS``: the strongest that any claim allows."""
    if relation.stated:
        return "stated"
    if relation.alleged:
        return "alleged"
    return "denied" if relation.denied >= relation.hypothetical else "hypothetical"


def pair_id(pair: Together) -> str:
    """Return the id of the line between two names that share a sentence."""
    return content_id("together", pair.left, pair.right)


def _article(article: Article) -> Json:
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": date_words(article.published),
        "url": article.url,
        "link": bool(_LINK.fullmatch(article.url)),
    }


def _place(claim: Claim) -> tuple[str, int, int, str]:
    return (claim.article, claim.sentence.start, claim.trigger.start, claim.id)
