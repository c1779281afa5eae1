"""The embedded engine answers the 117 queries: a test of its version."""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from kgraph.propertygraph.engine import engine
from tests.cypher_cases import Case, cases, creation, rewritten

ENGINE = "arcadedb"
VERSION = version(ENGINE)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Any]:
    """A writable database with the graph of the queries."""
    opened = engine().create_database(str(tmp_path / "queries"))
    try:
        with opened.transaction():
            for statement, parameters in creation():
                opened.command("opencypher", statement, parameters).close()
        yield opened
    finally:
        opened.close()


def test_111_of_the_117_queries_run_verbatim() -> None:
    assert len(cases()) == 117
    assert len(rewritten(ENGINE)) == 6


@pytest.mark.parametrize("case", cases(ENGINE), ids=lambda case: f"{case.id}-{VERSION}")
def test_a_query_is_answered(database: Any, case: Case) -> None:
    for statement in case.setup:
        run(database, statement)
    assert case.expected.is_met_by(run(database, case.query, case.parameters))
    if case.check:
        assert case.checked.is_met_by(run(database, case.check))


def run(database: Any, statement: str, parameters: object = None) -> list[tuple[object, ...]]:
    """Return the rows of a statement; one that begins with "sql:" is SQL."""
    language = "sql" if statement.startswith("sql:") else "opencypher"
    arguments = [parameters] if parameters else []
    result = database.command(language, statement.removeprefix("sql:"), *arguments)
    return [tuple(row.to_dict().values()) for row in result]
