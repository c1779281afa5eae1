"""When two wordings count as the same."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

STEM = 4
"""Letters that two longer words have to share at their beginning."""

_ARTICLE = re.compile(r"^(?:the|an?) (?=\S)")
_POSSESSIVE = re.compile(r"(?<=\S)(?:'s|(?<=s)')$")


def normalise(text: str) -> str:
    """Return ``text`` without what names differ in by accident.

    Upper case, kinds of quotation marks and dashes, runs of white space, an article before it and
    a possessive ending behind it.
    """
    plain = unicodedata.normalize("NFC", text).translate(_marks()).casefold()
    plain = " ".join(plain.split())
    return _POSSESSIVE.sub("", _ARTICLE.sub("", plain))


def words_agree(left: str, right: str) -> bool:
    """Whether two normalised texts are equal, or one holds the other as whole words."""
    if left == right:
        return True
    shorter, longer = sorted((_words(left), _words(right)), key=len)
    starts = range(len(longer) - len(shorter) + 1)
    return bool(shorter) and any(longer[i : i + len(shorter)] == shorter for i in starts)


def phrases_agree(left: str, right: str) -> bool:
    """Whether two phrases share a content word, by its first four letters, or one of them is empty.

    A word of fewer letters has to be equal. Of a phrase without content words all words count.
    """
    return not left or not right or bool(_stems(left) & _stems(right))


def _stems(phrase: str) -> set[str]:
    words = set(_words(normalise(phrase)))
    return {word[:STEM] for word in words - function_words() or words}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    text = Path(__file__).with_name("wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def function_words() -> frozenset[str]:
    """Return the words, in lower case, that say nothing of what a text is about."""
    return word_list("function")


@cache
def word_list(name: str) -> frozenset[str]:
    """Return a list of ``wording.toml``, in lower case.

    Raises:
        KeyError: there is no such list.
    """
    return frozenset(_table()["words"][name])


@cache
def _marks() -> dict[int, str]:
    marks = _table()["marks"]
    return {ord(mark): plain for plain, others in marks.items() for mark in others}
