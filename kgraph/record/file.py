"""The file of a record: opened, checked, and its failures told in one line."""

import os
import shlex
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from kgraph.errors import RecordError
from kgraph.record import schema

PATIENCE = 5.0
"""Seconds to wait while another program writes the record."""

_DAMAGED = "is damaged; restore a copy of it, or build again into another file"

_CAUSES: Mapping[int, str] = MappingProxyType(
    {
        sqlite3.SQLITE_ERROR: _DAMAGED,
        sqlite3.SQLITE_CORRUPT: _DAMAGED,
        sqlite3.SQLITE_NOTADB: "is not a record of kgraph; name another file",
        sqlite3.SQLITE_BUSY: "is being written by another program; wait until it is done",
        sqlite3.SQLITE_FULL: "cannot be written, the disk is full; make room and build again",
        sqlite3.SQLITE_READONLY: "cannot be written; check its permissions or name another file",
        sqlite3.SQLITE_READONLY_ROLLBACK: "was left by an interrupted build; run that build again",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened; check the permissions of it and its folder",
    }
)


def renewal(path: Path) -> str:
    """Return the command that makes or renews the record at ``path``."""
    return f"`kgraph build ARTICLES -o {shlex.quote(str(path))}`"


@contextmanager
def failures_told(path: Path) -> Iterator[None]:
    """Run the block; whatever goes wrong with the file or a row of it becomes a RecordError."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        # SQLite's own words may quote a row, and with it an article.
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        unknown = f"cannot be used ({name}); build again into another file"
        cause = _CAUSES.get(code) or _CAUSES.get(code & 0xFF, unknown)
        raise RecordError(f"{path}: {cause}") from error
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}; name another file") from error
    except ValueError as error:
        raise RecordError(f"{path}: {_DAMAGED}") from error


def connect(path: Path, mode: Literal["ro", "rw", "rwc"]) -> sqlite3.Connection:
    """Return a connection to the file; "ro" reads, "rw" writes, "rwc" makes it where missing."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE)


def require_readable(path: Path) -> None:
    """Refuse a path that is no file.

    Raises:
        RecordError: there is nothing, or a folder, or something that is not a file.
    """
    if path.is_dir():
        raise RecordError(f"{path}: is a folder; name a file, such as {path / 'news.kg'}")
    if not path.exists():
        raise RecordError(f"{path}: there is no such record; {renewal(path)} makes it")
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
            raise RecordError(f"{path}: {place} is write-protected; name another place with -o")


def _protected(place: Path) -> bool:
    # The superuser may write everywhere, but a place marked read-only is meant to stay as it is.
    return not os.access(place, os.W_OK) or not place.stat().st_mode & 0o222


def is_blank(connection: sqlite3.Connection) -> bool:
    """Return whether the file is empty: new, or left by a build that was killed at its start."""
    return bool(connection.execute("PRAGMA page_count").fetchone()[0] == 0)


def require_layout(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what is not a record, or is one of a newer kgraph.

    Raises:
        RecordError: it is; the message says which.
    """
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if mark != schema.APPLICATION_ID:
        raise RecordError(f"{path}: is not a record of kgraph; name another file")
    if version != schema.VERSION:
        raise RecordError(
            f"{path}: has layout {version}, this kgraph reads layout {schema.VERSION}; "
            "use the version of kgraph that wrote it"
        )
