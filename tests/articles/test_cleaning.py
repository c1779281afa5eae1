"""Clean text: one form of every character, one blank line between blocks."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kgraph.articles.cleaning import clean_line, split_blocks

ANY_TEXT = st.text(alphabet=st.characters(), max_size=400)
LINES = st.lists(st.text(alphabet="ab ,.é\u0301\t", max_size=90), max_size=30).map("\n".join)


def clean_text(text: str) -> str:
    return "\n\n".join(split_blocks(text))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Cafe\u0301", "Caf\u00e9"),
        ("one\r\n\r\ntwo", "one\n\ntwo"),
        ("one\r\rtwo", "one\n\ntwo"),
        ("\ufeffone", "one"),
        ("o\x00n\x07e\x1b[31m", "one[31m"),
        ("one\ud800", "one"),
        ("one   \n\n\n\n\ttwo  ", "one\n\ntwo"),
        ("one\u00a0two\u2009three", "one two three"),
        ("Kas\u00adper\u200bsky", "Kaspersky"),
        ("\u202eevil\u202c", "evil"),
        ("one\u2028two\x85three", "one\n\ntwo\n\nthree"),
        ("one\n  two\n", "one\n\ntwo"),
        ("", ""),
        ("the\u200d Daily\u200c", "the Daily"),
        ("\u200dPlover", "Plover"),
        ("\u0928\u094d\u200d\u092f", "\u0928\u094d\u200d\u092f"),
        ("\u0646\u0645\u06cc\u200c\u062e", "\u0646\u0645\u06cc\u200c\u062e"),
        ("\U0001f469\u200d\U0001f52c \u200d", "\U0001f469\u200d\U0001f52c"),
        ("joined the |Plover Party in May", "joined the Plover Party in May"),
        ("Weather | Sport |News", "Weather | Sport |News"),
        ("Zimora HarmondImage: Plover Press.", "Zimora Harmond\n\nImage: Plover Press."),
        ("Carl BergPhoto credit: Ann Lee", "Carl Berg\n\nPhoto credit: Ann Lee"),
        ("the PlusImage app, a TelePhoto lens", "the PlusImage app, a TelePhoto lens"),
    ],
)
def test_clean_text_gives_every_character_one_form(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


def test_lines_of_a_text_wrapped_to_a_width_are_joined() -> None:
    wrapped = """\
The ministry said on Monday that it would stop using the software of the
company as a precaution, and that it had found no sign of any misuse so
far. A spokesman for the company answered that the decision was taken on
political grounds.

A second paragraph begins here and it runs over the end of one more line
of the file.
"""
    first, second = split_blocks(wrapped)
    assert first.startswith("The ministry said on Monday that it would stop using the software of")
    assert "software of the company as" in first
    assert "misuse so far. A spokesman" in first
    assert first.endswith("that the decision was taken on political grounds.")
    assert second.endswith("one more line of the file.")


def test_lines_that_end_before_the_width_are_blocks_of_their_own() -> None:
    text = "A headline\nBy Jane Doe\nThe first paragraph, which is longer.\nThe next."
    assert split_blocks(text) == text.split("\n")


def test_clean_line_has_no_break() -> None:
    assert clean_line(" one\r\n\r\ntwo\t") == "one two"


@given(ANY_TEXT | LINES)
@example("a\u0301\u0300\n \u0323")
@example("\ufeff\ud800")
@example("a\u200d\u0301 \u0915\u200d\u200d\u0915")
@example("Ann LeeImage: Photo: Bo\nBergImage: ")
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert clean_text(clean_text(raw)) == clean_text(raw)


@given(ANY_TEXT)
def test_clean_text_is_composed_and_free_of_control_characters(raw: str) -> None:
    clean = clean_text(raw)
    assert unicodedata.is_normalized("NFC", clean)
    assert not {c for c in clean if unicodedata.category(c) in ("Cc", "Cs")} - {"\n"}
    assert clean.strip() == clean or not clean
    assert "\n\n\n" not in clean
    assert all(line == line.strip(" ") for line in clean.split("\n"))
