"""``kgraph cypher``: what it prints, where it reads its queries, and how it ends."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kgraph.cli.app import app
from tests.graphs import banned_graph, hostile_graph
from tests.saved import save_graph
from tests.terminals import Terminal
from tests.test_cli import run, succeed
from tests.test_cli_keeping import fail, misuse

NAMES = "MATCH (n:Person) RETURN n.name AS name, n.mentions AS said ORDER BY name"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    return save_graph(banned_graph(), tmp_path_factory.mktemp("cypher") / "news.kg")


def typed(text: str | bytes, *arguments: str) -> Result:
    """Run with ``text`` as the standard input."""
    return CliRunner().invoke(app, list(arguments), input=text)


def test_a_query_prints_a_table_with_aligned_columns(file: str) -> None:
    assert succeed("cypher", file, NAMES) == (
        "name            said\n--------------  ----\nDmitry Peskov      1\nVladimir Putin     3\n"
    )


def test_a_query_without_rows_still_names_its_columns(file: str) -> None:
    query = "MATCH (n:Nobody) RETURN n.name, n.x AS x"
    assert succeed("cypher", file, query) == "n.name  x\n------  -\nno rows\n"
    assert succeed("cypher", file, query, "--csv") == "n.name,x\n"
    assert json.loads(succeed("cypher", file, query, "--json")) == []


def test_json_has_nodes_relationships_and_paths_as_objects(file: str) -> None:
    query = "MATCH p = (a:Organization)-[r:BANNED_BY]->(b) "
    query += "RETURN a, r, p, r.first AS day, [1, null] AS l"
    (row,) = json.loads(succeed("cypher", file, query, "--json"))
    assert list(row) == ["a", "r", "p", "day", "l"]
    assert row["a"]["labels"] == ["Entity", "Organization", "__Entity__"]
    assert row["a"]["properties"]["name"] == "Kaspersky Lab"
    assert row["r"]["type"] == "BANNED_BY"
    assert row["p"]["nodes"][0] == row["a"]
    assert row["p"]["relationships"] == [row["r"]]
    assert (row["day"], row["l"]) == ("2017-09-01", [1, None])


def test_csv_has_a_header_and_no_text_that_is_taken_for_a_formula(file: str) -> None:
    query = "UNWIND ['=1+1', '+1', '-1', '@x', '\\tx', 'a,\"b\"\\n', 'x'] AS x RETURN x, -1 AS `=n`"
    rows = list(csv.reader(io.StringIO(succeed("cypher", file, query, "--csv"))))
    assert rows[0] == ["x", "'=n"]
    assert [row[0] for row in rows[1:]] == [
        "'=1+1",
        "'+1",
        "'-1",
        "'@x",
        "'\tx",
        'a,"b"\n',
        "x",
    ]
    assert {row[1] for row in rows[1:]} == {"-1"}


def test_a_parameter_is_json_or_else_the_text_itself(file: str) -> None:
    words = ["-p", "a=1", "-p", 'b="1"', "-p", "c=x = y", "-p", "d=[1, null]", "-p", "e="]
    query = "RETURN $a AS a, $b AS b, $c AS c, $d AS d, $e AS e, date($f) AS f"
    told = succeed("cypher", file, query, "--json", *words, "-p", "f=2019-03-05")
    assert json.loads(told) == [
        {"a": 1, "b": "1", "c": "x = y", "d": [1, None], "e": "", "f": "2019-03-05"}
    ]


def test_queries_come_from_a_file_or_the_standard_input(file: str, tmp_path: Path) -> None:
    script = tmp_path / "queries.cypher"
    script.write_text("RETURN 1 AS a; // one;\n\nRETURN ';é' AS b;\n", encoding="utf-8")
    shown = "a\n-\n1\n\nb\n--\n;é\n"
    assert succeed("cypher", file, "--file", str(script)) == shown
    for arguments in ([], ["-"]):
        assert typed(script.read_bytes(), "cypher", file, *arguments).stdout == shown


def test_what_cannot_be_read_is_one_line(file: str, tmp_path: Path) -> None:
    assert "cannot be read" in fail("cypher", file, "--file", str(tmp_path / "none"))
    assert "no query" in typed("  // nothing\n", "cypher", file).stderr
    assert "is not UTF-8 at byte 1" in typed(b"a\xff", "cypher", file, "-").stderr


@pytest.mark.parametrize("query", ["CREATE (n:X)", "MATCH (n RETURN n", "RETURN 1/0", ""])
def test_a_refused_query_is_one_line_and_exit_code_1(file: str, query: str) -> None:
    line = fail("cypher", file, query)
    assert line.startswith("error: ")


@pytest.mark.parametrize(
    "words",
    [
        ["RETURN 1", "-p", "x"],
        ["RETURN 1", "-p", "=1"],
        ["RETURN 1", "--json", "--csv"],
        ["RETURN 1", "--port", "1"],
        ["RETURN 1", "--serve"],
        ["RETURN 1", "--file", "x"],
        ["--serve", "--port", "70000"],
    ],
)
def test_a_mistake_in_the_command_is_exit_code_2(file: str, words: list[str]) -> None:
    misuse("cypher", file, *words)


def test_claims_that_are_less_sure_can_be_left_out(file: str) -> None:
    words = ["cypher", file, "MATCH (c:Claim) RETURN count(c) AS n", "--json"]
    counts = [json.loads(succeed(*words, "--min-confidence", n))[0]["n"] for n in ("0.0", "1.0")]
    sure = [claim for claim in banned_graph().claims if claim.confidence >= 1.0]
    assert counts == [8, len(sure)]


def test_hostile_text_harms_no_terminal(tmp_path: Path) -> None:
    hostile = save_graph(hostile_graph(), tmp_path / "news.kg")
    table = succeed("cypher", hostile, "MATCH (n) RETURN n, n.name")
    assert not {"\x1b", "\x00", "\u202e", "\r"} & set(table)
    nodes = json.loads(succeed("cypher", hostile, "MATCH (n:Entity) RETURN n", "--json"))
    assert len(table.splitlines()) > len(nodes)


def test_a_terminal_cuts_what_it_is_too_narrow_for(file: str) -> None:
    query = "MATCH (s:Sentence) RETURN s.text AS text, s.start AS start, s.text AS again"
    with Terminal("cypher", file, query, columns=60) as terminal:
        assert terminal.end() == 0
        lines = terminal.shown.splitlines()
    assert max(map(len, lines)) <= 60
    assert any("…" in line for line in lines)


def test_a_terminal_without_a_query_asks_for_queries(file: str) -> None:
    with Terminal("cypher", file) as terminal:
        terminal.wait_for("cypher> ")
        terminal.press("MATCH (n:Person)\n")
        terminal.wait_for("...> ")
        terminal.press("RETURN n.name AS name ORDER BY name;\n")
        assert "Vladimir Putin" in terminal.wait_for("cypher> ")
        terminal.press("CREATE (n:X);\n")
        assert "is not changed by queries" in terminal.wait_for("cypher> ").replace("\r\n", "")
        terminal.press(":help\n")
        assert "ends with ;" in terminal.wait_for("cypher> ")
        terminal.press("RETURN 6 * 7 AS x;\n")
        assert "42" in terminal.wait_for("cypher> ")
        terminal.press("RETURN 1 AS x; RETURN 2 AS y;\n")
        assert "x\n-\n1\n\ny\n-\n2\n" in terminal.wait_for("cypher> ")
        terminal.press(":quit\n")
        assert terminal.end() == 0


def test_a_reader_that_stops_reading_is_no_error(file: str) -> None:
    command = [
        sys.executable,
        "-m",
        "kgraph",
        "cypher",
        file,
        "UNWIND range(1, 90000) AS x RETURN x",
    ]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(  # noqa: S603 - this package with the words of a test
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.read(10)
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 141


def test_a_graph_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = run("cypher", str(tmp_path / "none.kg"), "RETURN 1")
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
