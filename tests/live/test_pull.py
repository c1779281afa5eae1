"""What people judge in a real Neo4j comes into the record."""

from pathlib import Path

import neo4j
import pytest

import kgraph
from kgraph.pipeline.signature import Signature
from tests.keeping import ACME, ANNA, BANK, GERMANY, JOHN, keep, names, news, says
from tests.live.content import ask
from tests.live.neo4j_server import Neo4jServer

pytestmark = [pytest.mark.neo4j, pytest.mark.usefixtures("database")]

TODAY = Signature("reader", "2024-06-01")


@pytest.fixture
def server(neo4j_server: Neo4jServer) -> kgraph.Server:
    return kgraph.Server(neo4j_server.uri, password=neo4j_server.password)


@pytest.fixture
def path(tmp_path: Path, server: kgraph.Server) -> Path:
    graph = keep(tmp_path / "news.kg")
    kgraph.push(graph, server)
    return tmp_path / "news.kg"


def judge(database: neo4j.Driver, left: str, verdict: str, right: str, **said: str) -> None:
    """Draw what a person draws in Neo4j Browser."""
    ask(
        database,
        "MATCH (a:Entity {name: $left}), (b:Entity {name: $right}) "
        f"CREATE (a)-[r:{verdict}]->(b) SET r = $said",
        left=left,
        right=right,
        said=said,
    )


def test_two_that_are_drawn_as_one_become_one_with_who_said_so_and_why(
    path: Path, server: kgraph.Server, database: neo4j.Driver
) -> None:
    judge(database, ANNA[1], "SAME_AS", JOHN[1], by="Clara", why="her  pen name")
    pulled = kgraph.pull(path, server, signature=TODAY)
    [outcome] = pulled.new
    judgement = outcome.judgement
    assert (judgement.kind, judgement.by, judgement.why) == ("same", "Clara", "her pen name")
    assert judgement.when == "2024-06-01"
    assert outcome.unapplied == ""
    graph = kgraph.open(path)
    assert graph.entity(ANNA[1]) == graph.entity(JOHN[1])


def test_it_is_taken_once_and_what_was_undone_since_stays_undone(
    path: Path, server: kgraph.Server, database: neo4j.Driver
) -> None:
    judge(database, ANNA[1], "SAME_AS", JOHN[1])
    [outcome] = kgraph.pull(path, server, signature=TODAY).new
    assert outcome.judgement.by == "reader"
    kgraph.push(kgraph.open(path), server)
    again = kgraph.pull(path, server, signature=TODAY)
    assert (again.new, again.known, again.unknown) == ((), 1, ())
    kgraph.decide(path, "withdrawn", outcome.judgement.id)
    kgraph.push(kgraph.open(path), server)
    assert kgraph.pull(path, server, signature=TODAY).new == ()
    graph = kgraph.open(path)
    assert graph.entity(ANNA[1]) != graph.entity(JOHN[1])


def test_a_judgement_wins_over_an_earlier_one_and_two_that_contradict_count_for_nothing(
    path: Path, server: kgraph.Server, database: neo4j.Driver
) -> None:
    kgraph.decide(path, "different", [ANNA[1], JOHN[1]])
    judge(database, ANNA[1], "SAME_AS", JOHN[1])
    kgraph.pull(path, server, signature=TODAY)
    assert [o.judgement.kind for o in kgraph.judgements(path)] == ["same"]
    keep(path, news("Banks", says(GERMANY, "praise", BANK)))
    kgraph.push(kgraph.open(path), server)
    judge(database, ACME[1], "SAME_AS", BANK[1])
    judge(database, BANK[1], "DIFFERENT_FROM", ACME[1])
    pulled = kgraph.pull(path, server, signature=TODAY)
    assert len(pulled.new) == 2
    assert all("contradict" in outcome.unapplied for outcome in pulled.new)
    assert {ACME[1], BANK[1]} <= names(kgraph.open(path))


def test_what_the_graph_does_not_have_and_what_is_no_judgement_is_left_out(
    path: Path, server: kgraph.Server, database: neo4j.Driver
) -> None:
    ask(database, "CREATE (:Entity {id: 'theirs', name: 'Theirs'}), (:Entity {name: 'No id'})")
    judge(database, ANNA[1], "SAME_AS", "Theirs")
    judge(database, "No id", "SAME_AS", "Theirs")
    judge(database, ANNA[1], "SAME_AS", ANNA[1])
    judge(database, ANNA[1], "MARRIED_TO", JOHN[1])
    ask(database, "MATCH (n:Article), (m:Claim) WITH n, m LIMIT 1 CREATE (n)-[:SAME_AS]->(m)")
    pulled = kgraph.pull(path, server, signature=TODAY)
    assert (pulled.new, pulled.known) == ((), 0)
    assert {judged.verdict for judged in pulled.unknown} == {"same"}
    assert kgraph.judgements(path) == ()


def test_words_that_are_no_text_or_hostile_are_no_danger(
    path: Path, server: kgraph.Server, database: neo4j.Driver
) -> None:
    judge(database, ANNA[1], "SAME_AS", JOHN[1], by="'; MATCH (n) DETACH DELETE n //", why="a\nb\0")
    ask(database, "MATCH ()-[r:SAME_AS]->() SET r.why = [1, 2]")
    [outcome] = kgraph.pull(path, server, signature=TODAY).new
    assert outcome.judgement.by == "'; MATCH (n) DETACH DELETE n //"
    assert outcome.judgement.why == ""
