"""Copies of one text share a band, other texts do not; what then counts as one origin."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.articles import read_articles
from kgraph.graph.copies import bands, group_copies, origin_of

DATA = Path(__file__).parents[2] / "data" / "articles"
SEED = 20190305
VOCABULARY = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("ara", "eno", "ilu", "oma", "uri", "yse")]
FOX = " ".join(["The quick brown fox jumps over the lazy dog while seven wizards watch."] * 3)


def write(random: Random, count: int) -> list[str]:
    return random.choices(VOCABULARY, k=count)


def tell(words: list[str]) -> str:
    return " ".join(words)


def meet(first: list[str], second: list[str]) -> bool:
    return not set(bands(tell(first))).isdisjoint(bands(tell(second)))


def rate(pair: Callable[[Random], tuple[list[str], list[str]]], tries: int = 2000) -> float:
    random = Random(SEED)  # noqa: S311 - no secret
    return sum(meet(*pair(random)) for _ in range(tries)) / tries


def with_similarity(jaccard: float) -> Callable[[Random], tuple[list[str], list[str]]]:
    """Return what makes two texts of 196 shingles each, of which that part is in common."""
    common = round(2 * 196 * jaccard / (1 + jaccard))

    def pair(random: Random) -> tuple[list[str], list[str]]:
        shared = write(random, common + 4)
        return [*shared, *write(random, 196 - common)], [*shared, *write(random, 196 - common)]

    return pair


def test_texts_with_seven_tenths_in_common_meet() -> None:
    assert rate(with_similarity(0.7)) >= 0.97


def test_texts_with_two_tenths_in_common_do_not() -> None:
    assert rate(with_similarity(0.2)) <= 0.01


def cut_by_a_third(_: Random, words: list[str]) -> list[str]:
    return words[: len(words) * 2 // 3]


def under_other_lines(random: Random, words: list[str]) -> list[str]:
    return [*write(random, 9), "KYIV,", "May", "20", "(AFP)", "-", *words, "(AFP)"]


def edited(random: Random, words: list[str]) -> list[str]:
    places = random.sample(range(len(words)), 5)
    return [random.choice(VOCABULARY) if i in places else word for i, word in enumerate(words)]


def cut_and_edited(random: Random, words: list[str]) -> list[str]:
    return under_other_lines(random, edited(random, words[: len(words) * 5 // 6]))


@pytest.mark.parametrize("change", [cut_by_a_third, under_other_lines, edited, cut_and_edited])
def test_a_changed_copy_is_found(
    change: Callable[[Random, list[str]], list[str]],
) -> None:
    def pair(random: Random) -> tuple[list[str], list[str]]:
        words = write(random, 300)
        return words, change(random, words)

    assert rate(pair) >= 0.95


def test_two_reports_that_share_a_quote_are_no_copies() -> None:
    def pair(random: Random) -> tuple[list[str], list[str]]:
        quote = write(random, 35)
        first, second = write(random, 250), write(random, 300)
        return [*first[:80], *quote, *first[80:]], [*second[:200], *quote, *second[200:]]

    assert rate(pair) == 0


def test_the_copies_in_the_data_are_found_and_nothing_else() -> None:
    titles = {article.id: article.title for article in read_articles([DATA])}
    groups = group_copies({article.id: bands(article.text) for article in read_articles([DATA])})
    found = [
        [titles[id_].split()[0] for id_ in groups if groups[id_] == group]
        for group in set(groups.values())
    ]
    assert sorted(sorted(group) for group in found if len(group) > 1) == [
        ["American", "Court", "U.S."],
        ["Comedian", "Sworn", "Ukraine's"],
        ["German", "Judges", "Kaspersky"],
    ]


def test_case_and_punctuation_make_no_other_text() -> None:
    assert bands(FOX.upper().replace(" ", ", \u2013 ")) == bands(f"\u201c{FOX}\u201d")
    assert bands("Ukraine\u2019s ban") == bands("UKRAINE'S BAN!")


@pytest.mark.parametrize("words", [1, 4, 29])
def test_a_short_text_meets_its_equal_alone(words: int) -> None:
    text = FOX.split()[:words]
    assert len(bands(tell(text))) == 1
    assert meet(text, text)
    assert not meet(text, [*text, "again"])
    assert not meet(text, text[1:])


def test_texts_without_words_are_no_copies() -> None:
    assert bands("") == bands(" \u2014 ... _ ") == ()


def test_bands_never_change() -> None:
    assert bands("Ukraine's ban") == SHORT
    assert len(bands(FOX)) == 25
    assert bands(FOX)[:3] == LONG


SHORT = (-3122888556795844222,)
LONG = (-7925621302004831741, -7199854774276103756, -7001597463141257206)


@given(st.text() | st.text("ab ", min_size=60, max_size=200))
def test_bands_are_sorted_64_bit_integers_and_each_stands_once(text: str) -> None:
    found = bands(text)
    assert list(found) == sorted(set(found))
    assert all(-(2**63) <= band < 2**63 for band in found)
    assert found == bands(text)


def banded() -> st.SearchStrategy[dict[str, list[int]]]:
    return st.dictionaries(
        st.text("abcd", min_size=1, max_size=3), st.lists(st.integers(0, 30), max_size=4)
    )


@given(banded(), st.randoms(use_true_random=False))
def test_groups_part_the_articles_and_no_order_changes_them(
    some: dict[str, list[int]], random: Random
) -> None:
    groups = group_copies(some)
    assert list(groups) == sorted(some)
    assert all(groups[group] == group <= id_ for id_, group in groups.items())
    shuffled = {id_: random.sample(some[id_], len(some[id_])) for id_ in sorted(some, reverse=True)}
    assert group_copies(shuffled) == groups


@given(banded())
def test_articles_are_in_one_group_if_and_only_if_bands_lead_from_one_to_the_other(
    some: dict[str, list[int]],
) -> None:
    groups = group_copies(some)
    for id_, own in some.items():
        reached, bands_seen = {id_}, set(own)
        for _ in some:
            reached |= {other for other, found in some.items() if bands_seen & set(found)}
            bands_seen |= {band for other in reached for band in some[other]}
        assert {other for other in some if groups[other] == groups[id_]} == reached


@given(banded())
def test_grouping_the_groups_changes_nothing(some: dict[str, list[int]]) -> None:
    groups = group_copies(some)
    joined = {id_: [*own, 100 + sorted(some).index(groups[id_])] for id_, own in some.items()}
    assert group_copies(joined) == groups


@pytest.mark.parametrize(
    ("agencies", "origin"),
    [
        ([], "copies:a"),
        (["", ""], "copies:a"),
        (["Reuters"], "agency:Reuters"),
        (["", "Reuters", "Reuters"], "agency:Reuters"),
        (["AP", "Reuters"], "copies:a"),
        (["AP + Reuters"], "copies:a"),
        (["AP + Reuters", "Reuters"], "copies:a"),
    ],
)
def test_one_agency_is_the_origin_where_no_other_is_credited(
    agencies: list[str], origin: str
) -> None:
    assert origin_of("a", agencies) == origin
    assert origin_of("a", reversed(agencies)) == origin
