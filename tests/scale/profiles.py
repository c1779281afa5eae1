"""Generated profiles: as many as wanted, as in news or made to be hard to tell apart."""

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import count, islice, product
from pathlib import Path
from random import Random
from types import MappingProxyType

from kgraph.model import Profile, content_id
from kgraph.names.naming import full_given_names, naming_words
from kgraph.names.words import words
from tests.scale.names import draw_rank, word_of

_ENDINGS = ("n", "son", "r", "s", "l", "ck", "m", "t", "nov", "dez", "man", "ski", "rg", "lli", "")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KINDS = ("Bank", "Ministry of Defence", "Institute", "University of", "Group", "Party", "Council")


def realistic(number: int, *, seed: int = 0) -> list[Profile]:
    """Return so many profiles whose words are drawn as news draws them, of several types.

    Of 100,000 about as many are one or may be one as of the names that Stanford CoreNLP finds in
    100,000 sentences of news and Wikipedia.
    """
    random = Random(seed)  # noqa: S311 - no secret
    given = sorted({*full_given_names(), *(w.casefold() for w in words("masculine_names"))})
    given += sorted(w.casefold() for w in words("feminine_names"))
    found: dict[tuple[str, str], Profile] = {}
    while len(found) < number:
        type_, name = _drawn(random, given)
        found.setdefault((type_, name), _profile(type_, name, random.randrange(1, 9)))
    return list(found.values())


def _drawn(random: Random, given: list[str]) -> tuple[str, str]:
    own = word_of(draw_rank(random)).capitalize()
    kind = random.random()
    if kind < 0.5:
        return "Person", _person(random, given)
    if kind < 0.75:
        second = _surname(draw_rank(random))
        return "Organization", f"{own} {second} {random.choice(_KINDS)}"
    return random.choice(["Place", "Product", "Event"]), f"{own} {random.choice(['', 'City', '2'])}"


def _person(random: Random, given: list[str]) -> str:
    first = given[draw_rank(random, flattening=40.0, decay=0.8) % len(given)].capitalize()
    surname = _surname(1000 + draw_rank(random, flattening=20000.0))
    if random.random() < 0.05:
        family = sorted(naming_words("persons", "surname_first"))
        surname = random.choice(family).capitalize()
    full = f"{first} {surname}"
    others = (surname, f"{first[0]}. {surname}", f"{first} {_middle(random)} {surname}")
    return random.choice((full,) * 6 + others)


def _surname(rank: int) -> str:
    return f"{word_of(rank)}{_ENDINGS[rank * 7 % len(_ENDINGS)]}".capitalize()


def _middle(random: Random) -> str:
    return random.choice(["A.", "M.", word_of(random.randrange(300)).capitalize()])


def silver(folder: Path, tenths: int) -> list[Profile]:
    """Return so many tenths of the names that the silver corpora mark, drawn at random."""
    types = {"PERSON": "Person", "ORG": "Organization", "PLACE": "Place"}
    counts = Counter(
        (types[type_], " ".join(row["text"][start:end].split()))
        for path in sorted(folder.glob("*.jsonl.gz"))
        for row in map(json.loads, gzip.decompress(path.read_bytes()).splitlines())
        for start, end, type_ in row["spans"]
    )
    random = Random(0)  # noqa: S311 - no secret
    drawn = random.sample(sorted(counts), len(counts) * tenths // 10)
    return [_profile(type_, name, counts[type_, name]) for type_, name in drawn]


def one_letter_apart() -> Iterator[str]:
    """Yield names of ten letters, each one letter from the next."""
    for letters in product(_LETTERS, repeat=5):
        yield f"Abcde{''.join(letters)}"


def one_surname() -> Iterator[str]:
    """Yield the surname alone, then with ever other first names."""
    yield "Smith"
    for letters in product(_LETTERS, repeat=4):
        yield f"{''.join(letters).capitalize()} Smith"


def vowels() -> Iterator[str]:
    """Yield names of which nothing but vowels differs."""
    for letters in product("aeiou", repeat=8):
        yield f"B{'b'.join(letters)} Smith"


def numbered() -> Iterator[str]:
    """Yield names that differ in a number."""
    return (f"Agent {number}" for number in count())


def empty() -> Iterator[str]:
    """Yield names of nothing but spaces and marks."""
    return (" " * (number % 300) + "." * (number // 300) for number in count())


def emoji() -> Iterator[str]:
    """Yield names of emoji."""
    signs = [chr(0x1F600 + place) for place in range(60)]
    return ("".join(some) for some in product(signs, repeat=3))


def right_to_left() -> Iterator[str]:
    """Yield names in Hebrew letters."""
    letters = [chr(0x05D0 + place) for place in range(27)]
    return (f"{''.join(some[:3])} {''.join(some[3:])}" for some in product(letters, repeat=5))


def long() -> Iterator[str]:
    """Yield names of ten thousand letters that differ at their ends."""
    return ("Long name " * 1000 + str(number) for number in count())


HARD: Mapping[str, Callable[[], Iterator[str]]] = MappingProxyType(
    {
        "one letter apart": one_letter_apart,
        "one surname": one_surname,
        "vowels": vowels,
        "numbered": numbered,
        "empty": empty,
        "emoji": emoji,
        "right to left": right_to_left,
        "10 kB long": long,
    }
)
"""Names that are hard to tell apart, by what makes them so."""


def hard(number: int, what: str, type_: str = "Person") -> list[Profile]:
    """Return so many profiles of one type with the names of ``HARD``."""
    return [_profile(type_, name, 1) for name in islice(HARD[what](), number)]


def _profile(type_: str, name: str, mentions: int) -> Profile:
    name = " ".join(name.split()) or name
    return Profile(content_id("profile", type_, name), type_, name, ((name, mentions),), mentions)
