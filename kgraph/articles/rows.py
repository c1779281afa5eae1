"""Articles as JSON: one object a line, or a list of objects."""

from collections.abc import Iterator

from pydantic import JsonValue, TypeAdapter, ValidationError

from kgraph.articles.columns import FIELDS, Columns, flatten
from kgraph.articles.fields import Parsed
from kgraph.articles.sources import Source, split_lines
from kgraph.errors import ReadError

_OBJECT: TypeAdapter[dict[str, JsonValue]] = TypeAdapter(dict[str, JsonValue])
_ANY: TypeAdapter[JsonValue] = TypeAdapter(JsonValue)

_Record = tuple[str, dict[str, object] | ReadError]


def read_json_lines(data: bytes, source: Source, columns: Columns) -> Iterator[Parsed | ReadError]:
    """Yield the article of each line that is not blank, an error in the place of a bad one.

    Raises:
        ReadError: ``columns`` name what no line has.
    """
    lines = split_lines(data)
    if columns.named:
        columns.check(_all_names(_records(lines, source)), source.place)
    return _parse(_records(lines, source), columns)


def read_json(data: bytes, source: Source, columns: Columns) -> Iterator[Parsed | ReadError]:
    """Yield the articles of a JSON file: a list of objects, an object with such a list, or one.

    Raises:
        ReadError: it is none of these, or ``columns`` name what no object has.
    """
    text = source.decode(data)
    try:
        value = _ANY.validate_json(text)
    except ValidationError as error:
        raise ReadError(f"{source.place}: {_describe(error)}") from error
    objects = _find_objects(value, columns)
    if objects is None:
        raise ReadError(
            f"{source.place}: no list of objects; expected [{{...}}, {{...}}], an article each"
        )
    records: list[_Record] = [
        (f"{source.place}: item {number}", flatten(item)) for number, item in enumerate(objects, 1)
    ]
    columns.check(_all_names(iter(records)), source.place)
    return _parse(iter(records), columns)


def _find_objects(value: JsonValue, columns: Columns) -> list[dict[str, JsonValue]] | None:
    if isinstance(value, dict) and not columns.has_text(flatten(value)):
        lists = [found for inner in value.values() if (found := _as_objects(inner))]
        return lists[0] if len(lists) == 1 else [value]
    return [value] if isinstance(value, dict) else _as_objects(value)


def _as_objects(value: JsonValue) -> list[dict[str, JsonValue]] | None:
    if not isinstance(value, list):
        return None
    objects = [item for item in value if isinstance(item, dict)]
    return objects if objects and len(objects) == len(value) else None


def _records(lines: list[tuple[int, bytes]], source: Source) -> Iterator[_Record]:
    for number, line in lines:
        place = f"{source.place}:{number}"
        try:
            yield place, flatten(_OBJECT.validate_json(source.decode(line, number)))
        except ReadError as error:
            yield place, error
        except ValidationError as error:
            refusal = ReadError(f"{place}: {_describe(error)}")
            refusal.__cause__ = error
            yield place, refusal


def _all_names(records: Iterator[_Record]) -> list[str]:
    """Return every name, in the order of the first record that has it."""
    found = (record for _, record in records if not isinstance(record, ReadError))
    return list(dict.fromkeys(name for record in found for name in record))


def _parse(records: Iterator[_Record], columns: Columns) -> Iterator[Parsed | ReadError]:
    for place, record in records:
        if isinstance(record, ReadError):
            yield record
            continue
        try:
            columns.require_text(record, place)
            yield Parsed(place, columns.pick(record, place))
        except ReadError as error:
            yield error


def _describe(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        reason = first["msg"].removeprefix("Invalid JSON: ")
        return f"broken JSON ({reason.replace('at line 1 column', 'at column')}); mend it"
    return f"not a JSON object; expected one with the fields {', '.join(FIELDS)}"
