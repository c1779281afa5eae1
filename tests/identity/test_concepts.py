"""Concepts in singular and plural."""

import pytest

from kgraph.identity import resolve
from tests.builders import make_profile


def joined(left: str, right: str) -> bool:
    return len(resolve([make_profile("Concept", name) for name in (left, right)]).clusters) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("antivirus market", "antivirus markets"),
        ("Market", "markets"),
        ("policy", "policies"),
        ("tax", "taxes"),
        ("bush", "bushes"),
        ("glass", "glasses"),
        ("house", "houses"),
        ("price", "prices"),
    ],
)
def test_regular_plurals_are_one_with_their_singulars(left: str, right: str) -> None:
    assert joined(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("new", "news"),
        ("good", "goods"),
        ("bus", "bu"),
        ("gas", "ga"),
        ("market share", "markets share"),
        ("antivirus market", "market"),
        ("crisis", "crisi"),
    ],
)
def test_other_words_stay_apart(left: str, right: str) -> None:
    assert not joined(left, right)


def test_other_types_know_no_plural() -> None:
    some = [make_profile("Organization", name) for name in ("Bank", "Banks")]
    assert len(resolve(some).clusters) == 2
