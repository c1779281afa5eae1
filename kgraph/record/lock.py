"""One writer at a time: a file beside the record, locked for as long as the record is open."""

import os
import sys
import time
from pathlib import Path
from types import TracebackType

from kgraph.errors import RecordError

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_TRIES, _PAUSE = 20, 0.01
"""A reader that asks whether there is a writer holds the lock for a moment."""


class WriterLock:
    """Held by the one process that writes a record; the system frees it when that is killed."""

    def __init__(self, path: Path) -> None:
        # two links to one file are one record
        real = Path(os.path.realpath(path))
        self._record = path
        self._path = real.with_name(f"{real.name}-lock")
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock, or say who has it.

        Raises:
            RecordError: another process, or another object of this one, holds it.
            OSError: the file cannot be made.
        """
        for _ in range(_TRIES):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
            # Whoever held it may have removed the file between our opening and our locking it.
            if _try_lock(descriptor) and _is_file_at(descriptor, self._path):
                self._descriptor = descriptor
                return
            os.close(descriptor)
            time.sleep(_PAUSE)
        raise RecordError(
            f"{self._record}: is being written by another program; wait until it is done"
        )

    def release(self) -> None:
        """Give the lock back and remove its file; does nothing where it is not held."""
        if self._descriptor is not None:
            self._path.unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = None

    def is_taken(self) -> bool:
        """Return whether a process holds the lock now."""
        try:
            descriptor = os.open(self._path, os.O_RDWR)
        except OSError:
            return False
        free = _try_lock(descriptor)
        os.close(descriptor)
        return not free

    def __enter__(self) -> "WriterLock":
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _try_lock(descriptor: int) -> bool:
    try:
        _lock(descriptor)
    except OSError:
        return False
    return True


def _is_file_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
