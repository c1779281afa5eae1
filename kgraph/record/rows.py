"""Values as JSON and back, the form in which SQLite keeps them."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import TypeAdapter

from kgraph.model import Annotation, Article, Claim, Decision, Entity, Fold, Relation

T = TypeVar("T")

FOLD_KINDS: Mapping[str, Any] = MappingProxyType(
    {
        "entities": Entity,
        "relations": Relation,
        "claims": Claim,
        "decisions": Decision,
        "mention_entities": tuple[str, str],
    }
)
"""The fields of a fold and the types of what they hold."""


@lru_cache(maxsize=16)
def _adapter(type_: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(type_)


def write_row(value: Article | Annotation) -> str:
    """Return an article or an annotation as JSON.

    Raises:
        ValueError: a text in it has no form in UTF-8.
    """
    return _adapter(type(value)).dump_json(value).decode()


def read_row(type_: type[T], body: str) -> T:
    """Return the value of that type that ``body`` writes.

    Raises:
        ValueError: ``body`` is not a value of that type.
    """
    value: T = _adapter(type_).validate_json(body)
    return value


def write_fold_rows(fold: Fold) -> Iterator[tuple[str, int, str]]:
    """Yield kind, place among its kind and JSON of all that a fold holds."""
    for kind, type_ in FOLD_KINDS.items():
        adapter = _adapter(type_)
        for place, value in enumerate(getattr(fold, kind)):
            yield kind, place, adapter.dump_json(value).decode()


def read_fold_rows(rows: Iterable[tuple[str, str]]) -> Fold:
    """Return the fold of rows of kind and JSON, in their order.

    Raises:
        ValueError: a row is not a value of its kind.
    """
    found: dict[str, list[Any]] = {kind: [] for kind in FOLD_KINDS}
    for kind, body in rows:
        if kind not in found:
            raise ValueError(f"{kind!r} is no field of a fold")
        found[kind].append(_adapter(FOLD_KINDS[kind]).validate_json(body))
    return Fold(**{kind: tuple(values) for kind, values in found.items()})
