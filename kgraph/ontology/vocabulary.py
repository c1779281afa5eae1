"""The ontology: types and predicates with their frames, read from TOML."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from kgraph.errors import OntologyError
from kgraph.model import Modality, Polarity, content_id

WORDS = "Words"
RELATED_TO = "related_to"
DEFAULT = Path(__file__).with_name("ontology.toml")


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to a predicate: which clauses it reads, and which role fills which end.

    ``roles`` are (role of the clause, "domain" or "range"), as written.
    """

    triggers: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    under: tuple[str, ...] = ()
    rule: str = ""
    polarity: Polarity | None = None
    modality: Modality | None = None
    inference: str = ""
    example: str = ""

    def fills(self, end: str) -> tuple[str, ...]:
        """Return the roles of the clause that fill "domain" or "range"."""
        return tuple(role for role, filled in self.roles if filled == end)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate: the types of its ends, the name of its inverse, its frames."""

    name: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: str = ""
    symmetric: bool = False
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types (each with its parent, or empty) and predicates, by name."""

    types: Mapping[str, str]
    predicates: Mapping[str, Predicate]
    fingerprint: str
    by_trigger: Mapping[str, tuple[tuple[Predicate, Frame], ...]] = field(repr=False)

    def is_a(self, type_: str, ancestor: str) -> bool:
        """Return whether ``type_`` is ``ancestor`` or stands below it."""
        while type_:
            if type_ == ancestor:
                return True
            type_ = self.types.get(type_, "")
        return False

    def allows(self, types: tuple[str, ...], type_: str) -> bool:
        """Return whether a domain or range admits a type; empty stands for no entity at all."""
        if not type_:
            return WORDS in types
        return any(self.is_a(type_, allowed) for allowed in types)


class _FrameRow(BaseModel):
    model_config = ConfigDict(extra="allow")
    trigger: str | list[str]
    under: str | list[str] = []
    rule: str = ""
    polarity: Polarity | None = None
    modality: Modality | None = None
    inference: str = ""
    example: str = ""


class _PredicateRow(BaseModel):
    model_config = ConfigDict(extra="forbid")
    domain: list[str]
    range: list[str]
    inverse: str = ""
    symmetric: bool = False
    frames: list[_FrameRow] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    types: dict[str, str] = {}
    predicates: dict[str, _PredicateRow] = {}


@lru_cache(maxsize=4)
def load_ontology(path: Path | None = None) -> Ontology:
    """Return the shipped ontology; the types and predicates of ``path`` come on top of it.

    Raises:
        OntologyError: the file is missing, no TOML, or has a mistake; the message names it.
    """
    base = _read(DEFAULT)
    if path is not None:
        extra = _read(path)
        base = _File(
            types={**base.types, **extra.types},
            predicates={**base.predicates, **extra.predicates},
        )
    source = path or DEFAULT
    predicates = {name: _predicate(name, row, source) for name, row in base.predicates.items()}
    for predicate in predicates.values():
        _check_types(predicate, base.types, source)
    return Ontology(base.types, predicates, content_id(base.model_dump_json()), _index(predicates))


def _read(path: Path) -> _File:
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return _File.model_validate(data)
    except OSError as error:
        reason = error.strerror
        raise OntologyError(f"{path}: cannot be read ({reason}); give a TOML file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path}: not TOML ({error}); mend the file") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise OntologyError(f"{path}: {place}: {first['msg']}; mend the field") from error


def _predicate(name: str, row: _PredicateRow, path: Path) -> Predicate:
    frames = tuple(_frame(name, frame, path) for frame in row.frames)
    return Predicate(name, tuple(row.domain), tuple(row.range), row.inverse, row.symmetric, frames)


def _frame(predicate: str, row: _FrameRow, path: Path) -> Frame:
    roles = dict(row.model_extra or {})
    for role, end in roles.items():
        if end not in {"domain", "range"}:
            raise OntologyError(
                f"{path}: predicates.{predicate}: role {role!r} is {end!r}; "
                "expected 'domain' or 'range'"
            )
    return Frame(
        triggers=_listed(row.trigger),
        roles=tuple((role, str(end)) for role, end in roles.items()),
        under=_listed(row.under),
        rule=row.rule,
        polarity=row.polarity,
        modality=row.modality,
        inference=row.inference,
        example=row.example,
    )


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _check_types(predicate: Predicate, types: Mapping[str, str], path: Path) -> None:
    known = {*types, WORDS}
    for name in (*predicate.domain, *predicate.range):
        if name not in known:
            raise OntologyError(
                f"{path}: predicates.{predicate.name}: unknown type {name!r}; "
                f"expected one of {', '.join(sorted(known))}"
            )


def _index(
    predicates: Mapping[str, Predicate],
) -> Mapping[str, tuple[tuple[Predicate, Frame], ...]]:
    index: dict[str, tuple[tuple[Predicate, Frame], ...]] = {}
    for predicate in predicates.values():
        for frame in predicate.frames:
            for trigger in frame.triggers:
                index[trigger] = (*index.get(trigger, ()), (predicate, frame))
    return index
