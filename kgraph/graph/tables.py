"""The graph as tables: pandas DataFrames of entities, relations and claims."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.errors import KGraphError
from kgraph.graph.relations import claim_status
from kgraph.model import Article, Claim, End, Entity, Relation, Speaker

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, object]
Names = Mapping[str, str]

_ENTITIES = {
    "id": "string",
    "name": "string",
    "type": "string",
    "aliases": "object",
    "mentions": "int64",
    "articles": "int64",
    "country": "string",
}
_RELATIONS = {
    "id": "string",
    "subject": "string",
    "predicate": "string",
    "object": "string",
    "phrase": "string",
    "stated": "int64",
    "alleged": "int64",
    "denied": "int64",
    "hypothetical": "int64",
    "articles": "int64",
    "origins": "int64",
    "first": "string",
    "last": "string",
    "subject_id": "string",
    "object_id": "string",
}
_CLAIMS = {
    "id": "string",
    "subject": "string",
    "predicate": "string",
    "object": "string",
    "status": "string",
    "polarity": "string",
    "modality": "string",
    "tense": "string",
    "speakers": "string",
    "time": "string",
    "time_start": "string",
    "time_end": "string",
    "quote": "string",
    "title": "string",
    "publisher": "string",
    "published": "string",
    "url": "string",
    "phrase": "string",
    "rule": "string",
    "confidence": "float64",
    "subject_id": "string",
    "object_id": "string",
    "relation": "string",
    "article": "string",
}


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Entities, relations and claims of a graph as DataFrames, each with its ids as index.

    Texts are of dtype ``string``, counts of ``int64``, ``confidence`` of ``float64``; what is
    unknown or absent is missing (``pandas.NA``). A change to a table reaches no graph.

    Attributes:
        entities: ``name``, ``type``, ``aliases`` (a tuple, most frequent first), ``mentions`` and
            ``articles`` (counts), ``country`` (of places, ISO 3166-1); most mentioned first.
        relations: ``subject``, ``predicate``, ``object`` (names), ``phrase``, how many claims are
            ``stated``, ``alleged``, ``denied`` and ``hypothetical``, ``articles`` and
            ``origins`` (counts), ``first`` and ``last`` (ISO dates), ``subject_id``,
            ``object_id``; best supported first.
        claims: ``subject``, ``predicate``, ``object`` (the entity's name, else the article's
            words), ``status`` (stated, alleged, denied or hypothetical), ``polarity``,
            ``modality``, ``tense``, ``speakers`` (innermost first; missing where the article says
            it in its own voice), ``time`` (the article's words), ``time_start`` and ``time_end``
            (ISO dates, both included), ``quote``, the article's ``title``, ``publisher``,
            ``published`` (ISO, may be partial) and ``url``, ``phrase``, ``rule``, ``confidence``
            in [0, 1], ``subject_id``, ``object_id``, ``relation`` and ``article`` (ids); by
            article and place in it.
    """

    entities: "pd.DataFrame"
    relations: "pd.DataFrame"
    claims: "pd.DataFrame"


def tables_of(
    entities: Iterable[Entity],
    relations: Iterable[Relation],
    claims: Iterable[Claim],
    articles: Mapping[str, Article],
) -> Tables:
    """Return the tables, with rows in the order given; ``articles`` are by id.

    Raises:
        KGraphError: pandas is not installed.
    """
    entities, relations = tuple(entities), tuple(relations)
    names = {e.id: e.name for e in entities}
    pools = {claim: r.id for r in relations for claim in r.claims}
    return Tables(
        _frame(_ENTITIES, map(_entity, entities)),
        _frame(_RELATIONS, (_relation(r, names) for r in relations)),
        _frame(
            _CLAIMS,
            (
                _claim(c, names) | _source(articles[c.article]) | {"relation": pools.get(c.id)}
                for c in claims
            ),
        ),
    )


def _frame(dtypes: Mapping[str, str], rows: Iterable[Row]) -> "pd.DataFrame":
    try:
        import pandas as pd
    except ModuleNotFoundError as error:
        raise KGraphError(
            'tables need pandas, which is not installed; pip install "kgraph-news[notebook]"'
        ) from error
    known = [{name: None if row[name] == "" else row[name] for name in dtypes} for row in rows]
    return pd.DataFrame(known, columns=list(dtypes)).astype(dict(dtypes)).set_index("id")


def _entity(entity: Entity) -> Row:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "country": entity.country,
        "aliases": entity.aliases,
        "mentions": entity.mentions,
        "articles": len(entity.articles),
    }


def _relation(relation: Relation, names: Names) -> Row:
    return {
        "id": relation.id,
        "subject": names[relation.subject],
        "predicate": relation.predicate,
        "object": names[relation.object],
        "phrase": relation.phrase,
        "stated": relation.stated,
        "alleged": relation.alleged,
        "denied": relation.denied,
        "hypothetical": relation.hypothetical,
        "articles": len(relation.articles),
        "origins": relation.origins,
        "first": relation.first,
        "last": relation.last,
        "subject_id": relation.subject,
        "object_id": relation.object,
    }


def _claim(claim: Claim, names: Names) -> dict[str, object]:
    time = claim.time
    return {
        "id": claim.id,
        "subject": _end(claim.subject, names),
        "predicate": claim.predicate,
        "object": _end(claim.object, names),
        "status": claim_status(claim),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "tense": claim.tense,
        "speakers": ", according to ".join(_speaker(s, names) for s in claim.speakers),
        "time": time.words if time else None,
        "time_start": time.start.isoformat() if time and time.start else None,
        "time_end": time.end.isoformat() if time and time.end else None,
        "quote": claim.quote,
        "phrase": claim.phrase,
        "rule": claim.rule,
        "confidence": claim.confidence,
        "subject_id": claim.subject.entity,
        "object_id": claim.object.entity,
    }


def _source(article: Article) -> dict[str, object]:
    return {
        "article": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": str(article.published) if article.published else None,
        "url": article.url,
    }


def _end(end: End, names: Names) -> str:
    return names[end.entity] if end.entity else end.words


def _speaker(speaker: Speaker, names: Names) -> str:
    return names[speaker.entity] if speaker.entity else speaker.words or "someone not named"
