"""One writer at a time, also over processes that are killed."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kgraph.errors import RecordError
from kgraph.record.lock import WriterLock

HOLDER = """
import sys
from pathlib import Path
from kgraph.record.lock import WriterLock

lock = WriterLock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.readline()
lock.release()
"""


@contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a process that holds the lock until it is told to end."""
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.kg"


def test_a_lock_is_held_by_one_and_leaves_nothing(path: Path) -> None:
    lock = WriterLock(path)
    assert not lock.is_taken()
    with lock:
        assert WriterLock(path).is_taken()
        with pytest.raises(RecordError) as caught:
            WriterLock(path).acquire()
        assert str(caught.value).startswith(f"{path}: is being written by another program")
        assert "\n" not in str(caught.value)
    assert not lock.is_taken()
    assert list(path.parent.iterdir()) == []


def test_a_lock_that_is_not_held_is_not_given_back(path: Path) -> None:
    with WriterLock(path):
        WriterLock(path).release()
        assert WriterLock(path).is_taken()
    lock = WriterLock(path)
    lock.release()
    lock.release()
    assert list(path.parent.iterdir()) == []


def test_another_process_holds_it_until_it_gives_it_back(path: Path) -> None:
    with holder(path) as process:
        assert WriterLock(path).is_taken()
        with pytest.raises(RecordError, match="is being written by another program"):
            WriterLock(path).acquire()
        process.communicate("end\n")
        assert process.returncode == 0
        assert not WriterLock(path).is_taken()
        with WriterLock(path):
            assert WriterLock(path).is_taken()
    assert list(path.parent.iterdir()) == []


def test_a_killed_holder_holds_nothing(path: Path) -> None:
    with holder(path) as process:
        process.kill()
        assert process.wait() == -signal.SIGKILL
        assert not WriterLock(path).is_taken()
        with WriterLock(path):
            assert WriterLock(path).is_taken()
    assert list(path.parent.iterdir()) == []


def test_a_file_that_was_left_behind_is_no_lock(path: Path) -> None:
    path.with_name("news.kg-lock").touch()
    assert not WriterLock(path).is_taken()
    with WriterLock(path):
        assert WriterLock(path).is_taken()


def test_asking_whether_it_is_taken_takes_it_from_nobody(path: Path) -> None:
    with WriterLock(path):
        assert all(WriterLock(path).is_taken() for _ in range(3))
        assert path.with_name("news.kg-lock").exists()
