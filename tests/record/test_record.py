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
from kgraph.graph import open_graph
from kgraph.model import Fold
from kgraph.record import FoldStamp, Record
from tests.builders import Annotated, Fact, save_record, tell

PUTIN, BANK = ("Person", "Vladimir Putin"), ("Organization", "European Central Bank")
FACT = Fact(PUTIN, "ban", BANK, "affirmed", "actual", None, dated=False)
EMPTY = Fold((), (), (), (), ())


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
        open_graph(path)
        return
    with Record.create_or_open(path) as record:
        record.add(*article("Another"))


def test_a_record_returns_articles_and_annotations_by_article_id(path: Path) -> None:
    pairs = sorted((article("One"), article("Two")), key=lambda pair: pair[0].id)
    with Record.open(path) as record:
        assert record.articles() == tuple(article for article, _ in pairs)
        assert record.annotations() == tuple(annotation for _, annotation in pairs)
        assert record.article_ids() == tuple(article.id for article, _ in pairs)
        assert record.contents() == tuple((article.id, "hand-made") for article, _ in pairs)


def test_adding_an_article_again_changes_no_byte(path: Path) -> None:
    before = path.read_bytes()
    with Record.create_or_open(path) as record:
        record.add(*article("One"))
    assert path.read_bytes() == before


def test_a_closed_record_is_one_file(path: Path) -> None:
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
    graph = save_record(tmp_path / name, [article()])
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert open_graph(tmp_path / name).fold == graph.fold


def test_the_fold_replaces_the_one_before(path: Path) -> None:
    with Record.create_or_open(path) as record:
        assert record.read_fold() != EMPTY
        record.write_fold(EMPTY, "made from nothing", ontology="own")
        assert record.read_fold() == EMPTY
        assert record.fold_stamp() == FoldStamp("made from nothing", "own")


def test_a_record_opened_to_be_read_is_never_written(path: Path) -> None:
    before = path.read_bytes()
    with Record.open(path) as record:
        with pytest.raises(RecordError, match="cannot be written"):
            record.add(*article("Three"))
        with pytest.raises(RecordError, match="cannot be written"):
            record.write_fold(EMPTY, "")
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
    change(path, "PRAGMA user_version = 3")
    assert "has layout 3, this kgraph reads layout 2" in refusal(path, write=write)


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


DAMAGES = [
    "UPDATE article SET body = '{'",
    "UPDATE article SET body = '{\"id\": 1}'",
    "UPDATE annotation SET body = 'null'",
    "UPDATE fold SET body = '[]' WHERE kind = 'claims'",
    "UPDATE fold SET kind = 'rumours' WHERE kind = 'claims'",
    "DROP TABLE fold_stamp",
    "DROP TABLE annotation",
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_row_is_told_in_one_line(path: Path, damage: str) -> None:
    change(path, damage)
    assert "is damaged; restore a copy" in refusal(path)


@pytest.mark.parametrize("write", [False, True])
def test_a_file_cut_off_in_the_middle_is_damaged(path: Path, write: bool) -> None:
    path.write_bytes(path.read_bytes()[:5000])
    assert "is damaged" in refusal(path, write=write)


def test_a_write_protected_file_is_refused(path: Path) -> None:
    path.chmod(0o444)
    before = path.read_bytes()
    assert "is write-protected; name another place with -o" in refusal(path, write=True)
    assert path.read_bytes() == before
    assert open_graph(path).articles


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


def test_an_empty_file_becomes_a_record_as_a_missing_one_does(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    path.touch()
    save_record(path, [article()])
    assert len(open_graph(path).articles) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from kgraph.graph import open_graph
from kgraph.record import Record

def entities():
    for number in range(30):
        yield graph.entities[0]
        if number == 20:
            # Pages of the unfinished transaction have to be in the file before the end comes.
            record._connection.execute("PRAGMA cache_size = 1")
            record._connection.execute("UPDATE article SET body = body || ?", ("x" * 100_000,))
    os.kill(os.getpid(), signal.SIGKILL)

class Endless:
    relations = claims = decisions = mention_entities = ()
    entities = property(lambda self: entities())

path = Path(sys.argv[1])
graph = open_graph(path)
record = Record.create_or_open(path)
record.write_fold(Endless(), "never")
"""


def test_a_kill_in_the_middle_of_writing_leaves_what_was_there(path: Path) -> None:
    graph = open_graph(path)
    done = subprocess.run([sys.executable, "-c", KILLED, path], check=False)  # noqa: S603
    assert done.returncode == -signal.SIGKILL
    assert path.with_name("news.kg-journal").exists()
    assert "was left by an interrupted build; run that build again" in refusal(path)
    with Record.create_or_open(path) as record:
        assert len(record.article_ids()) == 2
    assert open_graph(path).fold == graph.fold
    assert list(path.parent.iterdir()) == [path]
