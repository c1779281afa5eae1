"""Where articles come from: files, folders, standard input; and their bytes as text."""

import gzip
import json
import sys
import tomllib
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kgraph.errors import ReadError

_DATA = tomllib.loads(files("kgraph.articles").joinpath("formats.toml").read_text("utf-8"))
_KINDS: dict[str, str] = _DATA["kinds"]
_CONVERTERS: dict[str, str] = _DATA["converters"]
_ABOUT = frozenset(_DATA["folders"]["about"])
_PARTS = tuple(_DATA["folders"]["parts"])
_PACKED = ".gz"
_EXPECTED = f"{', '.join(sorted(_KINDS))}, or one of these as {_PACKED}"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PAGE_STARTS = (b"<!doctype html", b"<html")

LONGEST_FILE = 20_000_000
"""Bytes of a file, or characters of a cell, that holds one article with all that is around it."""
LONGEST_UNPACKED = 1 << 29
"""Bytes that are unpacked of one .gz file; what is longer is refused before it fills the memory."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or standard input where ``path`` is None; ``place`` is its name in messages."""

    path: Path | None
    place: str

    def read(self) -> bytes:
        """Return all bytes, unpacked.

        Raises:
            ReadError: the file cannot be read, is empty, or unpacks to over 512 MiB.
        """
        try:
            data = self._read()
        except (zlib.error, EOFError, gzip.BadGzipFile) as error:
            raise ReadError(f"{self.place}: broken .gz file ({error}); pack it again") from error
        except OSError as error:
            raise ReadError(f"{self.place}: {error.strerror}; check that it may be read") from error
        if len(data) > LONGEST_UNPACKED and self.packed:
            raise ReadError(
                f"{self.place}: unpacks to more than {LONGEST_UNPACKED >> 20} MiB; "
                "unpack it with gunzip and part it"
            )
        if not data.removeprefix(BOM_UTF8).strip():
            raise ReadError(f"{self.place}: the file is empty; give a file with an article in it")
        return data

    @property
    def packed(self) -> bool:
        """Whether the file is a .gz file."""
        return self.path is not None and self.path.suffix.lower() == _PACKED

    def kind(self, data: bytes) -> str:
        """Return what the bytes hold, as in ``formats.toml``; standard input shows it first."""
        if self.path is not None:
            return _KINDS[_suffix(self.path)]
        _, first = split_lines(data.removeprefix(BOM_UTF8))[0]
        if first[:20].lower().startswith(_PAGE_STARTS):
            return "page"
        return "json_lines" if _is_object(first) else "text"

    def decode(self, data: bytes, first_line: int = 1) -> str:
        """Return bytes of the file as text; ``first_line`` is the number of their first line.

        Raises:
            ReadError: they are not UTF-8 text.
        """
        if data.startswith(_UTF16):
            raise self._not_utf8(first_line, "the text is UTF-16; ", "UTF-16")
        if b"\0" in data:
            line = first_line + data.count(b"\n", 0, data.index(b"\0"))
            raise ReadError(f"{self.place}:{line}: a NUL byte, so no text file; give text in UTF-8")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = first_line + data.count(b"\n", 0, error.start)
            cause = "not UTF-8 text; if it is Windows text "
            raise self._not_utf8(line, cause, "CP1252") from error

    def _read(self) -> bytes:
        if self.path is None:
            return sys.stdin.buffer.read()
        if not self.packed:
            return self.path.read_bytes()
        with gzip.open(self.path) as stream:
            return stream.read(LONGEST_UNPACKED + 1)

    def _not_utf8(self, line: int, cause: str, encoding: str) -> ReadError:
        suffix = ".txt" if self.path is None else _suffix(self.path)
        unpack = "unpack it and " if self.packed else ""
        command = f"run iconv -f {encoding} -t UTF-8 FILE > NEW{suffix}"
        return ReadError(f"{self.place}:{line}: {cause}{unpack}{command}")


def find_sources(path: str | Path) -> list[Source]:
    """Return the files that a path stands for: itself, or those of a folder, sorted by path.

    A folder is searched to its depth. Left out are files of other kinds, hidden ones, those that
    tell of the folder (README, LICENSE) and the parts that a browser saves beside a page.

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
    suffix = _suffix(path)
    if suffix in _CONVERTERS:
        raise ReadError(f"{place}: {suffix} is not read; turn it into text: {_CONVERTERS[suffix]}")
    if suffix not in _KINDS:
        raise ReadError(f"{place}: not a kind of file that holds articles; expected {_EXPECTED}")
    return [Source(path, place)]


def require_article_size(length: int, unit: str, place: str, longest: int = LONGEST_FILE) -> None:
    """Raise a ReadError if a file or a text is too long to hold one article."""
    if length > longest:
        raise ReadError(
            f"{place}: {length:,} {unit}, more than an article and all around it has; "
            "part it into articles"
        )


def split_lines(data: bytes) -> list[tuple[int, bytes]]:
    """Return number and bytes of each line that is not blank."""
    lines = enumerate(data.split(b"\n"), 1)
    return [(number, line.strip()) for number, line in lines if line.strip()]


def printable(text: str) -> str:
    """Return the text with every character that is not printable escaped, so on one line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _suffix(path: Path) -> str:
    """Return the suffix in small letters, that before it where the file is packed."""
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix == _PACKED else suffix


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _find_in_folder(folder: Path, place: str) -> list[Source]:
    found = [Source(path, printable(str(path))) for path in sorted(_walk(folder))]
    if not found:
        raise ReadError(f"{place}: nothing to read in this folder; expected {_EXPECTED}")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        about = path.name.casefold().partition(".")[0] in _ABOUT
        if hidden or about or _suffix(path) not in _KINDS or not path.is_file():
            continue
        if not any(_holds_parts(folder / parent) for parent in inside.parents):
            yield path


def _holds_parts(folder: Path) -> bool:
    """Return whether a browser made the folder, for the parts of the page beside it."""
    name = next((folder.name.removesuffix(end) for end in _PARTS if folder.name.endswith(end)), "")
    return bool(name) and any(
        folder.with_name(f"{name}{suffix}").exists()
        for suffix, kind in _KINDS.items()
        if kind == "page"
    )
