"""The embedded engine: loaded when it is first needed, silent, and kept from files and network."""

import atexit
import importlib
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType

from kgraph.errors import QueryError

# The engine reads these when it is loaded. LOAD CSV would read any file and any address.
_SETTINGS = {
    "ARCADEDB_LOG_CONSOLE": "off",
    "ARCADEDB_NATIVE_ISOLATE_ARGS": (
        "-Darcadedb.opencypher.loadCsv.allowFileUrls=false"
        " -Darcadedb.opencypher.loadCsv.allowRemoteUrls=false"
    ),
}
_WHEELS = {
    ("linux", "x86_64"),
    ("linux", "aarch64"),
    ("darwin", "arm64"),
    ("win32", "AMD64"),
}


@cache
def engine() -> ModuleType:
    """Return the module ``arcadedb``, loaded so that it writes to no stream and no user's folder.

    Raises:
        QueryError: it is not installed, or not made for this platform; the message says what to do.
    """
    logs = tempfile.mkdtemp(prefix="kgraph-engine-")
    atexit.register(shutil.rmtree, logs, ignore_errors=True)
    with _environment(_SETTINGS | {"ARCADEDB_LOG_DIR": logs}):
        try:
            module = importlib.import_module("arcadedb")
        except ImportError as error:
            raise QueryError(_missing()) from error
        module.database_exists(logs)  # loads the library, while the settings stand
    return module


def version() -> str:
    """Return the version of the engine; a database of another one is not read."""
    return str(engine().__version__)


def engine_error(error: Exception, place: Path) -> QueryError:
    """Return what the engine failed at beside ``place``, in one line."""
    return QueryError(f"{place}: the engine of Cypher failed: {' '.join(str(error).split())}")


def _missing() -> str:
    advice = 'Cypher without a server needs the engine: pip install "kgraph-news[cypher]"'
    machine = (sys.platform, platform.machine())
    if machine in _WHEELS:
        return advice
    return f"{advice}, which is not made for {' '.join(machine)}; there, `kgraph push` to a Neo4j"


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
