"""Tables as ``neo4j-admin database import`` reads them: a file of the header, and parts of rows."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Self, TextIO

from kgraph.propertygraph.rows import Value

ROWS_OF_A_PART = 1_000_000


class ImportTable:
    """Rows under one header in a folder; use it as a context, which closes its last part.

    ``longest`` is the length of the longest row in characters; ``ambiguous`` is true when a text
    of a list holds the delimiter of lists, and the importer would part it.
    """

    def __init__(self, folder: Path, name: str, columns: Sequence[str], delimiter: str) -> None:
        self._folder = folder
        self._name = name
        self._delimiter = delimiter
        self.files: tuple[str, ...] = ()
        self.rows = 0
        self.longest = 0
        self.ambiguous = False
        self._open: TextIO = self._file("header")
        self._open.write(",".join(columns) + "\n")

    def __enter__(self) -> Self:
        """Return the table."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file that is open."""
        self._open.close()

    def write(self, values: Iterable[Value | None]) -> None:
        """Write a row; after ``ROWS_OF_A_PART`` of them a new part begins."""
        if self.rows % ROWS_OF_A_PART == 0:
            self._open.close()
            self._open = self._file(f"{self.rows // ROWS_OF_A_PART + 1:04}")
        row = ",".join(map(self._field, values)) + "\n"
        self._open.write(row)
        self.rows += 1
        self.longest = max(self.longest, len(row))

    def _file(self, part: str) -> TextIO:
        name = f"{self._name}-{part}.csv"
        self.files += (name,)
        return (self._folder / name).open("x", encoding="utf-8", newline="\n")

    def _field(self, value: Value | None) -> str:
        match value:
            case None:
                return ""
            case str():
                return _quoted(value)
            case tuple():
                self.ambiguous |= any(self._delimiter in text for text in value)
                return _quoted(self._delimiter.join(value))
            case date():
                return value.isoformat()
            case _:
                return repr(value)


def _quoted(text: str) -> str:
    # in quotes the importer keeps every character, and an empty text is not a missing one
    return '"' + text.replace('"', '""') + '"'
