"""Judgements and retractions as JSON lines, to hand on and to take in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, TextIO

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from kgraph.errors import ReadError, WriteError
from kgraph.files import json_line
from kgraph.model import Judgement, Retraction, Statement, is_complete, with_id

LONGEST_LINE = 100_000
"""In code points; longer lines are neither written nor read."""

_TYPES: Mapping[str, TypeAdapter[Any]] = MappingProxyType(
    {"judgement": TypeAdapter(Judgement), "retraction": TypeAdapter(Retraction)}
)
_TOO_LONG = f"longer than {LONGEST_LINE} characters"
_REMEDY = "leave the line out or take it anew from the record that wrote it"


def write_statement(statement: Statement) -> str:
    """Return a statement as a line of JSON without its end, as ``read_statement`` reads it.

    It begins with ``kind`` and ``id`` and holds every field of its type; a judgement's own kind
    is ``judgement_kind``. Equal statements give equal text.

    Raises:
        WriteError: it could not be read again: it is too long, has not the id of its content, or
            is a judgement that lacks what its kind is about.
    """
    line = json_line(_plain(statement)).rstrip("\n")
    if mistake := _mistake(statement, line):
        raise WriteError(f"statement {statement.id}: {mistake}; correct it and write it again")
    return line


def write_statements(statements: Iterable[Statement], stream: TextIO) -> None:
    """Write statements to ``stream``, a line each, by id and each once.

    Raises:
        WriteError: as ``write_statement``; nothing is written.
    """
    lines = {statement.id: write_statement(statement) for statement in statements}
    stream.writelines(f"{lines[id_]}\n" for id_ in sorted(lines))


def read_statements(lines: Iterable[str], place: str) -> Iterator[Statement]:
    """Yield the statement of each line that is not blank, in their order; ``place`` is for errors.

    Raises:
        ReadError: as ``read_statement``, with the number of the line, from 1.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield read_statement(line, f"{place}: line {number}")


def read_statement(line: str, place: str) -> Statement:
    """Return the statement of a line as ``write_statement`` gives it; ``place`` is for errors.

    The order of fields and the blanks between them are free.

    Raises:
        ReadError: the line is too long, is no JSON or no statement, has a field too many or too
            few, an id that is not that of its content, or is of a judgement that lacks what its
            kind is about.
    """
    if len(line) > LONGEST_LINE:
        raise ReadError(f"{place}: {_TOO_LONG}; {_REMEDY}")
    try:
        plain = from_json(line)
    except (ValueError, TypeError) as error:  # a lone surrogate is a TypeError
        raise ReadError(f"{place}: not JSON; {_REMEDY}") from error
    statement = _statement(plain, place)
    if from_json(json_line(_plain(statement))) != plain:
        raise ReadError(f"{place}: a field is unknown or missing; {_REMEDY}")
    if mistake := _mistake(statement, line):
        raise ReadError(f"{place}: {mistake}; {_REMEDY}")
    return statement


def _statement(plain: object, place: str) -> Statement:
    kind = plain.get("kind") if isinstance(plain, dict) else None
    if not isinstance(plain, dict) or not isinstance(kind, str) or kind not in _TYPES:
        raise ReadError(f"{place}: neither a judgement nor a retraction; {_REMEDY}")
    fields = {name: value for name, value in plain.items() if name != "kind"}
    if "judgement_kind" in fields:
        fields["kind"] = fields.pop("judgement_kind")
    try:
        statement: Statement = _TYPES[kind].validate_json(to_json(fields), strict=True)
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        raise ReadError(f"{place}: unreadable at {field or 'the start'}; {_REMEDY}") from error
    return statement


def _mistake(statement: Statement, line: str) -> str:
    """Return what is wrong with a statement on a line, empty where nothing is."""
    if len(line) > LONGEST_LINE:
        return _TOO_LONG
    if with_id(statement) != statement:
        return "the id is not that of the content"
    if isinstance(statement, Judgement) and not is_complete(statement):
        return f"not what a judgement {statement.kind!r} is about"
    return ""


def _plain(statement: Statement) -> dict[str, object]:
    fields = asdict(statement)
    if isinstance(statement, Judgement):
        first = {"kind": "judgement", "id": statement.id, "judgement_kind": fields.pop("kind")}
        return first | fields
    return {"kind": "retraction", "id": statement.id} | fields
