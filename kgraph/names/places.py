"""In which country a place lies, by its name and what else is named beside it."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kgraph.names.countries import capitals, country_forms

PLACES = frozenset({"Place", "Country"})
"""The types of what has a country."""

PREVAILING = 10
"""So many times as often as any other has a country to be spoken of where two share a name."""


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def place_codes() -> Mapping[str, str]:
    """Return ISO 3166-1 codes by the names of places that lie in one country only."""
    tables = _tables()
    found = {form: country.code for form, country in country_forms().items()}
    found |= {city: country.code for city, country in capitals().items()}
    for part in ("cities", "regions", "territories"):
        found |= {name: code for code, names in tables[part].items() for name in names}
    shared = {*tables["shared_capitals"]["names"], *tables["shared"]}
    return MappingProxyType({name: code for name, code in found.items() if name not in shared})


def country_code(names: Iterable[str]) -> str:
    """Return the code of the country that all of ``names`` that are known lie in, else nothing.

    A name in capitals is known as it is, or else as it is written in text ("SACRAMENTO").
    """
    codes = {_code(name) for name in names} - {""}
    return codes.pop() if len(codes) == 1 else ""


def _code(name: str) -> str:
    usual = name.title() if name.isupper() else name
    return place_codes().get(name) or place_codes().get(usual, "")


def is_shared(name: str) -> bool:
    """Return whether places of several countries bear the name, which their context tells apart."""
    return name in _tables()["shared"]


def country_by_context(name: str, articles: Iterable[Iterable[str]]) -> str:
    """Return the code of the country in which the place of a shared name lies, else nothing.

    ``articles`` are those that mention it, each with the names of places in it. An article speaks
    of the country of which it names other places, if it names none of another's; one country has
    to be spoken of in nearly all that tell.
    """
    evidence = _evidence(name)
    spoken = Counter[str]()
    for places in articles:
        named = set(places)
        codes = [code for code, known in evidence.items() if known & named]
        if len(codes) == 1:
            spoken[codes[0]] += 1
    ranked = spoken.most_common(2)
    sure = ranked and (len(ranked) == 1 or ranked[0][1] >= PREVAILING * ranked[1][1])
    return ranked[0][0] if sure else ""


@lru_cache(maxsize=8)
def _evidence(name: str) -> Mapping[str, frozenset[str]]:
    regions = _tables()["regions"]
    shared: dict[str, list[str]] = _tables()["shared"][name]
    return {code: frozenset((*own, *regions.get(code, ()))) for code, own in shared.items()}
