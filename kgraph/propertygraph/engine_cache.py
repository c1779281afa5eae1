"""The databases of graphs: derived, kept beside the record, and made anew when it differs.

Beside ``news.kg`` is the folder ``news.kg-cypher``, and in it the database under the stamp of what
it was made from. It can be deleted at any time, also while it is built or read.
"""

import atexit
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from kgraph.errors import QueryError, RecordError
from kgraph.graph import KnowledgeGraph
from kgraph.model import content_id
from kgraph.propertygraph.engine import engine, version
from kgraph.propertygraph.engine_build import build_database
from kgraph.propertygraph.rows import parts
from kgraph.record.lock import WriterLock

_LAYOUT = 1
"""Counts up with any change to what a database holds of a graph."""

_DATABASE, _FILES = "database", "files"
_BUILDING, _GONE = "kgraph-building-", "kgraph-gone-"
_TRIES, _PAUSE = 3, 0.05

# The engine writes these again whenever it closes a database, also one that was only read.
_FLEETING = {"statistics.json", "last-tx-id.bin", "schema.prev.json"}


def database_folder(graph: KnowledgeGraph) -> Path:
    """Return the folder of the database of ``graph``, which is built where there is none.

    Where nothing can be written beside the record, or there is no record, it is a temporary one
    that goes with the process. Two processes that want one at once build it once.

    Raises:
        QueryError: the engine is missing, or cannot build it.
    """
    stamp = content_id("engine", graph.fingerprint, _LAYOUT, version())
    if graph.path is not None:
        for _ in range(_TRIES):
            try:
                return _built(graph, cache_folder(graph.path), stamp)
            except FileNotFoundError:
                continue  # it was deleted in this moment
            except OSError:
                break  # a folder that is only read has its database elsewhere
    return _built(graph, _temporary() / "graphs", stamp)


def cache_folder(path: Path) -> Path:
    """Return the folder beside a record that its databases are in."""
    return path.with_name(f"{path.name}-cypher")


def is_whole(folder: Path) -> bool:
    """Return whether no file of a database is missing, as where it is being deleted."""
    try:
        files = (folder.parent / _FILES).read_text(encoding="utf-8").splitlines()
        return set(files) <= {file.name for file in folder.iterdir()}
    except OSError:
        return False


def discard(folder: Path) -> None:
    """Remove a database that is damaged; the next query builds it again."""
    _remove(folder.parent)


@cache
def _temporary() -> Path:
    folder = tempfile.mkdtemp(prefix="kgraph-cypher-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _built(graph: KnowledgeGraph, home: Path, stamp: str) -> Path:
    place = home / stamp
    if not place.is_dir():
        home.mkdir(mode=0o700, exist_ok=True)  # readers of the record may be fewer
        with _alone(home):
            if not place.is_dir():
                _remove(*home.glob(f"{_BUILDING}*"), *home.glob(f"{_GONE}*"))  # of the killed
                _build(graph, home, place)
                if graph.path is not None:
                    _remove(*(old for old in _databases(home) if old != place))
    return place / _DATABASE


def _databases(home: Path) -> list[Path]:
    """Return the finished ones; in a folder that a link leads to others may keep things too."""
    return [files.parent for files in home.glob(f"*/{_FILES}")]


def _build(graph: KnowledgeGraph, home: Path, place: Path) -> None:
    building = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=home))
    files = building / _FILES
    try:
        files.touch()
        build_database(engine(), parts(graph), building / _DATABASE)
        names = sorted({f.name for f in (building / _DATABASE).iterdir()} - _FLEETING)
        files.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        building.rename(place)
    except QueryError as error:
        time.sleep(_PAUSE)
        if not files.exists():
            raise FileNotFoundError(building) from error
        raise
    finally:
        _remove(building)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Let one process at a time go on; the others wait for it."""
    lock = WriterLock(home)  # beside the folder, which may be deleted
    while True:
        try:
            lock.acquire()
            break
        except RecordError:
            time.sleep(_PAUSE)
    try:
        yield
    finally:
        lock.release()


def _remove(*folders: Path) -> None:
    """Remove folders whole or not at all, for whoever opens them in this moment."""
    for folder in folders:
        if folder.is_dir():
            _remove_whole(folder)


def _remove_whole(folder: Path) -> None:
    try:
        gone = Path(tempfile.mkdtemp(prefix=_GONE, dir=folder.parent))
    except OSError:
        return  # its folder is only read, or is gone with it
    with suppress(OSError):
        folder.rename(gone / folder.name)
    shutil.rmtree(gone, ignore_errors=True)
