"""The notebook in a kernel of its own, and the page in the frame that a notebook gives it."""

import os
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from playwright.sync_api import Browser, Frame, Locator, expect, sync_playwright
from playwright.sync_api import Page as Tab

from kgraph.graph import KnowledgeGraph
from kgraph.model import Article, Fold, Relation
from kgraph.page import view
from tests.graphs import hostile_graph
from tests.live.test_page import CHROMIUM, EVIL, FLAGS
from tests.page.demo import demo_graph

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "notebooks" / "first_graph.ipynb"
MOST = 100_000
"""Characters of an output that is stored."""


@pytest.mark.model
@pytest.mark.slow
def test_the_notebook_runs_in_a_fresh_kernel_and_shows_what_it_stores(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    stored = _read()
    ran = _run(stored, tmp_path)
    assert 'sandbox="allow-scripts"' in _code(ran)[-1].outputs[0].data["text/html"]
    kept = _without_large_outputs(ran)
    if pytestconfig.getoption("--update-notebook"):
        nbformat.write(kept, NOTEBOOK)  # type: ignore[no-untyped-call]
        return
    assert _shapes(stored) == _shapes(kept), (
        "run `pytest tests/live/test_notebook.py --update-notebook` and read the change"
    )


def test_the_notebook_is_ten_cells_with_small_outputs_that_name_no_machine() -> None:
    stored = _read()
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert [cell.execution_count for cell in _code(stored)] == list(range(1, 11))
    assert all(cell.outputs for cell in _code(stored))
    assert len(text) < 2 * MOST
    assert not any(place in text for place in (str(ROOT), str(Path.home()), "/tmp/", " at 0x"))  # noqa: S108


def _read() -> NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call,no-any-return]


def _run(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Return the notebook as executed in a copy of its folder, with the package under test."""
    (folder / "data").symlink_to(ROOT / "data")
    (folder / "notebooks").mkdir()
    client = NotebookClient(
        deepcopy(notebook),
        kernel_name="python3",
        timeout=600,
        record_timing=False,
        resources={"metadata": {"path": str(folder / "notebooks")}},
    )
    own = {"PYTHONPATH": str(ROOT), "IPYTHONDIR": str(folder / "ipython")}
    return client.execute(env={**os.environ, **own})


def _without_large_outputs(notebook: NotebookNode) -> NotebookNode:
    kept = deepcopy(notebook)
    kept.metadata.language_info = {"name": "python"}
    for cell in _code(kept):
        for output in cell.outputs:
            large = [kind for kind, text in output.get("data", {}).items() if len(text) > MOST]
            for kind in large:
                del output.data[kind]
    return kept


def _shapes(notebook: NotebookNode) -> list[list[tuple[str, list[str]]]]:
    return [
        [(output.output_type, sorted(output.get("data", ()))) for output in cell.outputs]
        for cell in _code(notebook)
    ]


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@dataclass
class Output:
    """A notebook's tab with a page as the output of a cell."""

    tab: Tab
    faults: list[str]

    def show(self, graph: KnowledgeGraph) -> Frame:
        """Display ``graph`` as notebooks do, by markup that is set on an element."""
        tab = self.tab
        tab.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        tab.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        tab.on("request", lambda request: self.faults.append(f"request: {request.url}"))
        markup = view(graph)._repr_html_()
        tab.evaluate("markup => { document.body.innerHTML = markup; }", markup)
        (frame,) = tab.main_frame.child_frames
        expect(frame.locator("#counts")).to_contain_text("article")
        return frame

    def click_edge(self, frame: Frame, relation: Relation) -> None:
        spot = frame.evaluate("id => window.kgraph.edgePoint(id)", relation.id)
        box = frame.frame_element().bounding_box()
        assert box
        self.tab.mouse.click(box["x"] + spot["x"] + 1, box["y"] + spot["y"] + 1)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no program `chromium` on PATH; install Debian's package chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def output(browser: Browser) -> Iterator[Output]:
    context = browser.new_context(viewport={"width": 1100, "height": 900}, offline=True)
    made = Output(context.new_page(), [])
    yield made
    assert made.faults == []
    assert [f.evaluate("window.hacked") for f in made.tab.frames] == [None, None]
    context.close()


def _quote(frame: Frame) -> Locator:
    return frame.locator("#content blockquote")


@pytest.mark.browser
def test_a_click_in_the_frame_shows_the_sentences_of_an_edge(output: Output) -> None:
    graph = demo_graph()
    frame = output.show(graph)
    for relation in graph.relations:
        output.click_edge(frame, relation)
        expect(_quote(frame)).to_have_count(len(relation.claims))
        quotes = [claim.quote for claim in graph.claims_for(relation)]
        assert _quote(frame).all_text_contents() == quotes


@pytest.mark.browser
def test_the_frame_reaches_nothing_of_the_notebook(output: Output) -> None:
    frame = output.show(demo_graph())
    assert frame.evaluate("window.origin") == "null"
    for reach in ("parent.document.title", "localStorage.length", "document.cookie"):
        refused = f"() => {{ try {{ return {reach}; }} catch (error) {{ return error.name; }} }}"
        assert frame.evaluate(refused) == "SecurityError"


@pytest.mark.browser
def test_hostile_text_in_the_frame_stays_text(output: Output) -> None:
    graph = hostile_graph()
    frame = output.show(graph)
    shown = set()
    for i in range(len(graph.relations)):
        frame.locator("#content li button").nth(i).click()
        shown.add(_quote(frame).text_content())
        output.tab.keyboard.press("Escape")
    assert shown == {c.quote for r in graph.relations for c in graph.claims_for(r)}


@pytest.mark.browser
@pytest.mark.parametrize("title", EVIL)
def test_a_hostile_title_in_the_frame_stays_text(output: Output, title: str) -> None:
    graph = KnowledgeGraph.of(Fold((), (), (), (), ()), [Article("a", "Text.", title=title)], [])
    assert output.show(graph).locator("h1").text_content() == title
