"""A whole record as JSON lines: for a backup that any program reads, and for ``combine``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from kgraph.errors import ReadError
from kgraph.files import json_line
from kgraph.model import Annotation, Article, Statement
from kgraph.record.record import FoldStamp, Record
from kgraph.record.statement_lines import read_statement, write_statement

FORMAT = 1
LONGEST_LINE = 256 * 1024 * 1024
"""In code points; a line is one article with its annotation."""

_ARTICLE: TypeAdapter[Article] = TypeAdapter(Article)
_ANNOTATION: TypeAdapter[Annotation] = TypeAdapter(Annotation)
_REMEDY = "write it again with `kgraph export --to record`"

Row = tuple[Article, Annotation | None] | Statement


def write_record(record: Record, stream: TextIO) -> None:
    """Write every row of a record, in force or not: a header, articles by id, statements by id.

    The header has the pipeline and what the graph is made with, null where there is no graph. An
    article that waits for its annotation has null in its place. Equal records give equal text.
    """
    stamp = record.fold_stamp()
    header = {
        "kind": "record",
        "format": FORMAT,
        "pipeline": record.pipeline(),
        "ontology": stamp.ontology_text if stamp else None,
        "concepts": stamp.concepts if stamp else None,
    }
    stream.write(json_line(header))
    for article, annotation in record.annotated():
        plain = {
            "kind": "article",
            "article": _ARTICLE.dump_python(article, mode="json"),
            "annotation": annotation and _ANNOTATION.dump_python(annotation, mode="json"),
        }
        stream.write(json_line(plain))
    stream.writelines(f"{write_statement(statement)}\n" for statement in record.statements())


@dataclass(frozen=True, slots=True)
class Header:
    """The pipeline of a record, and what its graph is made with, None where it has no graph."""

    pipeline: str
    stamp: FoldStamp | None


def read_header(line: str, place: str) -> Header:
    """Return what the first line says.

    Raises:
        ReadError: the line is no such header.
    """
    plain = _plain(line, place)
    if plain.get("kind") != "record" or plain.get("format") != FORMAT:
        raise ReadError(f"{place}: is no record of this format; {_REMEDY}")
    pipeline, ontology, concepts = (plain.get(k) for k in ("pipeline", "ontology", "concepts"))
    if not isinstance(pipeline, str) or not isinstance(ontology, str | None):
        raise ReadError(f"{place}: does not say what the record was made with; {_REMEDY}")
    if ontology is None:
        return Header(pipeline, None)
    return Header(pipeline, FoldStamp("", ontology_text=ontology, concepts=concepts is True))


def read_rows(lines: Iterable[str], place: str) -> Iterator[Row]:
    """Yield what each line after the header holds, in their order; ``place`` is for errors.

    Raises:
        ReadError: a line is neither an article nor a statement.
    """
    for number, line in enumerate(lines, 2):
        where = f"{place}: line {number}"
        if not line.strip():
            continue
        plain = _plain(line, where)
        if plain.get("kind") != "article":
            yield read_statement(line, where)
            continue
        try:
            article = _ARTICLE.validate_python(plain.get("article"))
            annotation = plain.get("annotation")
            yield article, annotation and _ANNOTATION.validate_python(annotation)
        except ValidationError as error:
            field = ".".join(map(str, error.errors()[0]["loc"]))
            raise ReadError(f"{where}: unreadable at {field or 'the start'}; {_REMEDY}") from error


def _plain(line: str, place: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise ReadError(f"{place}: longer than {LONGEST_LINE} characters; {_REMEDY}")
    try:
        plain = from_json(line)
    except (ValueError, TypeError) as error:  # a lone surrogate is a TypeError
        raise ReadError(f"{place}: is not JSON; {_REMEDY}") from error
    if not isinstance(plain, dict):
        raise ReadError(f"{place}: is no row of a record; {_REMEDY}")
    return plain
