"""Places and countries by names of their own that differ."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from kgraph.identity.decisions import Key
from kgraph.names.countries import capitals
from kgraph.names.folding import folded, folded_words, respelled
from kgraph.names.naming import naming_words, replacements
from kgraph.names.words import words


def place_keys(name: str) -> Iterator[Key]:
    """Yield what places are compared by: the name that is in use today, folded."""
    yield f"=\n{place_name(name)}", False


def compare_places(left: str, right: str) -> tuple[str, ...]:
    """Return the feature of two names of one place, nothing for names of two."""
    return ("renamed",) if place_name(left) == place_name(right) else ()


@lru_cache(maxsize=262_144)
def place_name(name: str) -> str:
    """Return the folded name of a place that is in use today.

    "St. Petersburg" is "saint petersburg", "Kiev" "kyiv", "New York City" "new york", and
    "Paris, France" "paris", since it is the capital; "Paris, Texas" stays what it is.
    """
    city, comma, country = (part.strip() for part in name.partition(","))
    known = capitals().get(city)
    if comma and known is not None and folded(country) in map(folded, known.forms):
        return place_name(city)
    found = _respelled(name)
    rank, _, land = found.partition(" of ")
    if rank in naming_words("places", "ranks") and land in _lands():
        found = land
    if found.removesuffix(" city") in naming_words("places", "with_city"):
        found = found.removesuffix(" city")
    return _renamed().get(found, found)


@lru_cache(maxsize=1)
def _lands() -> frozenset[str]:
    """Return the lands inside countries that no capital shares its name with ("Washington")."""
    return frozenset(map(folded, words("lands") - capitals().keys()))


@lru_cache(maxsize=1)
def _renamed() -> Mapping[str, str]:
    table = replacements("renamed").items()
    return MappingProxyType({_respelled(old): _respelled(new) for old, new in table})


def _respelled(name: str) -> str:
    return " ".join(respelled(folded_words(name), "place_spellings"))
