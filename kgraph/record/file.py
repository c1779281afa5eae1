"""The file of a record: opened, checked, and its failures told in one line."""

import errno
import os
import shlex
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from kgraph.errors import RecordError
from kgraph.record import schema

PATIENCE = 5.0
"""Seconds to wait while another program writes the record."""

CACHE = 32 * 1024
"""KiB of pages that a writer keeps in memory, whatever the size of the file."""

_DAMAGED = "is damaged; `kgraph check` says what can be saved"

_FULL = (
    "cannot be written, the disk is full or a file may not be so large; what was finished is "
    "kept, so make room and run the command again"
)

_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)

_CAUSES: Mapping[int, str] = MappingProxyType(
    {
        sqlite3.SQLITE_ERROR: _DAMAGED,
        sqlite3.SQLITE_CORRUPT: _DAMAGED,
        sqlite3.SQLITE_NOTADB: "is not a record of kgraph; name another file",
        sqlite3.SQLITE_BUSY: "is being written by another program; wait until it is done",
        sqlite3.SQLITE_FULL: _FULL,
        sqlite3.SQLITE_IOERR_WRITE: _FULL,
        sqlite3.SQLITE_IOERR_FSYNC: _FULL,
        sqlite3.SQLITE_IOERR_TRUNCATE: _FULL,
        sqlite3.SQLITE_IOERR_SHMSIZE: _FULL,
        sqlite3.SQLITE_IOERR_SHMMAP: _FULL,
        sqlite3.SQLITE_IOERR: "cannot be read or written; check the disk and build again",
        sqlite3.SQLITE_READONLY: "cannot be written; check its permissions or name another file",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened; check the permissions of it and its folder",
    }
)


def renewal(path: Path) -> str:
    """Return the command that renews the graph of the record at ``path``."""
    return f"`kgraph build -o {shlex.quote(str(path))}`"


def _creation(path: Path) -> str:
    return f"`kgraph build ARTICLES -o {shlex.quote(str(path))}`"


@contextmanager
def failures_told(path: Path) -> Iterator[None]:
    """Run the block; whatever goes wrong with the file becomes a RecordError."""
    try:
        yield
    except sqlite3.Error as error:
        # Without a code is what cannot be decoded.
        unread = sqlite3.SQLITE_CORRUPT if isinstance(error, sqlite3.OperationalError) else 0
        code = getattr(error, "sqlite_errorcode", unread)
        # SQLite's own words may quote a row, and with it an article.
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        unknown = f"cannot be used ({name}); build again into another file"
        cause = _CAUSES.get(code) or _CAUSES.get(code & 0xFF, unknown)
        raise RecordError(f"{path}: {cause}") from error
    except UnicodeDecodeError as error:
        raise RecordError(f"{path}: {_DAMAGED}") from error
    except BrokenPipeError:  # of a terminal that shows the progress
        raise
    except OSError as error:
        cause = _FULL if error.errno in _NO_ROOM else f"{error.strerror}; name another file"
        raise RecordError(f"{path}: {cause}") from error


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """Run the block, which decodes a row; what it raises becomes a RecordError."""
    try:
        yield
    except (ValueError, TypeError) as error:
        raise RecordError(f"{path}: {_DAMAGED}") from error


def connect_to_write(path: Path) -> sqlite3.Connection:
    """Return a connection that writes the file, and makes it where it is missing."""
    connection = _connected(f"{path.absolute().as_uri()}?mode=rwc")
    # Readers go on with what they opened while one writes, and a kill loses nothing committed.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    return connection


def connect_to_make(path: Path) -> sqlite3.Connection:
    """Return a connection that makes a file; what is committed is in the file itself, on the disk.

    A log beside it would have to be carried over when the connection is closed, and where there
    is no room for that nobody is told.
    """
    connection = _connected(f"{path.absolute().as_uri()}?mode=rwc")
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot change a row.

    Where the place is write-protected, no file is made beside it.

    Raises:
        RecordError: it is write-protected, and what an interrupted program left beside it cannot
            be read without writing.
    """
    uri = path.absolute().as_uri()
    place = Path(os.path.realpath(path))
    if not (_protected(place) or _protected(place.parent)):
        connection = _connected(f"{uri}?mode=rw")
        connection.execute("PRAGMA query_only = ON")
        return connection
    log = place.with_name(f"{place.name}-wal")
    if log.exists():
        connection = _connected(f"{uri}?mode=ro")
        try:
            connection.execute("SELECT 1 FROM sqlite_master")
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode != sqlite3.SQLITE_CANTOPEN:
                raise
            if log.stat().st_size:
                raise RecordError(
                    f"{path}: was left by an interrupted program and is write-protected; "
                    f"copy it and {log.name} to another folder"
                ) from error
        else:
            return connection
    return _connected(f"{uri}?immutable=1")


def connect_in_memory() -> sqlite3.Connection:
    """Return a connection to a database that is gone when it is closed."""
    return _connected(":memory:")


def _connected(uri: str) -> sqlite3.Connection:
    # A notebook may ask from another thread than it opened in; SQLite itself is serialized.
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False
    )
    # SQLite's own functions know the letters of ASCII alone.
    connection.create_function("casefold", 1, str.casefold, deterministic=True)
    return connection


def searchable(name: str) -> str:
    """Return a name as the index of names holds it: case folded, and no NUL, which would end it."""
    return name.casefold().replace("\0", "\N{REPLACEMENT CHARACTER}")


def require_readable(path: Path) -> None:
    """Refuse a path that is no file.

    Raises:
        RecordError: there is nothing, or a folder, or something that is not a file.
    """
    if path.is_dir():
        raise RecordError(f"{path}: is a folder; name a file, such as {path / 'news.kg'}")
    if not path.exists():
        raise RecordError(f"{path}: there is no such record; {_creation(path)} makes it")
    if not path.is_file():
        raise RecordError(f"{path}: is not a file; name another")


def require_writable(path: Path) -> None:
    """Refuse a path at which no record can be written, before any work is done for it.

    Raises:
        RecordError: the file or its folder is write-protected, or the folder is missing.
    """
    if path.exists() or path.is_dir():
        require_readable(path)
    folder = path.absolute().parent
    if not folder.is_dir():
        raise RecordError(f"{path}: there is no folder {folder}; make it first")
    for place in (path, folder):
        if place.exists() and _protected(place):
            raise RecordError(
                f"{path}: {place} is write-protected; make it writable or name another file"
            )


def _protected(place: Path) -> bool:
    # The superuser may write everywhere, but a place marked read-only is meant to stay as it is.
    return not os.access(place, os.W_OK) or not place.stat().st_mode & 0o222


def is_blank(connection: sqlite3.Connection) -> bool:
    """Return whether the file is empty: new, or left by a build that was killed at its start."""
    marks = connection.execute("PRAGMA application_id").fetchone()[0]
    return not marks and connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def layout_of(connection: sqlite3.Connection, path: Path) -> int:
    """Return the layout of a record, today's or an older one that can be brought to it.

    Raises:
        RecordError: it is no record, or one of a newer kgraph.
    """
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    layout = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if mark != schema.APPLICATION_ID:
        raise RecordError(f"{path}: is not a record of kgraph; name another file")
    if not schema.OLDEST <= layout <= schema.VERSION:
        raise RecordError(
            f"{path}: has layout {layout}, this kgraph reads layouts {schema.OLDEST} to "
            f"{schema.VERSION}; use the version of kgraph that wrote it"
        )
    return layout


def require_layout(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what is not a record of today's layout.

    Raises:
        RecordError: it is not; the message says what to do.
    """
    if is_blank(connection):
        raise RecordError(f"{path}: is empty; {_creation(path)} fills it")
    if (layout := layout_of(connection, path)) < schema.VERSION:
        raise RecordError(
            f"{path}: has the older layout {layout}; {renewal(path)} brings it to today's and "
            "keeps a copy"
        )
