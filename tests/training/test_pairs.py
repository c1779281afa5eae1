"""Learning what two ends are to each other, from examples made by hand."""

import math
from pathlib import Path

from kgraph.evaluation.relations import Fact, FactText, PairText
from kgraph.evaluation.relations import Pair as MarkedPair
from kgraph.language.pair_model import BACKWARD, FORWARD, hash_feature
from kgraph.model import Span
from kgraph.training.pairs import (
    Example,
    find_examples,
    find_open_examples,
    learn,
    read_readings,
)

READINGS = read_readings()
WEDDING = "Anna Schmidt married Peter Brown."
ANNA, PETER = Span(0, 12), Span(21, 32)


def test_what_goes_with_a_relation_weighs_for_it_in_its_direction() -> None:
    wed = Example(frozenset({FORWARD + "word wed"}), {"spouse of": True})
    met = Example(frozenset({FORWARD + "word meet"}), {"spouse of": False})
    model = learn([wed] * 5 + [met] * 5, READINGS)
    column = model.relations.index("spouse of")
    weights = {name: float(model.weights[row, column]) for name, row in model.rows.items()}
    assert weights[hash_feature(">word wed")] > 0 > weights[hash_feature(">word meet")]
    assert hash_feature(BACKWARD + "word wed") not in weights


def test_rare_features_and_unknown_relations_are_not_learnt() -> None:
    rare = Example(frozenset({FORWARD + "word elope"}), {"spouse of": True})
    model = learn([rare, *[Example(frozenset({">far 1"}), {"spouse of": True})] * 3], READINGS)
    assert hash_feature(">word elope") not in model.rows
    biases = dict(zip(model.relations, model.biases, strict=True))
    assert math.isclose(float(biases["born in"]), 0)


def test_examples_are_told_of_what_their_text_tells() -> None:
    fact = Fact("SPOUSE", ANNA, PETER, ("a", "b"))
    known = FactText("one", WEDDING, frozenset({"SPOUSE"}), (fact,))
    examples = list(find_examples({"knowledgenet": [known]}, READINGS))
    assert [dict(e.told) for e in examples] == [{"spouse of": True}] * 2
    silent = FactText("one", WEDDING, frozenset({"CEO"}), ())
    assert list(find_examples({"knowledgenet": [silent]}, READINGS)) == []


def test_pairs_of_a_corpus_tell_all_its_relations() -> None:
    text = "Google bought Waze."
    pair = MarkedPair((Span(0, 6),), (Span(14, 18),), frozenset(), frozenset({"acquired_by"}))
    forward, backward = find_examples({"core": [PairText("one", text, (pair,))]}, READINGS)
    assert not any(forward.told.values())
    assert {name for name, told in backward.told.items() if told} == {"acquired by"}


def test_open_text_tells_against_relations_that_no_rule_reads() -> None:
    (text, other) = ("Anna Schmidt saw Peter Brown.", "Anna Schmidt is the wife of Peter Brown.")
    told = [dict(e.told) for e in find_open_examples([text], READINGS)]
    assert told == [{"child of": False, "spouse of": False}] * 2
    assert list(find_open_examples([other], READINGS)) == []


def test_a_cue_beside_a_time_tells_nothing() -> None:
    (cued,) = find_open_examples(["Anna Schmidt died in 1990."], READINGS)
    (plain,) = find_open_examples(["Anna Schmidt spoke in 1990."], READINGS)
    assert ("died on" in cued.told, "died on" in plain.told) == (False, True)


def test_every_relation_leads_somewhere() -> None:
    frames = (Path(__file__).parents[2] / "kgraph/ontology/ontology.toml").read_text("utf-8")
    relations = {r.relation for rows in READINGS.values() for own in rows.values() for r in own}
    assert {r for r in relations if f'trigger = "{r}", rule = "pair"' not in frames} == set()
