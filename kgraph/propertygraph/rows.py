"""The one property-graph model: what a knowledge graph is as nodes and relationships.

    (:Entity:__Entity__:Person)-[:BANNED_BY]->(:Entity:__Entity__:Organization)
    (:Claim)-[:SUBJECT]->(:Entity), -[:OBJECT]->(:Entity), -[:SUPPORTED_BY]->(:Sentence:Chunk),
        -[:CLAIMED_BY]->(:Entity)
    (:Entity)-[:MENTIONED_IN]->(:Sentence:Chunk)-[:PART_OF]->(:Article:Document)

A node is known by its first label and ``id``. What is unknown is left out, never empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from kgraph.graph import KnowledgeGraph
from kgraph.model import Article, Claim, End, Entity, PartialDate, Relation, Speaker
from kgraph.ontology import load_ontology
from kgraph.propertygraph.sentences import (
    Sentence,
    cited_sentence,
    kept_sentences,
    mentioning_sentences,
)

Value = str | int | float | date | tuple[str, ...]
Properties = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Node:
    """A node; the first label is the one its ``id`` is unique under."""

    labels: tuple[str, ...]
    id: str
    properties: Properties


@dataclass(frozen=True, slots=True)
class RelationshipKind:
    """A type between nodes of two labels; ``key`` is the property that tells two of them apart.

    With no ``key`` there is at most one between two nodes.
    """

    type: str
    start: str
    end: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship between the nodes of the ids ``start`` and ``end``."""

    kind: RelationshipKind
    start: str
    end: str
    properties: Properties


PART_OF = RelationshipKind("PART_OF", "Sentence", "Article")
MENTIONED_IN = RelationshipKind("MENTIONED_IN", "Entity", "Sentence")
SUBJECT = RelationshipKind("SUBJECT", "Claim", "Entity")
OBJECT = RelationshipKind("OBJECT", "Claim", "Entity")
SUPPORTED_BY = RelationshipKind("SUPPORTED_BY", "Claim", "Sentence")
CLAIMED_BY = RelationshipKind("CLAIMED_BY", "Claim", "Entity", key="depth")


def node_rows(graph: KnowledgeGraph) -> Iterator[Node]:
    """Yield articles, sentences, entities and claims; those of the same labels stand together.

    Of the sentences, those that a claim cites or that mention an entity are here.
    """
    parents = load_ontology().types
    yield from (_article(a) for a in graph.articles)
    yield from (_sentence(s, graph) for s in kept_sentences(graph))
    yield from (_entity(e, parents) for e in sorted(graph.entities, key=lambda e: (e.type, e.id)))
    yield from (_claim(c, graph) for c in graph.claims)


def relationship_rows(graph: KnowledgeGraph) -> Iterator[Relationship]:
    """Yield the relationships between the nodes of ``node_rows``; those of a kind stand together.

    A relation that no claim affirms as actual has no plain typed relationship: what is only
    denied, possible, planned, required or conditional is to be found among the claims.
    """
    claims = graph.claims
    return chain(
        (Relationship(PART_OF, s.id, s.article, {}) for s in kept_sentences(graph)),
        (Relationship(MENTIONED_IN, e, s.id, {}) for e, s in mentioning_sentences(graph)),
        (row for c in claims for row in _end(SUBJECT, c, c.subject)),
        (row for c in claims for row in _end(OBJECT, c, c.object)),
        (Relationship(SUPPORTED_BY, c.id, cited_sentence(c).id, {}) for c in claims),
        (row for c in claims for row in _speakers(c)),
        (_plain(r) for r in sorted(graph.relations, key=_by_type) if r.stated or r.alleged),
    )


def _article(article: Article) -> Node:
    properties = _known(
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        published=_date(article.published),
    )
    return Node(("Article", "Document"), article.id, properties)


def _sentence(sentence: Sentence, graph: KnowledgeGraph) -> Node:
    span = sentence.span
    text = span.of(graph.article(sentence.article).text)
    properties = _known(text=text, start=span.start, end=span.end)
    return Node(("Sentence", "Chunk"), sentence.id, properties)


def _entity(entity: Entity, parents: Mapping[str, str]) -> Node:
    labels = ["Entity", "__Entity__"]
    type_ = entity.type
    while type_ and type_ not in labels:
        labels.append(type_)
        type_ = parents.get(type_, "")
    properties = _known(
        name=entity.name,
        aliases=entity.aliases,
        mentions=entity.mentions,
        country=entity.country,
    )
    return Node(tuple(labels), entity.id, properties)


def _claim(claim: Claim, graph: KnowledgeGraph) -> Node:
    voices = tuple(_voice(s, graph) for s in claim.speakers)
    properties = _known(
        predicate=claim.predicate,
        phrase=claim.phrase,
        polarity=claim.polarity,
        modality=claim.modality,
        tense=claim.tense,
        published=_date(graph.article(claim.article).published),
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
    )
    return Node(("Claim",), claim.id, properties)


def _voice(speaker: Speaker, graph: KnowledgeGraph) -> str:
    return graph.entity(speaker.entity).name if speaker.entity else speaker.words


def _end(kind: RelationshipKind, claim: Claim, end: End) -> Iterator[Relationship]:
    if end.entity:
        yield Relationship(kind, claim.id, end.entity, _known(words=end.words, via=end.via))


def _speakers(claim: Claim) -> Iterator[Relationship]:
    for depth, speaker in enumerate(claim.speakers, start=1):
        if speaker.entity:
            properties = _known(depth=depth, manner=speaker.manner, cue=speaker.cue)
            yield Relationship(CLAIMED_BY, claim.id, speaker.entity, properties)


def _plain(relation: Relation) -> Relationship:
    kind = RelationshipKind(_type(relation), "Entity", "Entity", key="id")
    properties = _known(
        id=relation.id,
        phrase=relation.phrase,
        count=relation.stated + relation.alleged,
        alleged=relation.alleged,
        denied=relation.denied,
        hypothetical=relation.hypothetical,
        articles=len(relation.articles),
        origins=relation.origins,
        first=_date(PartialDate.parse(relation.first) if relation.first else None),
        last=_date(PartialDate.parse(relation.last) if relation.last else None),
    )
    return Relationship(kind, relation.subject, relation.object, properties)


def _type(relation: Relation) -> str:
    return relation.predicate.upper()


def _by_type(relation: Relation) -> tuple[str, str]:
    return (_type(relation), relation.id)


def _date(value: PartialDate | None) -> date | str | None:
    if value is None:
        return None
    return value.full or str(value)


def _known(**properties: Value | None) -> Properties:
    return {k: v for k, v in properties.items() if v is not None and v not in ("", ())}
