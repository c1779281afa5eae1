"""Gazetteers: names of the user's own with their types, from a CSV file."""

import csv
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import ReadError
from kgraph.model import content_id

LONGEST_NAME = 300
"""Characters of a name; what is longer is no name but a broken file."""

COLUMNS = ("name", "type", "id")
_PIECE = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})


@dataclass(frozen=True, slots=True, order=True)
class ListedName:
    """A name, its type, and the id of the thing it names; the id may be empty."""

    name: str
    type: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by name, no two of the same pieces.

    ``fingerprint`` depends on the names, their types and ids, not on how the file wrote them.
    """

    names: tuple[ListedName, ...]
    fingerprint: str

    @classmethod
    def of(cls, names: Iterable[ListedName]) -> "Gazetteer":
        """Return the gazetteer of ``names``, in any order."""
        ordered = tuple(sorted(names))
        cells = (cell for n in ordered for cell in (n.name, n.type, n.id))
        return cls(ordered, content_id("gazetteer", *cells))


def pieces(text: str) -> tuple[str, ...]:
    """Return words and marks of ``text`` as names are compared: apostrophes are of one kind."""
    return tuple(_PIECE.findall(text.translate(_APOSTROPHES)))


def read_gazetteer(path: Path, types: Collection[str]) -> Gazetteer:
    """Return the gazetteer of a CSV file: ``name,type`` or ``name,type,id`` a row, in UTF-8.

    A first row of just these words is a header. Blank rows are passed over, and so is a row that
    says again what one before it says. Rows of one id are names of one thing.

    Raises:
        ReadError: the file cannot be read, a row is broken or of a type that is not among
            ``types``, or two rows contradict each other; the message names file and line.
    """
    names: dict[tuple[str, ...], tuple[ListedName, int]] = {}
    things: dict[str, tuple[ListedName, int]] = {}
    for line, cells in _rows(path):
        listed = _listed_name(cells, f"{path}:{line}", types)
        key = pieces(listed.name)
        before, first = names.setdefault(key, (listed, line))
        if (before.type, before.id) != (listed.type, listed.id):
            raise ReadError(
                f"{path}:{line}: {_shown(listed.name)} is listed as {_meaning(listed)} here "
                f"and as {_meaning(before)} in line {first}; keep one of the two"
            )
        names[key] = min(before, listed), first
        known, first = things.setdefault(listed.id, (listed, line))
        if listed.id and known.type != listed.type:
            raise ReadError(
                f"{path}:{line}: id {_shown(listed.id)} is listed as {listed.type} here and as "
                f"{known.type} in line {first}; give one type to one id"
            )
    if not names:
        raise ReadError(f"{path}: lists no name; expected rows of name,type or name,type,id")
    return Gazetteer.of(listed for listed, _ in names.values())


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of each row, the header and blank ones left out."""
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            for number, row in enumerate(reader):
                cells = [" ".join(unicodedata.normalize("NFC", cell).split()) for cell in row]
                header = tuple(c.casefold() for c in cells) in {COLUMNS[:2], COLUMNS}
                if any(cells) and not (number == 0 and header):
                    yield line, cells
                line = reader.line_num + 1
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); give a CSV file") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: is not UTF-8; save it as CSV in UTF-8") from error
    except csv.Error as error:
        raise ReadError(f"{path}:{line}: is not CSV ({error}); mend the row") from error


def _listed_name(cells: list[str], place: str, types: Collection[str]) -> ListedName:
    if len(cells) not in {2, 3}:
        raise ReadError(f"{place}: a row of {len(cells)} cells; expected name,type or name,type,id")
    listed = ListedName(*cells)
    if len(listed.name) > LONGEST_NAME:
        raise ReadError(
            f"{place}: a name of {len(listed.name):,} characters; "
            f"expected at most {LONGEST_NAME}, mend the row"
        )
    if any(unicodedata.category(c) in {"Cc", "Cs"} for cell in cells for c in cell):
        raise ReadError(f"{place}: a cell holds a control character; remove it")
    if not any(c.isalnum() for c in listed.name):
        raise ReadError(f"{place}: the name {_shown(listed.name)} has no letter; give a name")
    if listed.type not in types:
        raise ReadError(
            f"{place}: unknown type {_shown(listed.type)}; expected one of "
            f"{', '.join(sorted(types))}"
        )
    return listed


def _meaning(listed: ListedName) -> str:
    return f"{listed.type} " + (f"of id {_shown(listed.id)}" if listed.id else "without an id")


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= 40 else f"{cell[:39]}…")
