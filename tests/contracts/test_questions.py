"""One graph, asked in five ways: each gives the same answer to every question."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import neo4j
import pytest

import kgraph
from kgraph import KnowledgeGraph
from kgraph.propertygraph import INDEX_SCRIPT, write_cypher, write_import_files
from kgraph.propertygraph.answers import Answer, AnswerValue
from kgraph.propertygraph.driver_values import from_driver
from kgraph.propertygraph.server import Server
from tests.contracts.questions import Question, exact, read_questions
from tests.live.neo4j_server import Neo4jServer, import_folder, running_neo4j
from tests.test_founding_article import ARTICLE

pytestmark = [pytest.mark.neo4j, pytest.mark.model]

ROOT = Path(kgraph.__file__).parent.parent
DATA, README = ROOT / "data" / "articles", ROOT / "README.md"
TEN = read_questions("ten")
QUESTIONS = [*TEN, *read_questions("more")]

Ask = Callable[[Question], Answer]


@dataclass(frozen=True, slots=True)
class Place:
    """What a way needs: the graph, a folder of its own, and a server when it asks for one."""

    graph: KnowledgeGraph
    folder: Path
    server: Callable[[], Neo4jServer]


@contextmanager
def served(place: Place) -> Iterator[Ask]:
    with (
        kgraph.serve(place.graph, port=0) as service,
        connected(service.address, service.user, service.password) as driver,
    ):
        yield lambda question: ask_driver(driver, question)


@contextmanager
def pushed(place: Place) -> Iterator[Ask]:
    server = place.server()
    with emptied(server) as driver:
        kgraph.push(place.graph, Server(server.uri, server.user, server.password))
        yield lambda question: ask_driver(driver, question)


@contextmanager
def scripted(place: Place) -> Iterator[Ask]:
    server, script = place.server(), place.folder / "graph.cypher"
    with script.open("w", encoding="utf-8", newline="\n") as stream:
        write_cypher(place.graph, stream)
    with emptied(server) as driver:
        server.shell(script)
        yield lambda question: ask_driver(driver, question)


@contextmanager
def imported(place: Place) -> Iterator[Ask]:
    files, home = place.folder / "files", place.folder / "home"
    write_import_files(place.graph, files)
    import_folder(files, home)
    with running_neo4j(home) as server:
        server.shell(files / INDEX_SCRIPT)
        with connected(server.uri, server.user, server.password) as driver:
            driver.execute_query("CALL db.awaitIndexes()")
            yield lambda question: ask_driver(driver, question)


@contextmanager
def connected(uri: str, user: str, password: str) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(uri, auth=(user, password)) as driver:
        yield driver


@contextmanager
def emptied(server: Neo4jServer) -> Iterator[neo4j.Driver]:
    with connected(server.uri, server.user, server.password) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        yield driver


def ask_driver(driver: neo4j.Driver, question: Question) -> Answer:
    records, _, columns = driver.execute_query(question.text, dict(question.parameters))
    rows = (tuple(map(from_driver, record.values())) for record in records)
    return Answer(tuple(columns), tuple(rows))


WAYS: dict[str, Callable[[Place], AbstractContextManager[Ask]]] = {
    "served": served,
    "pushed": pushed,
    "scripted": scripted,
    "imported": imported,
}
"""Beside the embedded engine, which the others are compared with."""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """The graph of data/, and of the founding article where that lies beside the checkout."""
    articles = [DATA, *([ARTICLE] if ARTICLE.is_file() else [])]
    return kgraph.build(articles, tmp_path_factory.mktemp("contract") / "news.kg")


@pytest.fixture(scope="module")
def answers(graph: KnowledgeGraph) -> dict[str, Answer]:
    """The answers of the embedded engine, by title."""
    return {q.title: kgraph.cypher(graph, q.text, **q.parameters) for q in QUESTIONS}


@pytest.fixture(scope="module", params=WAYS)
def ask(
    request: pytest.FixtureRequest,
    graph: KnowledgeGraph,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp(request.param)
    place = Place(graph, folder, lambda: request.getfixturevalue("neo4j_server"))
    with WAYS[request.param](place) as way:
        yield way


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title)
def test_a_question_is_answered_alike(
    ask: Ask, answers: dict[str, Answer], question: Question
) -> None:
    assert exact(ask(question)) == exact(answers[question.title])


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title)
def test_a_question_has_an_answer(answers: dict[str, Answer], question: Question) -> None:
    assert len(answers[question.title])


def test_the_ten_questions_stand_in_the_readme() -> None:
    readme = README.read_text(encoding="utf-8")
    for number, question in enumerate(TEN, start=1):
        assert f"\n{number}. {question.title}" in readme
        assert f"```cypher\n{question.text.strip()}\n```" in readme


def test_there_are_ten_questions_and_thirty_more() -> None:
    titles = [question.title for question in QUESTIONS]
    assert len(TEN) == 10
    assert len(set(titles)) == len(titles) >= 40


@pytest.mark.parametrize("other", [1.0, True, "1", (1,), date(1, 1, 1), None])
def test_answers_are_alike_only_where_their_types_are(other: AnswerValue) -> None:
    one, same, another = (Answer(("n",), ((value,),)) for value in (1, 1, other))
    assert exact(one) == exact(same) != exact(another)
