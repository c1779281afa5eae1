"""``kgraph review`` in a terminal, and what it prints without one."""

import json
from pathlib import Path

import pytest

import kgraph
from tests.graphs import HOSTILE
from tests.keeping import ACME, GERMANY, keep, news, says
from tests.terminals import Terminal
from tests.test_cli import run, succeed
from tests.test_cli_keeping import fail, misuse

WEBER, ANNA, JOHN = ("Person", "Weber"), ("Person", "Anna Weber"), ("Person", "John Weber")
KEYS = "q quit"


def webers(path: Path) -> str:
    """Write a record in which Weber may be Anna, of whom more is told, or John."""
    keep(
        path,
        news("On Weber", says(WEBER, "praise", GERMANY), says(WEBER, "visit", ACME)),
        news("On Anna", says(ANNA, "visit", GERMANY), says(ANNA, "meet", ACME)),
        news("More on Anna", says(ANNA, "praise", ACME), published="2024-04-01"),
        news("On John", says(JOHN, "visit", GERMANY), published="2024-05-01"),
    )
    return str(path)


@pytest.fixture
def file(tmp_path: Path) -> str:
    return webers(tmp_path / "news.kg")


def judged(file: str) -> list[tuple[str, set[str], str]]:
    found = (outcome.judgement for outcome in kgraph.judgements(file))
    return [(j.kind, {anchor.form for anchor in j.entities}, j.by) for j in found]


def test_a_review_in_a_terminal_is_answered_undone_quit_and_gone_on_with(file: str) -> None:
    with Terminal("review", file, "--by", "Eva", "--why", "I know her") as terminal:
        first = terminal.wait_for(KEYS)
        assert "pairs that wait: 2" in first
        assert "Anna Weber  Person" in first
        assert "0 Anna Weber visit Germany" in first
        assert "0 Weber praise Germany" in first
        assert "one is a surname alone" in first
        terminal.press("s")
        assert "kept: same" in terminal.wait_for("pairs that wait: ")
        assert judged(file) == [("same", {"Weber", "Anna Weber"}, "Eva")]
        terminal.wait_for(KEYS)
        terminal.press("u")
        again = terminal.wait_for(KEYS)
        assert "taken back" in again
        assert "Anna Weber  Person" in again
        assert judged(file) == []
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.shown.endswith("answered: 0, put off: 0, waiting: 2\n")
    with Terminal("review", file, "--by", "Eva") as terminal:
        assert "Anna Weber  Person" in terminal.wait_for(KEYS)
        terminal.press("d")
        assert "John Weber  Person" in terminal.wait_for(KEYS)
        terminal.press(" ")
        assert "no pair waits" in terminal.wait_for(KEYS)
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.shown.endswith("answered: 1, put off: 1, waiting: 0\n")
    assert judged(file) == [("different", {"Weber", "Anna Weber"}, "Eva")]
    [left] = json.loads(succeed("review", file, "--list", "--json"))["pairs"]
    assert {left["left"]["name"], left["right"]["name"]} == {"Weber", "John Weber"}


def test_the_last_answer_can_be_undone_when_no_pair_waits(file: str) -> None:
    with Terminal("review", file) as terminal:
        terminal.wait_for(KEYS)
        terminal.press("d")
        terminal.wait_for(KEYS)
        terminal.press("d")
        assert "no pair waits" in terminal.wait_for(KEYS)
        terminal.press("u")
        assert "John Weber" in terminal.wait_for(KEYS)
        assert len(judged(file)) == 1
        terminal.press("q")
        assert terminal.end() == 0


def test_in_a_narrow_terminal_one_stands_under_the_other_and_no_line_is_longer(file: str) -> None:
    with Terminal("review", file, columns=40) as terminal:
        shown = terminal.wait_for("quit")
        assert max(map(len, shown.splitlines())) <= 40
        heads = [line for line in shown.splitlines() if line.endswith("Person")]
        assert sorted(heads) == ["Anna Weber  Person", "Weber  Person"]
        terminal.press("q")
        assert terminal.end() == 0
    with Terminal("review", file, columns=100) as terminal:
        wide = terminal.wait_for(KEYS)
        [head] = [line for line in wide.splitlines() if "  Person" in line]
        assert "Anna Weber  Person" in head
        assert head.count("Person") == 2
        terminal.press("q")
        terminal.end()


def test_more_sentences_are_shown_until_there_are_none(tmp_path: Path) -> None:
    told = [says(WEBER, verb, GERMANY) for verb in ("visit", "praise", "meet", "ban", "own")]
    path = tmp_path / "news.kg"
    keep(path, news("W", *told), news("A", says(ANNA, "visit", ACME), says(JOHN, "visit", ACME)))
    with Terminal("review", str(path)) as terminal:
        first = terminal.wait_for(KEYS)
        assert "2 Weber meet Germany" in first
        assert "3 Weber ban Germany" not in first
        terminal.press("o")
        more = terminal.wait_for(KEYS)
        assert "4 Weber own Germany" in more
        assert "no more sentences" in more
        assert "unsure" not in more
        terminal.press("q")
        terminal.end()


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0), ("Q", 0)])
def test_interruption_and_the_end_of_input_keep_the_answers_and_the_terminal(
    file: str, key: str, code: int
) -> None:
    with Terminal("review", file) as terminal:
        terminal.wait_for(KEYS)
        terminal.press("x")  # means nothing
        terminal.wait_for(KEYS)
        terminal.press("\x1b[A")  # an arrow key
        terminal.wait_for(KEYS)
        terminal.press("d")
        terminal.wait_for(KEYS)
        terminal.press(key)
        assert terminal.end() == code
    assert [kind for kind, _, _ in judged(file)] == ["different"]


def test_without_a_terminal_a_review_says_in_one_line_what_to_do(file: str) -> None:
    line = fail("review", file)
    assert f"`kgraph review {file} --list`" in line
    assert "goes with --list" in misuse("review", file, "--json")


def test_the_list_of_pairs_is_printed_with_reasons_and_sentences(file: str) -> None:
    lines = succeed("review", file, "--list").splitlines()
    assert lines[0] == "unsure pairs: 2"
    assert next(line for line in lines if " or " in line).count("Anna Weber") == 1
    pairs = json.loads(succeed("review", file, "--list", "--json"))["pairs"]
    assert [pair["value"] for pair in pairs] == sorted((p["value"] for p in pairs), reverse=True)
    assert all(pair["reasons"] and 0 <= pair["score"] <= 1 for pair in pairs)
    assert all(side["sentences"] for pair in pairs for side in (pair["left"], pair["right"]))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_harms_no_terminal(tmp_path: Path, name: str) -> None:
    odd = ("Organization", " ".join(name.split()) or "x")
    path = tmp_path / "news.kg"
    told = (says(odd, "visit", GERMANY), says(("Organization", f"{odd[1]} AG"), "visit", GERMANY))
    keep(path, news(name, *told, says(("Organization", f"{odd[1]} Inc"), "visit", GERMANY)))
    listed = succeed("review", str(path), "--list")
    assert listed.replace("\n", "").replace("\u200d", "").isprintable()
    assert run("review", str(path), "--list", "--json").exit_code == 0
    if listed.startswith("unsure pairs: 0"):
        return
    with Terminal("review", str(path)) as terminal:
        terminal.wait_for(KEYS)
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.shown.replace("\n", "").replace("\u200d", "").isprintable()


def test_a_sentence_and_a_name_without_end_are_cut_around_what_is_mentioned(tmp_path: Path) -> None:
    path, long = tmp_path / "news.kg", ("Person", f"{'Anna ' * 2000}Weber")
    told = [says(("Place", "x" * 5000), "visit", WEBER), says(long, "visit", GERMANY)]
    keep(path, news("W", *told), news("A", says(ANNA, "visit", ACME), says(JOHN, "visit", ACME)))
    with Terminal("review", str(path), columns=60) as terminal:
        shown = terminal.wait_for("quit")
        assert "Weber nobody" in shown or "Anna Anna" in shown
        assert len(shown) < 6000
        terminal.press("q")
        assert terminal.end() == 0
