"""Values as JSON and back, the form in which SQLite keeps them."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import TypeAdapter

from kgraph.model import Annotation, Article, Claim, Decision, Entity, Fold, Relation

T = TypeVar("T")

_ROWS: Mapping[type, TypeAdapter[Any]] = MappingProxyType(
    {type_: TypeAdapter(type_) for type_ in (Article, Annotation)}
)
_FOLD_ROWS: Mapping[str, TypeAdapter[Any]] = MappingProxyType(
    {
        "entities": TypeAdapter(Entity),
        "relations": TypeAdapter(Relation),
        "claims": TypeAdapter(Claim),
        "decisions": TypeAdapter(Decision),
        "mention_entities": TypeAdapter(tuple[str, str]),
    }
)


def write_row(value: Article | Annotation) -> str:
    """Return an article or an annotation as JSON.

    Raises:
        ValueError: a text in it has no form in UTF-8.
    """
    return _ROWS[type(value)].dump_json(value).decode()


def read_row(type_: type[T], body: str) -> T:
    """Return the value of that type that ``body`` writes.

    Raises:
        ValueError: ``body`` is not a value of that type.
    """
    value: T = _ROWS[type_].validate_json(body)
    return value


def write_fold_rows(fold: Fold) -> Iterator[tuple[str, int, str]]:
    """Yield kind, place among its kind and JSON of all that a fold holds."""
    for kind, adapter in _FOLD_ROWS.items():
        for place, value in enumerate(getattr(fold, kind)):
            yield kind, place, adapter.dump_json(value).decode()


def read_fold_rows(rows: Iterable[tuple[str, str]]) -> Fold:
    """Return the fold of rows of kind and JSON, in their order.

    Raises:
        ValueError: a row is not a value of its kind.
    """
    found: dict[str, list[Any]] = {kind: [] for kind in _FOLD_ROWS}
    for kind, body in rows:
        if kind not in found:
            raise ValueError(f"{kind!r} is no field of a fold")
        found[kind].append(_FOLD_ROWS[kind].validate_json(body))
    return Fold(**{kind: tuple(values) for kind, values in found.items()})
