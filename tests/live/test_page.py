"""The page in a real Chromium with the network cut, clicked with a real mouse and keyboard."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Dialog,
    Locator,
    Page,
    expect,
    sync_playwright,
)

from kgraph.graph import KnowledgeGraph
from kgraph.model import Article, Fold, Relation, content_id
from kgraph.page import view
from tests.graphs import Saying, graph_of, hostile_graph, make_article
from tests.page.demo import GraphBuilder, demo_graph
from tests.page.test_together import LONE, together_graph

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
EVIL = (
    "<script>window.hacked = 1; alert(1)</script>",
    '"><img src=x onerror="window.hacked = 1; alert(1)">',
    "</script><script>window.hacked = 1</script>",
    "<!--<script>",
    "__proto__",
    "constructor",
    "\"double\" 'single' `back` ${1} {{ 7*7 }}",
    "para\u2028graph\u2029next",
    "\u202egnitirw \u05e2\u05d1\u05e8\u05d9\u05ea",
    "&lt;b&gt; &amp; &#x41;",
)


@dataclass
class Visit:
    """An open page, and everything that it should not have done."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def open(self, graph: KnowledgeGraph, path: Path, *, together: bool = False) -> Page:
        view(graph, path, together=together)
        address = path.as_uri()
        page = self.page
        page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("dialog", self._dismiss)
        page.on("request", lambda request: self._ask(request.url, address))
        page.goto(address)
        page.wait_for_function("window.kgraph !== undefined")
        return page

    def _dismiss(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _ask(self, url: str, address: str) -> None:
        if url not in {address, "data:,"}:
            self.faults.append(f"request: {url}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no program `chromium` on PATH; install Debian's package chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def offline(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_offline(True)
    yield context
    context.close()


@pytest.fixture
def visit(offline: BrowserContext) -> Iterator[Visit]:
    made = Visit(offline.new_page())
    yield made
    assert made.faults == []
    assert made.page.evaluate("window.hacked") is None


def _relation(graph: KnowledgeGraph, predicate: str) -> Relation:
    return next(r for r in graph.relations if r.predicate == predicate)


def _click_edge(page: Page, relation: Relation) -> None:
    spot = page.evaluate("id => window.kgraph.edgePoint(id)", relation.id)
    page.mouse.click(spot["x"], spot["y"])


def _click_node(page: Page, graph: KnowledgeGraph, name: str) -> None:
    spot = page.evaluate("id => window.kgraph.nodePoint(id)", graph.entity(name).id)
    page.mouse.click(spot["x"], spot["y"])


def _content(page: Page) -> Locator:
    return page.locator("#content")


def test_a_click_on_an_edge_shows_its_sentences_with_three_marks(
    visit: Visit, tmp_path: Path
) -> None:
    graph = demo_graph()
    page = visit.open(graph, tmp_path / "page.html")
    _click_edge(page, _relation(graph, "banned_by"))
    content = _content(page)
    quote = content.locator("blockquote")
    expect(content.locator("h2")).to_have_text("Nordwind Energy — banned by — Danish government")
    expect(quote).to_have_text(
        "In September 2017 the ministry ordered agencies to drop Nordwind software."
    )
    expect(quote.locator("mark.subject")).to_have_text("Nordwind software")
    expect(quote.locator("mark.predicate")).to_have_text("drop")
    expect(quote.locator("mark.object")).to_have_text("the ministry")
    expect(content).to_contain_text("2017-09-01 to 2017-09-30")
    expect(content).to_contain_text("by way of software")
    expect(content).to_contain_text("an order to drop it, once given, is a ban in force")
    expect(content).to_contain_text("The Coast Courier · 2019-03-05")
    link = content.get_by_role("link")
    assert link.get_attribute("href") == "https://news.example/nordwind?id=1&lang=en"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_every_edge_that_is_drawn_can_be_clicked(visit: Visit, tmp_path: Path) -> None:
    graph = demo_graph()
    page = visit.open(graph, tmp_path / "page.html")
    for relation in graph.relations:
        _click_edge(page, relation)
        expect(_content(page).locator("blockquote")).to_have_count(len(relation.claims))
        quotes = _content(page).locator("blockquote").all_text_contents()
        assert quotes == [c.quote for c in graph.claims_for(relation)]


def test_an_edge_tells_who_alleges_and_who_denies(visit: Visit, tmp_path: Path) -> None:
    graph = demo_graph()
    page = visit.open(graph, tmp_path / "page.html")
    _click_edge(page, _relation(graph, "owns"))
    expect(_content(page).locator(".claim.alleged")).to_contain_text("Tomas Keller")
    expect(_content(page).locator(".claim.denied")).to_contain_text("a spokesman (said)")


def test_a_click_on_a_node_shows_its_relations_and_lone_claims(
    visit: Visit, tmp_path: Path
) -> None:
    graph = demo_graph()
    page = visit.open(graph, tmp_path / "page.html")
    _click_node(page, graph, "Tomas Keller")
    expect(_content(page).locator("h2")).to_have_text("Tomas Keller")
    expect(_content(page)).to_contain_text("Also called Keller")
    expect(_content(page).locator("blockquote")).to_have_text("Keller promises to stay.")
    _content(page).get_by_role("button", name="founded").click()
    expect(_content(page).locator("blockquote")).to_have_count(2)


def test_a_click_beside_everything_shows_all_relations_again(visit: Visit, tmp_path: Path) -> None:
    graph = demo_graph()
    page = visit.open(graph, tmp_path / "page.html")
    _click_node(page, graph, "Tomas Keller")
    page.mouse.click(5, 5)
    expect(_content(page).locator("h3")).to_have_text("14 relations")


def test_search_works_by_keyboard_alone(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(demo_graph(), tmp_path / "page.html")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.id") != "search":
        page.keyboard.press("Tab")
    page.keyboard.type("KELL")
    expect(page.locator("#results button")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(_content(page).locator("h2")).to_have_text("Tomas Keller")
    page.keyboard.press("Escape")
    expect(page.locator("#results")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(_content(page).locator("h3")).to_have_text("14 relations")


def test_relations_can_be_opened_by_keyboard_alone(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(demo_graph(), tmp_path / "page.html")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#content li') !== null"):
            break
    page.keyboard.press("Enter")
    expect(_content(page).locator("h2")).to_have_text("Tomas Keller — founded — Nordwind Energy")


def test_filters_hide_edges_and_names_and_esc_brings_them_back(
    visit: Visit, tmp_path: Path
) -> None:
    graph = demo_graph()
    page = visit.open(graph, tmp_path / "page.html")
    meeting = _relation(graph, "meets").id
    page.locator("#filters summary").click()
    page.get_by_role("checkbox", name="denied").uncheck()
    expect(_content(page).locator("h3")).to_have_text("13 relations")
    assert page.evaluate("id => window.kgraph.edgePoint(id)", meeting) is None
    page.locator("#predicate").select_option("founded")
    expect(_content(page).locator("h3")).to_have_text("1 relation")
    assert page.evaluate("id => window.kgraph.nodePoint(id)", graph.entity("Denmark").id) is None
    page.keyboard.press("Escape")
    expect(_content(page).locator("h3")).to_have_text("14 relations")
    assert page.evaluate("id => window.kgraph.edgePoint(id)", meeting)


def test_a_type_that_is_filtered_out_takes_its_edges_along(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(demo_graph(), tmp_path / "page.html")
    page.locator("#filters summary").click()
    page.get_by_role("checkbox", name="Person").uncheck()
    expect(_content(page).locator("h3")).to_have_text("8 relations")


def test_unlinked_names_are_found_and_shown_on_request(visit: Visit, tmp_path: Path) -> None:
    graph = demo_graph()
    lone = graph.entity("European Court of Auditors")
    page = visit.open(graph, tmp_path / "page.html")
    assert page.evaluate("id => window.kgraph.nodePoint(id)", lone.id) is None
    page.locator("#search").fill("auditors")
    expect(page.locator("#results button")).to_contain_text(lone.name)
    page.locator("#filters summary").click()
    page.get_by_label("show 1 unlinked name").check()
    expect(_content(page)).to_contain_text(lone.name)
    _click_node(page, graph, lone.name)
    expect(_content(page).locator("h2")).to_have_text(lone.name)


def _evil_graph() -> KnowledgeGraph:
    """Return a graph that says everything in ``EVIL`` everywhere."""
    ring = zip(EVIL, (*EVIL[1:], EVIL[0]), strict=True)
    return graph_of({name: name for name in EVIL}, [_evil_article(*pair) for pair in ring])


def _evil_article(left: str, right: str) -> tuple[Article, list[Saying]]:
    sayings = [Saying(left, "related_to", right, phrase=left, speakers=(right, f"words {left}"))]
    article = make_article(sayings, title=left)
    return replace(article, publisher=right, url=f"javascript:alert(1)//{left}"), sayings


def test_hostile_text_is_shown_letter_by_letter_and_does_nothing(
    visit: Visit, tmp_path: Path
) -> None:
    graph = _evil_graph()
    page = visit.open(graph, tmp_path / "page.html")
    for relation in graph.relations:
        _click_edge(page, relation)
        claim = graph.claims_for(relation)[0]
        article = graph.article(claim.article)
        assert _content(page).locator("blockquote").text_content() == claim.quote
        shown = _content(page).text_content() or ""
        names = [e.name for e in graph.entities if e.id in (relation.subject, relation.object)]
        for text in (*names, relation.phrase, article.title, article.publisher, article.url):
            assert text in shown
    assert page.get_by_role("link").count() == 0
    assert page.locator("#content script, #content img").count() == 0


def test_hostile_names_can_be_searched_and_clicked(visit: Visit, tmp_path: Path) -> None:
    graph = _evil_graph()
    page = visit.open(graph, tmp_path / "page.html")
    heading = _content(page).locator("h2")
    for name in EVIL:
        _click_node(page, graph, name)
        assert heading.text_content() == name
        page.mouse.click(5, 5)
        page.locator("#search").fill(name)
        page.keyboard.press("Enter")
        assert heading.text_content() == name


def test_hostile_sentences_open_from_the_list(visit: Visit, tmp_path: Path) -> None:
    graph = hostile_graph()
    page = visit.open(graph, tmp_path / "page.html")
    quotes = {c.quote for r in graph.relations for c in graph.claims_for(r)}
    shown = set()
    for i in range(len(graph.relations)):
        page.locator("#content li button").nth(i).click()
        shown.add(_content(page).locator("blockquote").text_content())
        page.keyboard.press("Escape")
    assert shown == quotes


@pytest.mark.parametrize("title", EVIL[:4])
def test_a_hostile_title_of_the_only_article_does_nothing(
    visit: Visit, tmp_path: Path, title: str
) -> None:
    graph = KnowledgeGraph.of(Fold((), (), (), (), ()), [Article("a", "Text.", title=title)], [])
    page = visit.open(graph, tmp_path / "page.html")
    assert page.locator("h1").text_content() == title
    assert page.title() == f"{title} \u2013 knowledge graph"


def test_an_empty_graph_says_so(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(KnowledgeGraph.of(Fold((), (), (), (), ()), [], []), tmp_path / "page.html")
    expect(page.locator("#notice")).to_have_text(
        "This graph is empty: its articles name nobody and nothing."
    )


def test_two_thousand_names_open_and_those_not_drawn_are_reached_by_search(
    visit: Visit, tmp_path: Path
) -> None:
    builder = GraphBuilder()
    names = [f"Name {i:04d}" for i in range(2000)]
    for name in names:
        builder.entity(name)
    builder.article(" ".join(f"{a} met {b}." for a, b in pairwise(names)))
    for a, b in pairwise(names):
        builder.claim(f"[{a}] {{met}} [{b}].", (a, b), "meets")
    page = visit.open(builder.graph(), tmp_path / "page.html")
    expect(page.locator("#notice")).to_contain_text("The 400 best linked of 2000 linked names")
    page.locator("#search").fill("name 1999")
    page.keyboard.press("Enter")
    expect(_content(page).locator("h2")).to_have_text("Name 1999")
    expect(_content(page)).to_contain_text("Not in the picture")
    _content(page).get_by_role("button", name="meets").click()
    expect(_content(page).locator("blockquote")).to_have_text("Name 1998 met Name 1999.")


def _spot(page: Page, graph: KnowledgeGraph, *names: str) -> object:
    """Return where the line between two names that share a sentence can be clicked, else None."""
    ends = sorted(graph.entity(name).id for name in names)
    return page.evaluate("id => window.kgraph.edgePoint(id)", content_id("together", *ends))


def test_a_click_on_a_faint_line_shows_the_sentences_and_claims_nothing(
    visit: Visit, tmp_path: Path
) -> None:
    graph = together_graph()
    page = visit.open(graph, tmp_path / "page.html", together=True)
    expect(page.locator("#counts")).to_have_text("4 names, 1 relation, 1 claim, 1 article")
    expect(_content(page).locator("h3")).to_have_text("1 relation")
    expect(page.locator("#legend-kinds")).to_contain_text("which is no relation")
    spot = _spot(page, graph, "Bob", "Cem")
    assert isinstance(spot, dict)
    page.mouse.click(spot["x"], spot["y"])
    content = _content(page)
    expect(content.locator("h2")).to_have_text(re.compile("Bob and Cem|Cem and Bob"))
    expect(content).to_contain_text("Named together in 2 sentences; no relation")
    assert content.locator("blockquote").all_text_contents() == [
        "Bob and Cem smiled .",
        f"Bob , Cem and {LONE} slept .",
    ]
    expect(content.locator("mark")).to_have_count(0)
    content.get_by_role("button", name="Cem").click()
    expect(content).to_contain_text("No relation to another name")


def test_a_check_box_hides_and_shows_the_faint_lines(visit: Visit, tmp_path: Path) -> None:
    graph = together_graph()
    page = visit.open(graph, tmp_path / "page.html", together=True)
    page.locator("#filters summary").click()
    box = page.get_by_role("checkbox", name="share a sentence")
    expect(box).to_be_checked()
    box.uncheck()
    assert _spot(page, graph, "Bob", "Cem") is None
    assert page.evaluate("id => window.kgraph.nodePoint(id)", graph.entity("Cem").id) is None
    expect(_content(page).locator("h3")).to_have_text("1 relation")
    page.keyboard.press("Escape")
    expect(box).to_be_checked()
    assert _spot(page, graph, "Bob", "Cem")


def test_a_page_without_faint_lines_does_not_speak_of_them(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(together_graph(), tmp_path / "page.html")
    page.locator("#filters summary").click()
    expect(page.locator("#together-label")).to_be_hidden()
    expect(page.locator("#legend-kinds li")).to_have_count(4)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground_in_light_and_dark(
    browser: Browser, tmp_path: Path, scheme: str
) -> None:
    path = tmp_path / "page.html"
    view(demo_graph(), path)
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(path.as_uri())
    ink, ground = page.evaluate(
        "['color', 'backgroundColor'].map((key) => getComputedStyle(document.body)[key])"
    )
    page.close()
    assert _contrast(ink, ground) > 7


def _contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2, from 1 to 21."""
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
