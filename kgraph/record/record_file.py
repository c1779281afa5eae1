"""The file of a record while it is open: for one writer, or to be read as it was."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kgraph.errors import RecordError
from kgraph.record import file, schema
from kgraph.record.lock import WriterLock
from kgraph.record.migration import migrate


class RecordFile:
    """A connection with its lock.

    Use it as a context manager; after it is closed the one file is all there is. One that was made
    by opening it is gone again where an error left it with nothing in it.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: WriterLock | None = None
    ) -> None:
        self.path = path
        self._connection = connection
        self._lock = lock
        self._made = False
        self._inode = _inode(path)

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Return the record at ``path``, to be read only.

        What is read later is what the file held at the first question.

        Raises:
            RecordError: it is missing, damaged, not a record, or of another layout.
        """
        path = Path(path)
        with file.failures_told(path):
            file.require_readable(path)
            connection = file.connect_to_read(path)
            try:
                connection.execute("BEGIN")
                file.require_layout(connection, path)
            except BaseException:
                connection.close()
                raise
            return cls(path, connection)

    @classmethod
    def create_or_open(cls, path: str | Path) -> Self:
        """Return the record at ``path``, to be written; makes an empty one where there is none.

        One of an older layout is brought to today's, and a copy of it is kept beside it.

        Raises:
            RecordError: it cannot be written, is damaged, not a record, of another layout, or
                another program is writing it.
        """
        path = Path(path)
        with file.failures_told(path):
            file.require_writable(path)
            lock = WriterLock(path)
            lock.acquire()
            made = not path.exists()
            try:
                record = cls(path, cls._prepared(path), lock)
            except BaseException:
                lock.release()
                raise
            record._made = made
            return record

    @classmethod
    def open_to_write(cls, path: str | Path) -> Self:
        """Return the record at ``path``, to be written; unlike ``create_or_open`` it makes none.

        Raises:
            RecordError: as ``create_or_open``, or there is none.
        """
        with file.failures_told(Path(path)):
            file.require_readable(Path(path))
        return cls.create_or_open(path)

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty record that no file holds."""
        connection = file.connect_in_memory()
        connection.executescript(schema.CREATE)
        return cls(Path(":memory:"), connection)

    @staticmethod
    def _prepared(path: Path) -> sqlite3.Connection:
        if path.exists() and path.stat().st_size:
            # Before a byte of it is changed: a log beside a stranger's file is a change.
            with closing(file.connect_to_read(path)) as connection:
                blank = file.is_blank(connection)
                layout = schema.VERSION if blank else file.layout_of(connection, path)
            if layout < schema.VERSION:
                migrate(path, layout)
        connection = file.connect_to_write(path)
        try:
            if file.is_blank(connection):
                connection.executescript(schema.CREATE)
            file.require_layout(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None and self._made:
            self._discard()
        self.close()

    def close(self) -> None:
        """Close the file; what was not finished is as if it had not begun."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def _discard(self) -> None:
        """Delete the file where it holds nothing."""
        held = "SELECT 1 FROM article UNION ALL SELECT 1 FROM statement LIMIT 1"
        try:
            blank = not self._select(held)
        except RecordError:  # a damaged file holds something
            blank = False
        self._connection.close()
        if blank and _inode(self.path) == self._inode:
            self.path.unlink()

    def is_being_written(self) -> bool:
        """Return whether another process has the file open to write it."""
        return WriterLock(self.path).is_taken()

    def _meta(self, key: str) -> str:
        found = self._select("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0][0]) if found else ""

    def _select(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        with (
            file.failures_told(self.path),
            closing(self._connection.execute(query, values)) as cursor,
        ):
            return cursor.fetchall()

    @contextmanager
    def _writing(self, *, durable: bool) -> Iterator[sqlite3.Cursor]:
        """Run the block as one transaction: all of it, or nothing; ``durable`` forces it to disk.

        Raises:
            RecordError: the file cannot be written, or is no longer where it was.
        """
        with file.failures_told(self.path), closing(self._connection.cursor()) as cursor:
            if self._connection.in_transaction:
                raise RecordError(f"{self.path}: cannot be written, it was opened to be read")
            self._require_place()
            cursor.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                self._require_place()
                cursor.execute("COMMIT")
            except BaseException:
                self._connection.rollback()
                raise

    def _require_place(self) -> None:
        if self._lock is not None and _inode(self.path) != self._inode:
            raise RecordError(
                f"{self.path}: was removed or replaced while it was being written; "
                "run the command again"
            )


def _inode(path: Path) -> int:
    """Return what tells a file from another of its name, 0 where there is none."""
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0
