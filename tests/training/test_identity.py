"""Learning how much a feature of two names tells."""

import tomllib
from pathlib import Path

from kgraph.identity.rules import OTHERS, RULES
from kgraph.identity.scoring import score, sentence
from kgraph.training.identity import Named, Pair, find_pairs, learn, measure

PRIOR = {"bias": 0.0, "equal": 1.0, "near": 1.0, "rare": 0.5}


def test_what_two_names_of_one_thing_have_in_common_weighs_more() -> None:
    pairs = [Pair(("equal",), same=True, held_out=False)] * 20
    pairs += [Pair(("near",), same=False, held_out=False)] * 20
    weights = learn(pairs, PRIOR)
    assert weights["equal"] > 1 > weights["near"]
    assert weights["rare"] == PRIOR["rare"]
    assert weights == learn(pairs[::-1], PRIOR)


def test_held_out_pairs_teach_nothing_and_are_measured() -> None:
    pairs = [Pair(("equal",), same=False, held_out=True)] * 20
    assert learn(pairs, PRIOR) == PRIOR
    assert measure(pairs, PRIOR, 0.5)["accuracy"] == 0


def test_a_name_is_paired_with_the_things_that_it_may_be_of() -> None:
    things = [
        Named("Person", "a", frozenset(("Karl Weber", "Weber"))),
        Named("Person", "a", frozenset(("Max Weber",))),
        Named("Person", "b", frozenset(("Paul Weber",))),
        Named("Organization", "a", frozenset(("Weber",))),
    ]
    prior = _tables("training/identity.toml")["Person"]
    found = [(p.features, p.same) for p in find_pairs(things, "Person", prior)]
    assert sorted(found) == [
        (("surname_equal", "given_missing"), False),
        (("surname_equal", "given_missing"), True),
        (("surname_equal", "given_missing", "alone"), False),
        (("surname_equal", "given_missing", "alone"), True),
    ]


def test_every_weight_has_a_sentence_and_every_rule_weights() -> None:
    weights, prior = _tables("identity/weights.toml"), _tables("training/identity.toml")
    for family, table in prior.items():
        assert weights[family].keys() == table.keys()
    for table in weights.values():
        assert all(sentence(feature) for feature in table if feature != "bias")
    for rule in (*RULES.values(), OTHERS):
        assert 0 < score(rule.family, ()) < 1


def _tables(path: str) -> dict[str, dict[str, float]]:
    import kgraph

    text = (Path(kgraph.__file__).parent / path).read_text(encoding="utf-8")
    return tomllib.loads(text)
