"""Laws of the yardstick, over claims of all kinds."""

import random
from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.evaluation.answer_key import KeyLine
from kgraph.graph import KnowledgeGraph
from kgraph.model import Article, day_span, month_span
from kgraph.ontology import RELATED_TO
from tests.evaluation.keys import Cells, claim, key_line, score
from tests.graphs import Saying, graph_of, make_article

TYPES = {
    "Acme": "Organization",
    "Germany": "Country",
    "Ada": "Person",
    "Bob": "Person",
}
WORDS = ("officials", "senior officials", "officials of the court")
TIMES = (None, month_span("in May", 2018, 5), day_span("on May 3", date(2018, 5, 3)))


@st.composite
def sayings(draw: st.DrawFn) -> Saying:
    """Return a claim between two different ends, said by nobody, by words or by its subject."""
    subject = draw(st.sampled_from([*TYPES, *WORDS]))
    object_ = draw(st.sampled_from([end for end in (*TYPES, *WORDS) if end != subject]))
    return Saying(
        subject,
        draw(st.sampled_from(["banned_by", "meets", "accuses", RELATED_TO])),
        object_,
        draw(st.sampled_from(["praise", "praise in", "defend", "be"])),
        draw(st.sampled_from(["affirmed", "denied"])),
        draw(st.sampled_from(["actual", "planned"])),
        draw(st.sampled_from([(), ("officials",), ("senior officials", "Bob"), (subject,)])),
        draw(st.sampled_from(TIMES)),
    )


def told(said: Saying) -> tuple[object, ...]:
    ends = [said.subject, said.object]
    phrase = said.phrase if said.predicate == RELATED_TO else ""
    ends = sorted(ends) if said.predicate == "meets" else ends
    return (*ends, said.predicate, said.polarity, said.speakers[:1], phrase)


def perfect(said: Sequence[Saying], name: str) -> KeyLine:
    """Return the line of a key that holds each statement once."""
    claims: dict[object, Cells] = {}
    for one in said:
        cells = claim(
            one.subject,
            one.predicate,
            one.object,
            polarity=one.polarity,
            modality=one.modality,
            speaker=one.speakers[0] if one.speakers else None,
            time=f"{one.time.start}/{one.time.end}" if one.time else None,
            phrase=one.phrase,
        )
        claims.setdefault(told(one), cells)
    return key_line(list(TYPES), list(claims.values()), article=name)


Told = tuple[KnowledgeGraph, list[tuple[Article, KeyLine]]]


def keyed(articles: Sequence[Sequence[Saying]]) -> Told:
    pairs = [(make_article(said, title=f"{n}"), said) for n, said in enumerate(articles)]
    lines = [(a, perfect(said, f"{n}.txt")) for n, (a, said) in enumerate(pairs)]
    return graph_of(TYPES, pairs), lines


keys = st.lists(st.lists(sayings(), min_size=1, max_size=6), min_size=1, max_size=3).map(keyed)


@settings(deadline=None)
@given(keys)
def test_a_perfect_key_gives_one_in_every_figure(key: Told) -> None:
    graph, lines = key
    scores = score(graph, *lines)
    assert set(scores.scores.values()) == {1.0}
    assert scores.misses == scores.wrong == ()


@settings(deadline=None)
@given(keys, st.randoms(use_true_random=False))
def test_the_order_of_lines_and_claims_changes_nothing(key: Told, order: random.Random) -> None:
    graph, lines = key
    before = score(graph, *lines)
    assert score(graph, *order.sample(lines, len(lines))) == before
    shuffled = []
    for article, line in lines:
        claims = order.sample(line.row.claims, len(line.row.claims))
        row = line.row.model_copy(update={"claims": tuple(claims)})
        shuffled.append((article, KeyLine(line.place, row)))
    after = score(graph, *shuffled)
    assert (after.scores, after.counts) == (before.scores, before.counts)


@settings(deadline=None)
@given(keys)
def test_a_graph_of_nothing_recalls_nothing_and_has_no_precision(key: Told) -> None:
    _, lines = key
    empty = graph_of(TYPES, [(article, ()) for article, _ in lines])
    scores = score(empty, *lines)
    assert scores.scores["recall"] == scores.scores["f1"] == 0
    assert "precision" not in scores.scores
    assert len(scores.misses) == scores.counts["wanted"]
