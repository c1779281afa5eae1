"""How well public corpora are read; the floors are only ever raised."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kgraph.evaluation import evaluate
from kgraph.evaluation.tasks import Task

SHARED = Path(__file__).parents[3] / "shared"
FLOORS: list[tuple[Task, str, Mapping[str, float]]] = [
    (
        "attribution",
        "benchmarks/polnear_dev",
        {"unseen.f1": 0.68, "unseen.token.f1": 0.82, "unseen.speaker": 0.87},
    ),
    ("blocking", "benchmarks/name_pairs/cases.csv", {"recall": 0.755}),
    ("carb", "benchmarks/carb_dev", {"f1": 0.54, "auc": 0.4, "unseen.f1": 0.535}),
    ("core", "corpora/core_relations/test.json", {"f1": 0.2, "precision": 0.85}),
    ("gap", "benchmarks/gap/gap-validation.tsv", {"f1": 0.7, "bias": 0.95}),
    (
        "identity",
        "benchmarks/ecbplus/ECB_Dev_Entity_gold_mentions.json",
        {"conll": 0.715, "entities.b3.precision": 0.96},
    ),
    (
        "knowledgenet",
        "corpora/knowledgenet/train_from_html.json",
        {"f1": 0.585, "precision": 0.845},
    ),
    ("mine", "benchmarks/mine", {"recall": 0.57}),
    (
        "negation",
        "benchmarks/negation/sherlock_dev.txt",
        {"sealed.cue.f1": 0.94, "sealed.scope.f1": 0.845},
    ),
    ("wire57", "benchmarks/wire57", {"f1": 0.365}),
]

pytestmark = [
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="no corpora beside the checkout"),
]


@pytest.mark.parametrize(("task", "path", "floors"), FLOORS, ids=[row[0] for row in FLOORS])
def test_public_corpora_are_read_no_worse_than_before(
    task: Task, path: str, floors: Mapping[str, float]
) -> None:
    scores = evaluate(task, SHARED / path).scores
    assert {name: scores[name] for name in floors if scores[name] < floors[name]} == {}


def test_coreference_is_read_no_worse_than_before() -> None:
    """On the documents of OntoGUM that the pipeline has not learnt from."""
    learnt = SHARED / "corpora" / "ud_gum" / "train.conllu"
    scores = evaluate("coref", SHARED / "corpora" / "ontogum", leave_out=[str(learnt)])
    assert scores.counts["documents"] == 21
    assert scores.scores["conll"] >= 0.575


def test_blocking_compares_few_of_the_names() -> None:
    """Without this the floor of its recall could be had by one block for everything."""
    scores = evaluate("blocking", SHARED / "benchmarks" / "name_pairs" / "cases.csv").scores
    assert scores["compared"] <= 0.02
