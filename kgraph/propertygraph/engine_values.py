"""What the engine answers, as the values of an answer."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from kgraph.propertygraph.answers import AnswerValue, NodeValue, PathValue, RelationshipValue
from kgraph.propertygraph.engine_types import PATH, is_of
from kgraph.propertygraph.portions import portions

_RID = re.compile(r"#\d+:\d+")
_LOOKED_UP = 1000
_FINER = re.compile(r"(?<=\.\d{6})\d+")


class EngineValues:
    """Turns values of one database into those of an answer.

    A node comes as a map of its properties with "@rid" and "@type", a path as the ids that are on
    it; what is only named by its id is looked up.
    """

    def __init__(self, database: Any) -> None:
        self._database = database
        rows = database.query("sql", "SELECT name, type, parentTypes FROM schema:types").to_list()
        self._labels = {
            row["name"]: tuple(sorted(row["parentTypes"] or [row["name"]]))
            for row in rows
            if row["type"] == "vertex"
        }

    def rows(
        self, rows: Iterable[Iterable[object]], types: Iterable[Iterable[object]]
    ) -> tuple[tuple[AnswerValue, ...], ...]:
        """Return the rows as values, of the types that ``types_of`` found."""
        pairs = [list(zip(row, of, strict=True)) for row, of in zip(rows, types, strict=True)]
        ids = sorted({id_ for row in pairs for value, of in row for id_ in _ids(value, of)})
        found = self._records(ids)
        return tuple(tuple(self._value(value, of, found) for value, of in row) for row in pairs)

    def _records(self, ids: list[str]) -> dict[str, AnswerValue]:
        found: dict[str, AnswerValue] = {}
        for portion in portions(ids, _LOOKED_UP):
            some = ", ".join(portion)
            query = f"SELECT @rid AS id, @this AS record FROM [{some}]"  # noqa: S608 - the engine's ids
            for row in self._database.query("sql", query):
                found[str(row.get("id"))] = self._record(row.get("record"))
        return found

    def _value(self, value: Any, of: Any, found: Mapping[str, AnswerValue]) -> AnswerValue:
        match value:
            case str():
                return self._text(value, of, found)
            case {"@rid": _, "@type": _}:
                return self._record(value)
            case Mapping():
                types = of if isinstance(of, Mapping) else {}
                return {k: self._value(v, types.get(k), found) for k, v in value.items()}
            case list() | tuple():
                types_ = of if isinstance(of, list) else [None] * len(value)
                pairs = zip(value, types_, strict=True)
                return tuple(self._value(item, type_, found) for item, type_ in pairs)
            case None | bool() | int() | float() | date():
                return value
            case _:
                return found[str(value)] if str(value) in found else _number(value)

    def _text(self, value: str, of: Any, found: Mapping[str, AnswerValue]) -> AnswerValue:
        if is_of(of, "PATH"):
            records = [found[id_] for id_ in _RID.findall(value)]
            return PathValue(
                tuple(r for r in records if isinstance(r, NodeValue)),
                tuple(r for r in records if isinstance(r, RelationshipValue)),
            )
        if is_of(of, "DATE"):
            return date.fromisoformat(value)
        if is_of(of, "ZONED DATETIME") or is_of(of, "LOCAL DATETIME"):
            return datetime.fromisoformat(_FINER.sub("", value.partition("[")[0]))
        return value

    def _record(self, record: Mapping[str, Any]) -> NodeValue | RelationshipValue:
        type_ = record["@type"]
        properties = {
            key: self._value(value, None, {})
            for key, value in record.items()
            if not key.startswith("@")
        }
        if type_ in self._labels:
            return NodeValue(self._labels[type_], properties)
        return RelationshipValue(type_, properties)


def _ids(value: Any, of: Any) -> Iterator[str]:
    match value:
        case str():
            if is_of(of, "PATH") and PATH.fullmatch(value):
                yield from _RID.findall(value)
        case {"@rid": _}:
            return
        case Mapping():
            types = of if isinstance(of, Mapping) else {}
            for key, item in value.items():
                yield from _ids(item, types.get(key))
        case list() | tuple():
            types_ = of if isinstance(of, list) else [None] * len(value)
            for item, type_ in zip(value, types_, strict=True):
                yield from _ids(item, type_)
        case None | bool() | int() | float() | date():
            return
        case _:
            if _RID.fullmatch(str(value)):
                yield str(value)


def _number(value: object) -> AnswerValue:
    """Return a number of another kind, such as a decimal, as a float; else the text."""
    try:
        return float(str(value))
    except ValueError:
        return str(value)
