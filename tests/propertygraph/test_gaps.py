"""What the embedded engine would answer wrongly is refused; what it answers rightly is not."""

import pytest

import kgraph
from kgraph.errors import QueryError
from kgraph.propertygraph.engine_gaps import gap_in
from tests.graphs import banned_graph


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("MATCH p = shortestPath((a)-[r*]-(b)) WHERE a.x > 1 RETURN p", "WHERE of a shortest path"),
        ("MATCH p=allShortestPaths((a)-[*..3]->(b))\n  where true RETURN p", "WHERE of a shortest"),
        ("MATCH (c) RETURN max(c.start) IS NOT NULL", "compared with null"),
        ("MATCH (c) RETURN c.x, collect( DISTINCT (c.y) ) is null AS z", "compared with null"),
    ],
)
def test_what_would_be_answered_wrongly_is_refused(statement: str, told: str) -> None:
    assert told in gap_in(statement)
    with pytest.raises(QueryError, match=told):
        kgraph.cypher(banned_graph(), statement)


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (a {id: 1}) WHERE a.x MATCH p = shortestPath((a)-[*]-(b)) RETURN p",
        "MATCH p = shortestPath((a)-[*]-(b)) RETURN p",
        "MATCH p = shortestPath((a)-[*]-(b)) WITH p WHERE length(p) > 1 RETURN p",
        "MATCH (c) WITH max(c.start) AS most RETURN most IS NOT NULL",
        "MATCH (c) RETURN count(c.start IS NOT NULL)",
        "MATCH (c) WHERE c.max IS NOT NULL RETURN 'max(x) IS NULL' // shortestPath WHERE",
        "RETURN size([x IN [max(1)] WHERE x IS NOT NULL])",
        "",
    ],
)
def test_what_is_answered_rightly_is_not(statement: str) -> None:
    assert gap_in(statement) == ""
