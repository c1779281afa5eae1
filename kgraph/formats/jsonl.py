"""The canonical dump: everything that a graph holds, one JSON object a line."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, TextIO

from kgraph.files import json_line
from kgraph.graph import KnowledgeGraph
from kgraph.model import Article, Claim, Clause, Entity, Mention, PartialDate, Relation

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_FORMAT = 1


def write_jsonl(graph: KnowledgeGraph, stream: TextIO) -> None:
    """Write the canonical dump of ``graph`` to ``stream``: a header, then objects by kind and id.

    Each object begins with ``kind`` and ``id`` and holds every field of its type in
    ``kgraph.model``: a span as ``{"start", "end"}`` in code points, half-open, a date in its ISO
    form, a fraction rounded to two places, what is unknown as null. Three things differ from the
    types: a mention's own kind is ``mention_kind``; a mention has ``article`` and ``entity``; a
    clause has ``article``, and its sentence is a span. Equal graphs give equal text.
    """
    stream.write(json_line({"kind": "header", "format": _FORMAT}))
    for objects in (_articles, _claims, _clauses, _entities, _mentions, _relations):
        stream.writelines(json_line(plain) for plain in objects(graph))


def _articles(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    yield from (_object("article", article) for article in graph.articles)


def _claims(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    yield from (_object("claim", claim) for claim in graph.claims)


def _clauses(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    found = [
        (clause.id, article.id, clause, annotation.sentences[clause.sentence])
        for article in graph.articles
        for annotation in [graph.annotation(article.id)]
        for clause in annotation.clauses
    ]
    for _, article_id, clause, sentence in sorted(found, key=lambda row: row[:2]):
        yield _object("clause", clause, article=article_id, sentence=_plain(sentence))


def _entities(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    yield from (_object("entity", entity) for entity in graph.entities)


def _mentions(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    found = [
        (mention.id, article.id, mention, entities.get(mention.id))
        for article in graph.articles
        for entities in [graph.mention_entities(article.id)]
        for mention in graph.annotation(article.id).mentions
    ]
    for _, article_id, mention, entity in sorted(found, key=lambda row: row[:2]):
        yield _object(
            "mention", mention, article=article_id, entity=entity, mention_kind=mention.kind
        )


def _relations(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    yield from (_object("relation", relation) for relation in graph.relations)


def _object(
    kind: str, value: Article | Claim | Clause | Entity | Mention | Relation, **more: object
) -> dict[str, object]:
    return {"kind": kind, "id": value.id} | _fields(value) | more | {"kind": kind}


def _plain(value: object) -> object:
    match value:
        case PartialDate():
            return str(value)
        case date():
            return value.isoformat()
        case float():
            return round(value, 2)
        case tuple():
            return [_plain(item) for item in value]
    return _fields(value) if is_dataclass(value) and not isinstance(value, type) else value


def _fields(value: "DataclassInstance") -> dict[str, object]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
