"""Relations with claims on two sides, and what changed over time."""

from dataclasses import replace

import pytest

from kgraph.graph import Dispute, disputed
from kgraph.graph.disputed import lasting
from kgraph.ontology import load_ontology
from tests.graphs import Saying, graph_of, make_article

TYPES = {"Ann": "Person", "Bob": "Person", "Acme": "Organization"}
LEADS = Saying("Ann", "leads", "Acme", tense="present")
LED = replace(LEADS, tense="past")
DENIED = replace(LEADS, polarity="denied")
SAID = replace(LEADS, speakers=("Bob",))
PLANNED = replace(LEADS, modality="planned")


def find(*told: tuple[str, Saying]) -> tuple[Dispute, ...]:
    """Return what is disputed in articles of one sentence, each with its date of publication."""
    articles = [
        (make_article([saying], title=f"{number}", published=published), [saying])
        for number, (published, saying) in enumerate(told)
    ]
    return disputed(graph_of(TYPES, articles))


@pytest.mark.parametrize("affirmed", [LEADS, SAID])
def test_what_one_affirms_and_another_denies_has_both_sides(affirmed: Saying) -> None:
    [found] = find(("", affirmed), ("", DENIED), ("", PLANNED))
    assert (len(found.affirmed), len(found.denied), found.past, found.course) == (1, 1, (), "")
    assert found.affirmed[0].polarity == "affirmed"
    assert found.denied[0].polarity == "denied"
    assert found.relation.hypothetical == 1


def test_what_only_one_side_tells_is_not_disputed() -> None:
    assert not find(("2019-01-01", DENIED), ("2019-01-02", PLANNED))
    assert not find(("2019-01-01", LEADS), ("2019-01-02", SAID), ("2019-01-03", PLANNED))


def test_another_phrase_or_direction_is_another_statement() -> None:
    praised = Saying("Ann", "related_to", "Bob", "praise")
    assert find(("", praised), ("", replace(praised, polarity="denied")))
    assert not find(("", praised), ("", replace(praised, phrase="hail", polarity="denied")))
    turned = Saying("Bob", "related_to", "Ann", "praise", polarity="denied")
    assert not find(("", praised), ("", turned))


@pytest.mark.parametrize(
    ("told", "course"),
    [
        ((("2019-01-01", LEADS), ("2020-01-01", DENIED)), "ended"),
        ((("2019-01-01", DENIED), ("2020-01-01", LEADS)), "began"),
        ((("2019-01-01", LEADS), ("2019-01-01", DENIED)), ""),
        ((("2019", LEADS), ("2020-01-01", DENIED)), ""),
        ((("2019-01-01", LEADS), ("2020-01-01", DENIED), ("2021-01-01", SAID)), ""),
        ((("2019-01-01", LEADS), ("2020-01-01", LED)), "ended"),
        ((("2019-01-01", LED), ("2020-01-01", LEADS)), "began"),
        ((("2019-01-01", LEADS), ("2020-01-01", LED), ("2021-01-01", DENIED)), "ended"),
    ],
)
def test_the_order_of_publication_tells_what_ended_and_what_began(
    told: tuple[tuple[str, Saying], ...], course: str
) -> None:
    [found] = find(*told)
    assert found.course == course
    assert len(found.affirmed) + len(found.denied) + len(found.past) == len(told)


def test_a_past_tense_between_two_present_ones_ends_nothing() -> None:
    told = (("2019-01-01", LEADS), ("2020-01-01", LED), ("2021-01-01", LEADS))
    assert not find(*told)
    [found] = find(*told, ("2022-01-01", DENIED))
    assert (len(found.affirmed), len(found.past), found.course) == (3, 0, "ended")


def test_a_past_tense_of_a_deed_or_of_a_speaker_ends_nothing() -> None:
    told = replace(LED, speakers=("Bob",))
    assert not find(("2019-01-01", LEADS), ("2020-01-01", told))
    met = Saying("Ann", "meets", "Bob", tense="past")
    assert not find(("2019-01-01", replace(met, tense="present")), ("2020-01-01", met))


@pytest.mark.parametrize(("words", "ends"), [("Ann who once", True), ("Ann who has", False)])
def test_what_has_been_so_for_long_goes_on(words: str, ends: bool) -> None:
    leads, led = replace(LEADS, subject=words), replace(LED, subject=words)
    told = [
        (make_article([leads], published="2019-01-01"), [leads]),
        (make_article([led], published="2020-01-01"), [led]),
    ]
    assert bool(disputed(graph_of({**TYPES, words: "Person"}, told))) == ends


def test_the_best_supported_comes_first() -> None:
    sues = Saying("Ann", "sues", "Bob")
    found = find(
        ("", sues),
        ("", replace(sues, polarity="denied")),
        ("", LEADS),
        ("", DENIED),
        ("", SAID),
    )
    assert [d.relation.predicate for d in found] == ["leads", "sues"]


def test_what_lasts_are_predicates_of_the_ontology() -> None:
    assert lasting()["predicates"] <= load_ontology().predicates.keys()
