"""Which short name may stand for which full one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.language.name_spans import folded
from kgraph.language.short_names import (
    begins_name,
    is_first_surname,
    names_organization,
    names_person,
    names_place,
    shortens_person,
)

NAMES = st.text("abcäöüß ABC.-", max_size=30).filter(lambda name: name.strip() != "")


def test_a_ruler_is_no_short_name_of_the_cabinet() -> None:
    assert not names_organization("Lindqvist", "Lindqvist Administration")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("FTC", "Federal Trade Commission"),
        ("OFAC", "Office of Foreign Assets Control"),
        ("National Bank", "National Bank of Ukraine"),
        ("Northwind", "Northwind Lab"),
        ("Commission", "European Commission"),
        ("Democratic Party", "United States Democratic Party"),
        ("Commerce", "Department of Commerce"),
        ("Treasury", "Department of the Treasury"),
        ("State Department", "Department of State"),
        ("Larkspur Group", "OOO Larkspur Group Holding"),
        ("Swift", "Swift Motor Company"),
        ("Larkspur Oceanography", "Larkspur Institution of Oceanography"),
        ("Trade Committee", "House Trade Committee"),
        ("Commission on Trade Debates", "United States Commission on Trade Debates"),
        ("State Department", "United States Department of State"),
        ("House", "US House of Representatives"),
        ("Air Force", "United States Air Force"),
    ],
)
def test_a_short_name_of_an_organisation_stands_for_the_full_one(short: str, full: str) -> None:
    assert names_organization(short, full)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Sky", "Sky Arabia"),
        ("Security Centre", "Air Security Centre"),
        ("Larkspur Group", "Larkspur Labs Limited"),
        ("Northwind Lab", "Northwind"),
        ("FTC", "FTC"),
        ("Swift", "Swift Motor Show"),
        ("Larkspur Oceanography", "Larkspur Institution of Marine Biology"),
    ],
)
def test_other_names_do_not(short: str, full: str) -> None:
    assert not names_organization(short, full)


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("bin Salman", "Mohammed bin Salman", True),
        ("Downey", "Robert Downey Jr.", True),
        ("Brian Nelson", "Brian E. Nelson", True),
        ("Erdogan", "Recep Tayyip Erdoğan", True),
        ("Gloria Vanderbilt", "Gloria Morgan Vanderbilt", False),
        ("Anna", "Anna Weber", False),
        ("Verrin", "Lady Verrin", True),
        ("Lady Verrin", "Ann Verrin", True),
        ("Lady Verrin", "Lord Verrin", False),
    ],
)
def test_a_person_is_named_again_by_the_end_of_the_name(short: str, full: str, same: bool) -> None:
    assert names_person(short, full) is same


def test_the_first_word_stands_for_a_name_unless_it_is_a_word_or_a_place() -> None:
    assert begins_name("Activision", "Activision Blizzard")
    assert not begins_name("House", "House Martins")
    assert not begins_name("Vilnius", "Vilnius Gas")


@pytest.mark.parametrize(("left", "right"), [("Schönbohm", "Schoenbohm"), ("MÜNSTER", "Münster")])
def test_spellings_fold_to_one(left: str, right: str) -> None:
    assert folded(left) == folded(right)


@given(NAMES, NAMES)
def test_no_name_is_short_for_one_that_is_short_for_it(left: str, right: str) -> None:
    assert not (names_person(left, right) and names_person(right, left))
    assert not names_person(left, left)


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Zimora Plover", "Zimora Plover Harmond", True),
        ("Zimora Plover", "Zimora K. Plover Harmond", True),
        ("Carl Berg", "Carl James Berg Jr.", True),
        ("Carl Berg", "Carl Berg", False),
        ("Carl", "Carl James Berg", False),
        ("James Berg", "Carl James Berg", False),
        ("Ursula von der", "Ursula von der Plover", False),
    ],
)
def test_a_full_name_may_lack_the_middle_one_or_the_second_surname(
    short: str, full: str, same: bool
) -> None:
    assert shortens_person(short, full) == same


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Plover", "Zimora Plover Harmond", True),
        ("Plover", "Zimora K. Plover Harmond", True),
        ("Plover", "Plover Harmond", False),
        ("Harmond", "Zimora Plover Harmond", False),
        ("van", "Zimora van Harmond", False),
    ],
)
def test_the_first_of_two_surnames_is_the_second_last_word(
    short: str, full: str, same: bool
) -> None:
    assert is_first_surname(short, full) == same


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Larkspur Airport", "Larkspur International Airport", True),
        ("Larkspur Airport", "Larkspur Airport", False),
        ("Larkspur Airport", "Harmond International Airport", False),
        ("Airport", "International Airport", False),
    ],
)
def test_a_place_may_lack_its_rank(short: str, full: str, same: bool) -> None:
    assert names_place(short, full) == same


@pytest.mark.parametrize("word", ["American", "Puerto", "Costa", "European", "Ghana"])
def test_a_word_for_a_land_or_its_people_begins_no_short_name(word: str) -> None:
    assert not begins_name(word, f"{word} Larkspur Senate")


@given(NAMES, NAMES)
def test_a_name_never_shortens_one_that_shortens_it(left: str, right: str) -> None:
    assert not (shortens_person(left, right) and shortens_person(right, left))
