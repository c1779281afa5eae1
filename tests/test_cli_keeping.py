"""The verbs that keep a graph for years: what they print, on which stream, and how they end."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.keeping import ACME, ADDRESS, ANNA, FIRST, GERMANY, JOHN, SECOND, keep, news, says
from tests.test_cli import run, succeed


@pytest.fixture
def file(tmp_path: Path) -> str:
    keep(tmp_path / "news.kg")
    return str(tmp_path / "news.kg")


def fail(*arguments: str) -> str:
    """Return the line on stderr of a command that cannot be done."""
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


def misuse(*arguments: str) -> str:
    """Return what a command prints that is no command."""
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    return done.stderr


def test_retract_tells_the_article_and_what_falls(file: str) -> None:
    lines = succeed("retract", file, "the ban", "--why", "taken down").splitlines()
    assert lines[0].startswith("The ban  2024-03-01  ")
    assert lines[0].endswith("  retracted")
    assert lines[1] == "entities that fell: 1, relations: 1, relations with other claims: 1"
    assert lines[2:] == [
        "  Acme Corporation",
        "  Acme Corporation  banned_by  Germany  claims: 1 -> 0",
        "  Anna Maria Weber  praises  Germany  claims: 2 -> 1",
    ]
    assert succeed("retract", file, "The ban") == "nothing to do: retracted already\n"


def test_retract_undo_tells_what_returns(file: str) -> None:
    succeed("retract", file, "The ban")
    lines = succeed("retract", file, "The ban", "--undo").splitlines()
    assert lines[0].endswith("  given back")
    assert lines[1] == "entities that returned: 1, relations: 1, relations with other claims: 1"
    assert lines[3].endswith("claims: 0 -> 1")
    assert succeed("retract", file, "The ban", "--undo") == "nothing to do: none is retracted\n"


def test_retract_tells_the_version_that_takes_the_place(tmp_path: Path) -> None:
    file = str(tmp_path / "news.kg")
    keep(Path(file), FIRST, SECOND)
    lines = succeed("retract", file, "Second").splitlines()
    assert lines[1].startswith("First  2024-03-01  ")
    assert lines[1].endswith("  now in force")
    counts = "relations: 1, relations with other claims: 0, relations that came: 1"
    assert lines[2] == f"entities that fell: 1, {counts}"
    lines = succeed("retract", file, "Second", "--undo").splitlines()
    assert lines[1].endswith("  now superseded")
    assert lines[2].endswith("relations that went: 1")


def test_retract_as_json_has_articles_entities_and_relations(file: str) -> None:
    shown = json.loads(succeed("retract", file, "The ban", "--json"))
    assert shown.keys() == {"articles", "others", "entities", "relations"}
    assert shown["articles"][0]["state"] == "retracted"
    assert shown["relations"][0] == {
        "subject": "Acme Corporation",
        "predicate": "banned_by",
        "object": "Germany",
        "before": 1,
        "after": 0,
    }


def test_history_tells_each_version_and_what_became_of_it(tmp_path: Path) -> None:
    file = str(tmp_path / "news.kg")
    keep(Path(file), SECOND, FIRST)
    for arguments in (["--why", "one"], ["--undo", "--why", "two"], ["--why", "three"]):
        succeed("retract", file, "Second", "--by", "Anna", *arguments)
    lines = succeed("show", file, "--history", ADDRESS).splitlines()
    assert [line.split("  ")[1].strip() for line in lines[:2]] == ["in force", "retracted"]
    told = ["retracted  by Anna: one", "given back  by Anna: two", "retracted  by Anna: three"]
    assert [line.split("  ", 3)[-1] for line in lines[2:]] == told
    shown = json.loads(succeed("show", file, "--history", "first", "--json"))
    assert [v["state"] for v in shown] == ["in force", "retracted"]
    assert [r["why"] for r in shown[1]["retractions"]] == ["one", "two", "three"]


def test_articles_of_one_title_are_told_apart_by_day_and_id(tmp_path: Path) -> None:
    file = str(tmp_path / "news.kg")
    twins = [
        news("News", says(GERMANY, "ban", ACME)),
        news("News", says(ANNA, "praise", GERMANY), published="2024-03-09"),
    ]
    keep(Path(file), *twins)
    for command in (["retract", file, "News"], ["show", file, "--article", "News"]):
        line = fail(*command)
        assert all(article.id in line for article, _ in twins)
        assert "2024-03-09" in line


@pytest.mark.parametrize(
    "arguments",
    [
        ["decide", "FILE", "same", "A"],
        ["decide", "FILE", "name", "A"],
        ["decide", "FILE", "undo"],
        ["decide", "FILE", "perhaps", "A"],
        ["decide", "FILE", "hide", "A", "--import", "x"],
        ["decide", "FILE", "--export", "x", "--import", "x"],
        ["retract", "FILE"],
        ["combine", "FILE"],
        ["combine", "-o", "FILE"],
        ["check"],
        ["diff", "FILE"],
        ["diff", "FILE", "FILE", "--since", "2024-01-01"],
        ["diff", "FILE", "--since", "2024-13-01"],
        ["diff", "FILE", "--since", "yesterday"],
        ["show", "FILE", "--only-here"],
        ["export", "FILE", "--to", "record", "--min-confidence", "0.5"],
        ["show", "FILE", "--disputed", "--history", "x"],
    ],
)
def test_a_mistake_in_the_command_is_exit_2(file: str, arguments: list[str]) -> None:
    assert "Error: " in misuse(*(file if a == "FILE" else a for a in arguments))


@pytest.mark.parametrize(
    "arguments",
    [
        ["retract", "FILE", "x"],
        ["decide", "FILE"],
        ["decide", "FILE", "hide", "x"],
        ["check", "FILE"],
        ["diff", "FILE", "FILE"],
        ["diff", "FILE", "--since", "2024-01-01"],
        ["show", "FILE", "--history", "x"],
        ["export", "FILE", "--to", "record"],
    ],
)
def test_a_record_that_is_missing_stays_missing(tmp_path: Path, arguments: list[str]) -> None:
    missing = tmp_path / "none.kg"
    line = fail(*(str(missing) if a == "FILE" else a for a in arguments))
    assert "there is no such record; `kgraph build ARTICLES -o" in line
    assert not missing.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "--to", "record", "-o"],
        ["export", "--to", "jsonl", "-o"],
        ["view", "-o"],
        ["decide", "--export"],
    ],
)
def test_no_verb_writes_over_a_graph(file: str, arguments: list[str]) -> None:
    before = Path(file).read_bytes()
    line = fail(arguments[0], file, *arguments[1:], file)
    assert "is a graph, which would be lost; name another file" in line
    assert Path(file).read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "FILE", "\udcff"],
        ["show", "FILE", "--history", "\udcff"],
        ["explain", "FILE", ACME[1], "\udcff"],
        ["retract", "FILE", "\udcff"],
        ["retract", "FILE", "The ban", "--why", "\udcff"],
        ["decide", "FILE", "name", ACME[1], "\udcff"],
    ],
)
def test_words_that_are_not_utf_8_are_told(file: str, arguments: list[str]) -> None:
    told = misuse(*(file if a == "FILE" else a for a in arguments))
    assert "\\udcff is not UTF-8" in told


def test_combine_prints_the_counts_and_takes_dumps(file: str, tmp_path: Path) -> None:
    dump, out = tmp_path / "news.jsonl", str(tmp_path / "all.kg")
    succeed("export", file, "--to", "record", "-o", str(dump))
    counts = succeed("show", file).splitlines()[0]
    assert succeed("combine", str(dump), file, "-o", out) == f"{counts}\n"
    assert succeed("diff", file, out) == "no difference\n"
    assert succeed("combine", out, "-o", out) == f"{counts}\n"


def test_diff_since_a_day_tells_what_its_articles_brought(file: str) -> None:
    done = run("diff", file, "--since", "2024-03-03")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[:3] == [
        "articles: 1 new, 0 gone, 0 changed",
        "entities: 1 new, 0 gone, 1 changed, 0 joined, 0 parted",
        "relations: 1 new, 0 gone, 0 changed",
    ]
    assert succeed("diff", file, "--since", "2024-03-04") == "no difference\n"
    shown = json.loads(run("diff", file, "--since", "2024-03-03", "--json").stdout)
    assert [e["name"] for e in shown["entities"]["new"]] == [JOHN[1]]


def test_disputed_shows_both_sides(tmp_path: Path) -> None:
    file = str(tmp_path / "news.kg")
    keep(
        Path(file),
        news("Yes", says(GERMANY, "ban", ACME)),
        news("No", says(GERMANY, "ban", ACME, polarity="denied"), published="2024-03-05"),
    )
    lines = succeed("show", file, "--disputed").splitlines()
    assert lines[0] == "disputed relations: 1"
    assert lines.index("  affirmed") < lines.index("  denied")
    [shown] = json.loads(succeed("show", file, "--disputed", "--json"))["disputed"]
    assert [c["polarity"] for c in (*shown["affirmed"], *shown["denied"])] == ["affirmed", "denied"]


def test_only_here_shows_what_no_other_article_says(file: str) -> None:
    lines = succeed("show", file, "--article", "The ban", "--only-here").splitlines()
    assert lines[1] == "in no other article: entities: 1, relations: 1"
    shown = json.loads(succeed("show", file, "--article", "The praise", "--only-here", "--json"))
    assert (shown["entities"], shown["relations"]) == ([], [])


def test_check_of_a_sound_file_is_exit_0(file: str) -> None:
    succeed("decide", file, "hide", JOHN[1])
    assert succeed("check", file).splitlines() == [
        "articles that can be read: 3, with their annotation: 3, judgements and retractions: 1",
        "sound",
    ]
    shown = json.loads(succeed("check", file, "--json"))
    assert shown == {"findings": [], "articles": 3, "annotated": 3, "statements": 1}


def test_check_saves_what_can_be_read_of_a_damaged_file(file: str, tmp_path: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE annotation SET body = x'00' WHERE article = 1")
    connection.close()
    saved = str(tmp_path / "saved.kg")
    done = run("check", file, "--save", saved)
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout.splitlines()[1].endswith("its annotation is damaged (can be made again)")
    assert done.stdout.splitlines()[-1].startswith(f"saved in {saved}; ")
    assert succeed("check", saved).splitlines()[0].startswith("articles that can be read: 3, with")
    assert "is the file that is checked" in fail("check", file, "--save", file)


def test_a_link_and_a_folder_with_spaces_lead_to_one_record(tmp_path: Path) -> None:
    folder = tmp_path / "my news"
    folder.mkdir()
    keep(folder / "a b.kg")
    link = tmp_path / "link.kg"
    link.symlink_to(folder / "a b.kg")
    succeed("decide", str(link), "hide", JOHN[1])
    assert link.is_symlink()
    assert succeed("decide", str(folder / "a b.kg")) == succeed("decide", str(link))
