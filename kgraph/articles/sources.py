"""Where articles come from: files, folders, standard input; and their bytes as text."""

import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kgraph.articles.rows import is_object
from kgraph.errors import ReadError

_KINDS: dict[str, Literal["text", "rows"]] = {".txt": "text", ".jsonl": "rows"}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or standard input where ``path`` is None; ``place`` is its name in messages."""

    path: Path | None
    place: str

    def read(self) -> bytes:
        """Return all bytes.

        Raises:
            ReadError: the file cannot be read, or is empty.
        """
        try:
            data = sys.stdin.buffer.read() if self.path is None else self.path.read_bytes()
        except OSError as error:
            raise ReadError(f"{self.place}: {error.strerror}; check that it may be read") from error
        if not data.removeprefix(BOM_UTF8).strip():
            raise ReadError(f"{self.place}: the file is empty; give a file with an article in it")
        return data

    def kind(self, data: bytes) -> Literal["text", "rows"]:
        """Return what the bytes hold: plain text or JSON rows; standard input shows it first."""
        if self.path is not None:
            return _KINDS[self.path.suffix.lower()]
        _, first = split_lines(data.removeprefix(BOM_UTF8))[0]
        return "rows" if is_object(first) else "text"


def find_sources(path: str | Path) -> list[Source]:
    """Return the files that a path stands for: itself, or those of a folder, sorted by path.

    A folder is searched to its depth; files of other kinds and hidden ones are left out.

    Raises:
        ReadError: there is no such path, the file is of no known kind, or the folder has none.
    """
    if str(path) == "-":
        return [Source(None, "standard input")]
    path = Path(path)
    place = printable(str(path))
    if path.is_dir():
        return _find_in_folder(path, place)
    if not path.exists():
        raise ReadError(f"{place}: no such file or folder; check the path")
    if path.suffix.lower() not in _KINDS:
        raise ReadError(f"{place}: not a kind of file that holds articles; expected .txt or .jsonl")
    return [Source(path, place)]


def decode(data: bytes, place: str, first_line: int = 1) -> str:
    """Return the bytes as text; ``first_line`` is the number of their first line in messages.

    Raises:
        ReadError: they are not UTF-8 text.
    """
    remedy = "-t UTF-8 FILE > NEW.txt"
    if data.startswith(_UTF16):
        raise ReadError(f"{place}:{first_line}: the text is UTF-16; run iconv -f UTF-16 {remedy}")
    if b"\0" in data:
        line = first_line + data.count(b"\n", 0, data.index(b"\0"))
        raise ReadError(f"{place}:{line}: a NUL byte, so no text file; give text in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = first_line + data.count(b"\n", 0, error.start)
        message = (
            f"{place}:{line}: not UTF-8 text; if it is Windows text run iconv -f CP1252 {remedy}"
        )
        raise ReadError(message) from error


def split_lines(data: bytes) -> list[tuple[int, bytes]]:
    """Return number and bytes of each line that is not blank."""
    lines = enumerate(data.split(b"\n"), 1)
    return [(number, line.strip()) for number, line in lines if line.strip()]


def printable(text: str) -> str:
    """Return the text with every character that is not printable escaped, so on one line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _find_in_folder(folder: Path, place: str) -> list[Source]:
    found = [Source(path, printable(str(path))) for path in sorted(_walk(folder))]
    if not found:
        raise ReadError(f"{place}: nothing to read in this folder; expected .txt or .jsonl files")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in _KINDS and not hidden and path.is_file():
            yield path
