"""A person's name by its parts, and how two words of names are related."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kgraph.names.folding import LETTERS, WORDS, folded_words, romanized, sounded
from kgraph.names.naming import full_given_names, naming_words
from kgraph.names.typing_errors import are_one_letter_apart

Relation = Literal["equal", "variant", "nickname", "sound", "initial", "near", "close", "none"]

_JOINED_INITIAL = re.compile(r"(?<=\b\w)\.(?=\w)")
_SYLLABLES = re.compile(
    r"(?:(?:zh|ch|sh|hw|hy|ky|gy|my|kw|gw|[bpmfdtnlgkhjqxrzcsyw])?[aeiou]{1,3}(?:ng|n|k|l|m|p)?){1,2}"
)
_ARTICLES = frozenset(("al", "el", "ul"))
_SENIORITY = {"junior": "jr", "senior": "sr"}
VARIANT_FROM = 6
"""Letters from which two spellings of equal sounds are one word; "Lee" and "Li" are two."""
NEAR_FROM, CLOSE_FROM = 6, 4
"""Letters from which two words one letter apart may be one; of fewer than the first hardly so."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name, folded.

    ``surname`` holds the words of the last word with its hyphens ("ocasio", "cortez"),
    ``particles`` stand before it ("van", "der"), ``generation`` after it ("jr"), ``given`` are
    all other words.
    """

    given: tuple[str, ...]
    particles: tuple[str, ...]
    surname: tuple[str, ...]
    generation: str

    @property
    def words(self) -> tuple[str, ...]:
        """Given names and surname in this order."""
        return (*self.given, *self.surname)


@lru_cache(maxsize=262_144)
def person_name(name: str) -> PersonName:
    """Return the parts of ``name`` without titles.

    The first of Chinese, Korean and Vietnamese names is the surname, and what stands before a
    comma; other names that put the surname first are not known.
    """
    tokens = _tokens(name)
    generation = ""
    if len(tokens) > 1 and tokens[-1][0] in naming_words("persons", "generations"):
        generation = _SENIORITY.get(tokens[-1][0], tokens[-1][0])
        tokens = tokens[:-1]
    if _puts_surname_first(tokens):
        return PersonName(_joined(tokens[1:]), (), tokens[0], generation)
    start = len(tokens) - 1
    surname = tokens[-1]
    particles: list[str] = []
    while start > 0 and _is_particle(tokens[start - 1][0], first=start == 1):
        start -= 1
        particles = [*tokens[start], *particles]
    while len(surname) > 1 and surname[0] in naming_words("persons", "particles"):
        particles, surname = [*particles, surname[0]], surname[1:]
    kept = tuple(word for word in particles if word not in _ARTICLES)
    return PersonName(_joined(tokens[:start]), kept, surname, generation)


def _tokens(name: str) -> list[tuple[str, ...]]:
    """Return the words of a name, those that hyphens join as one, titles before them left out."""
    name = name[: WORDS * LETTERS]
    before, comma, after = name.partition(",")
    if comma and after.strip() and len(folded_words(after)) > 0:
        first = folded_words(after)[0]
        if first not in naming_words("persons", "generations"):
            name = f"{after} {before}"
    spaced = _JOINED_INITIAL.sub(". ", name).replace(",", " ")
    tokens = [folded_words(token) for token in spaced.split()[:WORDS]] or [(name,)]
    while len(tokens) > 1 and tokens[0][0] in naming_words("persons", "titles"):
        tokens = tokens[1:]
    return tokens


def _joined(tokens: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(word for token in tokens for word in token)


def _is_particle(word: str, *, first: bool) -> bool:
    also_name = first and word in naming_words("persons", "first_names_too")
    return word in naming_words("persons", "particles") and not also_name


def _puts_surname_first(tokens: list[tuple[str, ...]]) -> bool:
    if not 2 <= len(tokens) <= 3 or tokens[0][-1] not in naming_words("persons", "surname_first"):
        return False
    return all(_SYLLABLES.fullmatch(word) for word in _joined(tokens[1:]))


def relation(word: str, other: str) -> Relation:
    """Return how two folded words of names are related, the closest relation that there is."""
    if word == other:
        return "equal"
    if 1 in (len(word), len(other)):
        return "initial" if word[:1] == other[:1] else "none"
    alike = romanized(word) == romanized(other)
    if alike and len(romanized(word)) >= VARIANT_FROM:
        return "variant"
    if alike or (sounded(word) == sounded(other) and romanized(word)[0] in _firsts(other)):
        return "sound"
    one, two = romanized(word), romanized(other)
    if not are_one_letter_apart(one, two, shortest=CLOSE_FROM):
        return "none"
    return "near" if len(one) >= NEAR_FROM and len(two) >= NEAR_FROM else "close"


def given_relation(word: str, other: str) -> Relation:
    """Return how two given names are related, nicknames known."""
    found = relation(word, other)
    if found in ("sound", "near", "close", "none") and _are_nicknames(word, other):
        return "nickname"
    return found


def full_names(word: str) -> frozenset[str]:
    """Return the given names that a given name stands for."""
    return full_given_names().get(word, frozenset())


def _are_nicknames(word: str, other: str) -> bool:
    return word in full_names(other) or other in full_names(word)


def _firsts(word: str) -> str:
    first = romanized(word)[0]
    return "ou" if first in "ou" else first
