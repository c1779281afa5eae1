"""Names that an article spells in two ways, or by their letters."""

import pytest

from kgraph.language.name_spans import NameSpan
from kgraph.language.name_spellings import acronyms_in_full, with_one_spelling


def spans(*names: tuple[str, str]) -> list[NameSpan]:
    return [NameSpan(i, i + 1, type_, name, "") for i, (type_, name) in enumerate(names)]


def spelled(*names: tuple[str, str]) -> list[tuple[str, str]]:
    return [(span.type, span.name) for span in with_one_spelling(spans(*names))]


RIGHT = [("Person", "Ana Valdezia"), ("Person", "Valdezia")]


def test_a_word_a_letter_off_is_what_stands_often() -> None:
    assert spelled(*RIGHT, ("Person", "Valdezai"))[-1] == ("Person", "Valdezia")
    assert spelled(("Place", "Larkspurk"), ("Place", "Larkspurk"), ("Place", "Larkspirk"))[-1] == (
        "Place",
        "Larkspurk",
    )


@pytest.mark.parametrize(
    "names",
    [
        [*RIGHT, ("Person", "Valdezai"), ("Person", "Valdezai")],
        [*RIGHT, ("Person", "Bo Valdezai"), ("Person", "Valdezai")],
        [*RIGHT, ("Place", "Valdezai")],
        [("Place", "Saginaw"), ("Place", "Saginaw"), ("Place", "Baginaw")],
        [("Person", "Ann Martin"), ("Person", "Martin"), ("Person", "Marten")],
    ],
)
def test_what_may_be_another_stays(names: list[tuple[str, str]]) -> None:
    assert spelled(*names) == names


def test_an_acronym_in_small_letters_is_the_acronym() -> None:
    names = [("Organization", "WBUR"), ("Person", "Wbur")]
    assert spelled(*names) == [("Organization", "WBUR")] * 2
    shared = [*names, ("Person", "Ann Wbur")]
    assert spelled(*shared) == shared


def test_an_acronym_is_of_the_type_of_the_only_full_name_that_it_stands_for() -> None:
    names = [("Place", "Larkspur Space Station"), ("Organization", "LSS")]
    assert spelled(*names) == [names[0], ("Place", "LSS")]
    assert acronyms_in_full(list(with_one_spelling(spans(*names)))) == {
        ("Place", "LSS"): "Larkspur Space Station"
    }
    two = [*names, ("Organization", "Lima Ship Society")]
    assert spelled(*two) == two
