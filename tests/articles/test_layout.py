"""The layout of plain text: headline, deck, dateline, and what is neither."""

import pytest

from kgraph.articles.layout import read_plain, read_titled

WORDS = "The ministry will stop using the software of the company, its spokesman said on Monday."


def blocks(*parts: str) -> str:
    return "\n\n".join(parts)


def test_furniture_before_the_headline_goes_and_the_deck_is_text() -> None:
    layout = read_plain(
        blocks(
            "All news",
            "Ministry drops software",
            "The firm objects",
            f"MOSCOW, March 5. /TASS/. {WORDS}",
        )
    )
    assert layout.title == "Ministry drops software"
    assert layout.text == blocks("The firm objects", WORDS)
    assert (layout.place, layout.publisher, str(layout.published)) == ("MOSCOW", "TASS", "--03-05")


@pytest.mark.parametrize("first", [WORDS, "He said no.", "Dear friends,", "Remarks as delivered:"])
def test_a_text_that_begins_with_a_sentence_has_no_headline(first: str) -> None:
    layout = read_plain(blocks(first, WORDS))
    assert layout.title == ""
    assert layout.text == blocks(first, WORDS)


@pytest.mark.parametrize(
    "headline",
    [
        "Ministry drops software",
        "Who is next?",
        "KASPERSKY SUES U.S.",
        "Out! And now...",
        "Firm leaves Acme Inc.",
    ],
)
def test_a_short_first_block_that_is_no_sentence_is_the_headline(headline: str) -> None:
    layout = read_plain(blocks(headline, WORDS))
    assert (layout.title, layout.text) == (headline, WORDS)


def test_a_file_of_one_block_is_all_text() -> None:
    assert read_plain("Ministry drops software").text == "Ministry drops software"


def test_a_short_headline_above_a_longer_deck_is_kept() -> None:
    layout = read_plain(
        blocks("Firm out", "Company has to leave the market, says the minister", WORDS)
    )
    assert layout.title == "Firm out"


@pytest.mark.parametrize(
    "byline",
    [
        "By John Smith",
        "By John Smith and Ana de la Cruz",
        "By Jane O\u2019Neill in Berlin",
        "By JOHN SMITH, Reuters",
        "By Our Foreign Staff and Agencies",
    ],
)
def test_a_byline_under_the_headline_is_no_text(byline: str) -> None:
    assert read_plain(blocks("Ministry drops software", byline, WORDS)).text == WORDS


@pytest.mark.parametrize(
    "line",
    ["By John Smith, who resigned.", "By Monday the software was gone", "By and large it holds"],
)
def test_a_line_that_only_begins_like_a_byline_is_text(line: str) -> None:
    assert line in read_plain(blocks("Ministry drops software", line, WORDS)).text


def test_a_headline_may_look_like_a_byline() -> None:
    assert read_plain(blocks("By Royal Decree", WORDS)).title == "By Royal Decree"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published: 2019-03-05", "2019-03-05"),
        ("Published 5 March 2019, 18:21", "2019-03-05"),
        ("Posted on March 5, 2019 at 6:21 pm EST", "2019-03-05"),
        ("Tuesday, March 5, 2019", "2019-03-05"),
        ("5 MAR 2019", "2019-03-05"),
        ("Date: March 5", "--03-05"),
        ("Updated: 6 March 2019", ""),
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_a_line_with_a_date_alone_is_no_text(line: str, published: str, below: bool) -> None:
    head = ["Ministry drops software", line] if below else [line, "Ministry drops software"]
    layout = read_plain(blocks(*head, WORDS))
    assert (layout.title, layout.text) == ("Ministry drops software", WORDS)
    assert str(layout.published or "") == published


@pytest.mark.parametrize(
    "line", ["Published: last week", "Date: 31 February 2019", "March 5 changed it all"]
)
def test_a_line_without_a_date_is_text(line: str) -> None:
    assert line in read_plain(blocks("Ministry drops software", line, WORDS)).text


def test_the_date_of_a_line_wins_over_a_dateline_without_a_year() -> None:
    layout = read_plain(
        blocks("Drops", "Published: 2019-03-05", f"MOSCOW, March 5 /TASS/. {WORDS}")
    )
    assert str(layout.published) == "2019-03-05"


def test_a_subhead_further_down_is_never_cut() -> None:
    text = blocks("Ministry drops software", *[WORDS] * 7, "World", "By John Smith", WORDS)
    assert blocks("World", "By John Smith", WORDS) in read_plain(text).text


def test_a_known_headline_and_a_date_before_the_text_are_cut_once_more() -> None:
    layout = read_titled(blocks("Drops", "March 5, 2019", f"PARIS (AP) \u2014 {WORDS}"), "Drops")
    assert (layout.text, layout.place, layout.publisher) == (WORDS, "PARIS", "AP")
    assert str(layout.published) == "2019-03-05"


@pytest.mark.parametrize("line", ["Publisher: The Harbour Courier", "SOURCE: The Harbour Courier"])
def test_a_line_that_names_the_publisher_is_no_text_and_wins_over_an_agency(line: str) -> None:
    layout = read_plain(blocks(line, "Ministry drops software", f"PARIS (AP) \u2014 {WORDS}"))
    assert (layout.title, layout.publisher) == ("Ministry drops software", "The Harbour Courier")
    assert layout.text == WORDS


def test_a_byline_above_a_text_with_a_known_headline_is_no_text() -> None:
    layout = read_titled(blocks("Drops", "By Jane Doe", WORDS), "Drops")
    assert layout.text == WORDS


def test_boilerplate_goes_wherever_it_stands() -> None:
    text = blocks("Drops", WORDS, "Advertisement", WORDS, "READ MORE: Firm sues", "Earlier", WORDS)
    assert read_plain(text).text == blocks(WORDS, WORDS, "Earlier", WORDS)
    assert read_titled(text, "Drops").text == blocks(WORDS, WORDS, "Earlier", WORDS)
