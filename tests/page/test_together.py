"""Faint lines between names that share a sentence: in the page alone, and only where asked for."""

import io
import json
import re
from itertools import combinations
from typing import Any

import pytest

from kgraph.graph import KnowledgeGraph
from kgraph.outputs import FORMATS
from kgraph.page import view
from kgraph.page.data import QUOTED
from kgraph.page.picture import TOGETHER_LIMIT
from tests.builders import make_annotation, make_article, make_clause, make_graph, make_mention

LONE = "</script><script>window.hacked = 1</script>"


def together_graph(*, lone: str = LONE) -> KnowledgeGraph:
    """Return Ada, who met Bob, and Cem and another, who share sentences with Bob and no more."""
    text = f"Ada met Bob .\nBob and Cem smiled .\nBob , Cem and {lone} slept ."
    article = make_article(text)
    mentions = [
        make_mention(article, name, "Person", nth=nth)
        for name in ("Ada", "Bob", "Cem", lone)
        for nth in range(text.count(name))
    ]
    clause = make_clause(article, "met", subject=mentions[0], object=mentions[1])
    return make_graph((article, make_annotation(article, mentions, [clause])))


def _data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def _pairs(graph: KnowledgeGraph, data: dict[str, Any]) -> list[set[str]]:
    return [{graph.entity(end).name for end in pair["ends"]} for pair in data["together"]]


def test_pairs_without_a_relation_are_drawn_those_of_most_sentences_first() -> None:
    graph = together_graph()
    data = _data(view(graph, together=True).html)
    pairs = _pairs(graph, data)
    assert pairs[0] == {"Bob", "Cem"}
    assert {"Ada", "Bob"} not in pairs
    assert len(pairs) == 3
    first = data["together"][0]
    assert (first["count"], first["sentences"][0]["quote"]) == (2, "Bob and Cem smiled .")
    drawn = [edge for edge in data["network"]["edges"] if edge["kind"] == "together"]
    assert {edge["id"] for edge in drawn} == {pair["id"] for pair in data["together"]}
    assert all(edge["arrows"] == "" and "label" not in edge for edge in drawn)


def test_pairs_are_in_no_list_of_relations_or_claims_and_absent_unless_asked_for() -> None:
    graph = together_graph()
    plain, tied = _data(view(graph).html), _data(view(graph, together=True).html)
    for key in ("entities", "relations", "claims", "articles"):
        assert plain[key] == tied[key]
    assert plain["together"] == []
    assert [edge["kind"] for edge in plain["network"]["edges"]] == ["stated"]


@pytest.mark.parametrize("name", list(FORMATS))
def test_pairs_are_in_no_export(name: str) -> None:
    graph, stream = together_graph(lone="Dora"), io.StringIO()
    FORMATS[name](graph, stream)
    assert "together" not in stream.getvalue().lower()


def test_at_most_a_stated_number_of_lines_and_sentences_is_in_the_page() -> None:
    names = [f"Name{i:02d}" for i in range(16)]
    text = "\n".join([f"{' '.join(names)} ."] + [f"Name00 Name01 {i} ." for i in range(QUOTED + 5)])
    article = make_article(text)
    mentions = [
        make_mention(article, name, "Person", nth=nth)
        for name in names
        for nth in range(text.count(name))
    ]
    graph = make_graph((article, make_annotation(article, mentions, [])))
    data = _data(view(graph, together=True).html)
    assert len(list(combinations(names, 2))) > TOGETHER_LIMIT
    assert len(data["together"]) == TOGETHER_LIMIT
    assert (data["together"][0]["count"], len(data["together"][0]["sentences"])) == (
        QUOTED + 6,
        QUOTED,
    )
    assert view(graph, together=True).html == view(graph, together=True).html


def test_hostile_names_and_sentences_stay_data() -> None:
    page = view(together_graph(), together=True).html
    assert page.count("</script>") == 3
    assert LONE not in page
