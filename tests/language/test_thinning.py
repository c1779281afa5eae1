"""What an annotation keeps without what no name has a part in."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from kgraph.articles import read_articles
from kgraph.language import annotate, thinned
from kgraph.model import Attribution, Clause, Span
from kgraph.record.codec import encode_annotation
from tests.builders import (
    find_span,
    make_annotation,
    make_article,
    make_clause,
    make_graph,
    make_mention,
    refer,
)

DATA = Path(__file__).parents[2] / "data" / "articles"

ARTICLE = make_article("Putin said it was raining and prices rose because taxes fell.\nHe ate.")
PUTIN = make_mention(ARTICLE, "Putin", "Person")
HE = refer(make_mention(ARTICLE, "He", "Person"), PUTIN)
TAXES = make_mention(ARTICLE, "taxes", "Concept")
SAY = make_clause(ARTICLE, "said", subject=PUTIN, complement=find_span(ARTICLE, "prices rose"))
RISE = make_clause(
    ARTICLE, "rose", subject=find_span(ARTICLE, "prices"), because=find_span(ARTICLE, "taxes fell")
)
FALL = make_clause(ARTICLE, "fell", subject=find_span(ARTICLE, "taxes"))
RAIN = make_clause(ARTICLE, "raining", subject=find_span(ARTICLE, "it"))
EAT = make_clause(ARTICLE, "ate", subject=HE)


def leading(clause: Clause, place: int, inner: Clause) -> Clause:
    """Return ``clause`` with an argument that is another clause."""
    arguments = list(clause.arguments)
    arguments[place] = replace(arguments[place], clause=inner.id)
    return replace(clause, arguments=tuple(arguments))


def kept(*clauses: Clause) -> tuple[Clause, ...]:
    return thinned(make_annotation(ARTICLE, [PUTIN, HE], clauses)).clauses


def test_only_clauses_that_lead_to_a_mention_are_kept_in_their_order() -> None:
    assert kept(SAY, RAIN, RISE, FALL, EAT) == (SAY, EAT)


def test_what_a_kept_clause_points_to_is_kept_and_so_on() -> None:
    say, rise = leading(SAY, 1, RISE), leading(RISE, 1, FALL)
    assert kept(say, RAIN, rise, FALL) == (say, rise, FALL)
    assert kept(RAIN, rise, FALL) == ()


def test_clauses_that_point_to_each_other_or_nowhere_end() -> None:
    say, rise = leading(SAY, 1, RISE), leading(RISE, 1, SAY)
    assert kept(say, rise) == (say, rise)
    assert kept(say) == (say,)


def test_a_clause_that_a_mention_speaks_is_kept() -> None:
    told = replace(RAIN, attribution=(Attribution(PUTIN.id, "Putin", Span(6, 10), "reported"),))
    assert kept(told) == (told,)
    untold = replace(RAIN, attribution=(Attribution(None, "rumours", Span(6, 10), "reported"),))
    assert kept(untold) == ()


def test_concepts_and_statements_are_dropped_and_mentions_stay() -> None:
    whole = make_annotation(ARTICLE, [PUTIN, HE], [SAY])
    more = replace(whole, concepts=(TAXES,), statements=(FALL,))
    assert thinned(more) == whole


@pytest.mark.model
def test_the_graph_of_names_is_the_same_from_less() -> None:
    articles = tuple(islice(read_articles([DATA]), 4))
    annotations = tuple(annotate(articles))
    thin = tuple(thinned(annotation) for annotation in annotations)
    assert make_graph(*zip(articles, thin, strict=True)).fold == (
        make_graph(*zip(articles, annotations, strict=True)).fold
    )
    for article, whole, less in zip(articles, annotations, thin, strict=True):
        text = article.text
        assert len(encode_annotation(less, text)) < len(encode_annotation(whole, text))
