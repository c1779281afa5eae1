"""Any sequence of changes of a record and of a database, with pushes in between.

``KGRAPH_LONG=1`` tries twenty times as many sequences.
"""

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import neo4j
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

import kgraph
from kgraph.errors import KGraphError
from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph import Evidence
from kgraph.propertygraph.delivery import Pushed
from kgraph.propertygraph.driver_values import from_driver
from kgraph.propertygraph.push import push
from kgraph.propertygraph.server import Server
from tests.builders import Annotated
from tests.keeping import ACME, ANNA, BANK, GERMANY, JOHN, keep, news, says
from tests.live.content import ask, content, expected
from tests.live.neo4j_server import Neo4jServer
from tests.properties.test_record_machine import LONG

pytestmark = pytest.mark.neo4j

EXAMPLES, STEPS = 10, 16

NAMES = (ANNA, JOHN, ACME, BANK, GERMANY, ("Place", "Berlin"))
TITLES = ("The ban", "The praise", "More")
ADDRESSES = ("", "https://example.org/story")

HAND = (
    "MATCH (n) WHERE n.kgraph > 0 WITH n ORDER BY n.id SKIP $pick LIMIT 1 ",
    "MATCH (a) WHERE a.kgraph > 0 WITH a ORDER BY a.id SKIP $pick LIMIT 1 "
    "MATCH (b) WHERE b.kgraph > 0 WITH a, b ORDER BY b.id SKIP $other LIMIT 1 ",
    "MATCH (s)-[r]->(e) WHERE r.kgraph > 0 WITH * ORDER BY s.id, e.id SKIP $pick LIMIT 1 ",
)
"""What picks a node, two nodes, and a relationship that are kgraph's."""

NODE, TWO, TIE = HAND
FOREIGN = (
    NODE + "CREATE (:Note {id: 'note'})-[:ABOUT {by: 'hand'}]->(n)",
    NODE + "CREATE (:Note)<-[:MENTIONED_IN]-(n)",
    NODE + "CREATE (:Entity {id: $pick * 1000 + $other})-[:SUBJECT]->(n)",
    NODE + "SET n:Suspect",
    NODE + "SET n.note = 'see file'",
    "MATCH (n:Claim|Sentence|Article) WHERE n.kgraph > 0 WITH n ORDER BY n.id SKIP $pick LIMIT 1 "
    "SET n.name = 'named by hand'",
    TWO + "CREATE (a)-[:SAME_AS {by: 'hand'}]->(b)",
    TWO + "CREATE (a)-[:SUPPORTED_BY {by: 'hand'}]->(b)",
    TWO + "CREATE (a)-[:PART_OF {by: 'hand'}]->(b)",
    TWO + "CREATE (a)-[:MENTIONED_IN {by: 'hand'}]->(b)",
    TWO + "CREATE (a)-[:BANNED_BY {id: 'hand', count: 1}]->(b)",
    "MATCH (s:Claim)-[r:SUPPORTED_BY]->(e) WITH * ORDER BY s.id SKIP $pick LIMIT 1 "
    "CREATE (s)-[:SUPPORTED_BY {by: 'hand'}]->(e)",
    "MATCH (s)-[r:MENTIONED_IN]->(e:Sentence) WITH * ORDER BY s.id, e.id SKIP $pick LIMIT 1 "
    "CREATE (s)-[:MENTIONED_IN {by: 'hand'}]->(e)",
    "MATCH (n:Claim), (s:Sentence) WHERE n.kgraph > 0 AND s.kgraph > 0 "
    "AND NOT (n)-[:SUPPORTED_BY]->(s) WITH n, s ORDER BY n.id, s.id SKIP $pick LIMIT 1 "
    "CREATE (n)-[:SUPPORTED_BY {by: 'hand'}]->(s)",
    "CREATE (:Entity {name: 'no id'}), (:Retired), (:KGraph), (:Article)",
)
"""What others put into the database."""

DAMAGE = (
    NODE + "DETACH DELETE n",
    NODE + "REMOVE n.name, n.text, n.start",
    NODE + "REMOVE n.id",
    NODE + "SET n.id = 7",
    NODE + "WITH n WHERE n:Entity SET n.name = 'wrong'",
    NODE + "REMOVE n:Entity:Claim:Sentence",
    NODE + "REMOVE n:Person:Chunk:__Entity__",
    TIE + "DELETE r",
    TIE + "WITH r WHERE r:SUBJECT|OBJECT SET r.words = 'wrong'",
    "MATCH (s)-[r:SUBJECT]->(e) WHERE r.kgraph > 0 WITH * ORDER BY s.id SKIP $pick LIMIT 1 "
    "MATCH (x:Entity) WHERE x.kgraph > 0 AND x <> e WITH * ORDER BY x.id LIMIT 1 "
    "CREATE (s)-[q:SUBJECT]->(x) SET q = properties(r) DELETE r",
    "MATCH (s)-[r:MENTIONED_IN]->(e:Sentence) WHERE r.kgraph > 0 "
    "WITH * ORDER BY s.id, e.id SKIP $pick LIMIT 1 "
    "CREATE (s)-[q:MENTIONED_IN]->(e) SET q = properties(r)",
    "MATCH (s:Entity)-[r]->(e:Entity) WHERE r.kgraph > 0 "
    "WITH * ORDER BY s.id, e.id SKIP $pick LIMIT 1 "
    "CREATE (s)-[q:RELATED_TO]->(e) SET q = properties(r)",
    "MATCH (s:Entity)-[r]->(e:Entity) WHERE r.kgraph > 0 "
    "WITH * ORDER BY s.id, e.id SKIP $pick LIMIT 1 REMOVE r.id",
)
"""What somebody changes by hand in what is kgraph's."""

names = st.sampled_from([name for _, name in NAMES])
picks = st.integers(0, 25)
articles = st.builds(
    lambda title, told, day, url: news(title, *told, published=f"2024-03-0{day}", url=url),
    st.sampled_from(TITLES),
    st.lists(
        st.builds(
            says,
            st.sampled_from(NAMES[:3]),
            st.sampled_from(["ban", "praise"]),
            st.sampled_from(NAMES[3:]),
        ),
        min_size=1,
        max_size=3,
    ),
    st.integers(1, 3),
    st.sampled_from(ADDRESSES),
)


class Interruption(Exception):  # noqa: N818 - it is no error
    """What breaks a push off."""


class PushMachine(RuleBasedStateMachine):
    """One record, and one database that it is pushed into."""

    server: Server
    database: neo4j.Driver

    def __init__(self) -> None:
        super().__init__()
        ask(self.database, "MATCH (n) DETACH DELETE n")
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "news.kg"
        keep(self.path)
        self.evidence: Evidence = "sentences"
        self.minimum = 0.0
        self.touched = False
        self.damaged = False
        self.send()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    # the record

    @rule(some=st.lists(articles, min_size=1, max_size=2))
    def add(self, some: list[Annotated]) -> None:
        keep(self.path, *some)

    @rule(title=st.sampled_from(TITLES), undo=st.booleans())
    def retract(self, title: str, undo: bool) -> None:
        with suppress(KGraphError):
            kgraph.retract(self.path, title, undo=undo)

    @rule(kind=st.sampled_from(["same", "different"]), one=names, other=names)
    def judge(self, kind: Any, one: str, other: str) -> None:
        with suppress(KGraphError):
            kgraph.decide(self.path, kind, [one, other])

    @rule(name=names, type_=st.sampled_from(["Organization", "Product", "Person"]))
    def retype(self, name: str, type_: str) -> None:
        with suppress(KGraphError):
            kgraph.decide(self.path, "type", name, value=type_)

    @rule(name=names)
    def rename(self, name: str) -> None:
        with suppress(KGraphError):
            kgraph.decide(self.path, "name", name, value=f"The {name}")

    @rule(name=names)
    def hide(self, name: str) -> None:
        with suppress(KGraphError):
            kgraph.decide(self.path, "hide", name)

    @rule()
    def withdraw(self) -> None:
        for outcome in kgraph.judgements(self.path)[-1:]:
            kgraph.decide(self.path, "withdrawn", outcome.judgement.id)

    @rule(evidence=st.sampled_from(["none", "quotes", "sentences"]))
    def tell(self, evidence: Evidence) -> None:
        self.evidence = evidence

    @rule(minimum=st.sampled_from([0.0, 0.8, 1.0]))
    def trust(self, minimum: float) -> None:
        self.minimum = minimum

    # the database

    @rule(deed=st.sampled_from(FOREIGN), pick=picks, other=picks)
    def put(self, deed: str, pick: int, other: int) -> None:
        ask(self.database, deed, pick=pick, other=other)
        self.touched = True

    @rule(deed=st.sampled_from(DAMAGE), pick=picks)
    def damage(self, deed: str, pick: int) -> None:
        with suppress(neo4j.exceptions.ConstraintError):
            ask(self.database, deed, pick=pick)
        self.damaged = True

    # pushes

    @rule(calls=st.integers(0, 8), verify=st.booleans())
    @precondition(lambda self: not self.damaged)
    def break_off(self, calls: int, verify: bool) -> None:
        left = iter(range(calls))

        def progress(noun: str, rows: int) -> None:
            if next(left, None) is None:
                raise Interruption(noun, rows)

        before = self.foreign()
        with suppress(Interruption):
            push(
                self.graph(), self.server, evidence=self.evidence, verify=verify, progress=progress
            )
        assert self.foreign() == before

    @rule(verify=st.booleans())
    def push(self, verify: bool) -> None:
        verify = verify or self.damaged
        before = self.foreign()
        planned = self.send(verify=verify, dry_run=True)
        done = self.send(verify=verify)
        assert counts(planned) == counts(done)
        if not self.damaged:
            assert self.foreign() == before
        if not self.touched:
            assert content(self.database, marked=True) == expected(self.graph(), self.evidence)
        last = self.last_transaction()
        again = self.send()
        assert counts(again) == counts(Pushed())
        assert self.last_transaction() == last
        assert self.send(verify=True).rows == 0
        self.damaged = False

    @rule()
    @precondition(lambda self: self.touched)
    def take_out_what_is_foreign(self) -> None:
        for deed in (
            "MATCH ()-[r]-() WHERE r.kgraph IS NULL DELETE r",
            "MATCH (n) WHERE n.kgraph IS NULL AND NOT n.id = 'kgraph' DETACH DELETE n",
            "MATCH (n) WHERE n.kgraph IS NULL AND n.id IS NULL DETACH DELETE n",
            "MATCH (n:Claim|Sentence|Article) REMOVE n.name",
            "MATCH (n:Retired) WHERE n.kgraph_was <> 'Entity' REMOVE n.name",
            "MATCH (n) REMOVE n:Suspect, n.note",
        ):
            ask(self.database, deed)
        self.touched = False
        self.damaged = True
        self.push(verify=True)

    def send(self, *, verify: bool = False, dry_run: bool = False) -> Pushed:
        return push(
            self.graph(), self.server, evidence=self.evidence, verify=verify, dry_run=dry_run
        )

    def graph(self) -> KnowledgeGraph:
        return kgraph.open(self.path).confident(self.minimum)

    def foreign(self) -> tuple[Counter[Any], Counter[Any]]:
        """Return what others put there, by the ids of the nodes that it is on."""
        ties = ask(
            self.database,
            "MATCH (a)-[r]->(b) WHERE r.kgraph IS NULL "
            "RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties",
        )
        nodes = ask(
            self.database,
            "MATCH (n) WHERE n.kgraph IS NULL AND coalesce(n.id, '') <> 'kgraph' "
            "OR n:Suspect OR n.note IS NOT NULL "
            "OR n.name IS NOT NULL AND (n:Claim|Article|Sentence OR n.kgraph_was <> 'Entity') "
            "RETURN n.id AS id, n:Suspect AS label, n.note AS note, "
            "CASE WHEN n:Entity OR n.kgraph_was = 'Entity' THEN '' ELSE n.name END AS name",
        )
        return Counter(map(_frozen, ties)), Counter(map(_frozen, nodes))

    def last_transaction(self) -> frozenset[str]:
        with self.database.session(default_access_mode=neo4j.READ_ACCESS) as session:
            session.run("RETURN 1").consume()
            return session.last_bookmarks().raw_values


def counts(done: Pushed) -> tuple[object, ...]:
    return (done.entities, done.articles, done.relations, done.rows)


def _frozen(row: dict[str, Any]) -> frozenset[tuple[str, Any]]:
    return frozenset(
        (key, _frozen(value) if isinstance(value, dict) else from_driver(value))
        for key, value in row.items()
    )


def test_any_sequence_of_pushes_keeps_the_laws(
    neo4j_server: Neo4jServer, driver: neo4j.Driver
) -> None:
    class Machine(PushMachine):
        server = Server(neo4j_server.uri, neo4j_server.user, neo4j_server.password)
        database = driver

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=EXAMPLES * 20 if LONG else EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
