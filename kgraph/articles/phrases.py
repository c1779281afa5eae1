"""The phrases of ``phrases.toml``, ready to be looked up."""

import tomllib
from importlib.resources import files
from typing import Any

_DATA = tomllib.loads(files("kgraph.articles").joinpath("phrases.toml").read_text("utf-8"))

FURNITURE: frozenset[str] = frozenset(phrase.casefold() for phrase in _DATA["furniture"])
PUBLISHED: tuple[str, ...] = tuple(sorted(_DATA["published"], key=len, reverse=True))
PUBLISHER: tuple[str, ...] = tuple(_DATA["publisher"])
UPDATED: tuple[str, ...] = tuple(sorted(_DATA["updated"], key=len, reverse=True))
AGENCIES: dict[str, str] = {
    form: agency for agency, forms in _DATA["agencies"].items() for form in (agency, *forms)
}
"""The agency that each written form names."""
AGENCY_LINES: dict[str, str] = dict(_DATA["agency_lines"])
AGENCY_ROLES: tuple[str, ...] = tuple(_DATA["agency_roles"])
BYLINES: tuple[str, ...] = tuple(_DATA["bylines"])
CREDIT_OPENERS: tuple[str, ...] = tuple(sorted(_DATA["credit_openers"], key=len, reverse=True))
DISTRIBUTORS: frozenset[str] = frozenset(_DATA["distributors"])
NO_AGENCY: frozenset[str] = frozenset(_DATA["no_agency"])
PARTICLES: frozenset[str] = frozenset(_DATA["particles"])
NAME_PARTICLES: tuple[str, ...] = tuple(_DATA["name_particles"])
OPENERS: frozenset[str] = frozenset(_DATA["openers"])
NOT_PLACES: frozenset[str] = frozenset(_DATA["not_places"])
MONTHS: dict[str, int] = dict(_DATA["months"])
BOILERPLATE: dict[str, Any] = _DATA["boilerplate"]
