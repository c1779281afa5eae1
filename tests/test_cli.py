"""The command line: what it prints, on which stream, and how it ends."""

import gc
import io
import json
import os
import re
import shlex
import subprocess
import sys
import unicodedata
from importlib import metadata
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import kgraph
from kgraph.cli.app import app
from kgraph.cli.export import Format
from kgraph.cli.terminal import clean
from kgraph.outputs import FOLDERS, FORMATS
from tests.graphs import HOSTILE, Saying, banned_graph, graph_of, hostile_graph, make_article
from tests.saved import save_graph

INSTALLED = any(metadata.distributions(name="kgraph-news"))
ROOT = Path(__file__).parent.parent
ARTICLE = """\
A headline on Acme

LONDON, March 5, 2019. Jane Doe is the chief executive of Acme Corporation. Germany banned Acme
Corporation on Monday. "We will meet Angela Merkel in Berlin," Doe said.
"""


@pytest.fixture
def banned(tmp_path: Path) -> str:
    return save_graph(banned_graph(), tmp_path / "news.kg")


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    return save_graph(hostile_graph(), tmp_path / "hostile.kg")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def succeed(*arguments: str) -> str:
    done = run(*arguments)
    assert done.exit_code == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_show_without_a_name_counts_and_lists_the_most_mentioned_first(banned: str) -> None:
    lines = succeed("show", banned).splitlines()
    assert lines[0] == "articles: 2, entities: 6, relations: 6, claims: 8"
    assert lines[3].split() == ["3", "3", "Organization", "Huawei"]
    assert len(lines) == 3 + 6


def test_show_as_json_counts_and_lists_all_entities(banned: str) -> None:
    shown = json.loads(succeed("show", banned, "--json"))
    assert shown["counts"] == {"articles": 2, "entities": 6, "relations": 6, "claims": 8}
    assert len(shown["entities"]) == 6


def test_show_of_a_name_tells_denied_planned_and_alleged_from_actual(banned: str) -> None:
    germany = succeed("show", banned, "Germany")
    assert "Germany  bans  Kaspersky Lab  1 denied" in germany
    assert "DENIED, actual" in germany
    assert "Germany  bans  Huawei  1 alleged" in germany
    assert 'affirmed, actual, says "the regulators", according to Dmitry Peskov' in germany
    assert "affirmed, PLANNED" in succeed("show", banned, "Vladimir Putin")


def test_show_of_a_name_holds_claims_whose_other_end_is_no_entity(banned: str) -> None:
    assert "software  related_to (put at risk)  US government" in succeed(
        "show", banned, "US government"
    )
    shown = json.loads(succeed("show", banned, "US government", "--json"))
    [claim] = shown["other_claims"]
    assert (claim["subject"]["name"], claim["subject"]["words"]) == (None, "software")
    assert claim["speakers"][0]["words"] == "officials"


def test_explain_of_two_names_shows_every_claim_with_its_proof(banned: str) -> None:
    proof = succeed("explain", banned, "us government", "KASPERSKY LAB")
    rows = dict(line.strip().split("  ", 1) for line in proof.splitlines() if line[:4] == "    ")
    assert proof.startswith("Kaspersky Lab  banned_by  US government  1 stated  1 alleged")
    assert proof.count("[subject: Kaspersky Lab] [predicate: banned_by] [object: US gov") == 2
    assert rows.keys() >= {"status", "subject", "predicate", "object", "rule", "speaker", "source"}
    assert '"in September 2017": 2017-09-01 to 2017-09-30' in proof
    assert "Vladimir Putin (reported, " in proof


def test_explain_of_two_names_shows_both_directions_the_asked_one_first(tmp_path: Path) -> None:
    sayings = [Saying("A", "bans", "B"), Saying("B", "meets", "A")]
    graph = graph_of({"A": "Person", "B": "Person"}, [(make_article(sayings), sayings)])
    file = save_graph(graph, tmp_path / "two.kg")
    for left, right in ("AB", "BA"):
        shown = json.loads(succeed("explain", file, left, right, "--json"))
        assert [r["subject"] for r in shown["relations"]] == [left, right]


def test_explain_of_one_name_shows_its_mentions(banned: str) -> None:
    shown = succeed("explain", banned, "Kaspersky Lab")
    assert "also: Kaspersky Lab the other, KASPERSKY LAB" in shown
    assert '"Kaspersky Lab" x2  name' in shown


def test_explain_of_two_names_of_one_entity_says_that_they_are_one(banned: str) -> None:
    shown = succeed("explain", banned, "Huawei", "HUAWEI")
    assert shown.startswith('"Huawei" and "HUAWEI" are one: Huawei  Organization')
    assert json.loads(succeed("explain", banned, "Huawei", "HUAWEI", "--json"))["asked"] == [
        "Huawei",
        "HUAWEI",
    ]


def test_explain_missed_lists_sentences_of_an_article(banned: str) -> None:
    title = kgraph.open(banned).articles[0].title
    assert "tie none" in succeed("explain", banned, title, "--missed")
    data = json.loads(succeed("explain", banned, title, "--missed", "--json"))
    assert (data["title"], data["missed"]) == (title, [])
    assert "no article" in run("explain", banned, "nowhere", "--missed").stderr


def test_what_is_less_sure_than_asked_is_left_out(banned: str, tmp_path: Path) -> None:
    lines = succeed("export", banned, "--to", "jsonl").splitlines()
    sure = succeed("export", banned, "--to", "jsonl", "--min-confidence", "1").splitlines()
    assert {json.loads(line)["kind"] for line in lines} - {
        json.loads(line)["kind"] for line in sure
    } == {"claim", "relation"}
    page = str(tmp_path / "sure.html")
    succeed("view", banned, "-o", page, "--min-confidence", "0.95")
    assert run("view", banned, "-o", page, "--min-confidence", "2").exit_code == 2


def test_explain_of_names_that_no_claim_joins_is_an_error(banned: str) -> None:
    done = run("explain", banned, "Huawei", "US government")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error: no claim joins 'Huawei' and 'US government'")


def test_view_and_export_write_files(banned: str, tmp_path: Path) -> None:
    page, script = tmp_path / "graph.html", tmp_path / "graph.cypher"
    assert succeed("view", banned, "-o", str(page)) == f"wrote {page}\n"
    assert page.read_text(encoding="utf-8").startswith("<!")
    assert succeed("export", banned, "--to", "cypher", "-o", str(script)) == f"wrote {script}\n"
    assert script.stat().st_size


@pytest.mark.parametrize("name", list(FORMATS))
def test_export_to_standard_output_is_the_file(banned: str, tmp_path: Path, name: str) -> None:
    file = tmp_path / "out"
    kgraph.export(kgraph.open(banned), name, file)
    assert succeed("export", banned, "--to", name) == file.read_text(encoding="utf-8")


def test_the_formats_of_the_command_line_are_those_of_the_library_and_the_record() -> None:
    assert sorted(Format) == sorted([*FORMATS, *FOLDERS, "record"])


def test_export_of_a_folder_prints_what_to_do_with_it(banned: str, tmp_path: Path) -> None:
    folder = tmp_path / "it's new"
    shown = succeed("export", banned, "--to", "neo4j-csv", "-o", str(folder))
    lines = shown.splitlines()
    assert lines[0] == f"wrote {folder}"
    assert lines[2] == f"cd -- {shlex.quote(str(folder))}"
    assert lines[-1] == "cypher-shell -f indexes.cypher"
    (command,) = re.findall(r"neo4j-admin (?:.*\\\n)*.*", shown)
    assert command in (folder / "import.sh").read_text(encoding="utf-8")
    named = re.findall(r"[\w-]+\.csv", command)
    assert sorted(named) == sorted(file.name for file in folder.glob("*.csv"))
    again = succeed("export", banned, "--to", "neo4j-csv", "-o", str(folder))
    assert again == shown


def test_export_of_a_folder_has_no_stream(banned: str) -> None:
    done = run("export", banned, "--to", "neo4j-csv")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "neo4j-csv is a folder; name it" in done.stderr


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_export_of_a_folder_loses_nothing_that_it_did_not_write(
    banned: str, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "target"
    kept = target / "notes.txt" if kind == "folder" else target
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("mine")
    done = run("export", banned, "--to", "neo4j-csv", "-o", str(target))
    assert done.exit_code == 1
    wanted = "is something else, which would be lost; name a new folder"
    assert done.stderr == f"error: {target}: {wanted}\n"
    assert kept.read_text() == "mine"


def test_evidence_is_as_much_of_the_text_as_is_asked_for(banned: str, tmp_path: Path) -> None:
    told = {
        evidence: succeed("export", banned, "--to", "cypher", "--evidence", evidence)
        for evidence in ("none", "quotes", "sentences")
    }
    assert told["sentences"] == succeed("export", banned, "--to", "cypher")
    sentence, quote = "`text`: 'Kaspersky Lab banned_by", "`quote`: 'Kaspersky Lab banned_by"
    assert [(sentence in text, quote in text) for text in told.values()] == [
        (False, False),
        (False, True),
        (True, False),
    ]
    folder = tmp_path / "new"
    kgraph.export(kgraph.open(banned), "neo4j-csv", folder, evidence="none")
    assert "Kaspersky Lab banned_by" not in (folder / "Sentence-0001.csv").read_text()


def test_evidence_is_no_choice_where_a_format_has_one_way(banned: str) -> None:
    done = run("export", banned, "--to", "jsonl", "--evidence", "none")
    assert done.exit_code == 1
    assert "jsonl has no choice of evidence; choose one of cypher, neo4j-csv" in done.stderr
    assert run("export", banned, "--to", "record", "--evidence", "none").exit_code == 2


def test_the_rows_of_the_record_are_those_of_the_library(banned: str, tmp_path: Path) -> None:
    file, rows = tmp_path / "rows.jsonl", io.StringIO()
    kgraph.dump(banned, rows)
    assert succeed("export", banned, "--to", "record") == rows.getvalue()
    assert succeed("export", banned, "--to", "record", "-o", str(file)) == f"wrote {file}\n"
    assert file.read_text(encoding="utf-8") == rows.getvalue()


def test_export_refuses_an_unknown_format_in_library_and_command(
    banned: str, tmp_path: Path
) -> None:
    assert run("export", banned, "--to", "pdf").exit_code == 2
    with pytest.raises(kgraph.WriteError, match="unknown format 'pdf'; choose one of cypher"):
        kgraph.export(kgraph.open(banned), "pdf", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "missing.kg"),
        ("explain", "missing.kg", "A"),
        ("view", "missing.kg"),
        ("export", "missing.kg", "--to", "jsonl"),
        ("build", "missing.txt"),
        ("show", "{banned}", "Nobody"),
        ("view", "{banned}", "-o", "missing/graph.html"),
        ("export", "{banned}", "--to", "jsonl", "-o", "missing/graph.jsonl"),
    ],
)
def test_what_kgraph_cannot_do_is_one_line_and_exit_1(
    banned: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    done = run(*(a.format(banned=banned) for a in arguments))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    del done  # and with its error the graph, which a process that ends closes
    gc.collect()
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("arguments", [("show",), ("wrong",), ("show", "x", "--wrong"), ()])
def test_a_mistake_in_the_command_is_exit_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_an_interrupt_is_one_line_and_exit_130(
    banned: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(kgraph, "open", interrupted)
    done = run("show", banned)
    assert (done.exit_code, done.stdout, done.stderr) == (130, "", "interrupted\n")


def test_a_reader_that_goes_away_ends_the_command_quietly(hostile: str) -> None:
    command = f'"{sys.executable}" -m kgraph show "{hostile}" --json; echo $? >&2'
    done = subprocess.run(  # noqa: S603
        ["/bin/bash", "-c", f"({command}) | exec 0<&-"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == "141\n"


@pytest.mark.parametrize("verb", ["show", "explain"])
@pytest.mark.parametrize("name", HOSTILE)
def test_article_text_reaches_the_terminal_as_plain_text(
    hostile: str, verb: str, name: str
) -> None:
    done = run(verb, hostile, "--", name)
    assert done.exit_code == 0, done.stderr
    assert clean(done.stdout.replace("\n", "")) == done.stdout.replace("\n", "")
    if clean(name) == name:
        assert name in done.stdout


def test_an_error_with_hostile_text_is_one_harmless_line(banned: str) -> None:
    done = run("show", banned, "\x1b[2J\u202e\n[red]Nobody[/red]")
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


@given(st.text())
def test_clean_leaves_nothing_that_moves_a_cursor_or_turns_a_line(text: str) -> None:
    left = {unicodedata.category(char) for char in clean(text) if char not in "\u200c\u200d"}
    assert not left & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_clean_keeps_words_of_every_script_and_markup_as_they_are() -> None:
    kept = "[red]Ünïcödé[/red] :smile: میخواهم 中文 \U0001f468\u200d\U0001f469"
    assert clean(kept) == kept
    assert clean("a\tb\nc\u2028d\x1b[0m\u202e") == "a b c d\\u001b[0m\\u202e"


@pytest.mark.skipif(not INSTALLED, reason="kgraph-news is not installed, only its source is here")
def test_version_is_that_of_the_package() -> None:
    assert succeed("--version") == f"kgraph {kgraph.__version__}\n"


@pytest.mark.model
def test_build_reads_a_table_by_the_columns_that_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("Kicker,Prose\nBan,Germany banned Kaspersky Lab.\n", encoding="utf-8")
    done = run("build", "a.csv")
    assert (done.exit_code, done.stderr) == (
        1,
        "error: a.csv: no column holds the text of an article; the columns are 'Kicker', 'Prose'; "
        "name them, for example --columns title=headline,text=body\n",
    )
    done = run("build", "a.csv", "--columns", "title=Kicker,text=Body")
    assert done.stderr == (
        "error: a.csv: no column 'Body' for 'text'; the columns are 'Kicker', 'Prose'\n"
    )
    done = run("build", "a.csv", "--columns", "title=Kicker,text=Prose")
    assert (done.exit_code, done.stdout.partition(",")[0]) == (0, "articles: 1")
    assert [article.title for article in kgraph.open("news.kg").articles] == ["Ban"]


def test_build_says_that_its_rules_are_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    german = spacy.blank("de")
    for component in ("tagger", "parser", "ner"):
        german.add_pipe(component)
    german.to_disk("german")
    Path("acme.txt").write_text(ARTICLE, encoding="utf-8")
    done = run("build", "acme.txt", "--pipeline", "german")
    assert (done.exit_code, done.stderr) == (
        1,
        "error: spaCy pipeline de_pipeline-0.0.0: its language is 'de', but the rules are English; "
        "use an English one, such as en_core_web_sm\n",
    )
    assert not Path("news.kg").exists()


@pytest.mark.slow
def test_the_main_job_runs_from_an_article_to_a_page(tmp_path: Path) -> None:
    (tmp_path / "acme.txt").write_text(ARTICLE, encoding="utf-8")

    def kg(*arguments: str) -> str:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "kgraph", *arguments],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    assert kg("build", "acme.txt", "-o", "news.kg", "--publisher", "A Paper").startswith(
        "articles: 1, entities: "
    )
    assert "Acme Corporation" in kg("show", "news.kg")
    assert "Germany" in kg("explain", "news.kg", "Germany", "Acme Corporation")
    kg("view", "news.kg", "-o", "graph.html")
    header = kg("export", "news.kg", "--to", "jsonl").partition("\n")[0]
    assert json.loads(header) == {"kind": "header", "format": 1}
