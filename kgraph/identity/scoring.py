"""How sure it is that two names are of one thing: a logistic model over named features."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from kgraph.identity.senses import SURELY_APART
from kgraph.model import Profile
from kgraph.model.evidence import NO_EVIDENCE

SAME, OPEN = 0.6, 0.1
"""Scores in [0, 1] from which two are the same, and from which it is open whether they are."""
_SHORT = frozenset(
    (
        "given_missing",
        "surname_known",
        "given_initial",
        "acronym",
        "business_word_in_one",
        "country_in_one",
    )
)
"""Features of a name that is short for another, so that it counts whether another fits too."""


_SHARED = frozenset(("roles_shared", "companions_shared"))


@lru_cache(maxsize=4096)
def score(family: str, features: tuple[str, ...]) -> float:
    """Return the score in [0, 1] of features of a family of types ("Person").

    Raises:
        KeyError: the family or a feature is not in ``weights.toml``.
    """
    weights = _weights()[family]
    total = weights["bias"] + sum(weights[feature] for feature in features)
    return round(1.0 / (1.0 + math.exp(-total)), 3)


def alone_features(features: Iterable[str], fitting: int) -> tuple[str, ...]:
    """Return what it tells that so many things fit a name: "alone" for a short name of one."""
    return ("alone",) if fitting == 1 and not _SHORT.isdisjoint(features) else ()


@lru_cache(maxsize=4096)
def is_doubtful(features: tuple[str, ...]) -> bool:
    """Return whether features leave open if two are the same, whatever their score.

    Where articles tell of two profiles that they have a role and companions in common, nothing is
    doubtful.
    """
    return not _doubtful().isdisjoint(features) and not _SHARED.issubset(features)


def sentence(feature: str) -> str:
    """Return what a feature says.

    Raises:
        KeyError: there is no such feature.
    """
    return _sentences()[feature]


def context_features(left: Profile, right: Profile) -> tuple[str, ...]:
    """Return what articles tell of two profiles beside their names; nothing of what is untold."""
    if NO_EVIDENCE in (left.evidence, right.evidence):
        return ()
    found = []
    for noun in ("roles", "countries", "companions"):
        one, other = (set(dict(getattr(p.evidence, noun))) for p in (left, right))
        if one & other:
            found.append(f"{noun}_shared")
        elif one and other and noun == "countries":
            found.append("countries_differ")
    return tuple(found)


def years_clash(left: Profile, right: Profile) -> bool:
    """Return whether two profiles have years of birth that cannot be one."""
    one, other = left.evidence.born, right.evidence.born
    if one is None or other is None:
        return False
    return one[1] + SURELY_APART <= other[0] or other[1] + SURELY_APART <= one[0]


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, Mapping[str, float]]:
    tables: dict[str, dict[str, float]] = tomllib.loads(_read("weights.toml"))
    told = tables.pop("told")
    return {family: {**told, **weights} for family, weights in tables.items()}


@lru_cache(maxsize=1)
def _doubtful() -> frozenset[str]:
    return frozenset(tomllib.loads(_read("features.toml"))["doubtful"])


@lru_cache(maxsize=1)
def _sentences() -> Mapping[str, str]:
    found: dict[str, str] = tomllib.loads(_read("features.toml"))["sentences"]
    return found


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
