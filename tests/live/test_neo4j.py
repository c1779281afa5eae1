from pathlib import Path

import neo4j
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph import cypher_statements, write_cypher
from kgraph.propertygraph.quoting import identifier, string
from tests.graphs import HOSTILE, banned_graph, bare_graph, hostile_graph, make_entity
from tests.live.content import ask, content, expected
from tests.live.neo4j_server import Neo4jServer

pytestmark = pytest.mark.neo4j

GRAPHS = pytest.mark.parametrize(
    "graph", [banned_graph(), hostile_graph()], ids=["banned", "hostile"]
)


def run(database: neo4j.Driver, graph: KnowledgeGraph) -> None:
    for statement in cypher_statements(graph):
        database.execute_query(statement)


@GRAPHS
def test_the_statements_make_every_node_and_relationship_with_equal_values(
    database: neo4j.Driver, graph: KnowledgeGraph
) -> None:
    run(database, graph)
    assert content(database) == expected(graph)


@GRAPHS
def test_running_the_statements_twice_changes_nothing(
    database: neo4j.Driver, graph: KnowledgeGraph
) -> None:
    run(database, graph)
    first = content(database)
    run(database, graph)
    assert content(database) == first


def test_the_statements_leave_what_else_is_in_the_database(database: neo4j.Driver) -> None:
    database.execute_query("CREATE (:Bystander)")
    run(database, hostile_graph())
    assert ask(database, "MATCH (n:Bystander) RETURN count(n) AS n") == [{"n": 1}]
    assert ask(database, "MATCH (n:Injected) RETURN count(n) AS n") == [{"n": 0}]


@GRAPHS
def test_cypher_shell_reads_the_script_as_the_driver_reads_its_statements(
    database: neo4j.Driver, neo4j_server: Neo4jServer, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    script = tmp_path / "graph.cypher"
    with script.open("w", encoding="utf-8", newline="\n") as stream:
        write_cypher(graph, stream)
    neo4j_server.shell(script)
    assert content(database) == expected(graph)


def test_a_name_as_long_as_articles_can_make_it_is_indexed(database: neo4j.Driver) -> None:
    name = "K\u0105" * 5000
    run(database, bare_graph([make_entity(name, "k")]))
    query = "PROFILE MATCH (e:Entity {name: $name}) RETURN e.id AS id"
    records, summary, _ = database.execute_query(query, name=name)
    assert [record["id"] for record in records] == ["k"]
    assert "TextIndex" in str(summary.profile) or "IndexSeek" in str(summary.profile)


def test_batches_part_the_rows_and_lose_none(
    database: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgraph.propertygraph.script._BATCH", 2)
    run(database, banned_graph())
    assert content(database) == expected(banned_graph())


def test_only_what_is_stated_or_alleged_makes_a_plain_relationship(database: neo4j.Driver) -> None:
    run(database, banned_graph())
    query = """
        MATCH (a:Entity)-[r]->(b:Entity)
        RETURN a.name AS a, type(r) AS type, r.phrase AS phrase, b.name AS b,
               r.count AS count, r.alleged AS alleged, r.articles AS articles
        ORDER BY a, type, phrase
    """
    assert [tuple(row.values()) for row in ask(database, query)] == [
        ("Germany", "BANS", None, "Huawei", 1, 1, 1),
        ("Kaspersky Lab", "BANNED_BY", None, "US government", 2, 1, 2),
        ("Vladimir Putin", "RELATED_TO", "defend", "Huawei", 1, 0, 1),
        ("Vladimir Putin", "RELATED_TO", "praise", "Huawei", 1, 0, 1),
    ]


def test_it_can_be_asked_who_is_said_to_have_banned_whom(database: neo4j.Driver) -> None:
    run(database, banned_graph())
    query = """
        MATCH (o:Entity)<-[:OBJECT]-(c:Claim {predicate: 'banned_by'})-[:SUBJECT]->(s:Entity)
        MATCH (c)-[:SUPPORTED_BY]->(sentence:Sentence:Chunk)-[:PART_OF]->(article:Article:Document)
        OPTIONAL MATCH (c)-[said:CLAIMED_BY]->(speaker:Person)
        RETURN s.name AS whom, o.name AS by, speaker.name AS speaker, said.cue AS cue,
               article.title AS title, toString(c.published) AS published,
               toString(c.start) AS start, sentence.text AS quote
        ORDER BY title
    """
    assert [tuple(row.values()) for row in ask(database, query)] == [
        (
            *("Kaspersky Lab", "US government", None, None, "First", "2019-03-05", "2017-09-01"),
            "Kaspersky Lab banned_by US government, .",
        ),
        (
            *("Kaspersky Lab", "US government", "Vladimir Putin", "said", "Second", None),
            *(None, "Kaspersky Lab banned_by US government, Vladimir Putin."),
        ),
    ]


def test_it_can_be_asked_what_was_denied_and_by_which_words(database: neo4j.Driver) -> None:
    run(database, banned_graph())
    query = """
        MATCH (s:Country:Place)<-[:SUBJECT]-(c:Claim {polarity: 'denied'})-[:OBJECT]->(o)
        MATCH (c)-[:SUPPORTED_BY]->(sentence)<-[:MENTIONED_IN]-(o)
        RETURN s.name AS s, c.phrase AS phrase, o.name AS o
    """
    assert ask(database, query) == [{"s": "Germany", "phrase": "bans", "o": "Kaspersky Lab"}]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.one_of(st.text(), st.sampled_from(HOSTILE), st.text("\\u0027'`n;")), min_size=1))
def test_any_string_comes_back_from_neo4j(driver: neo4j.Driver, texts: list[str]) -> None:
    query = f"RETURN [{', '.join(map(string, texts))}] AS texts"
    assert ask(driver, query) == [{"texts": texts}]


@settings(deadline=None, max_examples=50)
@given(st.one_of(st.text(), st.sampled_from(HOSTILE), st.text("\\u0060`';")))
def test_any_name_comes_back_from_neo4j(driver: neo4j.Driver, name: str) -> None:
    assert ask(driver, f"RETURN 1 AS {identifier(name)}") == [{name: 1}]
