"""The one property-graph model: a knowledge graph as nodes and relationships, part by part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kgraph.graph import KnowledgeGraph, claim_status
from kgraph.model import Article, Claim, End, Entity, PartialDate, Relation, Span
from kgraph.propertygraph.portions import portions
from kgraph.propertygraph.schema import (
    ARTICLE,
    CLAIM,
    CLAIMED_BY,
    ENTITY,
    MENTIONED_IN,
    OBJECT,
    PART_OF,
    SENTENCE,
    SUBJECT,
    SUPPORTED_BY,
    NodeKind,
    RelationshipKind,
    plain_kind,
)
from kgraph.propertygraph.sentences import Sentence, cited_sentence, mentioning_sentences

Value = str | int | float | date | tuple[str, ...]
Properties = Mapping[str, Value]

Evidence = Literal["none", "quotes", "sentences"]
"""How much of the articles' text is told: nothing, the words of each claim, or its sentence."""

_PORTION = 1000


@dataclass(frozen=True, slots=True)
class Node:
    """A node; ``types`` are the labels that it bears beside those of its kind."""

    kind: NodeKind
    id: str
    properties: Properties
    types: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels, the one that the id is unique under first."""
        return (self.kind.label, *self.kind.also, *self.types)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship between the nodes of the ids ``start`` and ``end``."""

    kind: RelationshipKind
    start: str
    end: str
    properties: Properties


@dataclass(frozen=True, slots=True)
class Part:
    """Some entities, or all that one article brings, or some plain relationships.

    ``article`` is the article's id, else empty. Nodes and relationships of a kind stand together.
    """

    nodes: tuple[Node, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    article: str = ""


def parts(graph: KnowledgeGraph, *, evidence: Evidence = "sentences") -> Iterator[Part]:
    """Yield all of ``graph``: its entities, then its articles, then the plain relationships.

    Each is by id, and is read when it is asked for: what is held in memory does not grow with the
    articles. A relationship comes after its nodes, or in one part with them. Sentences are those
    that a claim cites or that mention an entity; of these, only the cited ones have a text, and
    only where ``evidence`` is "sentences". A relation that no claim affirms as actual has no plain
    relationship: what is only denied, possible, planned, required or conditional is to be found
    among the claims.
    """
    above = graph.types
    names: dict[str, str] = {}
    for portion in portions(graph.stream_entities(), _PORTION):
        names.update((entity.id, entity.name) for entity in portion)
        yield Part(tuple(_entity(entity, above) for entity in portion))
    for article in graph.article_ids:
        yield _ArticlePart(graph, article, names, evidence).part()
    plain = (_plain(r) for r in graph.stream_relations() if r.stated or r.alleged)
    for rows in portions(plain, _PORTION):
        yield Part(relationships=tuple(sorted(rows, key=lambda row: row.kind.type)))


class _ArticlePart:
    """What one article brings."""

    def __init__(
        self, graph: KnowledgeGraph, article: str, names: Mapping[str, str], evidence: Evidence
    ) -> None:
        self._article = graph.article(article)
        self._origin = graph.origin_of(self._article)
        self._claims = sorted(graph.claims_in(self._article), key=lambda claim: claim.id)
        self._pools = graph.pools_in(self._article)
        self._mentions = mentioning_sentences(*graph.outline(self._article))
        self._names = names
        self._evidence = evidence

    def part(self) -> Part:
        cited = {cited_sentence(claim) for claim in self._claims}
        sentences = sorted(cited.union(sentence for _, sentence in self._mentions))
        ids = {sentence: sentence.id for sentence in sentences}
        told = cited if self._evidence == "sentences" else set[Sentence]()
        return Part(
            (
                self._article_node(),
                *(self._sentence(s, ids[s], told=s in told) for s in sentences),
                *(self._claim(claim) for claim in self._claims),
            ),
            (
                *(Relationship(PART_OF, ids[s], s.article, {}) for s in sentences),
                *(Relationship(MENTIONED_IN, e, ids[s], {}) for e, s in self._mentions),
                *(row for c in self._claims for row in _end(SUBJECT, c, c.subject)),
                *(row for c in self._claims for row in _end(OBJECT, c, c.object)),
                *(
                    Relationship(SUPPORTED_BY, c.id, ids[cited_sentence(c)], {})
                    for c in self._claims
                ),
                *(row for c in self._claims for row in _speakers(c)),
            ),
            self._article.id,
        )

    def _article_node(self) -> Node:
        article = self._article
        properties = _known(
            title=article.title,
            url=article.url,
            publisher=article.publisher,
            **_published(article),
            origin=self._origin,
        )
        return Node(ARTICLE, article.id, properties)

    def _sentence(self, sentence: Sentence, id_: str, *, told: bool) -> Node:
        span = sentence.span
        text = span.of(self._article.text) if told else ""
        return Node(SENTENCE, id_, _known(text=text, start=span.start, end=span.end))

    def _claim(self, claim: Claim) -> Node:
        voices = tuple(self._names[s.entity] if s.entity else s.words for s in claim.speakers)
        properties = _known(
            predicate=claim.predicate,
            phrase=claim.phrase,
            polarity=claim.polarity,
            modality=claim.modality,
            tense=claim.tense,
            status=claim_status(claim),
            published=_published(self._article)["published"],
            start=claim.time.start if claim.time else None,
            end=claim.time.end if claim.time else None,
            time=claim.time.words if claim.time else "",
            confidence=claim.confidence,
            rule=claim.rule,
            inference=claim.inference,
            speaker=voices[0] if voices else "",
            speakers=voices if len(voices) > 1 else (),
            subject_words="" if claim.subject.entity else claim.subject.words,
            object_words="" if claim.object.entity else claim.object.words,
            quote=self._quote(claim) if self._evidence == "quotes" else "",
            relation=self._pools.get(claim.id, ""),
        )
        return Node(CLAIM, claim.id, properties)

    def _quote(self, claim: Claim) -> str:
        """Return the article's words from the first of the claim's to the last."""
        spans = (claim.subject.span, claim.trigger, claim.object.span)
        whole = Span(min(s.start for s in spans), max(s.end for s in spans))
        return whole.of(self._article.text)


def _entity(entity: Entity, above: Mapping[str, str]) -> Node:
    types = dict[str, None]()
    type_ = entity.type
    while type_ and type_ not in types:
        types[type_] = None
        type_ = above.get(type_, "")
    properties = _known(
        name=entity.name,
        type=entity.type,
        aliases=entity.aliases,
        mentions=entity.mentions,
        articles=len(entity.articles),
        country=entity.country,
    )
    return Node(ENTITY, entity.id, properties, tuple(types))


def _end(kind: RelationshipKind, claim: Claim, end: End) -> Iterator[Relationship]:
    if end.entity:
        yield Relationship(kind, claim.id, end.entity, _known(words=end.words, via=end.via))


def _speakers(claim: Claim) -> Iterator[Relationship]:
    for depth, speaker in enumerate(claim.speakers, start=1):
        if speaker.entity:
            properties = _known(depth=depth, manner=speaker.manner, cue=speaker.cue)
            yield Relationship(CLAIMED_BY, claim.id, speaker.entity, properties)


def _plain(relation: Relation) -> Relationship:
    properties = _known(
        id=relation.id,
        predicate=relation.predicate,
        phrase=relation.phrase,
        count=relation.stated + relation.alleged,
        stated=relation.stated,
        alleged=relation.alleged,
        denied=relation.denied,
        hypothetical=relation.hypothetical,
        articles=len(relation.articles),
        origins=relation.origins,
        first=_day(relation.first),
        last=_day(relation.last),
    )
    return Relationship(
        plain_kind(relation.predicate), relation.subject, relation.object, properties
    )


def _published(article: Article) -> dict[str, Value | None]:
    """Return the day of publication, or what else is known of it as text."""
    known = article.published
    day = known.full if known else None
    return {"published": day, "published_text": "" if day or not known else str(known)}


def _day(text: str) -> date | None:
    return PartialDate.parse(text).full if text else None


def _known(**properties: Value | None) -> Properties:
    return {k: v for k, v in properties.items() if v is not None and v not in ("", ())}
