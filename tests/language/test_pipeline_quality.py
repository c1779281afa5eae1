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
        {"tag": 0.935, "lemma": 0.96, "uas": 0.854, "las": 0.828, "sentences": 0.873},
    ),
    (
        "corpora/ud_gum/dev.conllu",
        UNLEARNT,
        {"tag": 0.966, "lemma": 0.979, "uas": 0.878, "las": 0.854, "sentences": 0.938},
    ),
]
NAMED: Sequence[tuple[str, Mapping[str, float]]] = [
    ("corpora/uner_ewt/test.iob2", {"f1": 0.727, "f1.ORG": 0.54}),
    ("corpora/crossner_politics/test.txt", {"f1": 0.851, "f1.ORG": 0.823}),
    ("benchmarks/men/annotated_set.json", {"f1": 0.698, "f1.ORG": 0.638}),
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
