"""``kgraph decide``: what it prints, keeps and hands on."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kgraph.cli.app import app
from tests.graphs import HOSTILE
from tests.keeping import ACME, ANNA, GERMANY, JOHN, keep
from tests.test_cli import run, succeed
from tests.test_cli_keeping import fail


@pytest.fixture
def file(tmp_path: Path) -> str:
    keep(tmp_path / "news.kg")
    return str(tmp_path / "news.kg")


def piped(text: str, *arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), input=text)


def test_decide_prints_what_is_decided_and_lists_it(file: str) -> None:
    assert succeed("decide", file) == "nothing was decided\n"
    told = succeed("decide", file, "same", JOHN[1], ANNA[1], "--by", "Eva", "--why", "I know")
    first, why = told.splitlines()
    assert first.startswith('same  "John Smith" (Person), "Anna Maria Weber" (Person)  by Eva  20')
    assert why == "  why: I know"
    assert succeed("decide", file) == told
    [shown] = json.loads(succeed("decide", file, "--json"))
    assert (shown["kind"], shown["by"], shown["unapplied"]) == ("same", "Eva", "")
    assert succeed("decide", file, "undo", shown["id"]).startswith(f"withdrawn  {shown['id']}  by")
    assert succeed("decide", file) == "nothing was decided\n"


def test_decide_wrong_takes_the_id_that_explain_prints(file: str) -> None:
    [claim] = [
        line.split()[1]
        for line in succeed("explain", file, ACME[1], GERMANY[1]).splitlines()
        if line.startswith("    claim")
    ]
    told = succeed("decide", file, "wrong", claim)
    assert told.startswith(f'wrong  {claim}: banned_by, "0 Germany ban Acme Corporation')
    assert "no claim joins" in fail("explain", file, ACME[1], GERMANY[1])


def test_decisions_on_what_is_gone_are_told_after_every_change(file: str) -> None:
    succeed("decide", file, "hide", ACME[1])
    done = run("retract", file, "The ban")
    assert done.exit_code == 0
    assert done.stderr == (f"decisions that are not applied: 1; `kgraph decide {file}` tells why\n")
    assert "  not applied: what it is about is found in no article" in succeed("decide", file)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_harms_no_terminal_and_no_line(file: str, name: str) -> None:
    for command in (
        ["decide", file, "name", ACME[1], name, "--by", name, "--why", name],
        ["decide", file],
        ["show", file],
        ["diff", file, file],
        ["retract", file, "The ban", "--why", name],
        ["show", file, "--history", "The ban"],
    ):
        told = succeed(*command) if command[0] != "retract" else run(*command).stdout
        assert told.replace("\n", "").replace("\u200d", "").isprintable()


def test_decisions_go_from_record_to_record(file: str, tmp_path: Path) -> None:
    other = str(tmp_path / "other.kg")
    keep(Path(other))
    succeed("decide", file, "hide", JOHN[1])
    target = tmp_path / "decisions.jsonl"
    assert succeed("decide", file, "--export", str(target)) == f"wrote {target}\n"
    assert succeed("decide", file, "--export", "-") == target.read_text("utf-8")
    assert succeed("decide", other, "--import", str(target)) == "new decisions: 1\n"
    done = piped(target.read_text("utf-8"), "decide", other, "--import", "-", "--json")
    assert json.loads(done.stdout) == {"new": 0}


def test_a_file_that_holds_no_decisions_is_told(file: str, tmp_path: Path) -> None:
    (tmp_path / "bad").write_text('{"kind":"judgement"}\n', "utf-8")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    assert "bad: line 1: " in fail("decide", file, "--import", str(tmp_path / "bad"))
    for name in ("binary", "none"):
        line = fail("decide", file, "--import", str(tmp_path / name))
        assert f"{name}: cannot be read; name a file of decisions" in line
