"""What two spellings of one name differ in; data from ``naming.toml`` and ``nicknames.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType


@cache
def naming_words(table: str, key: str) -> frozenset[str]:
    """Return the word list ``key`` of a table.

    Raises:
        KeyError: there is no such list.
    """
    return frozenset(_tables()[table][key])


@cache
def replacements(table: str) -> Mapping[str, str]:
    """Return the words of a table of spellings by the words that they replace.

    Raises:
        KeyError: there is no such table.
    """
    return MappingProxyType({word: str(other) for word, other in _tables()[table].items()})


@lru_cache(maxsize=1)
def full_given_names() -> Mapping[str, frozenset[str]]:
    """Return the given names that a short one stands for, by the short one ("bill")."""
    text = Path(__file__).with_name("nicknames.toml").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for full, short_names in tomllib.loads(text).items():
        for short in short_names.split():
            found.setdefault(short, set()).add(full)
    return MappingProxyType({short: frozenset(full) for short, full in found.items()})


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, list[str]]]:
    text = Path(__file__).with_name("naming.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
