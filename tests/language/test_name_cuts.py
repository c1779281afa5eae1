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
