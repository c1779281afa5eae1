"""Places that may not be written, files that go away, and a clock that is wrong."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from unittest import mock

import pytest

from kgraph.errors import KGraphError, RecordError
from kgraph.graph import fold_record, open_graph
from kgraph.model import Retraction
from kgraph.ontology import load_ontology
from kgraph.pipeline.signature import UNSIGNED
from kgraph.record import Record
from kgraph.record.check import check
from tests.faults.articles import annotation_of, read_all, write_articles
from tests.faults.children import REFUSED, run_child
from tests.faults.trials import read_state
from tests.faults.verbs import GRAPH, VERBS, build, graph_dump

NOBODY = 65534
SETTINGS = {"file": 0o444, "folder": 0o555}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    VERBS["retract"].prepare(folder)
    return folder


@pytest.fixture
def folder(built: Path) -> Iterator[Path]:
    """Return a folder with a graph, where other users may look; pytest's own are closed to them."""
    with tempfile.TemporaryDirectory() as base:
        Path(base).chmod(0o755)
        place = Path(base) / "news"
        shutil.copytree(built, place)
        place.chmod(0o755)
        yield place
        place.chmod(0o755)


def as_nobody(command: Callable[[], object]) -> None:
    """Run a command without the rights of the superuser."""
    if os.getuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    command()


def protect(folder: Path, what: str) -> None:
    (folder / GRAPH if what == "file" else folder).chmod(SETTINGS[what])


def refusal(command: Callable[[], object]) -> str:
    ending = run_child(command, within=False)
    assert ending.code == REFUSED
    assert "\\n" not in ending.error
    return ending.error


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("user", ["same", "other"])
@pytest.mark.parametrize("what", SETTINGS)
@pytest.mark.parametrize("verb", ["build more", "retract", "decide", "combine", "migrate"])
def test_what_is_write_protected_is_not_written(
    folder: Path, what: str, verb: str, user: str
) -> None:
    protect(folder, what)
    shutil.copy2(folder / GRAPH, folder / "a.kg")
    shutil.copy2(folder / GRAPH, folder / "b.kg")
    before, state = names(folder), (folder / GRAPH).read_bytes()
    command = partial(VERBS[verb].run, folder)
    message = refusal(partial(as_nobody, command) if user == "other" else command)
    assert "is write-protected; make it writable or name another file" in message
    assert names(folder) == before
    assert (folder / GRAPH).read_bytes() == state


@pytest.mark.parametrize("user", ["same", "other"])
@pytest.mark.parametrize("what", SETTINGS)
def test_what_is_write_protected_is_read_and_nothing_is_left_beside_it(
    folder: Path, what: str, user: str
) -> None:
    protect(folder, what)
    before, dump = names(folder), graph_dump(folder / GRAPH)

    def read() -> None:
        assert graph_dump(folder / GRAPH) == dump
        assert not check(folder / GRAPH).findings

    ending = run_child(partial(as_nobody, read) if user == "other" else read, within=False)
    assert ending.code == 0
    assert names(folder) == before


@pytest.mark.parametrize("user", ["same", "other"])
@pytest.mark.parametrize("what", SETTINGS)
def test_what_an_interrupted_program_left_is_read_where_it_is_write_protected(
    folder: Path, what: str, user: str
) -> None:
    with Record.open(folder / GRAPH) as record:
        count = record.count()
    write_articles(folder / "more.jsonl", range(20, 25))
    ending = run_child(partial(build, folder), stop_at=300)
    assert ending.code < 0
    assert (folder / f"{GRAPH}-wal").stat().st_size
    protect(folder, what)
    before = names(folder)

    def read() -> None:
        with Record.open(folder / GRAPH) as record:
            assert record.count() == count + 5

    assert run_child(partial(as_nobody, read) if user == "other" else read).code == 0
    assert names(folder) == before
    if user == "other":
        (folder / f"{GRAPH}-shm").unlink()
        message = refusal(partial(as_nobody, read))
        assert "was left by an interrupted program and is write-protected; copy it" in message


def test_a_folder_that_may_not_be_entered_is_told(folder: Path) -> None:
    folder.chmod(0o700)
    for command in (open_graph, check, Record.create_or_open, Record.open_to_write):
        message = refusal(partial(as_nobody, partial(command, folder / GRAPH)))
        assert "Permission denied" in message


@pytest.mark.parametrize("how", ["removed", "replaced"])
@pytest.mark.parametrize("verb", ["build more", "retract", "fold"])
def test_a_file_that_goes_away_while_it_is_written_is_told(
    how: str, verb: str, tmp_path: Path
) -> None:
    VERBS[verb].prepare(tmp_path)
    path = tmp_path / GRAPH
    other = tmp_path / "other.kg"
    shutil.copy2(path, other)
    expected = other.read_bytes()
    fold = "kgraph.record.record.Record.folding"
    folding = Record.folding

    def going(record: Record) -> object:
        path.unlink()
        if how == "replaced":
            other.rename(path)
        return folding(record)

    with mock.patch(fold, going), pytest.raises(RecordError) as told:
        VERBS[verb].run(tmp_path)
    assert "was removed or replaced while it was being written" in str(told.value)
    if how == "replaced":
        assert path.read_bytes() == expected
    assert path.exists() == (how == "replaced")
    if how == "removed":
        VERBS["build"].prepare(tmp_path)
        build(tmp_path)
        assert not check(path).findings


def test_what_a_removed_record_left_beside_it_does_not_come_into_a_new_one(folder: Path) -> None:
    write_articles(folder / "more.jsonl", range(20, 25))
    run_child(partial(build, folder), stop_at=300)
    (folder / GRAPH).unlink()
    assert (folder / f"{GRAPH}-wal").stat().st_size
    for path in folder.glob("*.jsonl"):
        path.unlink()
    write_articles(folder / "new.jsonl", range(30, 32))
    build(folder)
    with Record.open(folder / GRAPH) as record:
        assert record.count() == 2
    assert not check(folder / GRAPH).findings


class Yesterday(date):
    """A clock that was set back."""

    @classmethod
    def today(cls) -> "Yesterday":
        return cls(1970, 1, 2)


@pytest.mark.parametrize("verb", ["build more", "retract", "decide", "combine"])
def test_a_clock_that_was_set_back_changes_nothing(verb: str, tmp_path: Path) -> None:
    now, then = tmp_path / "now", tmp_path / "then"
    for place in (now, then):
        place.mkdir()
        VERBS[verb].prepare(place)
    VERBS[verb].run(now)
    with (
        mock.patch("time.time", return_value=0.0),
        mock.patch("time.time_ns", return_value=0),
        mock.patch("datetime.date", Yesterday),
    ):
        VERBS[verb].run(then)
    for path in then.iterdir():
        os.utime(path, (0, 0))
    assert read_state(then / GRAPH) == read_state(now / GRAPH)
    assert not check(then / GRAPH).findings


def test_a_build_that_fails_deletes_no_record_that_holds_only_retractions(tmp_path: Path) -> None:
    path, bad = tmp_path / GRAPH, tmp_path / "bad.jsonl"
    bad.write_text("no JSON")
    with pytest.raises(KGraphError):
        build(tmp_path)
    assert not path.exists()
    with Record.create_or_open(path) as record:
        record.state([UNSIGNED.sign(Retraction("an article that comes later"))])
    with pytest.raises(KGraphError):
        build(tmp_path)
    with Record.open(path) as record:
        assert len(record.statements()) == 1


def test_a_terminal_that_is_gone_is_no_fault_of_the_file(tmp_path: Path) -> None:
    write_articles(tmp_path / "one.jsonl", range(2))

    def gone(*_: object) -> None:
        raise BrokenPipeError

    with Record.create_or_open(tmp_path / GRAPH) as record:
        for article in read_all(tmp_path / "one.jsonl"):
            record.add(article, annotation_of(article))
        with pytest.raises(BrokenPipeError):
            fold_record(record, load_ontology(), progress=gone)
    assert not check(tmp_path / GRAPH).findings
