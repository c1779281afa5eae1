"""A graph pushed into a real Neo4j: again, changed, taken back, beside what others put there."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import neo4j
import pytest

import kgraph
from kgraph.errors import DatabaseError
from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph import Evidence, parts
from kgraph.propertygraph.comparison import Changes
from kgraph.propertygraph.delivery import Pushed
from kgraph.propertygraph.push import push
from kgraph.propertygraph.script import cypher_statements
from kgraph.propertygraph.server import Server
from tests.graphs import banned_graph, bare_graph, hostile_graph
from tests.keeping import ACME, ANNA, GERMANY, JOHN, MEETING, PRAISE, keep, news, says
from tests.live.content import Content, ask, content, expected
from tests.live.neo4j_server import Neo4jServer

pytestmark = [pytest.mark.neo4j, pytest.mark.usefixtures("database")]

BERLIN = ("Place", "Berlin")


@pytest.fixture
def server(neo4j_server: Neo4jServer) -> Server:
    return Server(neo4j_server.uri, neo4j_server.user, neo4j_server.password)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keep(tmp_path / "news.kg")
    return tmp_path / "news.kg"


def last_transaction(database: neo4j.Driver) -> frozenset[str]:
    """Return the bookmark of the last transaction that wrote anything, as a reader gets it."""
    with database.session(default_access_mode=neo4j.READ_ACCESS) as session:
        session.run("RETURN 1").consume()
        return session.last_bookmarks().raw_values


def pushed(database: neo4j.Driver) -> Content:
    return content(database, marked=True)


@pytest.mark.parametrize("evidence", ["none", "quotes", "sentences"])
@pytest.mark.parametrize("graph", [banned_graph(), hostile_graph()], ids=["banned", "hostile"])
def test_all_rows_arrive_with_equal_values(
    server: Server, database: neo4j.Driver, graph: KnowledgeGraph, evidence: Evidence
) -> None:
    push(graph, server, evidence=evidence)
    assert pushed(database) == expected(graph, evidence)
    assert ask(database, "MATCH (n:Injected) RETURN n") == []


def test_what_was_done_is_counted(server: Server) -> None:
    graph = banned_graph()
    rows = [row for part in parts(graph) for row in (*part.nodes, *part.relationships)]
    plain = sum(1 for r in graph.relations if r.stated or r.alleged)
    assert push(graph, server) == Pushed(
        Changes(new=len(graph.entities)),
        Changes(new=len(graph.articles)),
        Changes(new=plain),
        rows=len(rows),
    )


def test_the_second_push_sends_nothing(server: Server, database: neo4j.Driver) -> None:
    push(banned_graph(), server)
    before = last_transaction(database)
    assert push(banned_graph(), server) == Pushed()
    assert last_transaction(database) == before


def test_a_dry_run_tells_what_a_push_does_and_writes_nothing(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    push(kgraph.open(path), server)
    kgraph.retract(path, "The ban")
    before = last_transaction(database)
    planned = push(kgraph.open(path), server, dry_run=True)
    assert last_transaction(database) == before
    assert planned == push(kgraph.open(path), server)
    assert planned.articles == Changes(gone=1)


def test_what_is_retracted_is_as_if_it_had_never_been_pushed(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    push(kgraph.open(path), server)
    kgraph.retract(path, "The ban")
    push(kgraph.open(path), server)
    assert pushed(database) == expected(kgraph.open(path))
    kgraph.retract(path, "The ban", undo=True)
    push(kgraph.open(path), server)
    assert pushed(database) == expected(kgraph.open(path))


def test_only_what_changed_is_sent(server: Server, database: neo4j.Driver, path: Path) -> None:
    push(kgraph.open(path), server)
    keep(path, news("One more", says(JOHN, "praise", GERMANY), published="2024-05-01"))
    done = push(kgraph.open(path), server)
    assert done.articles == Changes(new=1)
    assert done.entities.new == 0
    assert pushed(database) == expected(kgraph.open(path))


def test_a_changed_type_changes_the_labels_and_keeps_those_of_others(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    push(kgraph.open(path), server)
    ask(database, "MATCH (n:Entity {name: $name}) SET n:Suspect, n.note = 'see file'", name=ACME[1])
    kgraph.decide(path, "type", ACME[1], value="Product")
    push(kgraph.open(path), server)
    query = "MATCH (n:Entity {name: $name}) RETURN labels(n) AS labels, n.note AS note"
    [row] = ask(database, query, name=ACME[1])
    assert set(row["labels"]) == {"Entity", "__Entity__", "Product", "Suspect"}
    assert row["note"] == "see file"


def test_a_property_that_is_known_no_more_goes(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    keep(path, news("A visit", says(ANNA, "visit", BERLIN), says(JOHN, "visit", GERMANY)))
    push(kgraph.open(path), server)
    country = "MATCH (n:Entity {name: 'Berlin'}) RETURN n.country AS country"
    assert ask(database, country) == [{"country": "DE"}]
    kgraph.decide(path, "type", "Berlin", value="Organization")
    push(kgraph.open(path), server)
    assert ask(database, country) == [{"country": None}]


def test_nothing_that_others_put_there_is_touched(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    ask(database, "CREATE (:Entity {id: 'theirs'})-[:RELATED_TO {id: 'theirs'}]->(:Person)")
    push(kgraph.open(path), server)
    ask(
        database,
        "MATCH (a:Entity {name: $a}), (b:Entity {name: $b}), (s:Sentence) "
        "MERGE (a)-[:RELATED_TO {by: 'hand'}]->(b) MERGE (a)-[:MENTIONED_IN {by: 'hand'}]->(s)",
        a=JOHN[1],
        b=GERMANY[1],
    )
    theirs = "MATCH ()-[r]->() WHERE r.kgraph IS NULL RETURN count(r) AS n"
    [before] = ask(database, theirs)
    keep(path, news("One more", says(JOHN, "praise", GERMANY), published="2024-05-01"))
    push(kgraph.open(path), server)
    push(kgraph.open(path), server, verify=True)
    assert ask(database, theirs) == [before]
    assert ask(database, "MATCH (n {id: 'theirs'})-[r]->(p:Person) RETURN r.id AS id") == [
        {"id": "theirs"}
    ]


def test_a_fallen_node_that_others_tied_to_is_retired_and_revived(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    push(kgraph.open(path), server)
    acme = kgraph.open(path).entity(ACME[1]).id
    ask(database, "MATCH (n:Entity {id: $id}) CREATE (:Note)-[:ABOUT]->(n)", id=acme)
    kgraph.retract(path, "The ban")
    assert push(kgraph.open(path), server).retired == 1
    note = "MATCH (:Note)-[:ABOUT]->(n) RETURN n.id AS id, n.name AS name, labels(n) AS labels"
    assert ask(database, note) == [{"id": acme, "name": ACME[1], "labels": ["Retired"]}]
    kgraph.retract(path, "The ban", undo=True)
    assert push(kgraph.open(path), server).retired == 0
    [row] = ask(database, note)
    assert set(row["labels"]) == {"Entity", "__Entity__", "Organization"}
    ask(database, "MATCH (n:Note) DETACH DELETE n")
    assert pushed(database) == expected(kgraph.open(path))


def test_a_retired_node_leads_to_what_it_is_today_and_goes_when_nothing_holds_it(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    push(kgraph.open(path), server)
    ask(database, "MATCH (n:Person) CREATE (:Note)-[:ABOUT]->(n)")
    kgraph.decide(path, "same", [ANNA[1], JOHN[1]])
    push(kgraph.open(path), server)
    heir = "MATCH (n:Retired)-[:SUCCEEDED_BY]->(heir:Entity) RETURN heir.id AS id"
    assert ask(database, heir) == [{"id": kgraph.open(path).entity(ANNA[1]).id}]
    assert ask(database, "MATCH (:Note)-[:ABOUT]->(n) RETURN count(n) AS n") == [{"n": 2}]
    ask(database, "MATCH (n:Note) DETACH DELETE n")
    kgraph.retract(path, "The praise")
    push(kgraph.open(path), server)
    assert pushed(database) == expected(kgraph.open(path))


@pytest.mark.parametrize(
    "damage",
    [
        "MATCH (n:Entity) SET n.name = 'wrong'",
        "MATCH (n:Person) REMOVE n:Person",
        "MATCH (n:Sentence) REMOVE n:Chunk",
        "MATCH (n:Entity) SET n:Product",
        "MATCH (n:Claim) WITH n LIMIT 1 DETACH DELETE n",
        "MATCH (n:Article) DETACH DELETE n",
        "MATCH (n:Entity) DETACH DELETE n",
        "MATCH (:Claim)-[r:SUBJECT]->() DELETE r",
        "MATCH (:Claim)-[r:SUPPORTED_BY]->() DELETE r",
        "MATCH (:Entity)-[r]->(:Entity) DELETE r",
        "MATCH (:Entity)-[r]->(:Entity) SET r.count = 99",
        "MATCH (n:Claim) SET n.polarity = null, n.rule = 'no rule'",
        "MATCH (n:Claim) SET n.start = datetime(), n.end = duration('P1D')",
        "MATCH (n) WHERE NOT n:KGraph DETACH DELETE n",
        "MATCH (n) DETACH DELETE n",
    ],
)
def test_verifying_mends_what_was_changed_by_hand(
    server: Server, database: neo4j.Driver, path: Path, damage: str
) -> None:
    push(kgraph.open(path), server)
    ask(database, damage)
    assert push(kgraph.open(path), server, verify=True).rows
    assert pushed(database) == expected(kgraph.open(path))
    assert not push(kgraph.open(path), server, verify=True).rows


def test_what_is_left_of_an_article_that_was_deleted_by_hand_and_retracted_goes(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    push(kgraph.open(path), server)
    ask(database, "MATCH (n:Article {title: 'The ban'}) DETACH DELETE n")
    kgraph.retract(path, "The ban")
    push(kgraph.open(path), server, verify=True)
    assert pushed(database) == expected(kgraph.open(path))


def test_a_push_that_breaks_off_is_ended_by_the_next(
    server: Server, database: neo4j.Driver, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    monkeypatch.setattr("kgraph.propertygraph.delivery._BATCH", 1)
    monkeypatch.setattr("kgraph.propertygraph.rows._PORTION", 1)
    count = sum(1 for _ in parts(kgraph.open(path)))
    assert count > 8
    for stop in range(count):
        database.execute_query("MATCH (n) DETACH DELETE n")
        with pytest.raises(KeyboardInterrupt):
            push(kgraph.open(path), server, progress=Interrupting(stop))
        push(kgraph.open(path), server)
        assert pushed(database) == expected(kgraph.open(path))


class Meanwhile:
    """Progress that does something else once, when the first article is to be sent."""

    def __init__(self, deed: Callable[[], object]) -> None:
        self._deed: Callable[[], object] | None = deed

    def __call__(self, noun: str, _: int) -> None:
        if noun == "articles" and self._deed:
            deed, self._deed = self._deed, None
            deed()


class Interrupting:
    """Progress that is interrupted after so many calls."""

    def __init__(self, calls: int) -> None:
        self._left = calls

    def __call__(self, noun: str, rows: int) -> None:
        self._left -= 1
        if self._left < 0 and (noun or rows):
            raise KeyboardInterrupt


def test_two_pushes_of_one_graph_at_once_do_no_harm(
    server: Server, database: neo4j.Driver, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    monkeypatch.setattr("kgraph.propertygraph.delivery._BATCH", 3)
    start = threading.Barrier(2)

    def one(_: int) -> Pushed:
        graph = kgraph.open(path)
        start.wait()
        return push(graph, server)

    with ThreadPoolExecutor(2) as threads:
        assert len(list(threads.map(one, range(2)))) == 2
    assert pushed(database) == expected(kgraph.open(path))


def test_of_two_pushes_of_different_graphs_the_later_goes_on(
    server: Server, database: neo4j.Driver, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    monkeypatch.setattr("kgraph.propertygraph.delivery._BATCH", 1)
    older = kgraph.open(path)
    keep(path, news("One more", says(JOHN, "praise", GERMANY), published="2024-05-01"))

    with pytest.raises(DatabaseError, match="another push began"):
        push(older, server, progress=Meanwhile(lambda: push(kgraph.open(path), server)))
    assert pushed(database) == expected(kgraph.open(path))


def test_another_graph_is_not_written_over(server: Server, path: Path) -> None:
    push(kgraph.open(path), server)
    for other in (banned_graph(), bare_graph()):
        with pytest.raises(DatabaseError, match="holds another graph"):
            push(other, server)


def test_nodes_of_others_that_share_an_id_are_told(server: Server, database: neo4j.Driver) -> None:
    ask(database, "DROP CONSTRAINT kgraph_entity_id IF EXISTS")
    ask(database, "CREATE (:Entity {id: 1}), (:Entity {id: 1})")
    with pytest.raises(DatabaseError, match="share a label and an id"):
        push(banned_graph(), server)


def test_an_article_of_many_versions_is_the_last_one(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    address = "https://example.org/story"
    keep(path, news("First", says(GERMANY, "ban", ACME), url=address))
    push(kgraph.open(path), server)
    keep(path, news("Second", says(JOHN, "ban", ACME), url=address, published="2024-09-01"))
    push(kgraph.open(path), server)
    assert pushed(database) == expected(kgraph.open(path))


def test_articles_are_unchanged_where_only_their_order_is(server: Server, tmp_path: Path) -> None:
    one = keep(tmp_path / "a.kg", PRAISE, MEETING)
    other = keep(tmp_path / "b.kg", MEETING, PRAISE)
    push(one, server)
    assert not push(other, server, verify=True).rows
    assert replace(push(other, server), retired=0) == Pushed()


def test_what_others_tied_alike_stays_theirs_when_an_article_changes(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    push(kgraph.open(path), server)
    ask(
        database,
        "MATCH (e:Entity)-[:MENTIONED_IN]->(s:Sentence) "
        "CREATE (e)-[:MENTIONED_IN {by: 'hand'}]->(s)",
    )
    push(kgraph.open(path), server, evidence="none")
    theirs = "MATCH (:Entity)-[r {by: 'hand'}]->(:Sentence) RETURN r.kgraph AS mark"
    assert {row["mark"] for row in ask(database, theirs)} == {None}


def test_claims_that_others_tied_to_a_sentence_of_another_article_stay(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    push(kgraph.open(path), server)
    ask(
        database,
        "MATCH (c:Claim)-[:SUPPORTED_BY]->(s:Sentence), (other:Sentence) WHERE other <> s "
        "CREATE (c)-[:SUPPORTED_BY {by: 'hand'}]->(other)",
    )
    kgraph.retract(path, "The ban")
    push(kgraph.open(path), server)
    ask(database, "MATCH ()-[r {by: 'hand'}]->() DELETE r")
    push(kgraph.open(path), server)
    nodes, _ = pushed(database)
    assert expected(kgraph.open(path))[0] - nodes == {}


def test_a_fallen_node_with_a_label_of_others_leads_to_what_it_is_today(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    push(kgraph.open(path), server)
    ask(database, "MATCH (n:Person) SET n:Suspect")
    kgraph.decide(path, "same", [ANNA[1], JOHN[1]])
    push(kgraph.open(path), server)
    heir = "MATCH (:Retired:Suspect)-[:SUCCEEDED_BY]->(heir:Entity) RETURN heir.name AS name"
    assert ask(database, heir) == [{"name": kgraph.open(path).entity(ANNA[1]).name}]


def test_a_name_that_others_gave_an_article_stays_where_it_falls(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    push(kgraph.open(path), server)
    ask(database, "MATCH (n:Article {title: 'The ban'}) SET n.name = 'First file'")
    kgraph.retract(path, "The ban")
    assert push(kgraph.open(path), server).retired == 1
    assert ask(database, "MATCH (n:Retired) RETURN n.name AS name") == [{"name": "First file"}]


def test_a_push_that_was_overtaken_twice_stops_though_its_graph_is_claimed_for_again(
    server: Server, database: neo4j.Driver, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    monkeypatch.setattr("kgraph.propertygraph.delivery._BATCH", 1)
    older = kgraph.open(path)
    keep(path, news("One more", says(JOHN, "praise", GERMANY), published="2024-05-01"))

    def overtake() -> None:
        push(kgraph.open(path), server)
        with pytest.raises(KeyboardInterrupt):
            push(older, server, progress=Interrupting(0))

    with pytest.raises(DatabaseError, match="another push began"):
        push(older, server, progress=Meanwhile(overtake))
    push(older, server)
    assert pushed(database) == expected(older)


def test_what_a_script_or_an_import_brought_is_taken_over(
    server: Server, database: neo4j.Driver, path: Path
) -> None:
    graph = kgraph.open(path)
    for statement in cypher_statements(graph):
        ask(database, statement)
    push(graph, server)
    assert pushed(database) == expected(graph)
    kgraph.retract(path, "The ban")
    push(kgraph.open(path), server)
    assert pushed(database) == expected(kgraph.open(path))


def test_an_index_that_stands_in_the_way_is_told(server: Server, database: neo4j.Driver) -> None:
    ask(database, "DROP CONSTRAINT kgraph_entity_id IF EXISTS")
    ask(database, "CREATE INDEX theirs FOR (n:Entity) ON (n.id)")
    try:
        with pytest.raises(DatabaseError, match="index"):
            push(banned_graph(), server)
    finally:
        ask(database, "DROP INDEX theirs")
