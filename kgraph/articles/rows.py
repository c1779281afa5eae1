"""Articles as JSON lines: one object a line."""

import json

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from kgraph.errors import ReadError

FIELDS = "text, title, url, publisher, published, id"


class Row(BaseModel):
    """One article as a JSON object.

    ``text`` is required; ``title``, ``url``, ``publisher``, ``published`` (ISO 8601) and ``id``
    may be missing or null. Fields of other names are ignored: files of the wild carry many.
    """

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)

    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: str = ""
    id: str = ""

    @field_validator("title", "url", "publisher", "published", "id", mode="before")
    @classmethod
    def _null_is_missing(cls, value: object) -> object:
        return "" if value is None else value

    @field_validator("id", mode="before")
    @classmethod
    def _number_is_a_name(cls, value: object) -> object:
        return str(value) if type(value) is int else value


def parse_row(line: str, place: str) -> Row:
    """Return the row that a line holds.

    Raises:
        ReadError: the line is not a JSON object with the fields of a row.
    """
    try:
        return Row.model_validate_json(line)
    except ValidationError as error:
        raise ReadError(f"{place}: {_describe(error)}") from error


def is_object(line: bytes) -> bool:
    """Return whether a line holds a JSON object, whatever its fields."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _describe(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        reason = (
            first["msg"].removeprefix("Invalid JSON: ").replace("at line 1 column", "at column")
        )
        return f"broken JSON ({reason}); expected one object on this line"
    if not first["loc"]:
        return f"not a JSON object; expected one with the fields {FIELDS}"
    field = first["loc"][0]
    if first["type"] == "missing":
        return f"{field!r} is missing; expected an object with the fields {FIELDS}"
    return f"{field!r} is {json.dumps(first['input'])[:40]}; expected a string"
