"""The task ``mine``: its judge against verdicts by hand, and its corpus."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from kgraph.errors import ReadError
from kgraph.evaluation.lexical import StemGraph, Triple, content_stems, is_told
from kgraph.evaluation.mine import score_mine
from kgraph.evaluation.mine_corpus import read_essays, read_systems


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("The bees are forming 12 colonies.", {"bee", "form", "12", "colony"}),
        ("It was formed; it went by the glass of a class", {"form", "go", "glass", "class"}),
        ("Bees' and bee's formation of X", {"bee", "formation"}),
        ("He is on it, and they were not.", set[str]()),
    ],
)
def test_stems_are_the_dictionary_forms_of_content_words(text: str, stems: set[str]) -> None:
    assert content_stems(text) == stems


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({"a", "b", "c"}, True),
        ({"a", "b", "x", "y"}, False),
        (set[str](), False),
    ],
)
def test_three_of_five_stems_are_enough(told: set[str], verdict: bool) -> None:
    assert is_told({"a", "b", "c", "d", "e"}, told) == verdict


def test_a_fact_without_content_words_is_never_told() -> None:
    assert not is_told(set(), {"a"})


CHAIN = (
    Triple("Bees", "visit", "flowers"),
    Triple("flowers", "give", "nectar"),
    Triple("nectar", "turns into", "honey"),
    Triple("wind", "bends", "bees"),
)


def test_what_two_steps_from_subject_to_object_reach_is_retrieved() -> None:
    lone = tuple(f"visit {n}" for n in range(7))
    graph = StemGraph.of(CHAIN, lone)
    assert graph.retrieved({"bee", "visit"}) == {"bee", "visit", "flower", "give", "nectar"}
    # neither the "wind" that leads to the bees nor the "honey", three steps away


def test_the_eight_nearest_nodes_are_looked_around() -> None:
    nearer = tuple(f"visit of bee {n}" for n in range(8))
    assert StemGraph.of(CHAIN, nearer).retrieved({"bee", "visit"}) == frozenset()


def test_of_nodes_as_near_as_each_other_the_first_by_their_words_are_looked_around() -> None:
    alike = tuple(Triple(f"bee {n}", "sees", "a bee") for n in range(8))
    graph = StemGraph.of((*CHAIN, *alike))  # "a bee" is the first, "bees" the last
    assert graph.retrieved({"bee"}) == {"bee", "see", *map(str, range(7))}


def test_of_a_node_and_a_predicate_six_words_count() -> None:
    graph = StemGraph.of(
        [Triple("one two three four five six ants", "a b c d e f marched over", "Hills")]
    )
    assert graph.retrieved({"hill"}) == {"one", "two", "three", "four", "five", "six", "hill"}
    assert list(graph.nodes) == ["one two three four five six", "hills"]


FACTS = ["Germany banned Kaspersky Lab.", "Germany banned the sale of Sony phones."]
ESSAY = "```The Ban\n\nGermany banned Kaspersky Lab in June.\n\nNothing else is known of phones."


def make_corpus(folder: Path, *, essays: int = 1) -> Path:
    rows = [{"topic": "The Ban", "content": ESSAY}] * essays
    (folder / "essays.json").write_text(json.dumps(rows), encoding="utf-8")
    facts = [[{"answer": fact} for fact in FACTS]]
    (folder / "answers.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder


def add_system(folder: Path, name: str, members: Mapping[str, object]) -> Path:
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        for member, content in members.items():
            archive.writestr(member, json.dumps(content))
    return folder / f"{name}.zip"


def result(fact: str, context: str, verdict: int) -> dict[str, object]:
    return {"correct_answer": fact, "retrieved_context": context, "evaluation": verdict}


GRAPH = {
    "entities": ["Germany", "phones"],
    "relations": [["Germany", "banned", "Sony phones"], ["Germany", "is", "a country"]],
}
RESULTS = [result(FACTS[0], "Germany is large.", 1), result(FACTS[1], "Sony phones", 0)]


@pytest.mark.model
def test_figures_are_those_counted_by_hand(tmp_path: Path) -> None:
    """Of the second fact kgraph tells 2 of 5 stems, of the first the other system 2 of 4."""
    make_corpus(tmp_path)
    members = {"x/7.json": GRAPH, "x/7_resultsQ.json": [*RESULTS, {"accuracy": "50%"}]}
    add_system(tmp_path, "Other", members)
    seen = list[tuple[str, int]]()
    scores = score_mine(tmp_path, pipeline=None, progress=lambda *at: seen.append(at))
    assert scores.scores == {
        "recall": 0.5,
        "recall.Other": 0.5,
        "retrieved.Other": 0.0,  # 1 of 4 stems, and 2 of 5
        "verdict.Other": 0.5,
    }
    counts = {"essays": 1, "facts": 2, "found": 1, "triples": 2, "triples_per_essay": 2}
    assert {name: scores.counts[f"{name}.Other"] for name in counts} == counts
    assert {name: scores.counts[name] for name in ("essays", "facts", "found")} == {
        "essays": 1,
        "facts": 2,
        "found": 1,
    }
    assert seen == [("The Ban", 1)]


def test_an_essay_is_read_without_its_heading(tmp_path: Path) -> None:
    (essay,) = read_essays(make_corpus(tmp_path))
    assert essay.title == "The Ban"
    assert essay.text.startswith("Germany banned")
    assert essay.facts == tuple(FACTS)


def test_essays_and_facts_have_to_match(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"answers.json: facts of 1 essays, but essays.json holds"):
        read_essays(make_corpus(tmp_path, essays=2))


def test_a_file_of_another_form_is_refused_with_its_place(tmp_path: Path) -> None:
    make_corpus(tmp_path)
    (tmp_path / "answers.json").write_text('[[{"fact": "x"}]]')
    with pytest.raises(ReadError, match=r"answers.json: Field required \(at 0.0.answer\)"):
        read_essays(tmp_path)
    (tmp_path / "essays.json").unlink()
    with pytest.raises(ReadError, match=r"essays.json: No such file"):
        read_essays(tmp_path)


def test_graphs_and_results_of_a_system_have_to_match(tmp_path: Path) -> None:
    path = add_system(tmp_path, "Other", {"1.json": GRAPH, "2_results.json": RESULTS})
    with pytest.raises(ReadError, match=f"{path}: of 1 either the graph or its results"):
        read_systems(tmp_path)
    add_system(tmp_path, "Other", {"1.json": {"entities": []}, "1_results.json": RESULTS})
    with pytest.raises(ReadError, match=r"Other.zip: 1: Field required \(at relations\)"):
        read_systems(tmp_path)


def test_what_is_no_zip_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Other.zip").write_text("no archive")
    with pytest.raises(ReadError, match=r"Other.zip: not a ZIP file of JSON files; fetch it again"):
        read_systems(tmp_path)
