"""When two wordings count as the same."""

import pytest

from kgraph.evaluation.wording import normalise, phrases_agree, words_agree


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("The  Kremlin\u2019s", "kremlin"),
        ("a \u201cgreen\u201d light", '"green" light'),
        ("United States'", "united states"),
        ("Kollar\u2013Kotelly", "kollar-kotelly"),
        ("STRASSE \u00df", "strasse ss"),
        ("Zoe\u0308", "zo\u00eb"),
        ("the", "the"),
        ("Anders", "anders"),
        ("'s", "'s"),
    ],
)
def test_names_differ_in_no_accident_of_print(text: str, plain: str) -> None:
    assert normalise(text) == plain


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("visit paris", "visit paris", True),
        ("to visit paris, france", "visit paris", True),
        ("visit paris", "visit paris soon", True),
        ("visit paris", "paris visit", False),
        ("art", "party", False),
        ("...", "visit", False),
        ("...", "...", True),
    ],
)
def test_words_agree_where_one_holds_the_other_whole(left: str, right: str, agree: bool) -> None:
    assert words_agree(left, right) is agree


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("praise", "praised in public", True),
        ("be put at risk", "risk", True),
        ("be put at risk", "be told at", False),
        ("sue", "sue over", True),
        ("sue", "suit", False),
        ("be in", "in", True),
        ("", "anything", True),
    ],
)
def test_phrases_agree_in_a_content_word(left: str, right: str, agree: bool) -> None:
    assert phrases_agree(left, right) is agree
