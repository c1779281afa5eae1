"""Files that a measurement reads."""

from collections.abc import Container
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from kgraph.errors import ReadError

_Form = TypeVar("_Form")


def find_files(path: Path, suffixes: Container[str]) -> tuple[Path, ...]:
    """Return the file itself, or the files of a folder that end in one of ``suffixes``, sorted.

    Raises:
        ReadError: there is no such path, or the folder holds no such file.
    """
    if not path.is_dir():
        return (path,)
    found = tuple(sorted(p for p in path.iterdir() if p.suffix in suffixes and p.is_file()))
    if not found:
        raise ReadError(f"{path}: nothing to measure on in this folder; name a file")
    return found


def read_lines(path: Path) -> list[str]:
    r"""Return the lines of a UTF-8 file without their ends; only ``\n`` and ``\r\n`` end one.

    Raises:
        ReadError: the file cannot be read, or is no UTF-8 text.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}; check the path") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 text; run iconv on it") from error
    return [line.removesuffix("\r") for line in text.split("\n")]


def parse_json(text: str, form: TypeAdapter[_Form], place: str, expected: str) -> _Form:
    """Return what a JSON text holds, in a form; ``expected`` says it in words, for the message.

    Raises:
        ReadError: the text has another form; the message begins with ``place``.
    """
    try:
        return form.validate_json(text)
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        raise ReadError(
            f"{place}: unreadable at {field or 'the start'}; expected {expected}"
        ) from error
