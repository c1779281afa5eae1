from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

import kgraph
from kgraph.page import Page, view
from tests.graphs import banned_graph, hostile_graph


class _Frames(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.outside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "iframe"
        self.found.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.outside += data


def _frame(page: Page) -> dict[str, str | None]:
    read = _Frames(page._repr_html_())
    assert read.outside == ""
    (frame,) = read.found
    return frame


def test_a_notebook_shows_the_page_in_a_frame_that_may_run_scripts_and_no_more() -> None:
    page = view(hostile_graph())
    frame = _frame(page)
    assert frame["srcdoc"] == page.html
    assert frame["sandbox"] == "allow-scripts"
    assert frame.keys() == {"title", "sandbox", "style", "srcdoc"}


def test_the_frame_is_as_high_as_asked() -> None:
    assert "height:420px" in str(_frame(view(banned_graph(), height=420))["style"])


@given(st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])))
def test_no_page_leaves_its_frame(html: str) -> None:
    assert _frame(Page(html))["srcdoc"] == html


def test_a_page_too_large_for_a_notebook_is_a_hint_of_one_line() -> None:
    shown = Page("<i>" * 8_000_000)._repr_html_()
    assert "24 MB, too much for a notebook" in shown
    assert "graph.html" in shown
    assert "<i>" not in shown
    assert "\n" not in shown


def test_a_page_prints_briefly() -> None:
    assert repr(view(banned_graph())) == "Page(height=700)"


def test_pages_are_public() -> None:
    assert isinstance(kgraph.view(banned_graph()), kgraph.Page)
