"""What the texts of an answer are: the engine hands dates and paths over as texts.

A text that could be one is asked about: the statement is run once more, and says the type of each
such value beside it. Most answers have none, and a property that is a date by the schema needs no
asking.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kgraph.propertygraph.engine_schema import DATE_KEYS
from kgraph.propertygraph.quoting import identifier
from kgraph.propertygraph.statements import Item, Returned, returned

Row = Sequence[object]
Shape = str | list["Shape"] | tuple["Shape", ...] | dict[str, "Shape"] | None
"""Where in a value there is something to ask: "?", in all of a list, at places of it, under keys.

Or nowhere, which is None; "!" is for values that differ too much to be asked about at once.
"""

Run = Callable[[str], Sequence[Row]]

PATH = re.compile(r"\(#\d+:\d+\)(?:<?-\[#\d+:\d+\]->?\(#\d+:\d+\))*")
_MAYBE = re.compile(
    rf"{PATH.pattern}|\d{{4}}-\d\d-\d\d(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?(?:\[\S+\])?)?"
)
_PROPERTY = re.compile(r"(?P<of>[^\W\d]\w*)\.(?P<key>\w+)")
_ASK, _MIXED = "?", "!"
_PLACES = 100
"""A list of values of several shapes is asked about up to this length."""

_DATE = "DATE"


def types_of(statement: str, columns: Sequence[str], rows: Sequence[Row], run: Run) -> list[Row]:
    """Return for each row what its columns are: a name of a type, such in a list or map, or None.

    ``run`` returns the rows of another statement with the same parameters.
    """
    shapes = [_merged([_shape(row[place]) for row in rows]) for place in range(len(columns))]
    parts = [_named(part, columns) for part in returned(statement)]
    if any(len(part.items) != len(columns) for part in parts):
        parts = []  # it is explained, not answered
    known = [_known(shape, place, statement, parts) for place, shape in enumerate(shapes)]
    asked = [p for p, shape in enumerate(shapes) if shape is not None and known[p] is None]
    if not asked or not parts:
        return [known for _ in rows]
    typed = run(_asking(statement, parts, {place: shapes[place] for place in asked}))
    width = len(columns)
    full = all(len(row) == width + len(asked) for row in typed)
    if not full or [tuple(row[:width]) for row in typed] != [tuple(row) for row in rows]:
        return [known for _ in rows]
    return [_filled(known, asked, row[width:]) for row in typed]


def _filled(known: Sequence[object], asked: Sequence[int], types: Row) -> Row:
    found = dict(zip(asked, types, strict=True))
    return [found.get(place, of) for place, of in enumerate(known)]


def _shape(value: object) -> Shape:
    match value:
        case str():
            return _ASK if _MAYBE.fullmatch(value) else None
        case list():
            inner = _merged(map(_shape, value))
            if inner == _MIXED and len(value) <= _PLACES:
                return tuple(map(_shape, value))
            return None if inner is None else [inner]
        case dict() if "@rid" not in value:
            found: dict[str, Shape] = {}
            for key, item in value.items():
                if shape := _shape(item):
                    found[key] = shape
            return found or None
        case _:
            return None


def _merged(shapes: Iterable[Shape]) -> Shape:
    """Return one shape for values that stand for each other."""
    whole: Shape = None
    for shape in shapes:
        if whole is None or shape is None or whole == shape:
            whole = whole if shape is None else shape
        elif isinstance(whole, list) and isinstance(shape, list):
            whole = [_merged([*whole, *shape])]
        elif isinstance(whole, tuple) and isinstance(shape, tuple) and len(whole) == len(shape):
            whole = tuple(map(_merged, zip(whole, shape, strict=True)))
        elif isinstance(whole, dict) and isinstance(shape, dict):
            keys = [*whole, *(key for key in shape if key not in whole)]
            whole = {key: _merged([whole.get(key), shape.get(key)]) for key in keys}
        else:
            return _MIXED
    return whole


def _named(part: Returned, columns: Sequence[str]) -> Returned:
    """Return ``part`` with the columns that a ``*`` stands for."""
    if all(item.expression != "*" for item in part.items):
        return part
    # the engine takes quotes for a part of the name where it needs none
    written = [name if name.isidentifier() else identifier(name) for name in columns]
    return Returned(tuple(map(Item, columns, written)), part.start, part.end)


def _known(shape: Shape, place: int, statement: str, parts: Sequence[Returned]) -> str | None:
    """Return that a column is a date, where each part of the statement gives such a property."""
    found = [_PROPERTY.fullmatch(part.items[place].expression) for part in parts]
    if shape != _ASK or not found:
        return None
    for match in found:
        if match is None or match["key"] not in DATE_KEYS:
            return None
        if re.search(rf"\bAS\s+{match['of']}\b", statement, re.IGNORECASE):
            return None  # it may be a map, with a text under that key
    return _DATE


def _asking(statement: str, parts: Sequence[Returned], shapes: Mapping[int, Shape]) -> str:
    for part in reversed(parts):
        items = statement[part.start : part.end]
        if items == "*":
            items = ", ".join(item.expression for item in part.items)
        items += "".join(
            f", {_type_of(shape, part.items[place].expression)} AS {identifier(f'type {place}')}"
            for place, shape in shapes.items()
        )
        statement = statement[: part.start] + items + statement[part.end :]
    return statement


def _type_of(shape: Shape, expression: str, depth: int = 0) -> str:
    match shape:
        case "?":
            return f"valueType({expression})"
        case tuple():
            places = enumerate(shape)
            inside = ", ".join(_type_of(of, f"({expression})[{at}]", depth) for at, of in places)
            return f"[{inside}]"
        case [inner]:
            item = f"kgraph_item_{depth}"
            return f"[{item} IN {expression} | {_type_of(inner, item, depth + 1)}]"
        case dict():
            inside = ", ".join(
                f"{identifier(key)}: {_type_of(inner, f'({expression}).{identifier(key)}', depth)}"
                for key, inner in shape.items()
            )
            return f"{{{inside}}}"
        case _:
            return "null"


def is_of(type_: Any, name: str) -> bool:
    """Return whether a type, as the engine says it, is the one of that name."""
    return isinstance(type_, str) and type_.removesuffix(" NOT NULL") == name
