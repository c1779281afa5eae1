"""Cypher on the embedded engine: the whole graph is in its database, and a query only reads it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph import KnowledgeGraph
from kgraph.errors import QueryError
from kgraph.propertygraph import engine, parts
from kgraph.propertygraph.answers import NodeValue, PathValue, RelationshipValue
from kgraph.propertygraph.engine_build import build_database
from kgraph.propertygraph.engine_cache import cache_folder
from tests.graphs import (
    HOSTILE,
    Saying,
    banned_graph,
    bare_graph,
    graph_of,
    hostile_graph,
    make_article,
    make_entity,
)
from tests.keeping import BAN, MEETING, keep
from tests.saved import save_graph

ROOT = Path(__file__).parent.parent.parent
ENDLESS = (
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x, y WHERE x + y = 0 "
    "RETURN count(*) AS n"
)
READS_ON = (
    "MATCH (a), (b), (c), (d), (e), (f), (g), (h) "
    "WHERE a.name = b.id + c.id + d.id + e.id + f.id + g.id + h.id RETURN count(*) AS n"
)
TEXTS = (*HOSTILE, "2019-03-05", "(#1:0)", "(#1:0)-[#2:0]->(#1:1)", "2019-03-05T01:02:03Z", "#1:0")


def tilde_graph() -> KnowledgeGraph:
    """Return a graph with a label that holds the sign that the engine joins labels by."""
    types = {"Ann": "Tilde~Type", "Bob": "Tilde", "part": "Type~Tilde"}
    said = [Saying("Ann", "meets", "Bob"), Saying("Bob", "part_of", "part")]
    return graph_of(types, [(make_article(said), said)])


GRAPHS = {
    "banned": banned_graph,
    "hostile": hostile_graph,
    "tilde": tilde_graph,
    "empty": bare_graph,
}


@pytest.fixture(scope="module")
def banned() -> KnowledgeGraph:
    return banned_graph()


@pytest.fixture
def stored(tmp_path: Path) -> KnowledgeGraph:
    return kgraph.open(save_graph(banned_graph(), tmp_path / "news.kg"))


def ask(graph: KnowledgeGraph, text: str, **parameters: object) -> object:
    """Return the one value that a query answers."""
    ((value,),) = kgraph.cypher(graph, text, **parameters).rows
    return value


def refusal(graph: KnowledgeGraph, text: str, **parameters: object) -> str:
    """Return the one line that a query is refused with."""
    with pytest.raises(QueryError) as refused:
        kgraph.cypher(graph, text, **parameters)
    line = str(refused.value)
    assert "\n" not in line
    return line


@pytest.mark.parametrize("name", GRAPHS)
def test_every_node_is_in_the_database_with_equal_labels_and_values(name: str) -> None:
    graph = GRAPHS[name]()
    expected = [
        NodeValue(tuple(sorted(set(node.labels))), {"id": node.id, **node.properties})
        for part in parts(graph)
        for node in part.nodes
    ]
    found = [row["n"] for row in kgraph.cypher(graph, "MATCH (n) RETURN n")]
    assert sorted(map(known, found)) == sorted(map(known, expected))


@pytest.mark.parametrize("name", GRAPHS)
def test_every_relationship_is_in_the_database_between_its_nodes(name: str) -> None:
    graph = GRAPHS[name]()
    expected = [
        (row.start, known(RelationshipValue(row.kind.type, row.properties)), row.end)
        for part in parts(graph)
        for row in part.relationships
    ]
    answer = kgraph.cypher(graph, "MATCH (a)-[r]->(b) RETURN a.id AS a, r, b.id AS b")
    found = [(row["a"], known(row["r"]), row["b"]) for row in answer]
    assert sorted(found, key=str) == sorted(expected, key=str)


def known(value: object) -> str:
    """Return all that a node or relationship says, in one order."""
    assert isinstance(value, NodeValue | RelationshipValue)
    first = value.labels if isinstance(value, NodeValue) else value.type
    return repr((first, sorted(value.properties.items())))


def test_a_label_with_a_tilde_is_matched_as_it_is() -> None:
    assert ask(tilde_graph(), "MATCH (n:`Tilde~Type`) RETURN n.name AS x") == "Ann"
    assert ask(tilde_graph(), "MATCH (n:Tilde) RETURN n.name AS x") == "Bob"


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(min_size=1) | st.sampled_from(TEXTS), min_size=1, unique=True))
def test_any_text_as_a_property_comes_back_equal(texts: list[str]) -> None:
    graph = bare_graph(make_entity(text, f"{n:020}") for n, text in enumerate(texts))
    answer = kgraph.cypher(graph, "MATCH (n:Entity) RETURN n.name, n ORDER BY n.id")
    assert [row["n.name"] for row in answer] == texts


@settings(max_examples=50, deadline=None)
@given(st.text() | st.sampled_from(TEXTS))
def test_any_text_as_a_parameter_comes_back_equal(text: str) -> None:
    assert ask(banned_graph(), "RETURN [$x, {y: $x}] AS x", x=text) == (text, {"y": text})


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        -(2**63),
        2**63 - 1,
        0.1,
        float("inf"),
        "",
        date(2019, 3, 5),
        datetime(2019, 3, 5, 1, 2, 3, 4),
        (),
        (1, (None, "a"), date(2019, 3, 5)),
        {"a": {"b": (1, 2)}, "": None},
    ],
)
def test_a_parameter_of_any_type_comes_back_equal(banned: KnowledgeGraph, value: object) -> None:
    found = ask(banned, "RETURN $value AS x", value=value)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("date('2019-03-05')", date(2019, 3, 5)),
        ("'2019-03-05'", "2019-03-05"),
        ("[date('2019-03-05'), '2019-03-05']", (date(2019, 3, 5), "2019-03-05")),
        ("{a: {b: date('2019-03-05')}}", {"a": {"b": date(2019, 3, 5)}}),
        ("localdatetime('2019-03-05T01:02:03')", datetime(2019, 3, 5, 1, 2, 3)),
        ("datetime('2019-03-05T01:02:03Z')", datetime.fromisoformat("2019-03-05T01:02:03Z")),
        ("duration('P1D')", "P1D"),
        (
            "[date('2019-03-05'), {a: [date('2019-03-05')]}, [1, date('2019-03-05')], 'x']",
            (date(2019, 3, 5), {"a": (date(2019, 3, 5),)}, (1, date(2019, 3, 5)), "x"),
        ),
        ("'(#1:0)'", "(#1:0)"),
    ],
)
def test_a_value_is_of_the_type_that_the_query_gives_it(
    banned: KnowledgeGraph, expression: str, value: object
) -> None:
    assert ask(banned, f"RETURN {expression} AS x") == value
    assert ask(banned, f"RETURN {expression}") == value


@pytest.mark.parametrize(
    "returned",
    ["c.start", "max(c.start)", "c.start AS x", "collect(c.start)[0]", "DISTINCT c.start"],
)
def test_a_date_is_a_date_however_it_is_returned(banned: KnowledgeGraph, returned: str) -> None:
    query = f"MATCH (c:Claim) WHERE c.start IS NOT NULL RETURN {returned}"
    assert ask(banned, query) == date(2017, 9, 1)


def test_a_text_under_a_key_that_is_a_date_elsewhere_stays_a_text(banned: KnowledgeGraph) -> None:
    query = "MATCH (c:Claim) WHERE c.start IS NOT NULL WITH {start: toString(c.start)} AS m"
    assert ask(banned, f"{query} RETURN m.start") == "2017-09-01"


@pytest.mark.parametrize("returned", ["p", "[p][0] AS p", "*", "{p: p}.p AS p"])
def test_a_path_is_its_nodes_and_what_joins_them(banned: KnowledgeGraph, returned: str) -> None:
    query = f"MATCH p = (:Organization)-[:BANNED_BY]->(:Government) RETURN {returned}"
    path = ask(banned, query)
    assert isinstance(path, PathValue)
    assert [node.properties["name"] for node in path.nodes] == ["Kaspersky Lab", "US government"]
    assert [row.type for row in path.relationships] == ["BANNED_BY"]


def test_columns_come_in_the_order_of_the_return_clause_also_where_there_are_no_rows(
    banned: KnowledgeGraph,
) -> None:
    for label in ("Person", "Nobody"):
        query = f"MATCH (n:{label}) RETURN n.name, n.id AS `the id`, [n.x, 1], n AS a LIMIT 1"
        answer = kgraph.cypher(banned, query)
        assert answer.columns == ("n.name", "the id", "[n.x, 1]", "a")


def test_entities_are_found_by_the_words_of_their_names_and_sentences_by_theirs(
    banned: KnowledgeGraph,
) -> None:
    search = "CALL db.index.fulltext.queryNodes($index, $words) YIELD node, score"
    names = kgraph.cypher(
        banned, f"{search} RETURN node.name AS x, score > 0", index="kgraph_names", words="putin"
    )
    assert names.rows == (("Vladimir Putin", True),)
    found = kgraph.cypher(
        banned, f"{search} RETURN node.text AS x", index="kgraph_text", words="praise OR officials"
    )
    assert any("officials" in str(row["x"]) for row in found)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:X)",
        "MATCH (n:Entity) SET n.name = 'x'",
        "MERGE (n:Entity {id: 'x'}) RETURN n.id",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Entity) REMOVE n.name",
        "MATCH (n:Entity) WITH collect(n) AS all FOREACH (n IN all | SET n.x = 1)",
        "CREATE INDEX x IF NOT EXISTS FOR (n:Entity) ON (n.type)",
        "DROP INDEX kgraph_names",
        "MATCH (n:Entity) CALL (n) { CREATE (:X) } RETURN n.name",
        "CALL merge.node(['Entity'], {id: 'x'}, {}, {})",
        "CALL apoc.refactor.mergeNodes([])",
    ],
)
def test_a_query_that_would_write_is_told_why_it_may_not(
    banned: KnowledgeGraph, statement: str
) -> None:
    before = kgraph.cypher(banned, "MATCH (n) RETURN n ORDER BY n.id")
    assert "is not changed by queries; use `kgraph decide`" in refusal(banned, statement)
    assert kgraph.cypher(banned, "MATCH (n) RETURN n ORDER BY n.id") == before


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("MATCH (n RETURN n", "line 1:9"),
        ("MATCH (n)\nRETURN n.name, ]", "line 2"),
        ("RETURN 1 / 0", "/ by zero"),
        ("RETURN $nope", "nope"),
        ("RETURN nope(1)", "nope"),
        ("CALL nope.nope()", "there is no such procedure"),
        ("MATCH (n) RETURN m", "'m' not defined"),
        ("RETURN 1 AS a, 2 AS a", "more than once"),
        ("RETURN 1; RETURN 2", "line 1"),
        ("", "empty"),
        ("CALL db.index.fulltext.queryNodes('nope', 'x')", "nope"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(
    banned: KnowledgeGraph, statement: str, told: str
) -> None:
    line = refusal(banned, statement)
    assert told in line
    assert "com.arcadedb" not in line


def test_a_query_reads_no_file_and_no_address(banned: KnowledgeGraph, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("secret\n")
    for place in (secret.as_uri(), str(secret), "http://127.0.0.1:1/x", "https://example.org/x"):
        line = refusal(banned, "LOAD CSV FROM $place AS row RETURN row", place=place)
        assert line == "a query reads the graph alone: LOAD CSV reads no file and no address"


@pytest.mark.parametrize("value", [2**63, object(), {1: 2}, b"bytes", [{"a": {1}}]])
def test_a_parameter_that_cypher_has_no_type_for_is_refused(
    banned: KnowledgeGraph, value: object
) -> None:
    assert refusal(banned, "RETURN $x", x=value).startswith("$x: ")


def test_a_query_that_is_no_unicode_is_refused(banned: KnowledgeGraph) -> None:
    assert "not Unicode" in refusal(banned, "RETURN '\ud800'")


def test_a_nul_in_a_query_does_not_end_it(banned: KnowledgeGraph) -> None:
    assert ask(banned, "RETURN 'a\0b' AS x") == "a\0b"
    refusal(banned, "RETURN 1\0 AS x")


def test_the_database_lies_beside_the_record_and_is_used_again(stored: KnowledgeGraph) -> None:
    ask(stored, "RETURN 1 AS x")
    (folder,) = databases(stored)
    before = {file: file.stat().st_ino for file in folder.rglob("*.bucket")}
    assert before
    ask(stored, "RETURN 1 AS x")
    assert databases(stored) == [folder]
    assert {file: file.stat().st_ino for file in folder.rglob("*.bucket")} == before


def test_the_database_is_made_anew_when_the_record_differs(tmp_path: Path) -> None:
    count = "MATCH (n:Article) RETURN count(*) AS n"
    first = keep(tmp_path / "news.kg", BAN)
    assert ask(first, count) == 1
    before = databases(first)
    second = keep(tmp_path / "news.kg", MEETING)
    assert ask(second, count) == 2
    assert len(databases(second)) == 1
    assert databases(second) != before
    assert ask(first, count) == 1, "a graph stays what it was when it was opened"


def test_the_database_can_be_deleted_or_damaged_without_loss(stored: KnowledgeGraph) -> None:
    count = "MATCH (n) RETURN count(n) AS n"
    before = ask(stored, count)
    assert stored.path
    shutil.rmtree(cache_folder(stored.path))
    assert ask(stored, count) == before
    (folder,) = databases(stored)
    (folder / "database" / "schema.json").write_text("{")
    assert ask(stored, count) == before
    (folder,) = databases(stored)
    next(folder.rglob("Person*.bucket")).unlink()
    assert ask(stored, count) == before


def test_what_a_killed_process_left_is_never_used_and_removed(stored: KnowledgeGraph) -> None:
    assert stored.path
    left = cache_folder(stored.path) / "kgraph-building-left"
    left.mkdir(parents=True)
    build_database(engine.engine(), (), left / "database")
    assert ask(stored, "MATCH (n) RETURN count(n) > 0 AS n") is True
    assert not left.exists()


def test_what_others_keep_in_the_folder_stays_also_behind_a_link(
    stored: KnowledgeGraph, tmp_path: Path
) -> None:
    assert stored.path
    elsewhere = tmp_path / "elsewhere"
    kept = [elsewhere / name / "file" for name in ("photos", "building-plans", "gone-by")]
    for file in kept:
        file.parent.mkdir(parents=True)
        file.touch()
    cache_folder(stored.path).symlink_to(elsewhere)
    assert ask(stored, "MATCH (n) RETURN count(n) > 0 AS n") is True
    assert all(file.is_file() for file in kept)


def test_where_nothing_can_be_written_beside_the_record_the_database_is_temporary(
    stored: KnowledgeGraph,
) -> None:
    assert stored.path
    cache_folder(stored.path).touch()
    assert ask(stored, "MATCH (n) RETURN count(n) > 0 AS n") is True
    assert cache_folder(stored.path).is_file()


def test_a_graph_in_memory_has_a_temporary_database_that_goes_with_the_process(
    tmp_path: Path,
) -> None:
    code = (
        "import kgraph; from tests.graphs import banned_graph\n"
        "print(kgraph.cypher(banned_graph(), 'MATCH (n) RETURN count(n) > 0 AS n').rows)"
    )
    done = python(code, tmp_path, TMPDIR=str(tmp_path))
    assert (done.stdout, done.stderr) == ("((True,),)\n", "")
    assert list(tmp_path.iterdir()) == []


def test_the_engine_writes_nothing_to_the_home_the_working_folder_or_the_streams(
    tmp_path: Path,
) -> None:
    places = {name: tmp_path / name for name in ("home", "work", "tmp")}
    for place in places.values():
        place.mkdir()
    path = save_graph(banned_graph(), tmp_path / "news.kg")
    code = f"import kgraph; print(len(kgraph.cypher(kgraph.open({path!r}), 'RETURN 1 AS x')))"
    environment = {"HOME": str(places["home"]), "TMPDIR": str(places["tmp"])}
    done = python(code, places["work"], **environment)
    assert (done.stdout, done.stderr) == ("1\n", "")
    assert [list(place.iterdir()) for place in places.values()] == [[], [], []]


def test_processes_that_ask_at_once_all_get_the_answer(tmp_path: Path) -> None:
    path = save_graph(banned_graph(), tmp_path / "news.kg")
    code = (
        f"import kgraph; g = kgraph.open({path!r})\n"
        "for _ in range(5): n = kgraph.cypher(g, 'MATCH (n) RETURN count(n) AS n').rows\n"
        "print(n)"
    )
    running = [start(code) for _ in range(3)]
    told = {child.communicate() for child in running}
    assert len(told) == 1
    assert told.pop()[1] == ""
    assert [child.returncode for child in running] == [0, 0, 0]


@pytest.mark.parametrize("query", [ENDLESS, READS_ON])
def test_a_query_without_an_end_ends_at_ctrl_c(tmp_path: Path, query: str) -> None:
    path = save_graph(banned_graph(), tmp_path / "news.kg")
    python(f"import kgraph; kgraph.cypher(kgraph.open({path!r}), 'RETURN 1')", tmp_path)
    child = subprocess.Popen(  # noqa: S603 - this package with the words of a test
        [sys.executable, "-m", "kgraph", "cypher", path, query],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(3)
    child.send_signal(signal.SIGINT)
    out, error = child.communicate(timeout=60)
    assert (child.returncode, out, error) == (130, "", "interrupted\n")


def test_too_few_files_that_may_be_open_cost_no_database(stored: KnowledgeGraph) -> None:
    ask(stored, "RETURN 1 AS x")
    before = databases(stored)
    code = (
        "import kgraph, resource; resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))\n"
        f"try: kgraph.cypher(kgraph.open({str(stored.path)!r}), 'RETURN 1')\n"
        "except kgraph.QueryError as error: print(error)"
    )
    assert "`ulimit -n 4096`" in python(code, ROOT).stdout
    assert databases(stored) == before


def test_threads_of_one_process_are_answered(stored: KnowledgeGraph) -> None:
    code = (
        "import kgraph; from concurrent.futures import ThreadPoolExecutor\n"
        f"g = kgraph.open({str(stored.path)!r})\n"
        "ask = lambda n: kgraph.cypher(g, 'RETURN $n AS n', n=n).rows[0][0]\n"
        "with ThreadPoolExecutor(4) as pool: print(sum(pool.map(ask, range(20))))"
    )
    assert python(code, ROOT).stdout == "190\n"


def test_where_the_engine_is_missing_the_line_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['arcadedb'] = None\n"
        "import kgraph; from tests.graphs import banned_graph\n"
        "try: kgraph.cypher(banned_graph(), 'RETURN 1')\n"
        "except kgraph.QueryError as error: print(error)\n"
        "sys.platform = 'sunos5'\n"
        "try: kgraph.cypher(banned_graph(), 'RETURN 1')\n"
        "except kgraph.QueryError as error: print(error)\n"
    )
    first, second = python(code, tmp_path).stdout.splitlines()
    assert first == ('Cypher without a server needs the engine: pip install "kgraph-news[cypher]"')
    assert second.startswith(f"{first}, which is not made for sunos5")
    assert "`kgraph push`" in second


def databases(graph: KnowledgeGraph) -> list[Path]:
    """Return the folders of the databases beside a record."""
    assert graph.path
    return sorted(place for place in cache_folder(graph.path).iterdir() if place.is_dir())


def start(code: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - this package with the words of a test
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def python(code: str, folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run ``code`` in ``folder`` to its end."""
    return subprocess.run(  # noqa: S603 - this package with the words of a test
        [sys.executable, "-c", code],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
