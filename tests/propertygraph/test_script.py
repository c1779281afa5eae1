from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph import Value, cypher_statements, index_statements, write_cypher
from kgraph.propertygraph.quoting import identifier, literal, string
from tests.graphs import HOSTILE, banned_graph, hostile_graph

ANY_TEXT = st.one_of(st.text(), st.sampled_from(HOSTILE), st.text("\\u0127'`n;\n\u2028"))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("it's", r"'it\'s'"),
        ("a\\b", r"'a\\b'"),
        ("a\nb\u2028", r"'a\u000ab\u2028'"),
        (("a", "b'"), r"['a', 'b\'']"),
        (date(2019, 3, 5), "date('2019-03-05')"),
        (0.5, "0.5"),
        (7, "7"),
    ],
)
def test_a_value_is_written_as_a_cypher_expression(value: Value, written: str) -> None:
    assert literal(value) == written


@given(ANY_TEXT)
def test_a_string_stays_on_one_line_and_inside_its_quotes(text: str) -> None:
    inside = string(text)[1:-1]
    assert len(inside.splitlines()) <= 1
    rest = inside.replace("\\\\", "").replace("\\'", "")
    assert "'" not in rest


@given(ANY_TEXT)
def test_a_name_stays_on_one_line_and_inside_its_backticks(name: str) -> None:
    inside = identifier(name)[1:-1]
    assert len(inside.splitlines()) <= 1
    assert "`" not in inside.replace("``", "")
    assert "\\u0060" not in inside


def test_the_script_of_equal_graphs_is_equal() -> None:
    first, second = StringIO(), StringIO()
    write_cypher(hostile_graph(), first)
    write_cypher(hostile_graph(), second)
    assert first.getvalue() == second.getvalue()


def test_constraints_and_indexes_come_first_and_bear_repetition() -> None:
    indexes = index_statements()
    statements = tuple(cypher_statements(banned_graph()))
    assert statements[: len(indexes)] == indexes
    assert all("IF NOT EXISTS" in statement for statement in indexes)
    assert not any(s.startswith("CREATE") for s in statements[len(indexes) :])


@pytest.mark.parametrize("graph", [banned_graph(), hostile_graph()], ids=["banned", "hostile"])
def test_a_line_that_ends_in_a_semicolon_ends_a_statement(graph: KnowledgeGraph) -> None:
    stream = StringIO()
    write_cypher(graph, stream)
    script = stream.getvalue()
    assert script == "\n".join(script.splitlines()) + "\n"
    assert script.removesuffix(";\n").split(";\n") == list(cypher_statements(graph))
