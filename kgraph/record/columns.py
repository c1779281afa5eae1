"""Values as columns of whole numbers and of words, which pack into few bytes.

A type is laid down once, as a function over ``Columns`` that goes through its fields in order; the
same function writes and reads. A writer is given the fields of all rows and hands them back, a
reader is given none and returns those that it finds.
"""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain, islice, pairwise, repeat
from typing import Literal, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter

from kgraph.model import Span

T = TypeVar("T")

LIMIT = 1 << 28
"""The most bytes that a body unpacks to, and the most characters that a column repeats."""

_TABLES = TypeAdapter(list[list[str | Literal[0] | None]], config=ConfigDict(strict=True))
_HASH = re.compile("[0-9a-f]{20}")
_END, _COLUMN_END = "\n", "!"
_IN_FULL = " "
_ZERO, _SURROGATES = ord("#"), 0xD800
_ASCII = bytes(max(code - _ZERO, 0) for code in range(256))
"""What each byte of a column means, where it is one character."""


class Columns(ABC):
    """Columns that are written or read in one order.

    Whatever reads raises ValueError where a column is not what is asked for.
    """

    @abstractmethod
    def counts(self, values: Iterable[int]) -> list[int]:
        """Return a column of numbers, best small and not below zero."""

    @abstractmethod
    def optional(
        self,
        values: Iterable[str | None],
        guesses: Iterable[str | None] = repeat(None),
        known: Sequence[str] = (),
    ) -> list[str | None]:
        """Return a column of words; one that is guessed right, or known already, costs little."""

    def words(
        self,
        values: Iterable[str],
        guesses: Iterable[str | None] = repeat(""),
        known: Sequence[str] = (),
    ) -> list[str]:
        """Return a column of words of which none is missing."""
        found = self.optional(values, guesses, known)
        if None in found:
            raise ValueError("a word is missing")
        return cast(list[str], found)

    def choices(
        self, values: Iterable[str | None], among: frozenset[str | None], usual: str | None = None
    ) -> list[str | None]:
        """Return a column of words that are all ``among`` those.

        Raises:
            ValueError: one is not, of the values to write too.
        """
        found = self.optional(values, repeat(usual))
        if not among.issuperset(found):
            raise ValueError("a word is none of those that can stand there")
        return found

    def numbers(self, values: Iterable[int]) -> list[int]:
        """Return a column of numbers on both sides of zero."""
        found = self.counts([2 * v if v >= 0 else -2 * v - 1 for v in values])
        return [~(v >> 1) if v & 1 else v >> 1 for v in found]

    def steps(self, values: Iterable[int]) -> list[int]:
        """Return a column of numbers of which each is near the one before."""
        return list(accumulate(self.numbers(b - a for a, b in pairwise((0, *values)))))

    def floats(self, values: Iterable[float]) -> list[float]:
        """Return a column of floats, exactly, but a zero without its sign."""
        return [float(word) for word in self.words([repr(float(v) + 0.0) for v in values])]

    def spans(self, values: Sequence[Span]) -> list[Span]:
        """Return a column of spans, best in text order."""
        starts = self.steps([span.start for span in values])
        lengths = self.numbers([span.end - span.start for span in values])
        return [Span(start, start + n) for start, n in zip(starts, lengths, strict=True)]

    def spans_near(self, values: Sequence[Span], places: Iterable[Span]) -> list[Span]:
        """Return a column of spans, each with a place that begins near it."""
        rest = iter(places)
        begins = [place.start for _, place in zip(values, rest, strict=False)]
        ways = self.numbers([s.start - b for s, b in zip(values, begins, strict=False)])
        begins += [place.start for _, place in zip(ways[len(begins) :], rest, strict=False)]
        lengths = self.numbers([span.end - span.start for span in values])
        columns = zip(begins, ways, lengths, strict=True)
        return [Span(begin + way, begin + way + n) for begin, way, n in columns]

    def spans_around(self, values: Sequence[Span], places: Sequence[Span]) -> list[Span]:
        """Return a column of spans, each with a place that begins and ends near it."""
        pairs = list(zip(values, places, strict=False))
        before = self.numbers([place.start - span.start for span, place in pairs])
        behind = self.numbers([span.end - place.end for span, place in pairs])
        columns = zip(places, before, behind, strict=True)
        return [
            Span(place.start - a, place.end + b) if a or b else place for place, a, b in columns
        ]

    def groups(
        self, groups: Sequence[Sequence[T]], column: Callable[[Sequence[T]], Sequence[T]]
    ) -> list[tuple[T, ...]]:
        """Return a column of groups, whose members are written and read by ``column``."""
        lengths = self.counts(map(len, groups))
        return regrouped(column(flat(groups)), lengths)

    def singles(
        self, values: Iterable[T | None], column: Callable[[Sequence[T]], Sequence[T]]
    ) -> list[T | None]:
        """Return a column of values of which some are missing."""
        given = list(values)
        there = self.counts([value is not None for value in given])
        members = column([value for value in given if value is not None])
        if not {0, 1}.issuperset(there) or sum(there) != len(members):
            raise ValueError("the values that are there are not as many as was said")
        rest = iter(members)
        return [next(rest) if one else None for one in there]


class Writer(Columns):
    """Keeps the columns that it is given, for ``text``.

    That has three lines: tables of words as JSON, the words among them that are hashes of content,
    which stand as 0 there, and the columns of numbers, each a string of characters.
    """

    def __init__(self) -> None:
        self._tables: list[list[str | Literal[0] | None]] = []
        self._hashes: list[str] = []
        self._numbers: list[str] = []

    def text(self) -> str:
        """Return all columns so far; equal columns give equal text."""
        tables = json.dumps(self._tables, ensure_ascii=False, separators=(",", ":"))
        return _END.join((tables, "".join(self._hashes), "".join(self._numbers)))

    def counts(self, values: Iterable[int]) -> list[int]:
        """Return the values."""
        given = list(values)
        if all(0 <= value < _SURROGATES - _ZERO for value in given):
            written = "".join([chr(value + _ZERO) for value in given])
        else:
            written = _IN_FULL + _IN_FULL.join(map(str, given))
        self._numbers.append(written + _COLUMN_END)
        return given

    def optional(
        self,
        values: Iterable[str | None],
        guesses: Iterable[str | None] = repeat(None),
        known: Sequence[str] = (),
    ) -> list[str | None]:
        """Return the values."""
        given = list(values)
        places: dict[str | None, int] = {}
        for place, word in enumerate(known, 1):
            places.setdefault(word, place)
        table: list[str | None] = []
        codes = []
        for value, guess in zip(given, guesses, strict=False):
            if value != guess and value not in places:
                table.append(value)
                places[value] = len(known) + len(table)
            codes.append(0 if value == guess else places[value])
        self._tables.append([self._without_hash(word) for word in table])
        self.counts(codes)
        return given

    def _without_hash(self, word: str | None) -> str | Literal[0] | None:
        if word is None or not _HASH.fullmatch(word):
            return word
        self._hashes.append(word)
        return 0


class Reader(Columns):
    """Returns the columns of a text, whatever it is given."""

    def __init__(self, text: str) -> None:
        """Take a text of ``Writer.text``.

        Raises:
            ValueError: it is none.
        """
        tables, hashes, numbers = text.split(_END)
        self._hashes = iter(_HASH.findall(hashes))
        self._tables = iter(_TABLES.validate_json(tables))
        self._numbers = iter(numbers.split(_COLUMN_END))

    def end(self) -> None:
        """Check that all columns have been read.

        Raises:
            ValueError: one has not.
        """
        if [*self._tables, *self._hashes, *self._numbers] != [""]:
            raise ValueError("there are columns left")

    def counts(self, values: Iterable[int]) -> list[int]:  # noqa: ARG002
        """Return the next column of numbers."""
        written = next(self._numbers, None)
        if written is None:
            raise ValueError("a column of numbers is missing")
        if written.startswith(_IN_FULL):
            return [int(number) for number in written.split(_IN_FULL)[1:]]
        if written.isascii():
            return list(written.encode().translate(_ASCII))
        return [ord(character) - _ZERO for character in written]

    def optional(
        self,
        values: Iterable[str | None],  # noqa: ARG002
        guesses: Iterable[str | None] = repeat(None),
        known: Sequence[str] = (),
    ) -> list[str | None]:
        """Return the next column of words."""
        own = next(self._tables, None)
        if own is None:
            raise ValueError("a column of words is missing")
        table = [None, *known, *map(self._with_hash, own)]
        codes = self.counts(())
        if not any(codes):
            return list(islice(guesses, len(codes)))
        if not 0 <= min(codes) <= max(codes) < len(table):
            raise ValueError("a column of words leads nowhere")
        return [table[c] if c else guess for c, guess in zip(codes, guesses, strict=False)]

    def _with_hash(self, word: str | Literal[0] | None) -> str | None:
        found = next(self._hashes, None) if word == 0 else word
        if word == 0 and found is None:
            raise ValueError("a hash is missing")
        return found


def bounded(words: Iterable[str], most: int) -> list[str]:
    """Return words that are ``most`` characters together, or fewer.

    Raises:
        ValueError: they are too many, as those that a small body repeats without end.
    """
    if most <= LIMIT:
        return list(words)
    found, size = [], 0
    for word in words:
        size += len(word)
        if size > LIMIT:
            raise ValueError("a column is too large")
        found.append(word)
    return found


def flat(groups: Iterable[Iterable[T]]) -> list[T]:
    """Return the members of all groups."""
    return list(chain.from_iterable(groups))


def regrouped(members: Sequence[T], lengths: Sequence[int]) -> list[tuple[T, ...]]:
    """Return groups of these lengths.

    Raises:
        ValueError: the members are fewer or more.
    """
    if sum(lengths) != len(members) or min(lengths, default=0) < 0:
        raise ValueError("the members of groups are not as many as was said")
    if not members:
        return [()] * len(lengths)
    rest = iter(members)
    return [tuple(islice(rest, length)) for length in lengths]
