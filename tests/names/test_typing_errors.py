"""Names one letter apart share a key, and are found to be so."""

from hypothesis import given
from hypothesis import strategies as st

from kgraph.names.typing_errors import (
    are_one_letter_apart,
    are_one_word_apart,
    deletions,
    word_deletions,
)

WORD = st.text("abc", min_size=1, max_size=24)


@st.composite
def mistyped(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and the word with a letter left out, added, changed or swapped."""
    word = draw(WORD)
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from("abc"))
    kept, cut = word[:at], word[at + 1 :]
    others = kept + cut, kept + letter + word[at:], kept + letter + cut
    return word, draw(st.sampled_from((*others, kept + cut[:1] + word[at] + cut[1:])))


@given(mistyped())
def test_strings_one_letter_apart_share_a_deletion(pair: tuple[str, str]) -> None:
    if are_one_letter_apart(*pair):
        assert set(deletions(pair[0])) & set(deletions(pair[1]))
    assert are_one_letter_apart(*pair) == are_one_letter_apart(*reversed(pair))


@given(mistyped(), st.lists(WORD, max_size=4), st.integers(0, 4))
def test_names_one_word_apart_share_the_others(
    pair: tuple[str, str], others: list[str], at: int
) -> None:
    one, other = ((*others[:at], word, *others[at:]) for word in pair)
    if are_one_word_apart(one, other):
        assert set(word_deletions(one)) & set(word_deletions(other))
    assert are_one_word_apart(one, other) == are_one_word_apart(other, one)


def test_a_long_name_is_told_from_one_with_a_letter_less() -> None:
    one = ("national", "institute", "of", "infectious", "disease")
    assert are_one_word_apart(one, (*one[:-1], "diseases"))
    assert not are_one_word_apart(one, ("international", *one[1:]))
    assert not are_one_word_apart(("fund", "2"), ("fund", "3"))
