"""Countries, the words for their people, and where and what their governments are called."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Country:
    """A country; ``adjective`` is what stands before "government".

    ``capitals`` are the seats of its government, none where they bear the country's own name.
    """

    name: str
    code: str
    forms: tuple[str, ...]
    demonyms: tuple[str, ...]
    adjective: str
    capitals: tuple[str, ...]


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Return all countries of the gazetteer, by name."""
    text = Path(__file__).with_name("countries.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["country"]
    return tuple(
        Country(
            name=row["name"],
            code=row["code"],
            forms=tuple(row["forms"]),
            demonyms=tuple(row["demonyms"]),
            adjective=row["adjective"],
            capitals=tuple(row["capitals"]),
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def country_forms() -> Mapping[str, Country]:
    """Return countries by each form of their names, letters' case as written."""
    return MappingProxyType({form: c for c in countries() for form in c.forms})


@lru_cache(maxsize=1)
def demonyms() -> Mapping[str, Country]:
    """Return countries by each word for their people ("Russian", "Russians").

    A word that two countries share belongs to the one named first in the gazetteer.
    """
    found: dict[str, Country] = {}
    for country in countries():
        for word in country.demonyms:
            found.setdefault(word, country)
            if word.endswith(("an", "i")):
                found.setdefault(word + "s", country)
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def capitals() -> Mapping[str, Country]:
    """Return countries by the cities that their governments sit in."""
    return MappingProxyType({city: c for c in countries() for city in c.capitals})
