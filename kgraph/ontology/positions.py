"""On which line of a TOML file each key and each element of an array stands.

The parsers of TOML that are kept for Python give no positions. ``tomllib`` judges a file first, so
what is read here is known to be valid, and only its keys and brackets need to be followed.
"""

import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

Place = tuple[str | int, ...]
"""The keys and the numbers of elements that lead to a value, from the outermost."""

_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{1,2})?'
    r"|'''.*?'''(?:'{1,2})?"
    r'|"(?:[^"\\]|\\.)*"'
    r"|'[^']*'"
    r"|\#[^\n]*"
    r"|[\n\[\]{},=.]"
    r"|[^\s\[\]{},=.\#\"']+",
    re.DOTALL,
)
_ENDS = frozenset({",", "]", "}", "\n", ""})


def find_lines(text: str) -> Mapping[Place, int]:
    """Return the lines, from 1, on which the keys, tables and elements of valid TOML begin.

    A table that several headers mention begins at its own, else at the first of them.
    """
    scanner = _Scanner(text)
    scanner.scan()
    return scanner.lines


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """Return the line of ``place``, or of the innermost place around it that is there."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


class _Scanner:
    """Goes once through the tokens of a file, and notes the line of every place in ``lines``."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Place, int] = {}
        found = [(m[0], m.start()) for m in _TOKEN.finditer(text) if m[0][0] != "#"]
        self._tokens = [*found, ("", len(text))]
        self._breaks = [m.start() for m in re.finditer("\n", text)]
        self._at = 0
        self._elements = Counter[Place]()

    def scan(self) -> None:
        table: Place = ()
        self._skip_breaks()
        while self._current:
            if self._current == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip_breaks()

    @property
    def _current(self) -> str:
        return self._tokens[self._at][0]

    @property
    def _line(self) -> int:
        return bisect_left(self._breaks, self._tokens[self._at][1]) + 1

    def _next(self) -> str:
        passed = self._current
        self._at += 1
        return passed

    def _skip_breaks(self) -> None:
        while self._current == "\n":
            self._at += 1

    def _header(self) -> Place:
        line = self._line
        self._next()
        of_array = self._current == "["
        self._at += of_array
        place: Place = ()
        for key in self._keys("]"):
            place = (*self._last_element(place), key)
            self.lines.setdefault(place, line)
        if of_array:
            self._next()
            self._elements[place] += 1
            place = self._last_element(place)
        self.lines[place] = line
        return place

    def _last_element(self, place: Place) -> Place:
        count = self._elements[place]
        return (*place, count - 1) if count else place

    def _pair(self, table: Place) -> None:
        line = self._line
        place = table
        for key in self._keys("="):
            place = (*place, key)
            self.lines.setdefault(place, line)
        self._value(place)

    def _keys(self, end: str) -> list[str]:
        """Return the keys up to ``end``, which is passed."""
        keys = []
        while (key := self._next()) != end:
            if key != ".":
                keys.append(_unquoted(key))
        return keys

    def _value(self, place: Place) -> None:
        opening = self._next()
        if opening == "[":
            self._array(place)
        elif opening == "{":
            self._inline_table(place)
        else:
            while self._current not in _ENDS:
                self._at += 1

    def _array(self, place: Place) -> None:
        number = 0
        while not self._closes("]"):
            self.lines[*place, number] = self._line
            self._value((*place, number))
            number += 1

    def _inline_table(self, place: Place) -> None:
        while not self._closes("}"):
            self._pair(place)

    def _closes(self, bracket: str) -> bool:
        """Go on to the next element; return whether the bracket came instead, and pass it."""
        while self._current in {"\n", ","}:
            self._at += 1
        closed = self._current == bracket
        self._at += closed
        return closed


def _unquoted(key: str) -> str:
    return next(iter(tomllib.loads(f"{key} = 0"))) if key[0] in "\"'" else key
