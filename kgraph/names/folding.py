"""Forms of a name in which spellings of it are equal: without marks, romanised, in outline."""

import re
from functools import lru_cache

from kgraph.names.naming import replacements

WORDS, LETTERS = 12, 24
"""What is looked at of a name: so many words of so many letters."""
LONGEST = 1000

_MARKS = re.compile(r"[^0-9a-z ]+")
_OTHER_LETTERS = re.compile(
    r"[\u0530-\u1cff\u2c00-\ua63f\ua6a0-\ufaff\ufb1d-\ufe7f\U00010000-\U0010ffff]"
)
_TWO_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "å": "aa",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "Ø": "Oe",
        "Å": "Aa",
    }
)
_APOSTROPHES = re.compile(r"['`.]+")
_ROMAN = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"sch|tsch", "sh"),
        (r"(?:dzh|dj|zh)", "j"),
        (r"kh|gh", "h"),
        (r"ph|ff?$", "f"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"tz|ts", "c"),
        (r"w", "v"),
        (r"ou|oo|u", "u"),
        (r"(?:ae|oe|ai|ei|ay|ey)(?=[^aeiouy])", "e"),
        (r"^(?:ye|ie|je)", "e"),
        (r"[yj](?=[aeiou])", "i"),
        (r"(?:iy|yy|ij|ii|yi|ee|y)", "i"),
        (r"th", "t"),
        (r"(\D)\1+", r"\1"),
    )
)
_HEARD_ALIKE = str.maketrans("eu", "ao")
_VOWELS = re.compile(r"[aeiouy]+")


def folded(name: str) -> str:
    """Return the words of ``name`` in lower-case ASCII letters and digits.

    "&" is "and", hyphens part words, a leading "the" is left out; "Zoë" is "zoe". A name of which
    nothing would be left stays as it is, in lower case, and so does one of more than ``LONGEST``
    code points and one in other letters than Latin, Greek and Cyrillic ones: romanised, two such
    names are too often one.
    """
    from anyascii import anyascii

    if len(name) > LONGEST or _OTHER_LETTERS.search(name):
        return name.casefold()
    text = _APOSTROPHES.sub("", anyascii(name.replace("&", " and ")).casefold())
    words = _MARKS.sub(" ", text).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words) or name.casefold()


def has_umlauts(name: str) -> bool:
    """Return whether a name has a letter that is written as two as well."""
    return name.translate(_TWO_LETTERS) != name


def unmarked(name: str) -> str:
    """Return the folded form of a name whose umlauts are written as two letters ("Muenster")."""
    return folded(name.translate(_TWO_LETTERS))


def folded_words(name: str) -> tuple[str, ...]:
    """Return the first ``WORDS`` words of the folded form, each cut to ``LETTERS``."""
    words = folded(name[: WORDS * LETTERS]).split()[:WORDS]
    return tuple(word[:LETTERS] for word in words) or (name[:LETTERS],)


@lru_cache(maxsize=262_144)
def romanized(word: str) -> str:
    """Return what the ways to write a word in Latin letters have in common ("Zelenskiy").

    ``word`` is folded.
    """
    for pattern, put in _ROMAN:
        word = pattern.sub(put, word)
    return word


def sounded(word: str) -> str:
    """Return a romanised word with vowels that are heard alike as one ("Mohammed", "Muhamad")."""
    return romanized(word).translate(_HEARD_ALIKE)


def outlined(word: str) -> str:
    """Return a folded word, romanised, with "a" for all vowels between two consonants."""
    return _VOWELS.sub("a", romanized(word))


def respelled(words: tuple[str, ...], table: str = "spellings") -> tuple[str, ...]:
    """Return folded words, each as the table spells it ("defence": "defense")."""
    known = replacements(table)
    return tuple(known.get(word) or _american(word) for word in words)


def _american(word: str) -> str:
    return re.sub(r"(?<=.{4})is(?=(?:e|ed|es|ing|ation|ations|er|ers)$)", "iz", word)
