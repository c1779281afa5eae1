"""How well the articles of data/ are read, by their answer key; the floors are only ever raised."""

from pathlib import Path

import pytest

from kgraph.evaluation import evaluate

KEY = Path(__file__).parent.parent / "data" / "answers.jsonl"
FLOORS = {
    "precision": 0.976,
    "recall": 0.77,
    "polarity_speaker": 0.99,
    "sealed.precision": 0.84,
    "sealed.recall": 0.45,
    "sealed.polarity_speaker": 0.975,
}


@pytest.mark.model
@pytest.mark.slow
def test_the_answer_key_is_met_no_worse_than_before() -> None:
    scores = evaluate("claims", KEY)
    below = {name: scores.scores[name] for name in FLOORS if scores.scores[name] < FLOORS[name]}
    assert below == {}
    assert (scores.counts["articles"], scores.counts["sealed.articles"]) == (16, 8)
    assert (scores.counts["never"], scores.counts["sealed.never"]) <= (0, 1)
