import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph
from kgraph.model import Fold
from tests.graphs import HOSTILE, Saying, banned_graph, graph_of, hostile_graph, make_article


class _Reader(HTMLParser):
    """The tags of a text, and what stands in the cells of its table."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.cells: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if "td" in self.tags and self.tags[-1] in ("td", "bdi"):
            self.cells[-1] += data


def _graph(name: str, phrase: str) -> KnowledgeGraph:
    saying = Saying(name, "related_to", "B", phrase=phrase)
    return graph_of({name: "Person", "B": "Person"}, [(make_article([saying]), [saying])])


def test_the_strongest_relation_comes_first_with_its_counts() -> None:
    html = banned_graph()._repr_html_()
    assert "articles: 2, entities: 6, relations: 6, claims: 8" in html
    read = _Reader(html)
    assert read.cells[:7] == ["Kaspersky Lab", "banned_by", "US government", "1", "1", "0", "0"]
    assert "related_to (praise)" in read.cells
    assert len(read.cells) == 6 * 7


def test_ten_relations_are_shown_and_the_others_counted() -> None:
    graph = hostile_graph()
    html = graph._repr_html_()
    assert _Reader(html).tags.count("tr") == 1 + 10
    assert f"and {len(graph.relations) - 10} more<" in html


def test_an_empty_graph_has_no_table() -> None:
    html = KnowledgeGraph.of(Fold((), (), (), (), ()), [], [])._repr_html_()
    assert "claims: 0" in html
    assert "<table" not in html


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_cell(text: str) -> None:
    _assert_harmless(_graph(text, text))


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_text_makes_the_same_markup(name: str, phrase: str) -> None:
    _assert_harmless(_graph(f"{name}.", phrase))


def _assert_harmless(graph: KnowledgeGraph) -> None:
    html = graph._repr_html_()
    read, plain = _Reader(html), _Reader(_graph("A", "b")._repr_html_())
    assert html.isascii()
    assert (read.tags, read.attributes) == (plain.tags, {"style"})
    assert read.tags.count("bdi") == 3


def test_styles_are_ours_and_take_the_colours_of_the_page() -> None:
    styles = set(re.findall(r'style="([^"]*)"', hostile_graph()._repr_html_()))
    assert not any("color" in style or "background" in style for style in styles)


def test_repr_says_how_much_there_is() -> None:
    assert repr(banned_graph()) == "KnowledgeGraph(articles=2, entities=6, relations=6, claims=8)"
