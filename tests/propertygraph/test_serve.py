"""A graph behind Bolt, read by the official driver: everything can be read and nothing written."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest
from neo4j.exceptions import AuthError, ClientError, Forbidden

import kgraph
from kgraph.errors import DatabaseError
from kgraph.propertygraph.driver_values import from_driver
from kgraph.propertygraph.serving import Service
from tests.graphs import banned_graph, hostile_graph
from tests.saved import save_graph

ROOT = Path(__file__).parent.parent.parent
WRITES = (
    "CREATE (n:Entity {id: 'x'})",
    "CREATE (n:New)",
    "MATCH (n:Entity) SET n.name = 'x'",
    "MATCH (n:Entity) SET n:Other",
    "MATCH (n:Entity) REMOVE n.name",
    "MERGE (n:Entity {id: 'x'})",
    "MATCH (a:Person), (b:Country) CREATE (a)-[:BANS]->(b)",
    "MATCH ()-[r]->() SET r.count = 7",
    "MATCH ()-[r]->() DELETE r",
    "MATCH (n) DETACH DELETE n",
    "CREATE INDEX x FOR (n:Entity) ON (n.type)",
    "CREATE CONSTRAINT x FOR (n:Entity) REQUIRE n.type IS UNIQUE",
    "DROP INDEX kgraph_names",
    "CREATE USER other SET PASSWORD 'other-password'",
    "ALTER USER kgraph SET PASSWORD 'other-password'",
    "CALL merge.node(['Entity'], {id: 'x'}, {}, {})",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "LOAD CSV FROM 'http://127.0.0.1:1/' AS row RETURN row",
)


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with kgraph.serve(banned_graph(), port=0) as service:
        yield service


@pytest.fixture(scope="module")
def driver(service: Service) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(
        service.address, auth=(service.user, service.password)
    ) as driver:
        yield driver


def rows(driver: neo4j.Driver, query: Any, **parameters: object) -> list[tuple[object, ...]]:
    found, _, _ = driver.execute_query(query, parameters)
    return [tuple(map(from_driver, record.values())) for record in found]


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n) RETURN n ORDER BY n.id, labels(n)[0]",
        "MATCH (a)-[r]->(b) RETURN a.id, r, b.id ORDER BY a.id, type(r), b.id, r.phrase",
        "MATCH p = (:Organization)-[:BANNED_BY]->(:Government) RETURN p, length(p)",
        "MATCH (c:Claim) RETURN c.start, max(c.published), collect(c.confidence) ORDER BY c.start",
        "RETURN $x AS x, [date('2019-03-05')] AS y, {a: datetime('2019-03-05T01:02:03Z')} AS z",
        "MATCH (n:Entity) RETURN count(*)",
        "CALL db.index.fulltext.queryNodes('kgraph_names', 'putin') YIELD node RETURN node",
    ],
)
def test_the_driver_is_answered_as_a_query_without_a_server_is(
    driver: neo4j.Driver, query: str
) -> None:
    parameters = {"x": [1, None, "\0'`é", {"a": 0.5}]} if "$x" in query else {}
    answer = kgraph.cypher(banned_graph(), query, **parameters)
    assert rows(driver, query, **parameters) == list(answer.rows)
    assert len(answer)


def test_hostile_text_arrives_as_it_is() -> None:
    graph = hostile_graph()
    with (
        kgraph.serve(graph, port=0) as service,
        neo4j.GraphDatabase.driver(
            service.address, auth=(service.user, service.password)
        ) as driver,
    ):
        names = {name for (name,) in rows(driver, "MATCH (n:Entity) RETURN n.name")}
    assert names == {entity.name for entity in graph.entities}


@pytest.mark.parametrize("query", WRITES)
def test_what_would_write_is_forbidden(driver: neo4j.Driver, query: str) -> None:
    statement: Any = query
    count: Any = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN n, r ORDER BY n.id, type(r), r.id"
    before = rows(driver, count)
    with driver.session() as session:
        with pytest.raises(Forbidden):
            session.run(statement).consume()
        with pytest.raises(Forbidden):
            in_a_transaction(session, statement)
    with pytest.raises(Forbidden):
        driver.execute_query(statement)
    assert rows(driver, count) == before


def in_a_transaction(session: neo4j.Session, statement: Any) -> None:
    with session.begin_transaction() as transaction:
        transaction.run(statement).consume()
        transaction.commit()


def test_a_transaction_reads(driver: neo4j.Driver) -> None:
    with driver.session() as session, session.begin_transaction() as transaction:
        result = transaction.run(
            "MATCH (n:Person {name: $name}) RETURN n.name", name="Vladimir Putin"
        )
        assert result.single(strict=True).value() == "Vladimir Putin"
    with driver.session() as session:
        names = session.execute_read(lambda tx: tx.run("MATCH (n:Person) RETURN n.name").values())
    assert len(names) == 2


@pytest.mark.parametrize(
    ("query", "told"),
    [("MATCH (n RETURN n", "line 1:9"), ("RETURN 1/0", "zero"), ("RETURN $nope", "nope")],
)
def test_a_mistake_is_told_to_the_client(driver: neo4j.Driver, query: Any, told: str) -> None:
    with pytest.raises(ClientError, match=told):
        driver.execute_query(query)


@pytest.mark.parametrize(
    ("user", "password"), [("kgraph", "wrong-password"), ("root", ""), ("neo4j", "neo4j")]
)
def test_nobody_else_gets_in(service: Service, user: str, password: str) -> None:
    with (
        neo4j.GraphDatabase.driver(service.address, auth=(user, password)) as stranger,
        pytest.raises(AuthError),
    ):
        stranger.verify_connectivity()
    with neo4j.GraphDatabase.driver(service.address) as stranger, pytest.raises(ClientError):
        stranger.verify_connectivity()


def test_the_password_is_another_one_each_time_and_shown_by_no_accident(service: Service) -> None:
    with kgraph.serve(banned_graph(), port=0) as second:
        assert second.password != service.password
        assert second.password not in repr(second)


def test_a_port_that_is_taken_is_one_line(service: Service) -> None:
    port = int(service.address.rpartition(":")[2])
    with (
        pytest.raises(DatabaseError, match=rf"^port {port} of 127\.0\.0\.1 cannot be used.*one$"),
        kgraph.serve(banned_graph(), port=port),
    ):
        pass


def test_a_graph_can_be_queried_while_it_is_served(tmp_path: Path) -> None:
    graph = kgraph.open(save_graph(banned_graph(), tmp_path / "news.kg"))
    with kgraph.serve(graph, port=0), kgraph.serve(graph, port=0):
        assert kgraph.cypher(graph, "RETURN 1 AS x").rows == ((1,),)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_a_signal_and_leaves_nothing(
    tmp_path: Path, number: signal.Signals
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    path = save_graph(banned_graph(), tmp_path / "news.kg")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}
    with subprocess.Popen(  # noqa: S603 - this package with the words of a test
        [sys.executable, "-m", "kgraph", "cypher", path, "--serve", "--port", "0"],
        env=environment,
        cwd=temporary,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout
        told = dict(child.stdout.readline().split() for _ in range(3))
        with neo4j.GraphDatabase.driver(
            told["address"], auth=(told["user"], told["password"])
        ) as driver:
            assert rows(driver, "MATCH (n:Person) RETURN count(n)") == [(2,)]
        assert _listening(child.pid) == {"127.0.0.1"}
        kept = [f for f in tmp_path.rglob("*") if f.is_file() and holds(f, told["password"])]
        child.send_signal(number)
        _, error = child.communicate(timeout=60)
    assert (child.returncode, error, kept) == (0, "", [])
    assert list(temporary.iterdir()) == []


def holds(file: Path, text: str) -> bool:
    return text.encode() in file.read_bytes()


def _listening(process: int) -> set[str]:
    """Return the addresses that a process listens on, as Linux tells them."""
    inodes = {
        str(link.readlink())[8:-1]
        for link in Path(f"/proc/{process}/fd").iterdir()
        if str(link.readlink()).startswith("socket:[")
    }
    found = set()
    for table, family in (("tcp", socket.AF_INET), ("tcp6", socket.AF_INET6)):
        for line in Path(f"/proc/{process}/net/{table}").read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == "0A" and words[9] in inodes:
                raw = bytes.fromhex(words[1].partition(":")[0])
                ordered = b"".join(raw[at : at + 4][::-1] for at in range(0, len(raw), 4))
                found.add(socket.inet_ntop(family, ordered).removeprefix("::ffff:"))
    return found
