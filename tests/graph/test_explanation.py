"""Why two names are one entity, or two."""

import json
from pathlib import Path

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.pipeline.signature import Signature
from tests.builders import make_graph
from tests.keeping import GERMANY, Name, keep, news, says
from tests.test_cli import succeed

WEBER, ANNA, JOHN = ("Person", "Weber"), ("Person", "Anna Weber"), ("Person", "John Weber")
PUTINS = ("V. Putin", "Vladimir Putin", "Vladimir V. Putin")


def told(*names: Name) -> KnowledgeGraph:
    """Return the graph of articles of which each names one thing."""
    return make_graph(*(news(name[1], says(name, "visit", GERMANY)) for name in names))


def kept(path: Path, *names: Name) -> str:
    keep(path, *(news(name[1], says(name, "visit", GERMANY)) for name in names))
    return str(path)


def person(name: str) -> Name:
    return ("Person", name)


def test_two_names_of_one_are_joined_by_the_shortest_chain_of_decisions(tmp_path: Path) -> None:
    names = [person(f"{first} Example{n}") for n, first in enumerate(("Anna", "Berta", "Cora"))]
    path = kept(tmp_path / "news.kg", *names)
    (_, anna), (_, berta), (_, cora) = names
    kgraph.decide(path, "same", [anna, berta])
    kgraph.decide(path, "same", [cora, berta])
    chain = kgraph.open(path).explain(anna, cora)
    assert chain.verdict == "same"
    assert chain.left == chain.right
    assert [(step.left, step.right) for step in chain.steps] == [(anna, berta), (berta, cora)]
    assert all(step.decision.verdict == "same" and step.decision.reasons for step in chain.steps)
    back = kgraph.open(path).explain(cora, anna)
    assert [(step.left, step.right) for step in back.steps] == [(cora, berta), (berta, anna)]
    kgraph.decide(path, "same", [anna, cora])
    assert len(kgraph.open(path).explain(anna, cora).steps) == 1


def test_two_forms_of_one_name_are_joined_by_the_articles_themselves() -> None:
    graph = told(ANNA)
    same = graph.explain(ANNA[1], ANNA[1].upper())
    assert (same.verdict, same.steps) == ("same", ())
    assert '"Anna Weber"' in same.reason


def test_two_that_are_unsure_show_the_decision_that_leaves_them_open() -> None:
    pair = told(WEBER, ANNA, JOHN).explain("Anna Weber", "Weber")
    assert (pair.verdict, pair.reason) == ("unsure", "")
    [step] = pair.steps
    assert (step.left, step.right) == ("Anna Weber", "Weber")
    assert step.decision.verdict == "unsure"


def test_two_that_were_judged_different_show_who_judged_and_what_spoke_for_one(
    tmp_path: Path,
) -> None:
    path = kept(tmp_path / "news.kg", person("V. Putin"), person("Vladimir Putin"))
    assert kgraph.open(path).explain("V. Putin", "Vladimir Putin").verdict == "same"
    kgraph.decide(path, "different", ["V. Putin", "Vladimir Putin"])
    pair = kgraph.open(path).explain("V. Putin", "Vladimir Putin")
    assert pair.verdict == "different"
    assert ["judged different" in s.decision.reasons[0] for s in pair.steps] == [True]
    keep(tmp_path / "more.kg", *(news(n, says(person(n), "visit", GERMANY)) for n in PUTINS))
    kgraph.decide(tmp_path / "more.kg", "different", list(PUTINS[:2]))
    lines = succeed("explain", str(tmp_path / "more.kg"), PUTINS[0]).splitlines()
    assert " " * 19 + "but that would make one of two that are judged different" in lines


def test_the_command_line_prints_every_reason_and_scores_with_two_digits(tmp_path: Path) -> None:
    names = person("Anna Example"), person("Berta Sample")
    path = kept(tmp_path / "news.kg", *names)
    (_, anna), (_, berta) = names
    assert "are two\n  never compared: " in succeed("explain", path, anna, berta)
    signed = Signature("Eva", "2024-06-01", "she knows")
    kgraph.decide(path, "same", [anna, berta], signature=signed)
    lines = succeed("explain", path, anna, berta).splitlines()
    at = lines.index("what joins the two")
    assert lines[at + 1] == f"  {anna}  and  {berta}"
    assert lines[at + 2].startswith("    same       1.00  judged the same by Eva, 2024-06-01")
    data = json.loads(succeed("explain", path, anna, berta, "--json"))
    assert [step["score"] for step in data["joined"]["steps"]] == [1.0]
    assert all(mention["quote"] for mention in data["mentions"])
    full = succeed("explain", path, anna, "--mentions")
    assert f"    0 [{anna}] visit Germany" in full


def test_two_of_which_nothing_was_decided_say_why() -> None:
    middle = [person(f"Anna {letter}. Brown") for letter in "BC"]
    graph = told(ANNA, person("Peter Brown"), ("Organization", "Brown"), *middle)
    assert graph.explain("Anna Weber", "Peter Brown").reason.startswith("never compared")
    assert "Person and Organization" in graph.explain("Peter Brown", "Brown").reason
    apart = graph.explain("Anna B. Brown", "Anna C. Brown")
    assert (apart.verdict, apart.steps) == ("different", ())
    assert apart.reason.startswith("compared")


def test_what_others_keep_apart_says_that_the_two_alone_would_be_one() -> None:
    graph = told(person("A. Weber"), ANNA, person("Axel Weber"))
    pair = graph.explain("A. Weber", "Anna Weber")
    assert pair.steps or "the two alone would be same" in pair.reason
