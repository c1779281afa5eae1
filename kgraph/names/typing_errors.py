"""What names one letter apart have in common (SymSpell, Garbe 2012)."""

import re
from collections.abc import Iterable, Iterator

SHORTEST, LONGEST = 7, 20
"""Letters of a name that is compared with those one letter apart."""

_NUMBER = re.compile(r"[ivx]+|[a-z]*[0-9]+[a-z]*")


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

    The distance of Damerau (1964). No strings of fewer than ``shortest`` letters are, nor of
    letters and digits: other numbers are other things.
    """
    if len(one) > len(other):
        one, other = other, one
    if len(one) < shortest or len(other) - len(one) > 1 or not (one + other).isalpha():
        return False
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    rest, longer = one[start:], other[start:]
    if len(one) < len(other):
        return rest == longer[1:]
    swapped = rest[:2] == longer[1::-1] and rest[2:] == longer[2:]
    return rest[1:] == longer[1:] or swapped


def number_keys(words: Iterable[str]) -> Iterator[str]:
    """Yield what folded names have in common that differ in their numbers; nothing without one."""
    words = tuple(words)
    kept = [word for word in words if not _NUMBER.fullmatch(word)]
    if len(kept) < len(words):
        yield f"n\n{' '.join(kept)}"
