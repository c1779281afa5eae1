"""Which full names of one article are of one person."""

import pytest

from kgraph.language import annotate
from kgraph.model import Article

pytestmark = pytest.mark.model


def persons_of(text: str) -> list[tuple[str, ...]]:
    """Return the texts of each person's names, in text order."""
    annotation = next(annotate([Article(id="a", text=text)]))
    groups: dict[str, list[str]] = {}
    for mention in annotation.mentions:
        if mention.kind == "name" and mention.type == "Person":
            groups.setdefault(mention.cluster, []).append(mention.text)
    return [tuple(group) for group in groups.values()]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        (
            "Governor Ana Valdez Prieto resigned in May. Valdez had led the island for years.",
            [("Ana Valdez Prieto", "Valdez")],
        ),
        (
            "Carl James Lindqvist Jr., a senator, died in May. Carl Lindqvist was 80. "
            "Lindqvist wrote two books.",
            [("Carl James Lindqvist Jr.", "Carl Lindqvist", "Lindqvist")],
        ),
        (
            "President Carl Deng Mabior spoke in May. Carl Deng had been ill. Deng is 60.",
            [("Carl Deng Mabior", "Carl Deng", "Deng")],
        ),
    ],
)
def test_a_short_form_that_is_not_the_last_word_is_of_the_full_name(
    text: str, persons: list[tuple[str, ...]]
) -> None:
    assert persons_of(text) == persons


def test_a_relative_told_as_such_is_another_person_than_the_one_of_nearly_the_same_name() -> None:
    text = (
        "Ann Lindqvist was born in Turin. Her mother, Ann Marie Lindqvist, was a singer. "
        "Ann Lindqvist painted."
    )
    assert persons_of(text) == [("Ann Lindqvist", "Ann Lindqvist"), ("Ann Marie Lindqvist",)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The film was made by Tomasz and Marek Lindqvist. Tomasz Lindqvist wept.",
            ["Tomasz Lindqvist", "Marek Lindqvist", "Tomasz Lindqvist"],
        ),
        (
            "Mark Deng spoke in May. Later Mark and Ann Lindqvist sang.",
            ["Mark Deng", "Mark", "Ann Lindqvist"],
        ),
        ("They met Prince Carl and Ann Lindqvist in May.", ["Carl", "Ann Lindqvist"]),
    ],
)
def test_a_first_name_shares_the_surname_behind_and(text: str, names: list[str]) -> None:
    annotation = next(annotate([Article(id="a", text=text)]))
    assert [m.name for m in annotation.mentions if m.kind == "name"] == names


def test_a_first_name_is_of_the_relative_who_is_named_in_full_later() -> None:
    text = (
        "Senator Ann Lindqvist spoke of her son Carl in May. The files of Carl were found. "
        "Carl Lindqvist wept."
    )
    assert persons_of(text) == [("Ann Lindqvist",), ("Carl", "Carl", "Carl Lindqvist")]


def test_a_lone_name_behind_a_word_of_kinship_is_no_surname() -> None:
    text = "Peter Carl wrote songs. Senator Ann Lindqvist came with her son Carl to the party."
    assert persons_of(text) == [("Peter Carl",), ("Ann Lindqvist",), ("Carl",)]


def test_a_first_name_that_and_joins_to_a_pronoun_is_of_one_who_was_named() -> None:
    text = "Carl Lindqvist wrote songs. She said that Carl and I met in Turin in May."
    assert persons_of(text) == [("Carl Lindqvist", "Carl")]


def test_a_lone_name_behind_a_word_of_kinship_is_the_first_of_one_who_was_named() -> None:
    text = "Carl Lindqvist wrote songs. His mother spoke of her son Carl in Turin on Monday."
    assert persons_of(text) == [("Carl Lindqvist", "Carl")]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (
            "Carl Lindqvist, who sang under the stage name Bobby Larkspur, died in May. "
            "Larkspur was loved.",
            ("Carl Lindqvist", "Bobby Larkspur", "Larkspur"),
        ),
        (
            "Carl Lindqvist, also known as Bobby Larkspur, died in May.",
            ("Carl Lindqvist", "Bobby Larkspur"),
        ),
        (
            "Carl Lindqvist (born Bobby Larkspur) died in May.",
            ("Carl Lindqvist", "Bobby Larkspur"),
        ),
    ],
)
def test_another_name_that_the_article_gives_is_of_the_same_person(
    text: str, person: tuple[str, ...]
) -> None:
    assert person in persons_of(text)


def test_a_person_known_to_another_is_not_the_other() -> None:
    text = "Carl Lindqvist, who was known to Bobby Larkspur, died in May."
    assert persons_of(text) == [("Carl Lindqvist",), ("Bobby Larkspur",)]


def test_a_child_is_not_the_parent_whose_stage_name_begins_so() -> None:
    text = (
        "Carl Lindqvist, who sang under the stage name Bobby Larkspur, died in May. "
        "He loved his wife Ann and son Bobby."
    )
    assert ("Bobby",) in persons_of(text)


def test_one_word_beside_a_surname_makes_no_company_of_who_is_named_throughout() -> None:
    often = "Weber smiled. Weber won. Weber spoke. Weber sang. Weber left. Weber wept. " * 2
    [names] = persons_of(f"Ann Weber ran for mayor. {often}Weber executives cheered.")
    assert names == ("Ann Weber", *["Weber"] * 13)
