"""``kgraph push`` where something goes wrong: one line, exit 1, and the next push ends it well."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import neo4j
import pytest

import kgraph
from kgraph.propertygraph.push import push
from kgraph.propertygraph.server import Server
from tests.builders import save_record
from tests.keeping import ACME, ANNA, GERMANY, JOHN, keep, news, says
from tests.live.content import content, expected
from tests.live.neo4j_server import Neo4jServer, restarted, running_neo4j
from tests.scale.articles import generate

pytestmark = pytest.mark.neo4j

KILLS, ARTICLES = 20, 16

PUSHING = """
import os, signal, sys
import kgraph
from kgraph.propertygraph import delivery

path, uri, calls = sys.argv[1], sys.argv[2], int(sys.argv[3])
delivery._BATCH = 200

def told(noun, rows):
    global calls
    calls -= 1
    if not calls:
        os.kill(os.getpid(), signal.SIGKILL)

server = kgraph.Server(uri, password=os.environ["NEO4J_PASSWORD"])
kgraph.push(kgraph.open(path), server, progress=told)
"""
"""Pushes, and is killed at a call of its progress."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    keep(tmp_path / "news.kg")
    return tmp_path / "news.kg"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return two records that share most of their articles."""
    folder = tmp_path_factory.mktemp("records")
    paths = [folder / "a.kg", folder / "b.kg"]
    for path, first in zip(paths, (0, 4), strict=True):
        save_record(path, tuple(generate(ARTICLES, first=first)))
    return paths


def run(
    path: Path, uri: str, *options: str, password: str = ""
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kgraph", "push", str(path), uri, *options]
    environment = os.environ | {"NEO4J_PASSWORD": password}
    return subprocess.run(  # noqa: S603 - our own
        command, check=False, capture_output=True, text=True, env=environment
    )


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    return line


@pytest.mark.usefixtures("database")
def test_a_push_that_only_removes_does_not_say_that_nothing_happened(
    neo4j_server: Neo4jServer, tmp_path: Path
) -> None:
    path = tmp_path / "news.kg"
    keep(path, news("One", says(ANNA, "praise", GERMANY)), news("Two", says(JOHN, "ban", ACME)))
    uri, password = neo4j_server.uri, neo4j_server.password
    assert run(path, uri, password=password).returncode == 0
    assert run(path, uri, password=password).stdout.endswith("nothing to send\n")
    kgraph.retract(path, "Two")
    done = run(path, uri, password=password)
    assert "articles: 0 new, 0 changed, 1 gone" in done.stdout
    assert "rows" not in done.stdout
    assert "nothing" not in done.stdout


def test_killed_pushes_end_as_one_that_was_not(
    neo4j_server: Neo4jServer, database: neo4j.Driver, large: list[Path]
) -> None:
    random = Random(1)  # noqa: S311 - no secret
    server = Server(neo4j_server.uri, password=neo4j_server.password)
    environment = os.environ | {"NEO4J_PASSWORD": neo4j_server.password}
    there = 1
    for _ in range(KILLS):
        path = large[1 - there]
        calls = str(random.randrange(1, ARTICLES))
        command = [sys.executable, "-c", PUSHING, str(path), neo4j_server.uri, calls]
        child = subprocess.run(command, check=False, env=environment)  # noqa: S603 - our own
        assert child.returncode == -signal.SIGKILL
        there = random.randrange(2)
        graph = kgraph.open(large[there])
        push(graph, server)
        assert content(database, marked=True) == expected(graph)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("uri", "options", "told"),
    [
        ("bolt://127.0.0.1:1", (), "no Neo4j answers there"),
        ("{}", ("--user", "nobody"), "the password of 'nobody' is wrong"),
        ("{}", ("--database", "nowhere"), "has no database of that name"),
        ("http://127.0.0.1:7474", (), "is no address of a Neo4j"),
        ("http://neo4j:secret@127.0.0.1", (), "an address has no user and no password in it"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    neo4j_server: Neo4jServer, small: Path, uri: str, options: tuple[str, ...], told: str
) -> None:
    address = uri.format(neo4j_server.uri)
    line = refusal(run(small, address, *options, password=neo4j_server.password))
    assert told in line
    assert "secret" not in line


@pytest.mark.usefixtures("database")
def test_a_wrong_password_is_told_in_one_line(neo4j_server: Neo4jServer, small: Path) -> None:
    assert "the password of 'neo4j' is wrong" in refusal(run(small, neo4j_server.uri))


def test_a_server_that_stops_or_may_not_be_written_is_told_and_the_next_push_ends_it(
    tmp_path: Path, large: list[Path]
) -> None:
    with running_neo4j(tmp_path / "home") as first:
        child = subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-m", "kgraph", "push", str(large[0]), first.uri],
            env=os.environ | {"NEO4J_PASSWORD": first.password},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        server = Server(first.uri, password=first.password)
        with server.session() as session:
            while (
                session.run("MATCH (a:Article) RETURN count(a) AS n").single(strict=True)["n"] < 5
            ):
                assert child.poll() is None
    out, error = child.communicate()
    assert (child.returncode, out, len(error.splitlines())) == (1, "", 1)
    with restarted(tmp_path / "home", first) as again:
        graph = kgraph.open(large[0])
        push(graph, Server(again.uri, password=first.password))
        with neo4j.GraphDatabase.driver(again.uri, auth=(first.user, first.password)) as driver:
            assert content(driver, marked=True) == expected(graph)
    with restarted(tmp_path / "home", first, "server.databases.default_to_read_only=true") as shut:
        assert "read-only" in refusal(run(large[1], shut.uri, password=first.password))
        done = run(large[1], shut.uri, "--dry-run", password=first.password)
        assert "nothing was written" in done.stdout
