"""What an entity is called, and what type it has."""

from dataclasses import replace

import pytest

from kgraph.identity import shown_name, shown_type
from kgraph.model import Profile
from tests.builders import make_profile


def seen(type_: str, **articles: int) -> list[Profile]:
    """Return profiles of names with underscores, in so many articles each."""
    return [
        replace(make_profile(type_, name.replace("_", " ")), articles=count)
        for name, count in articles.items()
    ]


@pytest.mark.parametrize(
    ("type_", "articles", "name"),
    [
        ("Person", {"Vladimir_Putin": 50, "Vladimir_Vladimirovich_Putin": 1}, "Vladimir Putin"),
        ("Person", {"Anna_Weber": 3, "Anna_Maria_Weber": 1}, "Anna Maria Weber"),
        ("Person", {"Putin": 80, "Vladimir_Putin": 1}, "Vladimir Putin"),
        ("Person", {"Putin": 80}, "Putin"),
        ("Person", {"V_Putin": 9, "Vladimir_Putin": 5}, "Vladimir Putin"),
        ("Organization", {"FTC": 30, "Federal_Trade_Commission": 9}, "Federal Trade Commission"),
        ("Organization", {"NATO": 500, "North_Atlantic_Treaty_Organization": 3}, "NATO"),
        ("Organization", {"Apple": 40, "Apple_Inc": 30}, "Apple"),
        ("Organization", {"Acme_Ltd": 2, "Acme": 1}, "Acme Ltd"),
        ("Organization", {"ECB_BANK": 1, "Ecb_Bank": 1}, "Ecb Bank"),
    ],
)
def test_the_fullest_frequent_name_is_shown(
    type_: str, articles: dict[str, int], name: str
) -> None:
    assert shown_name(seen(type_, **articles), type_) == name
    assert shown_name(seen(type_, **dict(reversed(articles.items()))), type_) == name


def test_of_two_equally_full_names_the_one_with_more_mentions_is_shown() -> None:
    telescope = make_profile("Organization", "ALMA", mentions=3)
    assert shown_name([make_profile("Organization", "Alma"), telescope], "Organization") == "ALMA"


def test_the_type_with_most_mentions_is_shown_and_that_of_the_fullest_name_among_equals() -> None:
    person, firm = make_profile("Person", "Merck"), make_profile("Organization", "Merck Group")
    assert shown_type([person, firm]) == "Organization"
    assert shown_type([make_profile("Person", "Merck", mentions=2), firm]) == "Person"
