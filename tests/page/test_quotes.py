from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.model import Claim, End, PartialDate, Span, Speaker, TimeSpan
from kgraph.page.quotes import date_words, rows, segments, status

SENTENCE = Span(10, 34)
CLAIM = Claim(
    id="c",
    clause="k",
    article="a",
    subject=End("Germany", Span(10, 17), "de"),
    predicate="bans",
    object=End("the group", Span(24, 33), "group"),
    phrase="ban",
    trigger=Span(18, 24),
    sentence=SENTENCE,
    quote="Germany banned the group.",
    rule="bans/1",
    confidence=0.9,
)
NAMES = {"de": "Germany", "group": "The Group", "who": "Ada"}


def _rows(claim: Claim) -> dict[str, str]:
    return dict(rows(claim, NAMES.__getitem__))


def test_segments_mark_subject_predicate_and_object_in_text_order() -> None:
    claim = replace(CLAIM, trigger=Span(18, 24), object=End("the group", Span(25, 34), "group"))
    assert segments(claim) == [
        ("Germany", "subject"),
        (" ", ""),
        ("banned", "predicate"),
        (" ", ""),
        ("the group", "object"),
        (".", ""),
    ]


def test_segments_of_overlapping_spans_carry_every_role() -> None:
    claim = replace(CLAIM, subject=End("Germany banned", Span(10, 24), "de"))
    assert segments(claim)[:3] == [
        ("Germany ", "subject"),
        ("banned", "subject predicate"),
        (" the grou", "object"),
    ]


def test_a_subject_outside_the_sentence_is_not_marked_but_told() -> None:
    claim = replace(CLAIM, subject=End("Berlin", Span(0, 6), "de"))
    assert all("subject" not in roles for _, roles in segments(claim))
    assert _rows(claim)["subject"] == "“Berlin” stands for Germany, outside this sentence"


def test_letters_beyond_the_basic_plane_are_cut_by_code_points() -> None:
    claim = replace(
        CLAIM,
        quote="👩‍👩 banned it",
        sentence=Span(100, 113),
        subject=End("👩‍👩", Span(100, 103)),
        trigger=Span(104, 110),
        object=End("it", Span(111, 113)),
    )
    assert ("banned", "predicate") in segments(claim)
    assert segments(claim)[0] == ("👩‍👩", "subject")


_spans = st.builds(
    lambda start, size: Span(start, start + size), st.integers(0, 60), st.integers(0, 30)
)


@given(_spans, _spans, _spans, st.text(max_size=40))
def test_segments_joined_are_the_quote_wherever_the_spans_lie(
    subject: Span, trigger: Span, object_: Span, quote: str
) -> None:
    claim = replace(
        CLAIM,
        quote=quote,
        sentence=Span(10, 10 + len(quote)),
        subject=End("x", subject),
        trigger=trigger,
        object=End("y", object_),
    )
    assert "".join(text for text, _ in segments(claim)) == quote


def test_rows_tell_the_whole_chain_of_speakers() -> None:
    chain = (Speaker(None, "lawyers", "say", "reported"), Speaker("who", "she", "wrote", "quoted"))
    told = _rows(replace(CLAIM, speakers=chain))["according to"]
    assert told == "lawyers (say), according to Ada (wrote, in quotation marks)"


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (TimeSpan("last week"), "last week (day not known)"),
        (
            TimeSpan("in May 2019", date(2019, 5, 1), date(2019, 5, 31), "month"),
            "in May 2019 (2019-05-01 to 2019-05-31)",
        ),
        (
            TimeSpan("on Monday", date(2019, 5, 6), date(2019, 5, 6), "day"),
            "on Monday (2019-05-06)",
        ),
    ],
)
def test_rows_tell_when_it_happened(time: TimeSpan, words: str) -> None:
    assert _rows(replace(CLAIM, time=time))["happened"] == words


def test_rows_tell_by_which_words_an_argument_stands_for_its_entity() -> None:
    claim = replace(CLAIM, object=End("its software", Span(24, 33), "group", ("software",)))
    assert _rows(claim)["object"] == "“its software” stands for The Group, by way of software"


def test_rows_hold_rule_and_inference_and_leave_out_what_is_plain() -> None:
    plain = replace(CLAIM, object=End("The Group", Span(24, 33), "group"))
    assert _rows(plain) == {"rule": "bans/1"}
    assert _rows(replace(plain, inference="so it is"))["inferred"] == "so it is"


def test_status_names_denial_and_modality() -> None:
    assert status(CLAIM) == ""
    assert status(replace(CLAIM, polarity="denied", modality="planned")) == "denied, planned"


def test_a_date_without_a_year_says_so() -> None:
    assert date_words(PartialDate(2019, 3)) == "2019-03"
    assert date_words(PartialDate(None, 3, 5)) == "03-05 (year not given)"
    assert date_words(None) == ""
