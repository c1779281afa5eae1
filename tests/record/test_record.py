"""What a record keeps, and what it says where it cannot."""

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kgraph.errors import RecordError
from kgraph.graph import fold_record, open_graph
from kgraph.ontology import load_ontology
from kgraph.record import FoldStamp, Record
from kgraph.record.schema import OLDEST, VERSION
from tests.builders import PIPELINE, Annotated, Fact, save_record, tell

PUTIN, BANK = ("Person", "Vladimir Putin"), ("Organization", "European Central Bank")
FACT = Fact(PUTIN, "ban", BANK, "affirmed", "actual", None, dated=False)


def article(title: str = "News") -> Annotated:
    return tell([FACT], title=title)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "news.kg"
    save_record(target, [article("One"), article("Two")])
    return target


def refusal(path: Path, *, write: bool = False) -> str:
    """Return the one line that opening and reading, or writing, is refused with."""
    with pytest.raises(RecordError) as caught:
        _use(path, write=write)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


def _use(path: Path, *, write: bool) -> None:
    if not write:
        assert open_graph(path).fold.claims
        return
    with Record.create_or_open(path) as record:
        record.add(*article("Another"))


def test_a_record_returns_articles_and_annotations_by_article_id(path: Path) -> None:
    pairs = sorted((article("One"), article("Two")), key=lambda pair: pair[0].id)
    with Record.open(path) as record:
        assert tuple(record.annotated()) == tuple(pairs)
        assert record.article_ids() == tuple(article.id for article, _ in pairs)
        assert record.count() == 2
        assert record.pipeline() == PIPELINE
        assert all(record.holds(article.id) for article, _ in pairs)
        assert not record.holds("another")


def test_adding_an_article_again_changes_no_byte(path: Path) -> None:
    before = path.read_bytes()
    with Record.create_or_open(path) as record:
        assert not record.add(*article("One"))
        fold_record(record, load_ontology())
    assert path.read_bytes() == before


def test_of_two_annotations_of_one_article_the_same_stays_in_any_order(tmp_path: Path) -> None:
    told, annotation = article()
    other = replace(annotation, clauses=())
    kept = set()
    for number, order in enumerate(((annotation, other), (other, annotation))):
        with Record.create_or_open(tmp_path / f"{number}.kg") as record:
            assert record.add(told, order[0])
            record.add(told, order[1])
            assert not any(record.add(told, again) for again in order)
            kept.add((*record.annotated(), record.digest()))
    assert len(kept) == 1


def test_a_closed_record_is_one_file_also_after_it_was_read(path: Path) -> None:
    assert list(path.parent.iterdir()) == [path]
    with Record.open(path) as record:
        assert record.count() == 2
    assert open_graph(path).fold.claims
    assert list(path.parent.iterdir()) == [path]


def test_an_annotation_of_another_article_is_refused(path: Path) -> None:
    with Record.create_or_open(path) as record:
        with pytest.raises(RecordError, match="annotation of another article"):
            record.add(article("Three")[0], article("One")[1])
        assert len(record.article_ids()) == 2


def test_another_pipeline_is_refused_with_both_names(path: Path) -> None:
    new, annotation = article("Three")
    with Record.create_or_open(path) as record:
        with pytest.raises(RecordError, match="pipeline hand-made, not other; use the same"):
            record.add(new, replace(annotation, pipeline="other"))
        assert len(record.article_ids()) == 2


def test_text_that_no_file_can_hold_is_refused_and_nothing_is_kept(path: Path) -> None:
    new, annotation = article("Three")
    with Record.create_or_open(path) as record:
        with pytest.raises(RecordError, match="holds what is not text"):
            record.add(replace(new, text="\ud800"), annotation)
        assert len(record.article_ids()) == 2


@pytest.mark.parametrize("name", ["a b.kg", "50%.kg", "q?x=1#y.kg", "'; DROP TABLE article.kg"])
def test_a_record_may_have_any_file_name(tmp_path: Path, name: str) -> None:
    fold = save_record(tmp_path / name, [article()]).fold
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert open_graph(tmp_path / name).fold == fold


def test_a_fold_is_all_changed_or_not_at_all(path: Path) -> None:
    graph = open_graph(path)
    with Record.create_or_open(path) as record:
        stamp = record.fold_stamp()
        with pytest.raises(KeyboardInterrupt):
            _empty_fold(record, interrupt=True)
        assert record.fold_stamp() == stamp
    assert open_graph(path).fold == graph.fold
    with Record.create_or_open(path) as record:
        _empty_fold(record)
        assert record.fold_stamp() == FoldStamp("made from nothing")
        assert record.stored_fold().count("claims") == 0


def _empty_fold(record: Record, *, interrupt: bool = False) -> None:
    with record.folding() as tables:
        tables.clear()
        tables.stamp(fold="made from nothing")
        if interrupt:
            raise KeyboardInterrupt


def test_a_record_opened_to_be_read_is_never_written(path: Path) -> None:
    before = path.read_bytes()
    with Record.open(path) as record:
        with pytest.raises(RecordError, match="cannot be written"):
            record.add(*article("Three"))
        with pytest.raises(RecordError, match="cannot be written"):
            _empty_fold(record)
        with pytest.raises(RecordError, match="cannot be written"):
            record.receive([article("Three")[0]], PIPELINE)
    assert path.read_bytes() == before


def test_a_missing_record_names_the_command_that_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "no news.kg"
    assert refusal(path).endswith(f"`kgraph build ARTICLES -o '{path}'` makes it")
    assert not path.exists()


@pytest.mark.parametrize("write", [False, True])
def test_a_folder_is_no_record(tmp_path: Path, write: bool) -> None:
    assert "is a folder; name a file, such as" in refusal(tmp_path, write=write)


@pytest.mark.parametrize("write", [False, True])
def test_a_device_is_no_record(write: bool) -> None:
    assert "is not a file" in refusal(Path(os.devnull), write=write)


OTHER_FILES = {
    "text": b"All news\n" * 400,
    "binary": bytes(range(256)) * 20,
    "html": b"<html>",
}


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("data", OTHER_FILES.values(), ids=OTHER_FILES)
def test_a_file_of_another_kind_is_refused_and_left_alone(
    tmp_path: Path, data: bytes, write: bool
) -> None:
    path = tmp_path / "news.kg"
    path.write_bytes(data)
    assert "is not a record of kgraph; name another file" in refusal(path, write=write)
    assert path.read_bytes() == data


@pytest.mark.parametrize("write", [False, True])
def test_a_database_of_another_program_is_refused_and_left_alone(
    tmp_path: Path, write: bool
) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE article (id TEXT)")
    connection.close()
    before = path.read_bytes()
    assert "is not a record of kgraph" in refusal(path, write=write)
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [False, True])
def test_a_record_of_a_newer_kgraph_is_refused(path: Path, write: bool) -> None:
    change(path, f"PRAGMA user_version = {VERSION + 1}")
    told = refusal(path, write=write)
    assert f"has layout {VERSION + 1}, this kgraph reads layouts {OLDEST} to {VERSION};" in told


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


DAMAGES = [
    "UPDATE article SET body = x'00'",
    "UPDATE article SET body = substr(body, 1, length(body) - 1)",
    "UPDATE article SET body = (SELECT body FROM annotation LIMIT 1)",
    "UPDATE annotation SET body = x'00'",
    "UPDATE annotation SET body = (SELECT body FROM article LIMIT 1)",
    "UPDATE reading SET claims = x'00'",
    "UPDATE reading SET profiles = '{'",
    "UPDATE decision SET reasons = '{'",
    "DELETE FROM annotation",
    "DELETE FROM origin",
    "DROP TABLE meta",
    "DROP TABLE annotation",
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_row_is_told_in_one_line(path: Path, damage: str) -> None:
    other = tell([replace(FACT, subject=("Person", "V. Putin"))], title="Other")
    save_record(path, [other])
    change(path, damage)
    assert "is damaged; `kgraph check` says what can be saved" in refusal(path)


@pytest.mark.parametrize("write", [False, True])
def test_a_file_cut_off_in_the_middle_is_damaged(path: Path, write: bool) -> None:
    path.write_bytes(path.read_bytes()[:5000])
    assert "is damaged" in refusal(path, write=write)


def test_a_write_protected_file_is_refused(path: Path) -> None:
    path.chmod(0o444)
    before = path.read_bytes()
    assert "is write-protected; make it writable or name another file" in refusal(path, write=True)
    assert path.read_bytes() == before
    assert open_graph(path).articles
    assert list(path.parent.iterdir()) == [path]


def test_a_record_in_a_write_protected_folder_is_read_and_nothing_made_beside_it(
    path: Path,
) -> None:
    path.parent.chmod(0o555)
    assert f"{path.parent} is write-protected" in refusal(path, write=True)
    assert open_graph(path).articles
    assert list(path.parent.iterdir()) == [path]
    path.parent.chmod(0o755)


def test_what_an_interrupted_program_left_in_a_write_protected_folder_is_not_guessed(
    path: Path,
) -> None:
    killed(path, ADDING)
    path.parent.chmod(0o555)
    told = refusal(path)
    # whoever may write there in spite of it reads what was left, and that its graph is stale
    assert "write-protected; copy it and news.kg" in told or "its graph is older" in told
    path.parent.chmod(0o755)
    with Record.open(path) as record:
        assert record.count() == 3


def test_a_write_protected_folder_is_refused_and_stays_empty(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o555)
    assert f"{folder} is write-protected" in refusal(folder / "news.kg", write=True)
    assert not list(folder.iterdir())


def test_a_missing_folder_is_refused_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none" / "news.kg"
    assert "there is no folder" in refusal(path, write=True)
    assert not path.parent.exists()


def test_a_name_that_is_too_long_is_told_in_one_line(tmp_path: Path) -> None:
    assert "File name too long" in refusal(tmp_path / ("n" * 300), write=True)


def test_a_record_that_another_program_writes_is_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgraph.record.file.PATIENCE", 0.0)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "is being written by another program" in refusal(path, write=True)
    other.close()


def test_a_second_writer_is_refused_at_once_and_readers_go_on(path: Path) -> None:
    with Record.create_or_open(path) as record:
        record.add(*article("Three"))
        assert "is being written by another program; wait until" in refusal(path, write=True)
        with Record.open(path) as reading:
            assert reading.is_being_written()
            assert reading.count() == 3
        assert len(open_graph(path).articles) == 2
    with Record.open(path) as reading:
        assert not reading.is_being_written()


@pytest.mark.parametrize("end", ["removed", "replaced"])
def test_a_record_that_is_gone_while_it_is_written_is_told(path: Path, end: str) -> None:
    with Record.create_or_open(path) as record:
        record.add(*article("Three"))
        path.unlink()
        if end == "replaced":
            path.write_bytes(b"")
        with pytest.raises(RecordError, match="was removed or replaced while it was being written"):
            record.add(*article("Four"))


@pytest.mark.parametrize("existed", [True, False])
def test_an_error_leaves_an_empty_record_where_there_was_one(
    tmp_path: Path, *, existed: bool
) -> None:
    path = tmp_path / "news.kg"
    if existed:
        Record.create_or_open(path).close()
    with pytest.raises(RecordError, match="refused"), Record.create_or_open(path):
        raise RecordError("refused")
    assert path.exists() == existed


def test_an_empty_file_becomes_a_record_as_a_missing_one_does(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    path.touch()
    save_record(path, [article()])
    assert len(open_graph(path).articles) == 1


@pytest.mark.parametrize("content", ["a log and no table", "a table that was dropped"])
def test_a_file_in_which_nothing_was_made_yet_becomes_a_record(
    tmp_path: Path, content: str
) -> None:
    path = tmp_path / "news.kg"
    change(path, "PRAGMA journal_mode = WAL")
    if content == "a table that was dropped":
        change(path, "CREATE TABLE note (text)")
        change(path, "DROP TABLE note")
    assert path.stat().st_size
    save_record(path, [article()])
    assert len(open_graph(path).articles) == 1


def killed(path: Path, code: str) -> None:
    """Run code that opens ``path`` and kills itself."""
    command = [sys.executable, "-c", f"{KILLED}{code}{KILL}", str(path)]
    done = subprocess.run(command, check=False, cwd=Path(__file__).parents[2])  # noqa: S603
    assert done.returncode == -signal.SIGKILL


KILLED = """
import os, signal, sys
from pathlib import Path
from kgraph.graph import fold_record
from kgraph.ontology import load_ontology
from kgraph.record import Record
from tests.record.test_record import article

record = Record.create_or_open(Path(sys.argv[1]))
"""

KILL = """
os.kill(os.getpid(), signal.SIGKILL)
"""

ADDING = """
record.add(*article("Three"))
"""

HALF_ADDED = """
with record._writing(durable=True) as cursor:
    # Pages of the unfinished transaction have to be in the log before the end comes.
    cursor.execute("PRAGMA cache_size = 1")
    cursor.execute("UPDATE article SET title = title || ?", ("x" * 100_000,))
    cursor.execute("DELETE FROM annotation")
    os.kill(os.getpid(), signal.SIGKILL)
"""

HALF_FOLDED = """
record.add(*article("Three"))
def killed(title, number):
    record._connection.execute("PRAGMA cache_size = 1")
    record._connection.execute("UPDATE reading SET profiles = profiles || ?", (" " * 100_000,))
    os.kill(os.getpid(), signal.SIGKILL)
fold_record(record, load_ontology(), progress=killed)
"""


def test_a_kill_in_the_middle_of_writing_leaves_what_was_there(path: Path) -> None:
    graph = open_graph(path).fold
    killed(path, HALF_ADDED)
    assert path.with_name("news.kg-wal").stat().st_size > 100_000
    assert open_graph(path).fold == graph
    with Record.create_or_open(path) as record:
        assert record.count() == 2
    assert open_graph(path).fold == graph
    assert list(path.parent.iterdir()) == [path]


def test_a_kill_in_the_middle_of_the_fold_leaves_a_stale_graph_that_can_be_renewed(
    path: Path, tmp_path: Path
) -> None:
    killed(path, HALF_FOLDED)
    assert "is older than its articles" in refusal(path)
    with Record.create_or_open(path) as record:
        assert record.count() == 3
        fold_record(record, load_ontology())
    whole = save_record(tmp_path / "whole.kg", [article(t) for t in ("One", "Two", "Three")])
    assert open_graph(path).fold == whole.fold


def test_a_finished_article_outlives_a_kill(path: Path) -> None:
    killed(path, ADDING)
    with Record.open(path) as record:
        assert record.count() == 3
        assert not record.is_being_written()
    assert sorted(p.name for p in path.parent.iterdir()) in (
        ["news.kg"],
        ["news.kg", "news.kg-lock"],
    )
