"""Legal forms at the end of a company's name ("Inc", "GmbH"); data from ``legal_forms.toml``."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType


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
