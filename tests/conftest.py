"""Options and rules of every test run."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kgraph

if TYPE_CHECKING:
    import neo4j

    from tests.live.neo4j_server import Neo4jServer

LIVE = {"browser", "model", "neo4j"}
"""Marks of tests that need something installed; where CI is set it has to be there."""

PIPELINE = Path(kgraph.__file__).parent / "language" / "pipeline" / "meta.json"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-readme",
        action="store_true",
        help="write what the README's code and commands print into the README",
    )
    parser.addoption(
        "--update-notebook",
        action="store_true",
        help="write what the notebook's cells show into the notebook",
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("model") and not PIPELINE.is_file():
        pytest.skip(f"{PIPELINE} is missing; `python -m kgraph.training CORPORA` makes it")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    live = LIVE & {mark.name for mark in item.iter_markers()}
    if live and report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = (
            f"a test marked {', '.join(sorted(live))} was skipped in CI: {call.excinfo}"
        )
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped whole in CI: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Neo4jServer"]:
    from tests.live.neo4j_server import running_neo4j

    with running_neo4j(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(scope="session")
def driver(neo4j_server: "Neo4jServer") -> Iterator["neo4j.Driver"]:
    import neo4j

    sign_in = (neo4j_server.user, neo4j_server.password)
    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=sign_in) as connected:
        connected.verify_connectivity()
        yield connected


@pytest.fixture
def database(driver: "neo4j.Driver") -> "neo4j.Driver":
    driver.execute_query("MATCH (n) DETACH DELETE n")
    return driver
