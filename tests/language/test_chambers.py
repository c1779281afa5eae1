"""Which country's a bare "Senate" or "Parliament" is."""

import pytest

from kgraph.language import annotate
from kgraph.model import Article
from kgraph.names.countries import country_forms
from kgraph.names.words import chambers

pytestmark = pytest.mark.model


def named(text: str) -> list[tuple[str, str, str]]:
    """Return the words, the names to know them by and the types of bodies, in text order."""
    annotation = next(annotate([Article(id="a", text=text)]))
    return [(m.text, m.name, m.type) for m in annotation.mentions if m.text in chambers()]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("The US president met Ann Lee. The Senate rejected his plan.", "Senate", "US Senate"),
        (
            "Japan is at odds with Russia. Japan wants talks. The Supreme Court agreed.",
            "Supreme Court",
            "Japanese Supreme Court",
        ),
        (
            "The US wants it, the US said. Japan's Supreme Court agreed.",
            "Supreme Court",
            "Japanese Supreme Court",
        ),
        ("The US and Russia met. The Congress wept.", "Congress", "Congress"),
        ("Norway wept. Norway sang. The Congress met in Turin.", "Congress", "Congress"),
        (
            "The US president met the Congressional Larkspur Caucus in Congress.",
            "Congress",
            "US Congress",
        ),
        ("The US met Ann Lee at the White House. The House voted.", "House", "US House"),
        (
            "The US met Ann Lee. Texas is big. The Texas House met. The House voted.",
            "House",
            "House",
        ),
        ("The US president met Ann Lee. The Treasury agreed.", "Treasury", "US Treasury"),
        (
            "Russia and Ukraine met. Russia and the US wept; the US sang. The Congress agreed.",
            "Congress",
            "US Congress",
        ),
        (
            "The US said so. The island's Senate rejected the US plan.",
            "Senate",
            "Senate",
        ),
        (
            "The US helped Puerto Rico. Puerto Rico grew. Puerto Rico votes. The Senate met.",
            "Senate",
            "Senate",
        ),
        (
            "The US is far. Ann Lee, a state senator, spoke in the Senate.",
            "Senate",
            "Senate",
        ),
    ],
)
def test_a_bare_chamber_is_of_its_owner_or_the_country_spoken_of(
    text: str, word: str, name: str
) -> None:
    assert named(text) == [(word, name, "Organization")]


def test_beside_a_full_name_a_bare_chamber_is_short_for_that() -> None:
    text = "The US is far. The Ghana Senate met in May. The Senate rejected the plan."
    annotation = next(annotate([Article(id="a", text=text)]))
    senate = [m for m in annotation.mentions if "Senate" in m.text and m.kind == "name"]
    assert [m.name for m in senate] == ["Ghana Senate", "Senate"]
    assert len({m.cluster for m in senate}) == 1


def test_a_chamber_of_another_owner_is_not_the_one_that_is_named_in_full() -> None:
    text = "The U.S. House of Representatives met. The island's House of Representatives agreed."
    annotation = next(annotate([Article(id="a", text=text)]))
    houses = [m for m in annotation.mentions if "House" in m.text and m.kind == "name"]
    assert len({m.cluster for m in houses}) == len(houses) == 2


def test_a_chamber_of_the_owner_who_is_named_is_the_one_that_is_named_in_full() -> None:
    text = "The Wisconsin Supreme Court met. Later the state's Supreme Court agreed to a plan."
    annotation = next(annotate([Article(id="a", text=text)]))
    courts = [m for m in annotation.mentions if "Supreme" in m.text and m.kind == "name"]
    assert len({m.cluster for m in courts}) == 1 < len(courts)


def test_the_countries_of_chambers_are_countries() -> None:
    listed = {country.name for country in country_forms().values()}
    assert set().union(*chambers().values()) <= listed
