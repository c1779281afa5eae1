"""The confidence of claims: its weights are those that the judged claims give, and it is kept."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from kgraph.graph.confidence import features, weights
from kgraph.model import Argument, Clause, Mention, Span
from kgraph.ontology import Reading
from kgraph.training.confidence import Judgement, fit, is_right, read_judgements

JUDGED = Path(__file__).parent.parent / "quality" / "judgements.jsonl"
SAMPLES = ("two", "three")


def chance(known: Mapping[str, float], judged: Judgement) -> float:
    return 1 / (1 + math.exp(-known["intercept"] - sum(known[n] for n in judged.features)))


def judged(sample: str) -> Sequence[Judgement]:
    lines = JUDGED.read_text(encoding="utf-8").splitlines()
    kept = [f'"sample":"{sample}"' in line for line in lines]
    rows = read_judgements(JUDGED)
    return [row for row, keep in zip(rows, kept, strict=True) if keep]


def test_the_weights_are_those_that_the_judged_claims_give() -> None:
    assert fit(read_judgements(JUDGED)) == dict(weights())


@pytest.mark.parametrize(("learnt", "tried"), [SAMPLES, SAMPLES[::-1]])
def test_of_claims_said_with_nine_tenths_nine_in_ten_are_right(learnt: str, tried: str) -> None:
    known = fit(judged(learnt))
    sure = [row.right for row in judged(tried) if chance(known, row) >= 0.9]
    doubtful = [row.right for row in judged(tried) if chance(known, row) < 0.7]
    assert len(sure) >= 20
    assert sum(sure) / len(sure) >= 0.9
    assert sum(doubtful) / len(doubtful) <= 0.7


def test_a_claim_is_right_where_most_readers_say_so_in_all() -> None:
    assert is_right([[1, 1], [1, 1], [0, 1]])
    assert not is_right([[1, 1], [1, 0], [0, 1]])


def test_what_makes_a_claim_less_sure_is_counted() -> None:
    def mention(id_: str, kind: str) -> Mention:
        return Mention(id_, Span(0, 3), "Ann", "Person", kind, id_, "Ann", "")  # type: ignore[arg-type]

    ends = [
        Argument(role="subject", span=Span(0, 3), phrase=Span(0, 3), mention="a"),
        Argument(role="object", span=Span(200, 203), phrase=Span(200, 203), mention="b"),
    ]
    clause = Clause(
        id="c", sentence=0, trigger=Span(4, 9), lemma="meet", phrase="meet", arguments=tuple(ends),
        rule="active", under=(), polarity="affirmed", modality="planned", tense="none",
        attribution=(), time=None,
    )  # fmt: skip
    reading = Reading("related_to", 0, 1, "clause", "meet", "", "affirmed", "planned")
    mentions = {"a": mention("a", "pronoun"), "b": mention("b", "name")}
    assert sorted(features(clause, reading, mentions)) == ["far", "open", "referring", "unreal"]
