"""Datelines of many agencies; ordinary sentences are never cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.articles.datelines import cut_dateline

DATELINES = [
    ("MOSCOW, March 5. /TASS/. World", "MOSCOW", "TASS", "--03-05"),
    ("MOSCOW, March 5 /TASS/ World", "MOSCOW", "TASS", "--03-05"),
    ("ST. PETERSBURG, June 3 /TASS/. World", "ST. PETERSBURG", "TASS", "--06-03"),
    ("Moscow, 5 March 2019 /Interfax/ World", "Moscow", "Interfax", "2019-03-05"),
    ("MOSCOW. March 5 (Interfax) - World", "MOSCOW", "Interfax", "--03-05"),
    ("WASHINGTON (Reuters) - World", "WASHINGTON", "Reuters", ""),
    ("LONDON, Sept 3 (Reuters) \u2013 World", "LONDON", "Reuters", "--09-03"),
    ("June 20 (Reuters) - World", "", "Reuters", "--06-20"),
    ("PARIS (AP) \u2014 World", "PARIS", "AP", ""),
    ("Paris (AP) \u2014 World", "Paris", "AP", ""),
    ("KYIV, Ukraine (AP) \u2014 World", "KYIV, Ukraine", "AP", ""),
    ("BOSTON, Mass. (AP) -- World", "BOSTON, Mass.", "AP", ""),
    ("WASHINGTON, Sept. 13, 2017 (AP) \u2014 World", "WASHINGTON", "AP", "2017-09-13"),
    ("WASHINGTON (Sept. 12, 2007) - World", "WASHINGTON", "", "2007-09-12"),
    ("BERLIN, 12 March 2018 (AFP) - World", "BERLIN", "AFP", "2018-03-12"),
    ("GENEVA, Tuesday, March 5, 2019 (Xinhua) -- World", "GENEVA", "Xinhua", "2019-03-05"),
    ("VILNIUS/RIGA (BNS) - World", "VILNIUS/RIGA", "BNS", ""),
    ("Z\u00dcRICH, 5 March 2019 (SDA) - World", "Z\u00dcRICH", "SDA", "2019-03-05"),
    ("NEW YORK \u2014 World", "NEW YORK", "", ""),
    ("RIO DE JANEIRO -- World", "RIO DE JANEIRO", "", ""),
    ("Rio de Janeiro, 1 May 2019 - World", "Rio de Janeiro", "", "2019-05-01"),
    ("WASHINGTON, D.C. \u2013 World", "WASHINGTON, D.C.", "", ""),
    ("THE HAGUE, 14 May 2018 \u2013 World", "THE HAGUE", "", "2018-05-14"),
    ("Berlin, 15 March 2022 \u2013 World", "Berlin", "", "2022-03-15"),
]

SENTENCES = [
    "PARIS is a city on the Seine.",
    "In Moscow, March 5 was a cold day.",
    "In Moscow, March 5 \u2014 The day of the vote.",
    "Moscow, March 5, was cold.",
    "Paris, March 5 (Tuesday) was cold.",
    "Berlin, March 55 \u2013 No such day.",
    "Moscow, 55 March /TASS/. No such day.",
    "On March 5 (Reuters) said so.",
    "He flew to Moscow, March 5. /TASS/. He said so.",
    "NATO (OTAN) - the alliance - said so.",
    "NATO \u2014 The alliance said so.",
    "UNESCO \u2014 Europe's pride \u2014 said so.",
    "BREAKING \u2014 Putin said so.",
    "US \u2014 China talks begin",
    "Apple (AAPL) \u2014 Tim Cook's company \u2014 said so.",
    "IBM (NYSE: IBM) \u2014 The company said so.",
    "Kaspersky Lab \u2014 Europe's largest vendor \u2014 said so.",
    "Daniel Webster (January 18, 1782 \u2013 October 24, 1852) was a senator.",
    "The summit, which was held on July 23\u2013July 25, 2008, was the second.",
    "Tuesday, March 28 - The vote",
    "Putin said - no.",
    "Q \u2014 What did he say?",
    "Moscow \u2014 The city of churches",
]


@pytest.mark.parametrize(("block", "place", "agency", "day"), DATELINES)
def test_a_dateline_gives_place_agency_and_day(
    block: str, place: str, agency: str, day: str
) -> None:
    line = cut_dateline(block)
    assert line is not None
    assert (line.rest, line.place, line.agency, str(line.day or "")) == (
        "World",
        place,
        agency,
        day,
    )


@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_ordinary_sentence_is_not_cut(sentence: str) -> None:
    assert cut_dateline(sentence) is None


def test_a_dateline_may_stand_alone() -> None:
    line = cut_dateline("MOSCOW, March 5")
    assert line is not None
    assert line.rest == ""


@given(
    st.from_regex(
        r"[A-Za-z\u0130\u0131 ,./()\u2014-]{0,40}(Apr\u0131l|March|May) [0-9]{1,2}.{0,20}"
    )
)
def test_any_block_is_answered_with_an_end_of_itself(block: str) -> None:
    line = cut_dateline(block)
    assert line is None or block.endswith(line.rest)
