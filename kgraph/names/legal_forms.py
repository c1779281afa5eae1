"""Legal forms at the end of a company's name ("Inc", "GmbH"); data from ``legal_forms.toml``."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from kgraph.names.naming import naming_words
from kgraph.names.words import words as word_list

_LONGEST = 4


@lru_cache(maxsize=1)
def legal_forms() -> Mapping[tuple[str, ...], str]:
    """Return the form that some words amount to, by those words in lower case without stops."""
    text = Path(__file__).with_name("legal_forms.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)
    return MappingProxyType(
        {tuple(words.split()): form for form, group in table.items() for words in group}
    )


def split_legal_form(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return ``words`` without the legal forms at their end, and the first of these forms.

    Of "merck & co inc" it leaves "merck" and "and company". The form is empty where there is
    none; one word at least is left of the name. ``words`` are in lower case, without full stops.
    """
    form, forms = "", legal_forms()
    start = 1
    while start < len(words):
        if words[start:] in forms:
            words, form = words[:start], forms[words[start:]]
            start = 0
        start += 1
    return words, form


def split_leading_form(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return ``words`` without the legal form that they begin with ("ooo"), and the form.

    Both are as those of ``split_legal_form``.
    """
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        if " ".join(words[:count]) in _leading_forms():
            return words[count:], split_legal_form(("", *words[:count]))[1]
    return words, ""


@lru_cache(maxsize=1)
def _leading_forms() -> frozenset[str]:
    single = frozenset(word.casefold() for word in word_list("leading_legal_forms"))
    return single | naming_words("organizations", "leading_forms")
