"""How well the shipped pipeline tags, parses and names; the floors are only ever raised.

The corpora stand beside the checkout, not in it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from kgraph import evaluate

SHARED = Path(__file__).parents[3] / "shared"
UNLEARNT = ("essay", "fiction", "letter", "podcast", "whow")
"""Genres of GUM that are not free for all uses: nothing was learnt from them, nor is measured."""

PARSED: Sequence[tuple[str, Sequence[str], Mapping[str, float]]] = [
    (
        "corpora/ud_ewt/dev.conllu",
        (),
        {"tag": 0.93, "lemma": 0.948, "uas": 0.838, "las": 0.81, "sentences": 0.868},
    ),
    (
        "corpora/ud_gum/dev.conllu",
        UNLEARNT,
        {"tag": 0.965, "lemma": 0.978, "uas": 0.869, "las": 0.843, "sentences": 0.937},
    ),
]
NAMED: Sequence[tuple[str, Mapping[str, float]]] = [
    ("corpora/uner_ewt/test.iob2", {"f1": 0.72, "f1.ORG": 0.54}),
    ("corpora/crossner_politics/test.txt", {"f1": 0.846, "f1.ORG": 0.812}),
    ("benchmarks/men/annotated_set.json", {"f1": 0.696, "f1.ORG": 0.627}),
]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="no corpora beside the checkout"),
]


@pytest.mark.parametrize(("path", "leave_out", "floors"), PARSED, ids=[row[0] for row in PARSED])
def test_trees_are_no_worse_than_before(
    path: str, leave_out: Sequence[str], floors: Mapping[str, float]
) -> None:
    scores = evaluate("parse", SHARED / path, leave_out=leave_out).scores
    assert {name: scores[name] for name in floors if scores[name] < floors[name]} == {}


@pytest.mark.parametrize(("path", "floors"), NAMED, ids=[row[0] for row in NAMED])
def test_names_are_no_worse_than_before(path: str, floors: Mapping[str, float]) -> None:
    scores = evaluate("ner", SHARED / path).scores
    assert {name: scores[name] for name in floors if scores[name] < floors[name]} == {}
