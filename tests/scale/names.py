"""Generated names: any number of them, the first ones far more frequent than the last.

How often a name is drawn falls with its rank as Zipf's law says, so that of ``n`` draws about
``n ** 0.7`` are different (Heaps' law).
"""

from dataclasses import dataclass
from functools import lru_cache
from random import Random

_TYPES = (
    *["Person"] * 10,
    *["Organization"] * 5,
    *["Place"] * 2,
    "Country",
    "Government",
    "Product",
)
_ONSETS = (
    "b",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "z",
    "br",
    "kr",
    "st",
)
_VOWELS = ("a", "e", "i", "o", "u")
_SYLLABLES = tuple(onset + vowel for onset in _ONSETS for vowel in _VOWELS)
_KINDS = (
    "Bank",
    "Group",
    "Institute",
    "Party",
    "Union",
    "Council",
    "Agency",
    "Industries",
    "Media",
)
_FLATTENING, DECAY = 30.0, 0.4
_GIVEN, _KEPT = 300, 2_000


@dataclass(frozen=True, slots=True)
class Name:
    """A thing with the ways in which articles name it, the full one first."""

    type: str
    forms: tuple[str, ...]


def draw_rank(random: Random, *, flattening: float = _FLATTENING, decay: float = DECAY) -> int:
    """Return a rank from 0 on, by Zipf's and Mandelbrot's law."""
    return int(flattening * ((1.0 - random.random()) ** (-1.0 / decay) - 1.0)) % 2**40


def word_of(number: int) -> str:
    """Return a word that no other number has, of two syllables or more, in lower case."""
    number += len(_SYLLABLES)
    found = ""
    while number:
        number, digit = divmod(number, len(_SYLLABLES))
        found += _SYLLABLES[digit]
    return found


@lru_cache(_KEPT)
def name_of(rank: int) -> Name:
    """Return the name of that rank; persons share surnames, organizations words."""
    random = Random(rank)  # noqa: S311 - no secret
    type_ = _TYPES[rank % len(_TYPES)]
    own = word_of(rank).capitalize()
    if type_ == "Person":
        return Name(type_, _person_forms(random))
    if type_ == "Organization":
        bare = f"{own} {word_of(draw_rank(random)).capitalize()} {random.choice(_KINDS)}"
        return Name(type_, (bare, f"the {bare}", "".join(word[0] for word in bare.split())))
    if type_ == "Government":
        return Name(type_, (f"{own} government", f"{own} Government"))
    return Name(type_, (own,))


def _person_forms(random: Random) -> tuple[str, ...]:
    given = word_of(draw_rank(random) % _GIVEN).capitalize()
    surname = word_of(1000 + draw_rank(random, flattening=300.0)).capitalize()
    return (f"{given} {surname}", surname, f"{given[0]}. {surname}")
