"""Questions to a record's file, whose failures are told as such."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from kgraph.record import file


class Questions:
    """What reads from one connection; queries are put together of constants, values are bound."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    def _select(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        return list(self._each(query, values))

    def _each(self, query: str, values: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
        with file.failures_told(self._path):
            cursor = self._connection.execute(query, values)
            try:
                for row in cursor:  # noqa: UP028 - "yield from" closes the cursor, and not as below
                    yield row
            finally:
                # who breaks off may have let go of the record before
                with suppress(sqlite3.ProgrammingError):
                    cursor.close()
