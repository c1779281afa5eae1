"""What a graph shows of an entity: its name, the counts of its forms and types, its country."""

import json
from pathlib import Path

import pytest

import kgraph
from kgraph.graph import KnowledgeGraph
from tests.builders import make_graph
from tests.graphs import HOSTILE
from tests.keeping import GERMANY, Name, keep, news, says
from tests.test_cli import succeed

PUTIN, FULL = ("Person", "Vladimir Putin"), ("Person", "Vladimir Vladimirovich Putin")
GEORGIA = ("Country", "Georgia")


def told(*names: Name, beside: Name = GERMANY) -> KnowledgeGraph:
    """Return the graph of articles of which each names one thing, and a place beside it."""
    return make_graph(*(news(str(n), says(name, "visit", beside)) for n, name in enumerate(names)))


def test_an_entity_has_the_id_of_its_fullest_name_and_is_called_by_its_frequent_one() -> None:
    graph = told(FULL, *[PUTIN] * 5)
    entity = graph.entity(PUTIN[1])
    assert graph.profile(entity.id).name == FULL[1]
    assert entity.name == PUTIN[1]
    assert entity.aliases == (FULL[1],)
    assert entity.forms == ((PUTIN[1], 5), (FULL[1], 1))
    assert entity.types == (("Person", 6),)
    assert graph.entity(FULL[1]) == entity


def test_a_judged_name_wins_and_is_no_form(tmp_path: Path) -> None:
    keep(tmp_path / "news.kg", news("One", says(PUTIN, "visit", GERMANY)))
    kgraph.decide(tmp_path / "news.kg", "name", PUTIN[1], value="The President")
    entity = kgraph.open(tmp_path / "news.kg").entity("The President")
    assert (entity.name, entity.aliases) == ("The President", (PUTIN[1],))
    assert entity.forms == ((PUTIN[1], 1),)


def test_of_two_types_that_are_judged_one_the_more_frequent_is_shown_with_the_tally(
    tmp_path: Path,
) -> None:
    path = tmp_path / "news.kg"
    firm, man = ("Organization", "Merck Group"), ("Person", "Merck")
    some = [news(str(n), says(man, "visit", GERMANY)) for n in range(3)]
    keep(path, *some, news("firm", says(firm, "visit", GERMANY)))
    kgraph.decide(path, "same", [firm[1], man[1]])
    entity = kgraph.open(path).entity(firm[1])
    assert (entity.type, entity.types) == ("Person", (("Person", 3), ("Organization", 1)))
    assert "types: Person (3), Organization (1)" in succeed("show", str(path), firm[1])
    kgraph.decide(path, "type", firm[1], value="Organization")
    assert kgraph.open(path).entity(firm[1]).type == "Organization"


@pytest.mark.parametrize(
    ("beside", "code"),
    [(("Place", "Tbilisi"), "GE"), (("Place", "Atlanta"), "US"), (("Place", "Rome"), "")],
)
def test_georgia_has_the_code_of_what_is_named_beside_it(beside: Name, code: str) -> None:
    graph = told(GEORGIA, GEORGIA, beside=beside)
    assert graph.entity("Georgia").country == code
    assert [e.country for e in graph.prominent() if e.name == "Georgia"] == [code]


def test_only_places_have_a_country() -> None:
    graph = told(("Person", "Paris"), ("Organization", "Russia"), ("Country", "Russia"))
    countries = {(e.type, e.name): e.country for e in graph.entities}
    assert countries == {
        ("Person", "Paris"): "",
        ("Organization", "Russia"): "",
        ("Country", "Russia"): "RU",
        GERMANY: "DE",
    }


def test_country_and_counts_are_shown_by_every_verb_and_format(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    keep(
        path, *(news(str(n), says(name, "visit", GERMANY)) for n, name in enumerate([FULL, PUTIN]))
    )
    file = str(path)
    assert succeed("show", file, "Germany").startswith("Germany  Country  DE\n")
    assert f"also: {PUTIN[1]} (1)" in succeed("show", file, FULL[1])
    shown = json.loads(succeed("show", file, PUTIN[1], "--json"))
    assert shown["forms"] == {FULL[1]: 1, PUTIN[1]: 1}
    rows = map(json.loads, succeed("export", file, "--to", "jsonl").splitlines())
    [germany] = [row for row in rows if row["kind"] == "entity" and row["name"] == "Germany"]
    assert (germany["country"], germany["forms"]) == ("DE", [["Germany", 2]])
    assert "`country`: 'DE'" in succeed("export", file, "--to", "cypher")
    graph = kgraph.open(path)
    assert graph.to_networkx().nodes[graph.entity("Germany").id]["country"] == "DE"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_shown_as_plain_text(tmp_path: Path, name: str) -> None:
    odd = ("Person", " ".join(name.split()))
    keep(tmp_path / "news.kg", news("One", says(odd, "visit", GERMANY)))
    for words in (["show"], ["explain", "--mentions"]):
        verb, *options = words
        shown = succeed(verb, str(tmp_path / "news.kg"), *options, "--", odd[1])
        assert shown.replace("\n", "").replace("\u200d", "").isprintable()
