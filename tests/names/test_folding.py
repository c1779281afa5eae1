"""Forms of names in which spellings are equal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.names.folding import folded, folded_words, outlined, romanized, sounded


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Zoë O\u2019Neill", "zoe oneill"),
        ("Müller & Söhne", "muller and sohne"),
        ("Jean-Claude", "jean claude"),
        ("the U.S.", "us"),
        ("Владимир Путин", "vladimir putin"),
        ("...", "..."),
        ("\u05d8\u05dc Cohen", "\u05d8\u05dc cohen"),
    ],
)
def test_a_name_is_folded_to_ascii_words(name: str, form: str) -> None:
    assert folded(name) == form


@pytest.mark.parametrize(
    "words",
    [
        ("zelensky", "zelenskyy", "zelenskiy", "zelenskii"),
        ("yevgeny", "evgeny", "yevgeniy", "evgenii"),
        ("khodorkovsky", "hodorkovskiy"),
        ("philips", "phillips", "filips"),
    ],
)
def test_ways_to_write_a_word_are_romanized_to_one(words: tuple[str, ...]) -> None:
    assert len(set(map(romanized, words))) == 1


@pytest.mark.parametrize("words", [("mohammed", "muhamad"), ("osama", "usama")])
def test_words_that_sound_alike_have_one_sound(words: tuple[str, str]) -> None:
    assert len(set(map(sounded, words))) == 1
    assert len(set(map(outlined, words))) == 1


@given(st.text(max_size=2000))
def test_any_name_is_folded_to_something_short_enough(name: str) -> None:
    words = folded_words(name)
    assert 1 <= len(words) <= 12
    assert all(len(word) <= 24 for word in words)
    assert folded(folded(name)) == folded(name)
