"""What names one letter apart have in common (SymSpell, Garbe 2012)."""

from collections.abc import Iterator

SHORTEST, LONGEST = 5, 20
"""Letters of a name that is compared with those one letter apart."""


def deletions(letters: str, *, shortest: int = SHORTEST) -> Iterator[str]:
    """Yield a string without each of its letters, and itself; nothing of short and long ones.

    Names with digits have none. Of two strings that one letter more, less or other, or two that
    change places, make equal, these share one at least. The letters being those of ASCII, the
    strings that share one are some hundreds at most.
    """
    if not shortest <= len(letters) <= LONGEST or not letters.isalpha():
        return
    yield letters
    for place in range(len(letters)):
        yield letters[:place] + letters[place + 1 :]


def are_one_letter_apart(one: str, other: str, *, shortest: int = SHORTEST) -> bool:
    """Return whether one letter more, less or other makes two strings equal, or two swapped.

    The distance of Damerau (1964). No strings of fewer than ``shortest`` letters are, of
    more than ``LONGEST``, nor of letters and digits: other numbers are other things.
    """
    if len(one) > len(other):
        one, other = other, one
    if (
        not shortest <= len(one) <= len(other) <= LONGEST
        or len(other) - len(one) > 1
        or not (one + other).isalpha()
    ):
        return False
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    rest, longer = one[start:], other[start:]
    if len(one) < len(other):
        return rest == longer[1:]
    swapped = rest[:2] == longer[1::-1] and rest[2:] == longer[2:]
    return rest[1:] == longer[1:] or swapped


def word_deletions(words: tuple[str, ...]) -> Iterator[str]:
    """Yield what long names share that are one letter apart in one word and equal in all others.

    The other words with the first letters of that word, and with its last; nothing of names that
    have ``deletions``.
    """
    if not _are_long(words):
        return
    for place, word in enumerate(words):
        if len(word) >= SHORTEST - 1:
            others = " ".join((*words[:place], "", *words[place + 1 :]))
            yield f"{others}\n{word[:2]}"
            yield f"{others}\n\n{word[-2:]}"


def are_one_word_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether one word alone of two long names differs, and that by one letter."""
    if len(one) != len(other) or not (_are_long(one) and _are_long(other)):
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and are_one_letter_apart(*differing[0])


def _are_long(words: tuple[str, ...]) -> bool:
    return len(words) > 1 and sum(map(len, words)) > LONGEST
