"""Words around names: roles, titles, nouns that tell a type; data from ``words.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

PEOPLE = frozenset({"people", "members"})  # the groups of stand-ins that are persons


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, list[str]]]:
    text = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def known_names() -> Mapping[str, str]:
    """Return the types of names that are known everywhere ("Gazprom" -> Organization)."""
    types = _known()["types"]
    return MappingProxyType({name: type_ for type_ in types for name in types[type_]})


@lru_cache(maxsize=1)
def _known() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("known.toml").read_text(encoding="utf-8"))


@cache
def words(key: str) -> frozenset[str]:
    """Return the word list ``[words] key``.

    Raises:
        KeyError: there is no such list.
    """
    return frozenset(_tables()["words"][key])


@cache
def kind_words(noun: str) -> frozenset[str]:
    """Return ends of words in names of what the noun is for ("airways" for "airline")."""
    return frozenset(_tables()["kinds"].get(noun, ()))


@lru_cache(maxsize=1)
def type_words() -> Mapping[str, str]:
    """Return types by the name's word that tells them ("Lab" -> Organization)."""
    types = _tables()["types"]
    return MappingProxyType({word: type_ for type_ in types for word in types[type_]})


@lru_cache(maxsize=1)
def chambers() -> Mapping[str, frozenset[str]]:
    """Return the countries that have a body of a name that many have ("Senate")."""
    return MappingProxyType({name: frozenset(own) for name, own in _tables()["chambers"].items()})


@lru_cache(maxsize=1)
def stand_ins() -> Mapping[str, str]:
    """Return part, product or action by the head noun that stands for the name before it."""
    groups = _tables()["stands_for"]
    return MappingProxyType({noun: group for group in groups for noun in groups[group]})
