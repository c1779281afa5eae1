"""The 117 queries on the real Neo4j, in the words that Neo4j takes: a test of its version."""

from collections.abc import Iterator

import neo4j
import pytest
from neo4j.exceptions import ClientError

from kgraph.propertygraph.driver_values import from_driver
from tests.cypher_cases import Case, cases, creation

pytestmark = pytest.mark.neo4j

OF_GDS = {"f03", "f04"}
"""What needs the plugin Graph Data Science, which Neo4j Community comes without."""

CASES = [case for case in cases() if case.id not in OF_GDS]


@pytest.fixture(scope="module")
def loaded(driver: neo4j.Driver) -> Iterator[neo4j.Driver]:
    """The database with the graph of the queries alone: no constraint or index of other tests."""
    clear(driver)
    for statement, parameters in creation():
        driver.execute_query(statement, parameters)
    yield driver
    clear(driver)


def clear(driver: neo4j.Driver) -> None:
    driver.execute_query("MATCH (n) DETACH DELETE n")
    for kind, kinds in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
        query = f"SHOW {kinds} YIELD name, type WHERE type <> 'LOOKUP'"
        for record in driver.execute_query(query).records:
            driver.execute_query(f"DROP {kind} {record['name']}")


@pytest.fixture
def transaction(loaded: neo4j.Driver) -> Iterator[neo4j.Transaction]:
    """A transaction that leaves nothing."""
    with loaded.session() as session, session.begin_transaction() as begun:
        yield begun
        begun.rollback()


@pytest.mark.parametrize("case", [case for case in CASES if not case.setup], ids=lambda c: c.id)
def test_a_query_is_answered(transaction: neo4j.Transaction, case: Case) -> None:
    assert case.expected.is_met_by(rows(transaction.run(case.query, dict(case.parameters))))
    if case.check:
        assert case.checked.is_met_by(rows(transaction.run(case.check)))


@pytest.mark.parametrize("case", [case for case in CASES if case.setup], ids=lambda c: c.id)
def test_a_query_of_an_index_is_answered(loaded: neo4j.Driver, case: Case) -> None:
    for statement in (*case.setup, "CALL db.awaitIndexes()"):
        loaded.execute_query(statement)
    with loaded.session() as session:
        assert case.expected.is_met_by(rows(session.run(case.query, dict(case.parameters))))


@pytest.mark.parametrize("case", [c for c in cases() if c.id in OF_GDS], ids=lambda c: c.id)
def test_a_query_of_gds_is_refused_without_it(loaded: neo4j.Driver, case: Case) -> None:
    with pytest.raises(ClientError, match="no procedure with the name `gds"):
        loaded.execute_query(case.query)


def test_115_of_the_117_need_no_plugin() -> None:
    assert len(CASES) == 115


def rows(result: neo4j.Result) -> list[tuple[object, ...]]:
    return [tuple(map(from_driver, record.values())) for record in result]
