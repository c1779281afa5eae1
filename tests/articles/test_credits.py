"""Which news agency an article is credited to, and what is no credit."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.articles import ArticleFields, read_articles
from kgraph.articles.credits import agency_named, credited_agencies, dateline_agencies
from kgraph.articles.layout import read_plain, read_titled
from kgraph.articles.phrases import AGENCIES, DISTRIBUTORS
from tests.articles.files import WORDS, read_one, write_rows

DATA = Path(__file__).parents[2] / "data" / "articles"
LONG = "\n\n".join([WORDS] * 12)

DATELINES = [
    ("MOSCOW, March 5 (TASS) - ", "TASS"),
    ("MOSCOW, March 5. /TASS/. ", "TASS"),
    ("Berlin (dpa) - ", "DPA"),
    ("PARIS (Agence France-Presse) \u2014 ", "AFP"),
    ("KYIV, Ukraine (AP) \u2014 ", "AP"),
    ("KYIV, May 20 (Reuters, AP) - ", "AP + Reuters"),
    ("KYIV, May 20 (AP, Staff) - ", "AP"),
    ("June 20 (Reuters) - ", "Reuters"),
    ("(Reuters) - ", "Reuters"),
    ("(AP) \u2014 ", "AP"),
    ("/TASS/ ", "TASS"),
    ("KYIV, May 20 (Corvane Newswire) - ", "Corvane Newswire"),
]

NO_DATELINES = [
    "MOSCOW \u2014 ",
    "MOSCOW, March 5 (Our correspondent) - ",
    "MOSCOW, March 5 (Staff) - ",
    "MOSCOW, March 5 (Agencies) - ",
    "MOSCOW, March 5 (Tuesday) - ",
    "MOSCOW, March 5 (Special to the Courier) - ",
    "MOSCOW, March 5 (own) - ",
    "BOSTON, March 5, 2019 (PRNewswire) - ",
    "BOSTON, March 5, 2019 (GLOBE NEWSWIRE) -- ",
    "Reuters: ",
    "(AP) said that ",
]

BYLINES = [
    ("By Reuters", "Reuters"),
    ("by AFP", "AFP"),
    ("By The Associated Press", "AP"),
    ("BY THE ASSOCIATED PRESS", "AP"),
    ("By Reuters Staff", "Reuters"),
    ("By Reuters and AP", "AP + Reuters"),
    ("By AFP-Jiji", "AFP + Jiji"),
    ("By John Smith, Reuters", "Reuters"),
    ("By JOHN SMITH, REUTERS", "Reuters"),
    ("By John Smith and Ana de la Cruz, Associated Press", "AP"),
    ("By Jane Doe in Berlin for Reuters", "Reuters"),
    ("By Jane Doe of the Associated Press", "AP"),
    ("By Jane Doe, Press Trust of India", "PTI"),
    ("By Times of Ada Staff and AFP", "AFP"),
    ("By Jane Doe | AP", "AP"),
    ("By Jane Doe (Reuters)", "Reuters"),
    ("By Jane Doe / AFP", "AFP"),
    ("By JANE DOE Associated Press", "AP"),
    ("By JANE DOE, AP Technology Writer", "AP"),
    ("JANE DOE Associated Press Writer", "AP"),
    ("Associated Press writer", "AP"),
    ("By Courier Staff and AFP", "AFP"),
    ("Reporting by Jane Doe, Reuters; Editing by John Roe", "Reuters"),
    ("Source: Reuters, AP", "AP + Reuters"),
]

NO_BYLINES = [
    "By Jane Doe",
    "By Our Foreign Staff and Agencies",
    "By our correspondent in Moscow",
    "By Staff Writer",
    "By Jane Doe, Reuters Institute",
    "By Jane Doe, former Reuters chief",
    "By Jane Doe, who left Reuters for AFP.",
    "By Reuters count, twelve people were hurt",
    "By Monday Reuters had corrected the story",
    "By Michael Bloomberg",
    "By Jane Doe of the Bank of America",
    "Reuters names a new editor",
    "Turkey Jails Reuters Reporter",
    "TURKEY JAILS REUTERS REPORTER",
    "Photo: Reuters",
    "REUTERS/Jane Doe",
    "Image: Jane Doe / AP",
    "AP Photo/Jane Doe",
    "AFP via Getty Images",
    "Additional reporting by AFP",
    "Reporting by Jane Doe; Additional reporting by AFP",
    "Reporting by Jane Doe. Additional reporting by Reuters",
    "Source: The Reuters Institute",
    "Source: Interfax said so",
]

CLOSINGS = [
    ("- AFP", "AFP"),
    ("\u2014 Reuters", "Reuters"),
    ("(Reuters)", "Reuters"),
    ("[TASS]", "TASS"),
    ("/Xinhua/", "Xinhua"),
    ("(Reuters, AP)", "AP + Reuters"),
    ("Source: TASS", "TASS"),
    ("(Source: Reuters)", "Reuters"),
    ("Sources: AFP and dpa", "AFP + DPA"),
    ("This story was originally published by Reuters.", "Reuters"),
    ("(c) Reuters 2019", "Reuters"),
    ("(c) 2019 Agence France-Presse", "AFP"),
    ("\u00a9 Thomson Reuters 2019 All rights reserved.", "Reuters"),
    ("Copyright 2019 The Associated Press. All rights reserved. Do not publish.", "AP"),
    ("Copyright \u00a9 2019 Kyodo News", "Kyodo"),
    ("Our Standards: The Thomson Reuters Trust Principles.", "Reuters"),
    ("(Reporting by Jane Doe in Berlin, Reuters; Editing by John Roe)", "Reuters"),
    ("Associated Press writers Jane Doe and John Roe contributed to this report.", "AP"),
    (f"{WORDS} (Reuters)", "Reuters"),
    (f"{WORDS} - AFP", "AFP"),
    ("\u201cWe will stop,\u201d he said. \u201cNow.\u201d \u2014 dpa", "DPA"),
]

NAMES_ALONE = [
    ("Reuters", "Reuters"),
    ("The Associated Press", "AP"),
    ("AFP/Reuters", "AFP + Reuters"),
    ("REUTERS, AFP", "AFP + Reuters"),
]

NO_CLOSINGS = [
    "(Reporting by Jane Doe in Berlin; Editing by John Roe)",
    "The Associated Press contributed to this report.",
    "With inputs from agencies",
    "- agencies",
    "(Staff)",
    "He told Reuters.",
    "He wrote for an agency (Reuters).",
    "He worked for two agencies - AFP and Reuters.",
    "The story was first told by Reuters and denied by TASS.",
    "Photo: AFP",
    "(Photo by Jane Doe / AFP)",
    "Image source, Reuters",
    "\u00a9 Reuters / Jane Doe",
    "\u00a9 AFP",
    "\u00a9 2019 Reuters Institute",
    "Copyright 2019 Meridian Press. All rights reserved.",
    "- APA members met",
    "Spa",
    "Interfax-Ukrainian",
    "Source: Reuters reporting and company data",
    "Reuters, which first reported the ban, declined to comment.",
    f"{WORDS} (The Reuters story was wrong.)",
]

# By the first word of the headline; all others of the data are credited to none.
DATA_AGENCIES = {
    "Comedian": "Corvane Newswire",
    "Court": "Anchorline News",
    "EU": "Meridian Wire",
    "German": "Continental Press Agency",
    "Kaspersky": "CPA",
    "Kaspersky\u2019s": "Meridian Press",
    "Kremlin": "Meridian Wire",
    "Russia": "Eastline News Agency",
    "Sworn": "Corvane Newswire",
    "U.S.": "Anchorline News",
    "US": "Baltic Wire",
    "Ukraine's": "Corvane Newswire",
}


def agency(*blocks: str) -> str:
    return read_plain("\n\n".join(["Ministry drops software", *blocks])).agency


@pytest.mark.parametrize(("line", "expected"), DATELINES)
def test_a_dateline_names_the_agency(line: str, expected: str) -> None:
    assert agency(f"{line}{WORDS}", LONG) == expected


@pytest.mark.parametrize("line", NO_DATELINES)
def test_a_dateline_without_an_agency_names_none(line: str) -> None:
    assert agency(f"{line}{WORDS}", LONG) == ""


@pytest.mark.parametrize(("line", "expected"), BYLINES)
def test_a_byline_names_the_agency(line: str, expected: str) -> None:
    assert agency(line, LONG) == expected
    assert read_titled(f"{line}\n\n{LONG}", "Ministry drops software").agency == expected


@pytest.mark.parametrize("line", NO_BYLINES)
def test_a_line_above_the_text_that_is_no_credit_names_none(line: str) -> None:
    assert agency(line, LONG) == ""
    assert read_plain(f"{line}\n\n{LONG}").agency == ""


@pytest.mark.parametrize(("line", "expected"), CLOSINGS)
def test_a_line_below_the_text_names_the_agency(line: str, expected: str) -> None:
    assert agency(LONG, line) == expected
    assert agency(LONG, line, "Share this story") == expected


@pytest.mark.parametrize(("line", "expected"), NAMES_ALONE)
def test_the_last_line_may_be_the_name_of_the_agency_alone(line: str, expected: str) -> None:
    assert agency(LONG, line) == expected
    assert agency(line, LONG) == agency(LONG, line, WORDS) == ""


@pytest.mark.parametrize("line", NO_CLOSINGS)
def test_a_line_below_the_text_that_is_no_credit_names_none(line: str) -> None:
    assert agency(LONG, line) == ""


@pytest.mark.parametrize("line", [line for line, _ in CLOSINGS + BYLINES])
def test_a_line_in_the_middle_of_a_text_is_no_credit(line: str) -> None:
    assert agency(LONG, line, LONG) == ""


@pytest.mark.parametrize("credit", ["(Reuters)", "- AFP"])
def test_the_credit_that_ends_a_caption_further_up_is_none(credit: str) -> None:
    assert agency(WORDS, f"The minister speaks in Bonn. {credit}", *[WORDS] * 4) == ""


@pytest.mark.parametrize("said", ["he told Reuters", "Reuters reported", "TASS, citing Interfax,"])
def test_an_agency_that_the_text_tells_of_is_not_credited(said: str) -> None:
    sentence = f"The software will go, {said} on Monday."
    assert agency(sentence, LONG, sentence) == ""


def test_agencies_of_several_credits_are_joined_in_order_and_once() -> None:
    assert agency(f"PARIS (AP) \u2014 {WORDS}", LONG, "(Reuters)", "- AP") == "AP + Reuters"


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("TASS", "TASS"),
        ("The Associated Press", "AP"),
        ("www.reuters.com", "Reuters"),
        ("ria novosti", "RIA Novosti"),
        ("The Harbour Courier", ""),
        ("Reuters Institute", ""),
        ("PR Newswire", ""),
    ],
)
def test_a_publisher_that_is_an_agency_is_credited(
    tmp_path: Path, publisher: str, expected: str
) -> None:
    path = write_rows(tmp_path / "a.jsonl", {"text": LONG, "publisher": publisher})
    assert read_one(path).agency == expected
    given = write_rows(tmp_path / "b.jsonl", {"text": LONG})
    assert read_one(given, ArticleFields(publisher=publisher)).agency == expected


def test_the_agency_that_a_text_credits_comes_before_its_publisher(tmp_path: Path) -> None:
    row = {"text": f"PARIS (AP) \u2014 {WORDS}", "publisher": "TASS"}
    assert read_one(write_rows(tmp_path / "a.jsonl", row)).agency == "AP"


def test_the_agency_is_no_part_of_the_id(tmp_path: Path) -> None:
    rows = [
        {"text": f"{LONG}\n\n{last}", "title": "Drops"}
        for last in ("", "Image: AFP", "(c) 2019 AFP")
    ]
    first, *others = [read_one(write_rows(tmp_path / "a.jsonl", row)) for row in rows]
    assert [other.agency for other in others] == ["", "AFP"]
    assert [replace(other, agency="") for other in others] == [first, first]


def test_the_articles_of_the_data_are_credited_to_the_agencies_of_their_datelines() -> None:
    credited = {a.title: a.agency for a in read_articles([DATA]) if a.agency}
    assert {title.split()[0]: agency for title, agency in credited.items()} == DATA_AGENCIES
    assert len(credited) == len(DATA_AGENCIES)


@pytest.mark.parametrize("form", sorted(AGENCIES))
def test_every_written_form_names_one_agency_in_any_case(form: str) -> None:
    names = {agency_named(form), agency_named(form.upper()), agency_named(f"the {form}")}
    assert names == {AGENCIES[form]}
    assert credited_agencies([f"By {form}"]) == names
    assert form not in DISTRIBUTORS


@given(st.lists(st.text(max_size=60) | st.sampled_from([line for line, _ in BYLINES + CLOSINGS])))
def test_any_lines_are_answered_with_known_agencies(lines: list[str]) -> None:
    assert credited_agencies(lines) <= set(AGENCIES.values())


@given(st.text(max_size=60))
def test_the_bracket_of_a_dateline_names_itself_or_known_agencies(name: str) -> None:
    assert dateline_agencies(name) <= {name, *AGENCIES.values()}
