"""``kgraph evaluate``: what it prints, and what it refuses."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import kgraph
from kgraph.cli.app import app
from kgraph.cli.evaluate import Task
from kgraph.evaluation import TASKS

ARTICLE = (
    "Germany bans Acme\n\nGermany banned Acme Corporation on Monday. Jane Doe is the chief "
    "executive of Acme Corporation.\n"
)
KEY = {
    "article": "news/a.txt",
    "entities": [
        {"name": "Germany", "type": "Country"},
        {"name": "Acme Corporation", "also": ["Acme"], "type": "Organization"},
        {"name": "Jane Doe", "type": "Person"},
    ],
    "claims": [
        {"subject": "Germany", "predicate": "bans", "object": "Acme Corporation"},
        {
            "subject": "Jane Doe",
            "predicate": "sues",
            "object": "Germany",
            "quote": "\x1b[31m\u202e",
        },
    ],
    "never": [
        {"subject": "Jane Doe", "predicate": "leads", "object": "Acme Corporation", "why": "[red]"}
    ],
}

pytestmark = pytest.mark.model


@pytest.fixture
def key(tmp_path: Path) -> str:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return write_key(tmp_path, sealed=False)


def write_key(folder: Path, *, sealed: bool) -> str:
    path = folder / "key.jsonl"
    path.write_text(json.dumps(KEY | {"sealed": sealed}), encoding="utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["evaluate", *arguments])


def test_the_tasks_of_the_command_line_are_those_of_the_library() -> None:
    assert sorted(Task) == sorted(TASKS)


def test_json_holds_sorted_and_rounded_figures(key: str) -> None:
    done = run("claims", key, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    data = json.loads(done.stdout)
    assert sorted(data) == ["counts", "scores", "task"]
    assert list(data["scores"]) == sorted(data["scores"])
    assert data["task"] == "claims"
    assert data["counts"] == {
        "articles": 1,
        "found": 1,
        "never": 1,
        "right": 1,
        "typed": 2,
        "wanted": 2,
    }
    assert data["scores"]["precision"] == data["scores"]["recall"] == 0.5


def test_misses_are_listed_on_demand_in_both_forms(key: str) -> None:
    data = json.loads(run("claims", key, "--json", "--misses").stdout)
    assert [m["predicate"] for m in data["misses"]] == ["sues"]
    assert [(w["predicate"], w["why"]) for w in data["wrong"]] == [("leads", "[red]")]
    plain = run("claims", key, "--misses").stdout
    assert "missed in news/a.txt" in plain
    assert "Jane Doe is the chief executive of Acme Corporation." in plain
    assert "never: [red]" in plain
    assert "\x1b" not in plain
    assert "\u202e" not in plain
    assert "missed" not in run("claims", key).stdout


def test_nothing_of_a_sealed_article_is_listed(key: str) -> None:
    write_key(Path(key).parent, sealed=True)
    shown = run("claims", key, "--misses").stdout
    assert "sealed.precision" in shown
    assert "Jane" not in shown
    data = json.loads(run("claims", key, "--misses", "--json").stdout)
    assert data["misses"] == data["wrong"] == []


def test_nothing_is_written_beside_the_key(key: str) -> None:
    before = sorted(Path(key).parent.rglob("*"))
    run("claims", key)
    assert sorted(Path(key).parent.rglob("*")) == before


def test_an_ontology_of_ones_own_is_measured(key: str, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[predicates.shuts_out]\ndomain = ["Country"]\nrange = ["Organization"]\n'
        'frames = [{ trigger = "ban", subject = "domain", object = "range" }]\n'
    )
    claim = {"subject": "Germany", "predicate": "shuts_out", "object": "Acme Corporation"}
    Path(key).write_text(json.dumps(KEY | {"claims": [claim]}), encoding="utf-8")
    assert run("claims", key).exit_code == 1
    data = json.loads(run("claims", key, "--ontology", str(own), "--json").stdout)
    assert data["counts"]["found"] == 1


def test_types_are_pairs_or_a_file(tmp_path: Path) -> None:
    corpus, table = tmp_path / "a.iob2", tmp_path / "types.toml"
    corpus.write_text("Angela\tB-X\nMerkel\tI-X\nslept\tO\n", encoding="utf-8")
    table.write_text('[types]\nX = "PERSON"\n')
    for types in ("X=PERSON", "X=PERSON, Y=ORG", str(table)):
        data = json.loads(run("ner", str(corpus), "--types", types, "--json").stdout)
        assert data["scores"]["f1.PERSON"] == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("other", "{key}"), 2),
        (("parse", "{key}", "--misses"), 2),
        (("ner", "{key}", "--types", "X=,Y=Z"), 2),
        (("ner", "{key}", "--types", "missing.toml"), 1),
        (("parse", "{key}"), 1),
        (("ner", "{key}"), 1),
        (("parse", "missing.conllu"), 1),
        (("coref", "{key}"), 1),
        (("gap", "{key}"), 1),
        (("identity", "{key}"), 1),
        (("blocking", "{key}"), 1),
        (("gap", "{key}", "--leave-out", "a"), 1),
        (("coref", "{key}", "--leave-out", "missing.conllu"), 1),
        (("claims", "missing.jsonl"), 1),
        (("claims", "{key}", "--types", "X=PERSON"), 1),
        (("parse", "{key}", "--ontology", "own.toml"), 1),
        (("parse", "{key}", "--pipeline", "xx_not_there"), 1),
    ],
)
def test_what_cannot_be_measured_is_refused(
    key: str, arguments: tuple[str, ...], code: int
) -> None:
    done = run(*(argument.format(key=key) for argument in arguments))
    assert (done.exit_code, done.stdout) == (code, "")
    if code == 1:
        assert done.stderr.startswith("error: ")
        assert done.stderr.count("\n") == 1


def test_an_unknown_task_is_refused_by_the_library(key: str) -> None:
    with pytest.raises(
        kgraph.KGraphError, match="'other': no such task; choose one of attribution"
    ):
        kgraph.evaluate("other", key)  # type: ignore[arg-type]
