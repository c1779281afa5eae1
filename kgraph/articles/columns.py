"""Which column, key or front-matter entry holds which field of an article."""

import csv
import json
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from importlib.resources import files

from kgraph.articles.fields import Row
from kgraph.errors import ReadError

_DATA = tomllib.loads(files("kgraph.articles").joinpath("columns.toml").read_text("utf-8"))
MISSING: frozenset[str] = frozenset(_DATA["cells"]["missing"])

# How deep the keys of nested objects are looked at; "source.name" is two deep.
_DEPTH = 3
_SHOWN_NAMES, _SHOWN_LETTERS = 12, 40
EXAMPLE = "--columns title=headline,text=body"

FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Row))


def parse_columns(text: str) -> dict[str, str]:
    """Return the name of the column for each field, from ``title=headline,text=body``.

    A name that holds a comma stands with its field in double quotes: ``"text=body, long"``.

    Raises:
        ReadError: a part is not ``FIELD=NAME``, or a field comes twice.
    """
    columns: dict[str, str] = {}
    for part in next(csv.reader([text]), []):
        field, sign, name = (piece.strip() for piece in part.partition("="))
        if not sign:
            raise ReadError(f"--columns: {part!r} is not FIELD=NAME; write for example {EXAMPLE}")
        if field in columns:
            raise ReadError(f"--columns: {field!r} is given twice; name one column for it")
        columns[field] = name
    return columns


def flatten(record: Mapping[str, object]) -> dict[str, object]:
    """Return the entries of a record by path: ``{"source": {"name": x}}`` as ``source.name``."""
    flat: dict[str, object] = {}
    waiting = [("", record, 1)]
    while waiting:
        prefix, entries, depth = waiting.pop()
        for key, value in entries.items():
            if isinstance(value, Mapping) and depth < _DEPTH:
                waiting.append((f"{prefix}{key}.", value, depth + 1))
            else:
                flat.setdefault(f"{prefix}{key}", value)
    return flat


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the fields of an article stand: as named by a user, or guessed by their names.

    ``named`` maps a field to the name of its column; the empty name means that no column has it.
    """

    named: Mapping[str, str]

    def __post_init__(self) -> None:
        """Raise a ReadError if an article has no field of a name."""
        for field in self.named:
            if field not in FIELDS:
                raise ReadError(
                    f"columns: no field {field!r}; the fields are {', '.join(FIELDS)}, "
                    f"as in {EXAMPLE}"
                )

    def check(self, names: Collection[str], place: str) -> None:
        """Raise a ReadError if a named column is not among ``names``."""
        for field, name in self.named.items():
            if name and name not in names:
                raise ReadError(
                    f"{place}: no column {name!r} for {field!r}; the columns are {_listed(names)}"
                )

    def has_text(self, names: Collection[str]) -> bool:
        """Return whether one of ``names`` holds the text of an article."""
        if name := self.named.get("text"):
            return name in names
        return not _TEXTS.isdisjoint(map(_plain, names))

    def require_text(self, names: Collection[str], place: str) -> None:
        """Raise a ReadError if none of ``names`` holds the text of an article."""
        if not self.has_text(names):
            raise ReadError(
                f"{place}: no column holds the text of an article; the columns are "
                f"{_listed(names)}; name them, for example {EXAMPLE}"
            )

    def pick(self, record: Mapping[str, object], place: str) -> Row:
        """Return the fields of an article that ``record`` holds; None counts as missing.

        A guessed name whose value cannot be such a field is passed over, a number of an id is
        taken as its name.

        Raises:
            ReadError: a named column, or one called as its field, holds something else than text.
        """
        found = {
            field: self._value(field, names, record, place)
            for field, names in self._candidates(record).items()
        }
        return Row(**found)

    def _candidates(self, record: Mapping[str, object]) -> dict[str, list[str]]:
        """Return the names that may hold each field, the best first."""
        ranked: dict[str, list[tuple[int, str]]] = {field: [] for field in FIELDS}
        for name in record:
            for field, rank in _RANKS.get(_plain(name), ()):
                ranked[field].append((rank, name))
        guessed = {field: [name for _, name in sorted(names)] for field, names in ranked.items()}
        named = {
            field: [name] if name and name in record else [] for field, name in self.named.items()
        }
        return guessed | named

    def _value(self, field: str, names: list[str], record: Mapping[str, object], place: str) -> str:
        for name in names:
            value = record[name]
            sure = field in self.named or name == field
            if type(value) is int and field == "id":
                return str(value)
            if isinstance(value, str) and (sure or _fits(field, value)):
                return value
            if sure and value is not None and not isinstance(value, str):
                raise ReadError(
                    f"{place}: {name!r} is {json.dumps(value)[:_SHOWN_LETTERS]}; expected a string"
                )
        return ""


def _fits(field: str, value: str) -> bool:
    """Return whether a guess holds: "source" is a publisher in one file, an address in another."""
    if field in ("url", "publisher"):
        return ("://" in value) == (field == "url")
    return bool(value.strip())


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c not in " _-.")


def _rank_names() -> dict[str, list[tuple[str, int]]]:
    ranks: dict[str, list[tuple[str, int]]] = {}
    for field in FIELDS:
        for rank, name in enumerate(_DATA["names"][field]):
            ranks.setdefault(_plain(name), []).append((field, rank))
    return ranks


_RANKS = _rank_names()
_TEXTS = frozenset(name for name, found in _RANKS.items() if "text" in dict(found))


def _listed(names: Collection[str]) -> str:
    shown = [repr(name[:_SHOWN_LETTERS]) for name in names][:_SHOWN_NAMES]
    if len(names) > _SHOWN_NAMES:
        shown.append(f"{len(names) - _SHOWN_NAMES} more")
    return ", ".join(shown) or "none"
