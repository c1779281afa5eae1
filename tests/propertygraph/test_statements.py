"""What is read off the words of a statement."""

import pytest

from kgraph.propertygraph.statements import (
    called_procedure,
    is_complete,
    returned,
    split_statements,
    writing_word,
)


@pytest.mark.parametrize(
    ("script", "statements"),
    [
        ("", ()),
        (" ; ;; // only this\n", ()),
        ("RETURN 1", ("RETURN 1",)),
        ("RETURN 1;\nRETURN 2;", ("RETURN 1", "RETURN 2")),
        ("RETURN ';' AS x; RETURN \"a;'b\"", ("RETURN ';' AS x", 'RETURN "a;\'b"')),
        (r"RETURN 'it\'s; so'; RETURN 2", (r"RETURN 'it\'s; so'", "RETURN 2")),
        ("MATCH (n:`a;``b`) RETURN n; RETURN 2", ("MATCH (n:`a;``b`) RETURN n", "RETURN 2")),
        ("RETURN 1 // one; two\n; RETURN 2", ("RETURN 1 // one; two", "RETURN 2")),
        ("RETURN /* ; */ 1; RETURN 2", ("RETURN /* ; */ 1", "RETURN 2")),
        ("RETURN 'never ended; RETURN 2", ("RETURN 'never ended; RETURN 2",)),
    ],
)
def test_a_semicolon_ends_a_statement_where_it_is_not_inside_of_something(
    script: str, statements: tuple[str, ...]
) -> None:
    assert split_statements(script) == statements


@pytest.mark.parametrize(
    ("script", "complete"),
    [("RETURN 1", False), ("RETURN 1;", True), ("RETURN ';", False), ("RETURN 1; // x", True)],
)
def test_a_script_is_complete_at_its_last_semicolon(script: str, complete: bool) -> None:
    assert is_complete(script) is complete


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("MATCH (n) RETURN n", ["n"]),
        ("MATCH (n) return n.name , n.id AS `the ``id`", ["n.name", "the `id"]),
        ("RETURN DISTINCT [1, 2] AS a, {b: 1, c: 2}, f(1, 2)", ["a", "{b: 1, c: 2}", "f(1, 2)"]),
        ("RETURN CASE WHEN a THEN 1 ELSE 2 END AS x ORDER BY x LIMIT 1", ["x"]),
        (
            "RETURN max(c.end) AS last, {end: $end, case: c.case} AS m, c.case, c.end",
            ["last", "m", "c.case", "c.end"],
        ),
        ("RETURN CASE WHEN c.end = $end THEN [c.end, {end: 1}] END AS x, 1 AS y", ["x", "y"]),
        ("RETURN [CASE WHEN a THEN f(b, CASE b WHEN 1 THEN 2 END) END, 3] AS x, y", ["x", "y"]),
        ("MATCH (n) CALL (n) { MATCH (n)--(m) RETURN m } RETURN m.name SKIP 1", ["m.name"]),
        ("RETURN 1 AS a UNION ALL RETURN 2 AS a", ["a"]),
        ("MATCH (n) WITH n.return AS x RETURN x // RETURN y", ["x"]),
        ("MATCH (n) RETURN *", ["*"]),
        ("CALL db.labels()", []),
        ("CREATE (n)", []),
    ],
)
def test_the_columns_are_those_of_the_last_return(statement: str, names: list[str]) -> None:
    assert [item.name for part in returned(statement)[:1] for item in part.items] == names


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("MATCH (n) set n.x = 1", "SET"),
        ("MATCH (n:SET) WHERE n.create = 'CREATE' RETURN n.`DELETE` // MERGE", ""),
        ("RETURN $set", ""),
        ("CREATE INDEX x FOR (n:N) ON (n.x)", "CREATE"),
    ],
)
def test_a_word_that_writes_is_told_from_a_name(statement: str, word: str) -> None:
    assert writing_word(statement) == word


def test_the_procedure_that_is_called_is_named() -> None:
    assert called_procedure("CALL (n) { RETURN 1 } CALL apoc.x.`y`(1) YIELD a") == "apoc.x.`y`"
    assert called_procedure("RETURN 'CALL x'") == ""
