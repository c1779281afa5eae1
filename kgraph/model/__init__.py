"""The types that rooms exchange: frozen values, no behaviour beyond their own fields."""

from kgraph.model.annotation import (
    Annotation,
    Argument,
    Attribution,
    Clause,
    Mention,
    Modality,
    Polarity,
    Saying,
    Span,
    Tense,
    clause_id,
    mention_id,
)
from kgraph.model.article import Article, article_id
from kgraph.model.dates import PartialDate, TimeSpan, day_span, month_span, year_span
from kgraph.model.graph import (
    Claim,
    Decision,
    End,
    Entity,
    Fold,
    Profile,
    Relation,
    Speaker,
)
from kgraph.model.identifiers import content_id

__all__ = [
    "Annotation",
    "Argument",
    "Article",
    "Attribution",
    "Claim",
    "Clause",
    "Decision",
    "End",
    "Entity",
    "Fold",
    "Mention",
    "Modality",
    "PartialDate",
    "Polarity",
    "Profile",
    "Relation",
    "Saying",
    "Span",
    "Speaker",
    "Tense",
    "TimeSpan",
    "article_id",
    "clause_id",
    "content_id",
    "day_span",
    "mention_id",
    "month_span",
    "year_span",
]
