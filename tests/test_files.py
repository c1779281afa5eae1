import os
import stat
from pathlib import Path
from typing import TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.errors import WriteError
from kgraph.files import write_atomically, write_folder


def write_old(path: Path) -> None:
    write_atomically(path, lambda stream: stream.write("old"))


def fail_halfway(stream: TextIO) -> None:
    stream.write("half")
    stream.flush()
    raise ZeroDivisionError


@given(st.text())
def test_any_text_is_written_as_utf_8_with_its_own_line_ends(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    write_atomically(path, lambda stream: stream.write(text))
    assert path.read_bytes() == text.encode()


def test_a_writer_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonl"
    write_old(path)
    with pytest.raises(ZeroDivisionError):
        write_atomically(path, fail_halfway)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_may_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    plain, written = tmp_path / "plain", tmp_path / "written"
    plain.touch()
    write_old(written)
    assert stat.S_IMODE(written.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_a_graph_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    path.write_bytes(b"SQLite format 3\0 and pages")
    (tmp_path / "link").symlink_to(path)
    for target in (path, tmp_path / "link"):
        with pytest.raises(WriteError, match="is a graph, which would be lost; name another file"):
            write_old(target)
    assert path.read_bytes() == b"SQLite format 3\0 and pages"


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_old(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "old"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_old(Path(os.devnull))
    assert Path(os.devnull).is_char_device()


def file_in(folder: Path, mode: int) -> Path:
    path = folder / "file"
    path.touch()
    path.chmod(mode)
    return path


def in_read_only_folder(folder: Path) -> Path:
    (folder / "sealed").mkdir(mode=0o555)
    return folder / "sealed" / "graph.jsonl"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: folder / "none" / "graph.jsonl", "the folder does not exist"),
        (lambda folder: folder, "it is a folder"),
        (lambda folder: file_in(folder, 0o444), "it is read-only"),
        (in_read_only_folder, "it is read-only"),
        (lambda folder: file_in(folder, 0o644) / "graph.jsonl", "a part of the path is a file"),
        (lambda folder: folder / ("n" * 300), "File name too long"),
    ],
)
def test_a_target_that_cannot_be_written_is_one_line_and_leaves_no_trace(
    tmp_path: Path, make: object, says: str
) -> None:
    assert callable(make)
    path = make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(WriteError) as caught:
        write_old(path)
    assert len(str(caught.value).splitlines()) == 1
    assert str(caught.value).startswith(f"{path}: cannot be written: ")
    assert says in str(caught.value)
    assert sorted(tmp_path.rglob("*")) == before


def write_named(folder: Path, text: str) -> None:
    write_folder(
        folder,
        lambda new: (new / "named").write_text(text),
        is_replaceable=lambda old: (old / "named").exists(),
    )


def test_a_folder_is_replaced_by_a_whole_one_and_nothing_else_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    write_named(folder, "old")
    (tmp_path / "link").symlink_to(folder)
    write_named(tmp_path / "link", "new")
    assert (folder / "named").read_text() == "new"
    assert sorted(tmp_path.iterdir()) == [folder, tmp_path / "link"]


def test_a_writer_of_a_folder_that_fails_leaves_the_old_one_and_nothing_else(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "folder"
    write_named(folder, "old")

    def fail(new: Path) -> None:
        (new / "named").write_text("half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_folder(folder, fail, is_replaceable=lambda _: True)
    assert (folder / "named").read_text() == "old"
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_of_something_else_and_a_missing_place_are_errors(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(WriteError, match="is something else, which would be lost"):
        write_named(tmp_path, "new")
    with pytest.raises(WriteError, match="the folder does not exist; create it first"):
        write_named(tmp_path / "missing" / "folder", "new")
    with pytest.raises(WriteError, match="is something else, which would be lost"):
        write_named(tmp_path / "mine", "new")
    assert [file.name for file in tmp_path.iterdir()] == ["mine"]


def test_an_old_folder_comes_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    write_named(folder, "old")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.endswith(".tmp"):
            raise PermissionError
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(WriteError, match="it is read-only; choose another place"):
        write_named(folder, "new")
    assert (folder / "named").read_text() == "old"
    assert list(tmp_path.iterdir()) == [folder]
