"""Names that a recogniser cuts are whole, and words inside titles are no countries."""

import pytest

from kgraph.language import annotate
from kgraph.language.short_names import is_given_name, names_person
from kgraph.model import Article

pytestmark = pytest.mark.model


def clusters_of(text: str) -> list[tuple[str, ...]]:
    """Return the texts of each thing's names, in text order."""
    annotation = next(annotate([Article(id="a", text=text)]))
    groups: dict[str, list[str]] = {}
    for mention in annotation.mentions:
        if mention.kind == "name":
            groups.setdefault(mention.cluster, []).append(mention.text)
    return [tuple(group) for group in groups.values()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Choi Min-soon was found in Turin. Police said Choi Min-soon had been ill.",
            ("Choi Min-soon", "Choi Min-soon"),
        ),
        ("President Karim al-Larkspur met Ann Lee.", ("Karim al-Larkspur",)),
        (
            'Carl Lodewijk "Bobby" Lindqvist died in Turin. Bobby Lindqvist was 65.',
            ('Carl Lodewijk "Bobby" Lindqvist', "Bobby Lindqvist"),
        ),
    ],
)
def test_a_hyphen_or_a_nickname_cuts_no_name(text: str, names: tuple[str, ...]) -> None:
    assert names in clusters_of(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Police met the Rev Rashid Larkspur-Dune of Spanish Town on Monday.",
            "Rashid Larkspur-Dune",
        ),
        (
            "Hans-Peter Lindqvist, head of the local cable-car company, resigned.",
            "Hans-Peter Lindqvist",
        ),
        ("The former general Yoon Gwang-seo resigned on Monday.", "Yoon Gwang-seo"),
        ("The fund has recruited Tan Siew Feng from Fidelity. Tan said so.", "Tan Siew Feng"),
        ("Neighbours praised Alhaji Pieter Larkspur on Friday.", "Pieter Larkspur"),
        ("Lt Col Maren Lindqvist has won a prize.", "Maren Lindqvist"),
        ("Boatbuilder Giancarlo Larkspur has won an order for two ferries.", "Giancarlo Larkspur"),
        ("The ship was late. Skipper Oliver Lindqvist blamed the wind.", "Oliver Lindqvist"),
        ("At the regatta in Guadalajara Oscar Lindqvist won the first race.", "Oscar Lindqvist"),
        ("All the same Arjun Lindqvist has written a novel of the year.", "Arjun Lindqvist"),
        ("Director Elaine Berg filmed John Larkspur at home. Larkspur was glad.", "John Larkspur"),
    ],
)
def test_a_full_name_is_a_person_from_its_first_word_to_its_last(text: str, name: str) -> None:
    annotation = next(annotate([Article(id="a", text=text)]))
    assert (name, "Person") in {(m.text, m.type) for m in annotation.mentions if m.kind == "name"}


@pytest.mark.parametrize(
    "text",
    [
        "The Lindqvist-Larkspur talks failed on Monday.",
        "She watched the debate of Ann Lindqvist-Carl Larkspur on Monday.",
        "Ann Lindqvist-Backed candidates lost on Monday.",
    ],
)
def test_a_hyphen_joins_no_two_persons(text: str) -> None:
    annotation = next(annotate([Article(id="a", text=text)]))
    assert not any("-" in m.text for m in annotation.mentions if m.type == "Person")


def test_a_hyphen_before_another_word_is_behind_the_name() -> None:
    text = "He joined Carl Lindqvist-backed groups. Carl Lindqvist said so."
    assert ("Carl Lindqvist", "Carl Lindqvist") in clusters_of(text)


@pytest.mark.parametrize("short", ["Bo Berg", "Carl Berg", "Berg"])
def test_both_given_names_and_the_surname_are_short_for_a_name_with_a_nickname(short: str) -> None:
    assert names_person(short, 'Carl "Bo" Berg')


@pytest.mark.parametrize("given", ["Bo", "Carl"])
def test_a_nickname_is_a_given_name(given: str) -> None:
    assert is_given_name(given, 'Carl "Bo" Berg')


@pytest.mark.parametrize(
    "text",
    [
        "She wore a Captain America mask.",
        "He wrote to USA Today about it.",
        "They defended the America First policy.",
        "The first African-American mayor wept.",
    ],
)
def test_a_country_inside_a_title_or_a_wider_people_is_not_named(text: str) -> None:
    annotation = next(annotate([Article(id="a", text=text)]))
    assert not [m.text for m in annotation.mentions if m.type == "Country"]


def test_a_country_before_another_name_is_named() -> None:
    annotation = next(annotate([Article(id="a", text="He met US First Lady Ann Lee.")]))
    assert [m.text for m in annotation.mentions if m.type == "Country"] == ["US"]
