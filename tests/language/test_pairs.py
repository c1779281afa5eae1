"""What a model guesses of two ends, and pronouns that stand for nobody; the texts are invented."""

from pathlib import Path

import numpy as np
import pytest

from kgraph.language import annotate
from kgraph.language.pair_model import PairModel, pair_model, read_pair_model, write_pair_model
from kgraph.language.pairs import Pair, PairEnd, find_pairs, pair_ends
from kgraph.language.times import TimeExpression
from kgraph.model import Annotation, Article, Mention, Span, TimeSpan
from tests.language.documents import make_nodes

WED = make_nodes(
    """
    Ann NNP nsubj 2
    wed VBD ROOT 0
    Bob NNP obj 2
    in IN case 5
    1990 CD obl 2
    """
)
KINDS = frozenset({("Person", "Person"), ("Person", "Time")})


def mention(index: int, cluster: str = "") -> Mention:
    node = WED[index]
    return Mention(node.text, node.span, node.text, "Person", "name", cluster or node.text)


def ends(*mentions: tuple[int, Mention]) -> list[PairEnd]:
    times = [TimeExpression(4, 5, TimeSpan("1990"))]
    (found,) = pair_ends(WED, dict(mentions), {}, times).values()
    return list(found)


def annotated(text: str) -> Annotation:
    return next(annotate([Article(id="a", text=text)]))


def guessed(text: str) -> set[tuple[str, ...]]:
    annotation = annotated(text)
    return {
        (c.lemma, *(a.span.of(text) for a in c.arguments))
        for c in annotation.clauses
        if c.rule == "pair" and (c.chance or 0) >= 0.7
    }


def test_ends_are_mentions_and_times_in_text_order() -> None:
    found = ends((2, mention(2)), (0, mention(0)))
    assert [(end.head.text, end.type) for end in found] == [
        ("Ann", "Person"),
        ("Bob", "Person"),
        ("1990", "Time"),
    ]


def test_pairs_are_of_kinds_that_can_be_related_and_of_two_things() -> None:
    pairs = find_pairs(ends((0, mention(0)), (2, mention(2))), WED, KINDS)
    assert [(p.left.head.text, p.right.head.text) for p in pairs] == [
        ("Ann", "Bob"),
        ("Ann", "1990"),
        ("Bob", "1990"),
    ]
    same = find_pairs(ends((0, mention(0, "x")), (2, mention(2, "x"))), WED, KINDS)
    assert "Bob" not in {p.right.head.text for p in same}


def test_the_features_of_a_pair_hold_the_way_through_the_tree() -> None:
    pair = next(find_pairs(ends((0, mention(0)), (2, mention(2))), WED, KINDS))
    assert {"whole wed", "by wed", "way subject object", "far 1"} <= set(pair.features)


def test_a_model_comes_back_as_it_was_written(tmp_path: Path) -> None:
    weights = np.array([[0.0, 1.5], [-2.0, 0.0]], dtype=np.float16)
    biases = np.array([0.5, -0.5], dtype=np.float32)
    kinds = (("Person", "Person"), ("Person", "Time"))
    model = PairModel(("weds", "born on"), kinds, {2**31 + 5: 0, 7: 1}, weights, biases)
    write_pair_model(model, tmp_path / "model.npz")
    back = read_pair_model(tmp_path / "model.npz")
    assert (back.relations, back.kinds, back.rows) == (model.relations, kinds, model.rows)
    assert np.array_equal(back.weights, weights)
    assert np.array_equal(back.biases, biases)


def test_guesses_are_of_the_kinds_of_the_ends() -> None:
    pairs: list[Pair] = list(find_pairs(ends((0, mention(0)), (2, mention(2))), WED, KINDS))
    model = pair_model()
    kinds = dict(zip(model.relations, model.kinds, strict=True))
    for pair in pairs:
        for guess in model.guesses(pair, 0.0):
            types = (pair.left.type, pair.right.type)
            assert kinds[guess.relation] == (types if guess.forward else types[::-1])
            assert 0 <= guess.chance <= 1


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Anna Schmidt (born 12 May 1950) is a writer.",
         ("born on", "Anna Schmidt", "12 May 1950")),
        ("Anna Schmidt attended Oxford University, where she studied law.",
         ("educated at", "Anna Schmidt", "Oxford University")),
        ("Acme Corp trades on the New York Stock Exchange.",
         ("listed on", "Acme Corp", "New York Stock Exchange")),
        ("He was born in Paris.", ("born in", "He", "Paris")),
    ],
)  # fmt: skip
def test_the_shipped_model_guesses_what_no_frame_reads(
    text: str, told: tuple[str, str, str]
) -> None:
    assert told in guessed(text)


@pytest.mark.model
def test_what_is_guessed_of_a_denial_is_denied() -> None:
    annotation = annotated("Anna Schmidt is not the chief executive of Acme Corp.")
    moods = {c.polarity for c in annotation.clauses if c.lemma == "chief executive of"}
    assert moods == {"denied"}


@pytest.mark.model
def test_pronouns_of_nobody_named_are_mentions_of_one_thing() -> None:
    text = "He was born in Paris, and his wife left."
    pronouns = [m for m in annotated(text).mentions if m.kind == "pronoun"]
    assert [m.text for m in pronouns] == ["He", "his"]
    assert {(m.cluster, m.name, m.type) for m in pronouns} == {(pronouns[0].id, "", "Person")}
    assert pronouns[0].span == Span(0, 2)


@pytest.mark.model
def test_i_is_another_one_in_a_quote() -> None:
    annotation = annotated('I was born in Paris. "I grew up in Rome," she said.')
    firsts = [m.cluster for m in annotation.mentions if m.text == "I"]
    assert len(set(firsts)) == 2
