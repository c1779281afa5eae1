import json
import re
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.errors import WriteError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Article, Fold, Relation
from kgraph.page import picture, view
from kgraph.page.data import PageData, kind_of, predicate_words
from tests.graphs import HOSTILE, banned_graph, hostile_graph
from tests.page.demo import GraphBuilder, demo_graph

EMPTY = Fold((), (), (), (), ())
RELATION = Relation("r", "a", "banned_by", "b", "", ("c",), ("x",), 1, 0, 0, 0)


def _data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_view_of_the_same_graph_gives_the_same_page() -> None:
    assert view(demo_graph()).html == view(demo_graph()).html


@pytest.mark.parametrize("graph", [demo_graph(), banned_graph(), hostile_graph()])
def test_every_relation_and_each_of_its_claims_is_in_the_page(graph: KnowledgeGraph) -> None:
    data = _data(view(graph).html)
    claims = {claim["id"]: claim for claim in data["claims"]}
    shown = {relation["id"]: relation for relation in data["relations"]}
    assert shown.keys() == {r.id for r in graph.relations}
    assert {edge["id"] for edge in data["network"]["edges"]} == shown.keys()
    for relation in graph.relations:
        found = shown[relation.id]
        assert (found["subject"], found["object"]) == (relation.subject, relation.object)
        assert found["claims"] == [c.id for c in graph.claims_for(relation)]
        for claim in graph.claims_for(relation):
            assert "".join(text for text, _ in claims[claim.id]["quote"]) == claim.quote


def test_a_claim_with_one_entity_stands_with_that_entity() -> None:
    graph = demo_graph()
    data = _data(view(graph).html)
    keller = next(e for e in data["entities"] if e["name"] == "Tomas Keller")
    assert keller["claims"] == [c.id for c in graph.claims if c.predicate == "promises"]


def test_the_page_names_nothing_to_fetch() -> None:
    page = view(demo_graph()).html
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|img|iframe|link)[^>]*\b(src|href)=\"(?!data:)", page)
    assert "sourceMappingURL" not in page
    assert "@import" not in page


def test_hostile_text_cannot_end_the_data() -> None:
    page = view(hostile_graph()).html
    assert page.count("</script>") == 3
    assert "<script>alert" not in page
    assert {e["name"] for e in _data(page)["entities"]} == {*HOSTILE, "a type"}


@settings(deadline=None, max_examples=10)
@given(st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_any_name_and_title_come_back_equal(name: str, title: str) -> None:
    builder = GraphBuilder()
    builder.entity(name, name)
    builder.article("Nothing.", title=title, url=title, publisher=name)
    data = _data(view(builder.graph()).html)
    assert [(e["name"], e["type"]) for e in data["entities"]] == [(name, name)]
    assert [(a["title"], a["publisher"]) for a in data["articles"]] == [(title, name)]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://news.example/a?b=1", True),
        ("HTTP://news.example", True),
        ("javascript:alert(1)", False),
        (" https://news.example", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//news.example", False),
        ("https://", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, link: bool) -> None:
    graph = KnowledgeGraph.of(EMPTY, [Article("a", "Text.", url=url)], [])
    assert _data(view(graph).html)["articles"][0]["link"] is link


@pytest.mark.parametrize(
    ("counts", "kind"),
    [
        ((1, 1, 1, 1), "stated"),
        ((0, 1, 2, 2), "alleged"),
        ((0, 0, 1, 1), "denied"),
        ((0, 0, 1, 2), "hypothetical"),
        ((0, 0, 0, 1), "hypothetical"),
    ],
)
def test_an_edge_is_of_the_strongest_kind_that_a_claim_allows(
    counts: tuple[int, int, int, int], kind: str
) -> None:
    stated, alleged, denied, hypothetical = counts
    relation = replace(
        RELATION, stated=stated, alleged=alleged, denied=denied, hypothetical=hypothetical
    )
    assert kind_of(relation) == kind


def test_labels_say_what_is_denied_planned_or_disputed() -> None:
    data = PageData(demo_graph())
    labels = {data.label(r) for r in data.relations}
    assert {"founded", "not: meets", "possible: buy", "planned: sue", "owns (disputed)"} <= labels


def test_related_to_is_worded_as_the_article_does() -> None:
    assert predicate_words(RELATION) == "banned by"
    assert predicate_words(replace(RELATION, predicate="related_to", phrase="sue")) == "sue"
    assert predicate_words(replace(RELATION, predicate="related_to")) == "related to"


def test_parallel_edges_have_different_curves() -> None:
    edges = _data(view(demo_graph()).html)["network"]["edges"]
    drawn = [(*sorted((e["from"], e["to"])), _side(e)) for e in edges if e["smooth"]["enabled"]]
    assert drawn
    assert len(set(drawn)) == len(drawn)


def _side(edge: dict[str, Any]) -> float:
    smooth = edge["smooth"]
    clockwise = (smooth["type"] == "curvedCW") == (edge["from"] < edge["to"])
    return float(smooth["roundness"]) * (1 if clockwise else -1)


def test_at_most_four_hundred_names_are_drawn_and_all_are_in_the_page() -> None:
    builder = GraphBuilder()
    for i in range(450):
        builder.entity(f"Name {i:03d}", mentions=i)
    builder.article("Name 007 met Name 008.")
    builder.claim("[Name 007] {met} [Name 008].", ("Name 007", "Name 008"), "meets")
    data = _data(view(builder.graph()).html)
    drawn = {node["label"] for node in data["network"]["nodes"]}
    assert len(data["entities"]) == 450
    assert len(drawn) == picture.LIMIT
    assert {"Name 007", "Name 008", "Name 449"} <= drawn


def test_long_names_are_wrapped_and_shortened() -> None:
    assert picture.wrap("European Court of Auditors") == "European Court of\nAuditors"
    assert picture.wrap("word " * 40).count("\n") == 2
    assert picture.wrap("word " * 40).endswith("…")
    assert len(picture.wrap("x" * 500)) < 30


def test_view_writes_the_page_that_it_returns(tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    path.write_text("old")
    page = view(banned_graph(), path).html
    assert path.read_text(encoding="utf-8") == page
    assert [p.name for p in tmp_path.iterdir()] == ["graph.html"]


def test_view_refuses_a_missing_folder_with_one_line(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"^[^\n]*none[^\n]*$"):
        view(banned_graph(), tmp_path / "none" / "graph.html")
    assert not list(tmp_path.iterdir())


def test_view_refuses_a_folder_with_one_line(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"^[^\n]+ it is a folder[^\n]+$"):
        view(banned_graph(), tmp_path)
    assert not list(tmp_path.iterdir())


def test_view_refuses_a_read_only_folder_with_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(WriteError, match=r"^[^\n]+read-only[^\n]+$"):
        view(banned_graph(), tmp_path / "graph.html")
    tmp_path.chmod(stat.S_IRWXU)
    assert not list(tmp_path.iterdir())
