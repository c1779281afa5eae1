"""``kgraph diff``, and what ``kgraph show`` tells of one article and of disputes."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.graphs import HOSTILE, Saying, graph_of, make_article
from tests.saved import save_graph
from tests.test_cli import run, succeed

TYPES = {"Germany": "Country", "Huawei": "Organization", "Ann Lee": "Person"}
BANS = Saying("Germany", "bans", "Huawei")
DENIED = replace(BANS, polarity="denied", speakers=("Ann Lee",))
VISITS = Saying("Ann Lee", "visits", "Germany")


@pytest.fixture
def old(tmp_path: Path) -> str:
    articles = [(make_article([BANS], title="Ban"), [BANS])]
    return save_graph(
        graph_of({"Germany": "Country", "Huawei": "Organization"}, articles), tmp_path / "old.kg"
    )


@pytest.fixture
def new(tmp_path: Path) -> str:
    later = [DENIED, VISITS]
    articles = [
        (make_article([BANS], title="Ban"), [BANS]),
        (make_article(later, title="No ban", published="2020-01-01"), later),
    ]
    return save_graph(graph_of(TYPES, articles), tmp_path / "new.kg")


def test_equal_graphs_are_exit_0_and_one_line(old: str) -> None:
    assert succeed("diff", old, old) == "no difference\n"
    data = json.loads(succeed("diff", old, old, "--json"))
    assert not any(items for kinds in data.values() for items in kinds.values())


def test_what_is_new_and_changed_is_listed_and_exit_1(old: str, new: str) -> None:
    done = run("diff", old, new)
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "articles: 1 new, 0 gone, 0 changed",
        "entities: 1 new, 0 gone, 2 changed, 0 joined, 0 parted",
        "relations: 1 new, 0 gone, 1 changed",
        "",
        "new articles",
        "  No ban, TASS, 2020-01-01",
        "",
        "new entities",
        "  Ann Lee  Person  mentions: 1",
        "",
        "changed entities",
        "  Germany  Country  mentions: 3",
        "    mentions 1 -> 3; articles +1",
        "  Huawei  Organization  mentions: 2",
        "    mentions 1 -> 2; articles +1",
        "",
        "new relations",
        "  Ann Lee  visits  Germany  1 stated  2020-01-01",
        "",
        "changed relations",
        "  Germany  bans  Huawei  1 stated  1 denied  2019-03-05..2020-01-01"
        "  2 articles, 2 of them independent",
        "    denied 0 -> 1; articles +1; last 2019-03-05 -> 2020-01-01",
    ]


def test_what_is_gone_is_named_by_the_old_graph(old: str, new: str) -> None:
    lines = run("diff", new, old).stdout.splitlines()
    assert lines[lines.index("gone relations") + 1].startswith("  Ann Lee  visits  Germany")
    assert lines[lines.index("gone articles") + 1] == "  No ban, TASS, 2020-01-01"


def test_the_difference_as_json_holds_ids_and_both_values(old: str, new: str) -> None:
    done = run("diff", old, new, "--json")
    data = json.loads(done.stdout)
    assert done.exit_code == 1
    assert [a["title"] for a in data["articles"]["new"]] == ["No ban"]
    [change] = data["relations"]["changed"]
    assert change["fields"]["denied"] == {"old": 0, "new": 1}
    assert [r["predicate"] for r in change["old"]] == ["bans"]
    assert {e["new"]["name"] for e in data["entities"]["changed"]} == {"Germany", "Huawei"}


def test_joined_and_parted_name_both_sides_and_relations_that_fell_together(
    tmp_path: Path,
) -> None:
    visits = [Saying(name, "visits", "Germany") for name in ("Ann Lee", "A. Lee")]
    types = {"Ann Lee": "Person", "A. Lee": "Person", "Germany": "Country"}
    graph = graph_of(types, [(make_article(visits, published=""), visits)])
    apart = save_graph(graph, tmp_path / "apart.kg")
    one = save_graph(graph, tmp_path / "one.kg", joined=[("Ann Lee", "A. Lee")])
    there, back = (run("diff", *files) for files in ((apart, one), (one, apart)))
    assert there.stdout.splitlines()[3:] == [
        "",
        "joined entities",
        "  A. Lee (Person) + Ann Lee (Person) -> Ann Lee (Person)",
        "",
        "changed relations",
        "  Ann Lee  visits  Germany  2 stated",
        "    was  A. Lee  visits  Germany  1 stated",
        "    was  Ann Lee  visits  Germany  1 stated",
    ]
    assert "  Ann Lee (Person) -> A. Lee (Person) + Ann Lee (Person)" in back.stdout
    [parting] = json.loads(run("diff", one, apart, "--json").stdout)["entities"]["parted"]
    assert [e["name"] for e in parting["new"]] == ["A. Lee", "Ann Lee"]


def test_only_twenty_of_a_kind_are_listed_for_a_reader(tmp_path: Path) -> None:
    names = [f"Person {n}" for n in range(25)]
    sayings = [Saying(name, "visits", "Germany") for name in names]
    empty = save_graph(graph_of({}, []), tmp_path / "empty.kg")
    types = dict.fromkeys(names, "Person") | {"Germany": "Country"}
    full = save_graph(graph_of(types, [(make_article(sayings), sayings)]), tmp_path / "full.kg")
    lines = run("diff", empty, full).stdout.splitlines()
    assert lines.count("... and 6 more; --json lists them all") == 1
    assert lines.count("... and 5 more; --json lists them all") == 1
    assert len(json.loads(run("diff", empty, full, "--json").stdout)["entities"]["new"]) == 26


def test_a_graph_that_cannot_be_read_is_exit_1_with_nothing_on_stdout(old: str) -> None:
    for arguments in (("missing.kg", old), (old, "missing.kg")):
        done = run("diff", *arguments)
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert done.stderr.startswith("error: missing.kg")
    assert run("diff", old).exit_code == 2


def test_show_of_an_article_tells_what_it_mentions_and_claims_in_text_order(new: str) -> None:
    lines = succeed("show", new, "--article", "No ban").splitlines()
    assert lines[:2] == ["No ban, TASS, 2020-01-01", "entities: 3, claims: 2"]
    assert [line.split(maxsplit=1)[1] for line in lines[4:7]] == [
        "Country       Germany",
        "Organization  Huawei",
        "Person        Ann Lee",
    ]
    assert lines.index("Germany  bans (bans)  Huawei") < lines.index(
        "Ann Lee  visits (visits)  Germany"
    )
    data = json.loads(succeed("show", new, "--article", "No ban", "--json"))
    assert [(e["name"], e["mentions"]) for e in data["entities"]] == [
        ("Germany", 2),
        ("Huawei", 1),
        ("Ann Lee", 1),
    ]
    assert [c["predicate"] for c in data["claims"]] == ["bans", "visits"]


def test_show_only_here_leaves_out_what_another_article_says(new: str) -> None:
    shown = succeed("show", new, "--article", "No ban", "--only-here")
    assert "in no other article: entities: 1, relations: 1" in shown
    assert "Ann Lee  visits  Germany  1 stated" in shown
    assert "bans" not in shown
    data = json.loads(succeed("show", new, "--article", "No ban", "--only-here", "--json"))
    assert [e["name"] for e in data["entities"]] == ["Ann Lee"]
    assert [r["predicate"] for r in data["relations"]] == ["visits"]


def test_show_disputed_names_articles_and_speakers_of_both_sides(new: str) -> None:
    lines = succeed("show", new, "--disputed").splitlines()
    assert lines[0] == "disputed relations: 1"
    assert lines[2].startswith("Germany  bans  Huawei  1 stated  1 denied")
    assert lines[3] == "  affirmed at first, later denied or told as past"
    assert lines[4] == "  affirmed"
    assert lines[5] == "    affirmed, actual  [Ban, TASS, 2019-03-05]"
    assert lines[7] == "  denied"
    assert lines[8] == "    DENIED, actual, says Ann Lee  [No ban, TASS, 2020-01-01]"
    [dispute] = json.loads(succeed("show", new, "--disputed", "--json"))["disputed"]
    assert (dispute["course"], dispute["relation"]["denied"]) == ("ended", 1)
    assert [c["polarity"] for c in dispute["affirmed"] + dispute["denied"]] == [
        "affirmed",
        "denied",
    ]


@pytest.mark.parametrize(
    "arguments",
    [("--only-here",), ("Germany", "--disputed"), ("--article", "Ban", "--disputed")],
)
def test_what_does_not_go_together_is_a_mistake_in_the_command(
    new: str, arguments: tuple[str, ...]
) -> None:
    assert run("show", new, *arguments).exit_code == 2


def test_an_article_that_is_not_there_is_one_line(new: str) -> None:
    done = run("show", new, "--article", "Nothing")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error: no article 'Nothing'")


def test_hostile_text_reaches_the_terminal_as_plain_text(tmp_path: Path) -> None:
    types = dict.fromkeys(HOSTILE, "Person")
    told = [Saying(left, "related_to", right, phrase=left) for left, right in pairwise(HOSTILE)]
    denied = [replace(saying, polarity="denied") for saying in told]
    title = "\x1b[31mtitle\u202e\n[red]x[/red]"
    one = make_article(told, title=title)
    both = make_article(denied, title=title, published="2020-01-01")
    file = save_graph(graph_of(types, [(one, told), (both, denied)]), tmp_path / "h.kg")
    other = save_graph(graph_of(types, [(one, told)]), tmp_path / "o.kg")
    for arguments in (
        ("diff", file, other),
        ("show", file, "--disputed"),
        ("show", file, "--article", one.id),
        ("show", other, "--article", one.id, "--only-here"),
    ):
        shown = run(*arguments).stdout
        assert "[red]x[/red]" in shown
        assert not set(shown) & set("\x1b\u202e\x00\x85\u2028\r")
