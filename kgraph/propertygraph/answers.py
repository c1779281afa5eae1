"""What a Cypher query answers: rows of values that are alike whatever engine was asked."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias, Union

from kgraph.errors import KGraphError
from kgraph.graph.summary import markup

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 20
_CELL = "padding:.2em .8em .2em 0;border-bottom:1px solid #8884;vertical-align:top;text-align:start"


@dataclass(frozen=True, slots=True)
class NodeValue:
    """A node: its labels, sorted, and its properties."""

    labels: tuple[str, ...]
    properties: Mapping[str, "AnswerValue"]


@dataclass(frozen=True, slots=True)
class RelationshipValue:
    """A relationship: its type and its properties."""

    type: str
    properties: Mapping[str, "AnswerValue"]


@dataclass(frozen=True, slots=True)
class PathValue:
    """A path: its nodes in order, and the relationship between each and the next."""

    nodes: tuple[NodeValue, ...]
    relationships: tuple[RelationshipValue, ...]


AnswerValue: TypeAlias = Union[  # noqa: UP007 - it names itself
    bool,
    int,
    float,
    str,
    date,
    datetime,
    tuple["AnswerValue", ...],
    Mapping[str, "AnswerValue"],
    NodeValue,
    RelationshipValue,
    PathValue,
    None,
]
"""A list is a tuple and a map a dict; a time of day or a duration is its ISO 8601 text."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer, in the order in which they came.

    Iterating yields each row as a dict by column; ``rows`` has them as tuples. Two answers are
    equal where columns and rows are.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[AnswerValue, ...], ...]

    def __iter__(self) -> Iterator[dict[str, AnswerValue]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        # a notebook keeps this beside the table
        return f"Answer(columns={self.columns}, rows={len(self.rows)})"

    def to_pandas(self) -> "pd.DataFrame":
        """Return the rows as a DataFrame; nodes, relationships and paths are dicts in it.

        Raises:
            KGraphError: pandas is not installed; the message says how to install it.
        """
        try:
            import pandas as pd
        except ImportError:
            raise KGraphError(
                'to_pandas() needs pandas: pip install "kgraph-news[notebook]"'
            ) from None
        rows = [[_unwrapped(value) for value in row] for row in self.rows]
        return pd.DataFrame(rows, columns=list(self.columns), dtype=None)

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the first rows as a table."""
        head = "".join(f'<th style="{_CELL}">{markup(name)}</th>' for name in self.columns)
        body = "".join(f"<tr>{_cells(row)}</tr>" for row in self.rows[:_SHOWN])
        rest = len(self.rows) - _SHOWN
        return (
            f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table>" + (f"<p>and {rest} more</p>" if rest > 0 else "")
        )


def _cells(row: tuple[AnswerValue, ...]) -> str:
    # A direction that a value changes ends with its cell.
    return "".join(f'<td style="{_CELL}"><bdi>{markup(text(value))}</bdi></td>' for value in row)


def text(value: AnswerValue) -> str:
    """Return ``value`` as a reader sees it; a text is as it is, nothing is empty.

    Lists, maps, nodes, relationships and paths are written as Cypher writes them.
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case _:
            return _written(value)


def _written(value: AnswerValue) -> str:
    match value:
        case None | bool():
            return str(value).lower() if value is not None else "null"
        case str():
            return f'"{value}"'
        case date():
            return value.isoformat()
        case tuple():
            return f"[{', '.join(map(_written, value))}]"
        case NodeValue():
            return f"({''.join(f':{label}' for label in value.labels)} {_map(value.properties)})"
        case RelationshipValue():
            return f"[:{value.type} {_map(value.properties)}]"
        case PathValue():
            between = zip(value.relationships, value.nodes[1:], strict=True)
            return _written(value.nodes[0]) + "".join(
                f"-{_written(relationship)}-{_written(node)}" for relationship, node in between
            )
        case Mapping():
            return _map(value)
        case _:
            return str(value)


def _map(values: Mapping[str, AnswerValue]) -> str:
    return f"{{{', '.join(f'{key}: {_written(value)}' for key, value in values.items())}}}"


def plain(value: AnswerValue) -> object:
    """Return ``value`` as JSON has it: dates as text, a number that JSON has none for as well.

    A node is ``{"labels", "properties"}``, a relationship ``{"type", "properties"}``, a path
    ``{"nodes", "relationships"}``.
    """
    match value:
        case date():
            return value.isoformat()
        case float() if not math.isfinite(value):
            return str(value)
        case tuple():
            return [plain(item) for item in value]
        case Mapping():
            return {key: plain(item) for key, item in value.items()}
        case NodeValue() | RelationshipValue() | PathValue():
            return plain(_fields(value))
        case _:
            return value


def _unwrapped(value: AnswerValue) -> object:
    match value:
        case NodeValue() | RelationshipValue() | PathValue():
            return {key: _unwrapped(item) for key, item in _fields(value).items()}
        case tuple():
            return [_unwrapped(item) for item in value]
        case _:
            return value


def _fields(value: NodeValue | RelationshipValue | PathValue) -> dict[str, AnswerValue]:
    match value:
        case NodeValue():
            return {"labels": value.labels, "properties": value.properties}
        case RelationshipValue():
            return {"type": value.type, "properties": value.properties}
        case PathValue():
            return {"nodes": value.nodes, "relationships": value.relationships}
