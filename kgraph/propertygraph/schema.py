"""The names of the property graph: labels, types of relationships, and what each of them carries.

    (:Entity:__Entity__:Person)-[:BANNED_BY]->(:Entity:__Entity__:Organization)
    (:Claim)-[:SUBJECT]->(:Entity), -[:OBJECT]->(:Entity), -[:SUPPORTED_BY]->(:Sentence:Chunk),
        -[:CLAIMED_BY]->(:Entity)
    (:Entity)-[:MENTIONED_IN]->(:Sentence:Chunk)-[:PART_OF]->(:Article:Document)

An entity bears its type and the types above it as labels too. What is unknown is left out, never
empty. On all nodes of a kind, and on all relationships of one, a property is of one type.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

PropertyType = Literal["string", "integer", "float", "date", "strings"]


@dataclass(frozen=True, slots=True)
class NodeKind:
    """Nodes whose ``id`` is unique under ``label``; they bear the labels ``also`` too."""

    label: str
    also: tuple[str, ...]
    properties: Mapping[str, PropertyType] = field(compare=False)


@dataclass(frozen=True, slots=True)
class RelationshipKind:
    """Relationships of one type from nodes of one kind to nodes of one kind.

    ``key`` is the property that tells two between the same nodes apart; with none there is at
    most one.
    """

    type: str
    start: NodeKind
    end: NodeKind
    key: str = ""
    properties: Mapping[str, PropertyType] = field(default_factory=dict, compare=False)


ENTITY = NodeKind(
    "Entity",
    ("__Entity__",),
    {
        "name": "string",
        "type": "string",
        "aliases": "strings",
        "mentions": "integer",
        "articles": "integer",
        "country": "string",
    },
)
ARTICLE = NodeKind(
    "Article",
    ("Document",),
    {
        "title": "string",
        "url": "string",
        "publisher": "string",
        "published": "date",
        "published_text": "string",
        "origin": "string",
    },
)
SENTENCE = NodeKind(
    "Sentence", ("Chunk",), {"text": "string", "start": "integer", "end": "integer"}
)
CLAIM = NodeKind(
    "Claim",
    (),
    {
        "predicate": "string",
        "phrase": "string",
        "polarity": "string",
        "modality": "string",
        "tense": "string",
        "status": "string",
        "published": "date",
        "start": "date",
        "end": "date",
        "time": "string",
        "confidence": "float",
        "rule": "string",
        "inference": "string",
        "speaker": "string",
        "speakers": "strings",
        "subject_words": "string",
        "object_words": "string",
        "quote": "string",
        "relation": "string",
    },
)
NODE_KINDS = (ENTITY, ARTICLE, SENTENCE, CLAIM)

_END: Mapping[str, PropertyType] = {"words": "string", "via": "strings"}

PART_OF = RelationshipKind("PART_OF", SENTENCE, ARTICLE)
MENTIONED_IN = RelationshipKind("MENTIONED_IN", ENTITY, SENTENCE)
SUBJECT = RelationshipKind("SUBJECT", CLAIM, ENTITY, properties=_END)
OBJECT = RelationshipKind("OBJECT", CLAIM, ENTITY, properties=_END)
SUPPORTED_BY = RelationshipKind("SUPPORTED_BY", CLAIM, SENTENCE)
CLAIMED_BY = RelationshipKind(
    "CLAIMED_BY",
    CLAIM,
    ENTITY,
    key="depth",
    properties={"depth": "integer", "manner": "string", "cue": "string"},
)
ARTICLE_RELATIONSHIPS = (PART_OF, MENTIONED_IN, SUBJECT, OBJECT, SUPPORTED_BY, CLAIMED_BY)
"""What an article brings; plain relationships between entities stand for all of them."""

_PLAIN: Mapping[str, PropertyType] = {
    "id": "string",
    "predicate": "string",
    "phrase": "string",
    "count": "integer",
    "stated": "integer",
    "alleged": "integer",
    "denied": "integer",
    "hypothetical": "integer",
    "articles": "integer",
    "origins": "integer",
    "first": "date",
    "last": "date",
}


def plain_kind(predicate: str) -> RelationshipKind:
    """Return the kind of the plain relationships of a predicate: its name in capitals."""
    return RelationshipKind(predicate.upper(), ENTITY, ENTITY, key="id", properties=_PLAIN)
