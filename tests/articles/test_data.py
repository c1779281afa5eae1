"""The articles of ``data/`` read as what they are."""

from pathlib import Path

import pytest

from kgraph.articles import read_articles

DATA = Path(__file__).parents[2] / "data" / "articles"

EXPECTED = [
    (
        "US agencies told to strip Kaspersky software from their computers",
        "Baltic Wire",
        "2017-09-14",
        "WASHINGTON",
    ),
    (
        "Dutch central government to phase out Kaspersky antivirus software",
        "Public Notices Europe",
        "2018-05-14",
        "The Hague",
    ),
    (
        "Judge throws out Kaspersky\u2019s challenge to American bans",
        "The Harbour Courier",
        "2018-05-31",
        "",
    ),
    (
        "KASPERSKY KICKED WHILE IT\u2019S DOWN: "
        "America puts Moscow\u2019s virus hunters on blacklist",
        "The Daily Lantern",
        "2022-03-28",
        "",
    ),
    (
        "Kaspersky\u2019s American customers wake up to a new antivirus program",
        "Meridian Press",
        "2024-09-24",
        "NEW YORK",
    ),
]


@pytest.mark.parametrize("expected", EXPECTED)
def test_an_article_has_its_headline_publisher_day_and_place(
    expected: tuple[str, str, str, str],
) -> None:
    articles = read_articles([DATA])
    assert expected in [(a.title, a.publisher, str(a.published), a.place) for a in articles]


def test_every_article_has_a_headline_a_publisher_and_a_day() -> None:
    articles = list(read_articles([DATA]))
    assert len(articles) == len(list(DATA.iterdir()))
    assert all(a.title and a.publisher and a.published and a.published.full for a in articles)


@pytest.mark.parametrize(
    "unwanted",
    [
        "Baltic Wire",
        "By Helen",
        "Press release",
        "2018 \u2013",
        "Follow us",
        "READ MORE",
        "Read more",
    ],
)
def test_what_stands_around_the_text_is_not_in_it(unwanted: str) -> None:
    assert all(unwanted not in article.text for article in read_articles([DATA]))


def test_every_article_is_short_and_none_is_a_stub() -> None:
    assert all(150 <= len(article.text.split()) <= 350 for article in read_articles([DATA]))
