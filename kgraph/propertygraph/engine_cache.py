"""The databases of graphs: derived, kept beside the record, and made anew when it differs.

Beside ``news.kg`` is the folder ``news.kg-cypher``, and in it the database under the stamp of what
it was made from. It can be deleted at any time.
"""

import atexit
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from kgraph.errors import RecordError
from kgraph.graph import KnowledgeGraph
from kgraph.model import content_id
from kgraph.propertygraph.engine import engine, version
from kgraph.propertygraph.engine_build import build_database
from kgraph.propertygraph.rows import parts
from kgraph.record.lock import WriterLock

_LAYOUT = 1
"""Counts up with any change to what a database holds of a graph."""

_BUILDING = "building"
_PAUSE = 0.05


def database_folder(graph: KnowledgeGraph) -> Path:
    """Return the folder of the database of ``graph``, which is built where there is none.

    Where nothing can be written beside the record, or there is no record, it is a temporary one
    that goes with the process. Two processes that want one at once build it once.

    Raises:
        QueryError: the engine is missing, or cannot build it.
    """
    stamp = content_id("engine", graph.fingerprint, _LAYOUT, version())
    if graph.path is not None:
        try:
            return _built(graph, cache_folder(graph.path), stamp)
        except OSError:
            pass  # a folder that is only read has its database elsewhere
    return _built(graph, _temporary(), stamp)


def cache_folder(path: Path) -> Path:
    """Return the folder beside a record that its databases are in."""
    return path.with_name(f"{path.name}-cypher")


def discard(folder: Path) -> None:
    """Remove a database that cannot be opened; the next query builds it again."""
    shutil.rmtree(folder, ignore_errors=True)


@cache
def _temporary() -> Path:
    folder = tempfile.mkdtemp(prefix="kgraph-cypher-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _built(graph: KnowledgeGraph, home: Path, stamp: str) -> Path:
    folder = home / stamp
    if folder.is_dir():
        return folder
    home.mkdir(mode=0o700, exist_ok=True)  # readers of the record may be fewer
    with _alone(home, folder) as is_missing:
        if is_missing:
            building = home / _BUILDING
            _remove(building)  # of a process that was killed
            try:
                build_database(engine(), parts(graph), building)
                building.rename(folder)
            finally:
                _remove(building)
            if home != _temporary():
                _remove(*(old for old in home.iterdir() if old.is_dir() and old != folder))
    return folder


@contextmanager
def _alone(home: Path, folder: Path) -> Iterator[bool]:
    """Yield whether ``folder`` is still missing, to one process at a time."""
    lock = WriterLock(home / _BUILDING)
    while True:
        try:
            lock.acquire()
            break
        except RecordError:
            time.sleep(_PAUSE)
    try:
        yield not folder.is_dir()
    finally:
        lock.release()


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
