"""``kgraph show --ontology``: the shipped ontology, a file's and a graph's."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kgraph.cli.app import app
from kgraph.cli.terminal import clean
from kgraph.graph import fold_record
from kgraph.ontology import load_ontology
from kgraph.record import Record
from tests.builders import make_annotation, make_article, save_record

SEES = """
[types]
Ship = "Product"

[predicates.sees]
description = "Who saw whom.\\u001b[2J"
domain = ["Person"]
range = ["Person", "Words"]
inverse = "seen_by"
codes = { plover = "SEE", wikidata = "P0" }
frames = [
  { trigger = ["see", "spot"], subject = "domain", object = "range", example = "A sees \\u202eB." },
  { trigger = "hide", under = "fail", via = "man", rule = "passive", from = "domain", to = "domain", object = "range", modality = "actual", polarity = "affirmed", inference = "who hid is seen" },
]
"""  # noqa: E501

SHOWN = """\
sees  Person -> Person, Words  inverse seen_by  plover SEE  wikidata P0
Who saw whom.\\u001b[2J

  see, spot
    domain      subject
    range       object
    example     A sees \\u202eB.

  hide
    domain      from, to
    range       object
    under       fail
    via         man
    rule        passive
    polarity    affirmed
    modality    actual
    inferred    who hid is seen
"""


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "mine.toml"
    path.write_text(SEES, encoding="utf-8")
    return str(path)


@pytest.fixture
def graph(tmp_path: Path) -> str:
    path = tmp_path / "news.kg"
    article = make_article("A meets B.")
    save_record(path, [(article, make_annotation(article, [], []))])
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["show", "--ontology", *arguments])


def succeed(*arguments: str) -> str:
    done = run(*arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def fail(*arguments: str) -> str:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_without_a_file_the_shipped_predicates_are_listed_one_a_line() -> None:
    types, gap, *rows = succeed().splitlines()
    assert types.startswith("types: Country (Place), ")
    assert gap == ""
    assert [row.split()[0] for row in rows] == sorted(load_ontology().predicates)
    [meets] = [row for row in rows if row.startswith("meets ")]
    assert "  symmetric" in meets
    [banned] = [row for row in rows if row.startswith("banned_by ")]
    assert "  inverse bans" in banned


def test_a_file_shows_what_a_build_with_it_uses(mine: str) -> None:
    lines = succeed(mine).splitlines()
    assert "Ship (Product)" in lines[0]
    [row] = [line for line in lines if line.startswith("sees ")]
    assert row.split() == SHOWN.partition("\n")[0].split()
    assert len(lines) == 2 + len(load_ontology().predicates) + 1


def test_a_predicate_is_shown_with_its_frames_by_its_name_or_its_inverse(mine: str) -> None:
    assert succeed(mine, "sees") == succeed(mine, "seen_by") == SHOWN
    assert succeed("bans") == succeed("banned_by")
    assert "example     " in succeed("bans")


def test_as_json_all_is_there(mine: str) -> None:
    shown = json.loads(succeed(mine, "--json"))
    assert list(shown) == ["types", "predicates"]
    assert shown["types"]["Ship"] == "Product"
    predicates = {row["name"]: row for row in shown["predicates"]}
    assert list(predicates) == sorted(load_ontology(mine).predicates)
    assert predicates["sees"] == json.loads(succeed(mine, "sees", "--json"))
    assert predicates["sees"]["codes"] == {"plover": "SEE", "wikidata": "P0", "followthemoney": ""}
    assert predicates["sees"]["frames"][1] == {
        "triggers": ["hide"],
        "roles": {"from": "domain", "to": "domain", "object": "range"},
        "under": ["fail"],
        "via": ["man"],
        "plain": "",
        "needs": [],
        "lacks": [],
        "domain": [],
        "range": [],
        "rule": "passive",
        "least": None,
        "polarity": "affirmed",
        "modality": "actual",
        "inference": "who hid is seen",
        "example": "",
    }


def test_all_that_is_printed_is_plain_text(mine: str) -> None:
    for shown in (succeed(mine), succeed(mine, "sees"), succeed(mine, "--json")):
        assert all(clean(line) == line for line in shown.split("\n"))


def test_a_graph_of_the_shipped_ontology_shows_it(graph: str) -> None:
    assert succeed(graph) == succeed()
    assert succeed(graph, "leads") == succeed("leads")


def test_a_graph_of_an_ontology_file_shows_it_without_the_file(graph: str, mine: str) -> None:
    ontology = load_ontology(mine)
    with Record.create_or_open(graph) as record:
        fold_record(record, ontology, own_ontology=Path(mine).read_text(encoding="utf-8"))
    shown = succeed(mine), succeed(mine, "sees"), succeed(mine, "--json")
    Path(mine).unlink()
    assert (succeed(graph), succeed(graph, "sees"), succeed(graph, "--json")) == shown


def test_a_graph_that_is_stale_or_missing_is_refused(graph: str, tmp_path: Path) -> None:
    with Record.create_or_open(graph) as record:
        fold_record(record, replace(load_ontology(), fingerprint="of another version"))
    assert "renews it" in fail(graph)
    assert "there is no such record" in fail(str(tmp_path / "none.kg"))


def test_a_single_word_is_a_predicate_and_a_path_is_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "no predicate 'sued' in the ontology; `kgraph show --ontology` lists" in fail("sued")
    assert "sued: there is no such record" in fail("./sued")
    assert "mine.toml: cannot be read" in fail("mine.toml")


def test_a_mistake_in_a_file_is_one_harmless_line(tmp_path: Path) -> None:
    path = tmp_path / "bad\x1b\u202e.toml"
    path.write_text('[predicates."\\u001b[2J\\n"]\n', encoding="utf-8")
    line = fail(str(path)).removesuffix("\n")
    assert ":1: predicates." in line
    assert clean(line) == line


def test_without_the_option_a_graph_has_to_be_named() -> None:
    assert CliRunner().invoke(app, ["show"]).exit_code == 2
