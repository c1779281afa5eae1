"""Output files that are written whole or not at all, and JSON in lines."""

import json
import os
import re
import shutil
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO, TypeVar

from kgraph.errors import WriteError

T = TypeVar("T")

# str.splitlines and terminals act on more characters than JSON must escape; lone surrogates have
# no bytes in UTF-8
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_SQLITE = b"SQLite format 3\0"

_REMEDIES: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "the folder does not exist; create it first"),
    (NotADirectoryError, "a part of the path is a file; choose another folder"),
    (IsADirectoryError, "it is a folder; give the name of a file in it"),
    (PermissionError, "it is read-only; choose another place"),
)


def write_atomically(path: str | Path, write: Callable[[TextIO], object]) -> None:
    r"""Write what ``write`` puts on a UTF-8 stream to ``path``, replacing what was there.

    Lines end in ``\n`` on every system. Whatever interrupts the work, the file is the old one or
    the new one. A link is followed; a device or a pipe is written to directly.

    Raises:
        WriteError: the folder is missing, the target is a folder, read-only or a graph, or the disk
            is full.
    """
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            _write_directly(target, write)
        elif _is_database(target):
            raise WriteError(f"{path}: is a graph, which would be lost; name another file")
        else:
            _write_beside(Path(os.path.realpath(target)), write)
    except OSError as error:
        raise WriteError(f"{path}: cannot be written: {_remedy(error)}") from error


def write_folder(
    path: str | Path, write: Callable[[Path], T], *, is_replaceable: Callable[[Path], bool]
) -> T:
    """Return what ``write`` returns for a new folder, which then stands at ``path``.

    Whatever interrupts the work, the folder is whole or not there; of an earlier one nothing is
    left. A link is followed.

    Raises:
        WriteError: there is a file, or a folder that is not replaceable, the folder above is
            missing or read-only, or the disk is full.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not (target.is_dir() and is_replaceable(target)):
            raise WriteError(f"{path}: is something else, which would be lost; name a new folder")
        return _write_folder_beside(target, write)
    except OSError as error:
        raise WriteError(f"{path}: cannot be written: {_remedy(error)}") from error


def _write_folder_beside(target: Path, write: Callable[[Path], T]) -> T:
    _require_writable(target.parent)
    new = _temporary(target, "tmp")
    try:
        new.mkdir()
        made = write(new)
        for file in new.iterdir():
            with file.open("rb") as stream:
                os.fsync(stream.fileno())
        _replace_folder(target, new)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return made


def _replace_folder(target: Path, new: Path) -> None:
    if not target.exists():
        new.rename(target)
        return
    old = target.rename(_temporary(target, "old"))
    try:
        new.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old)


def _require_writable(*places: Path) -> None:
    for place in places:
        # replacing needs no right to the file, and the superuser may write everywhere
        if place.exists() and not place.stat().st_mode & 0o222:
            raise PermissionError


def _temporary(target: Path, ending: str) -> Path:
    return target.with_name(f".kgraph-{os.getpid()}-{threading.get_ident()}.{ending}")


def _is_database(target: Path) -> bool:
    if not target.exists():
        return False
    with target.open("rb") as stream:
        return stream.read(len(_SQLITE)) == _SQLITE


def _write_directly(target: Path, write: Callable[[TextIO], object]) -> None:
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        write(stream)


def _write_beside(target: Path, write: Callable[[TextIO], object]) -> None:
    _require_writable(target.parent, target)
    temporary = _temporary(target, "tmp")
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _remedy(error: OSError) -> str:
    for kind, words in _REMEDIES:
        if isinstance(error, kind):
            return words
    return f"{error.strerror}; free some space or choose another place"


def json_line(plain: Mapping[str, object]) -> str:
    """Return an object as JSON, one line for any line splitter, with its end."""
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
