"""What an ontology file may hold: its keys, and the kind of value of each."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
)
from pydantic_core import ErrorDetails

from kgraph.model import Modality, Polarity
from kgraph.ontology.mistakes import Mistake, one_of, shown, unknown
from kgraph.ontology.positions import Place

_KINDS = MappingProxyType(
    {
        "string_type": "a string",
        "bool_type": "true or false",
        "list_type": "a list of tables",
        "dict_type": "a table",
        "model_type": "a table",
    }
)


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """What a frame can ask of a clause: the rules that find it, and the roles that it can have.

    ``addressing`` are verbs whose object is spoken to, ``circumstances`` prepositions that tie no
    two names.
    """

    rules: tuple[str, ...]
    roles: tuple[str, ...]
    prepositions: tuple[str, ...]
    addressing: tuple[str, ...]
    circumstances: tuple[str, ...]


@lru_cache(maxsize=1)
def clause_words() -> ClauseWords:
    """Return the words for clauses, read once."""
    data = tomllib.loads(Path(__file__).with_name("clauses.toml").read_text(encoding="utf-8"))
    return ClauseWords(**{key: tuple(words) for key, words in data.items()})


def _line(value: str) -> str:
    if len(value.splitlines()) > 1:
        raise ValueError("expected one line")
    return value


def _rule(value: str) -> str:
    if value not in clause_words().rules:
        raise ValueError(f"expected {one_of(clause_words().rules)}")
    return value


def _types(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        raise ValueError("expected a list of types, such as ['Person']")
    return tuple(value)


def _lemmas(value: object) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed or not all(map(_is_lemma, listed)):
        raise ValueError("expected a lemma or a list of lemmas in lower case, such as 'get rid of'")
    return tuple(listed)


def _roles(value: object) -> tuple[str, ...]:
    known = (*clause_words().roles, *clause_words().prepositions)
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed or not all(role in known for role in listed):
        raise ValueError("expected a role of a clause or a list of roles, such as 'object' or 'as'")
    return tuple(listed)


def _is_lemma(value: object) -> bool:
    return isinstance(value, str) and value != "" and value == " ".join(value.lower().split())


def _type_name(value: str) -> str:
    if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", value):
        raise ValueError("expected a name in CamelCase, such as 'Vessel'")
    return value


def _predicate_name(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", value):
        raise ValueError("expected a name in lower_snake_case, such as 'works_for'")
    return value


def _inverse(value: str) -> str:
    return value and _predicate_name(value)


def _property(value: str) -> str:
    if not re.fullmatch(r"P[0-9]+", value):
        raise ValueError("expected a property of Wikidata, such as 'P108'")
    return value


def _code(value: str) -> str:
    if not value or not value.isprintable() or " " in value:
        raise ValueError("expected one word")
    return value


Line = Annotated[str, AfterValidator(_line)]
Lemmas = Annotated[tuple[str, ...], PlainValidator(_lemmas)]
Roles = Annotated[tuple[str, ...], PlainValidator(_roles)]
Types = Annotated[tuple[str, ...], PlainValidator(_types)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class FrameRow(_Row):
    """One frame; its roles are the keys that are no fields."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Literal["domain", "range"]]
    trigger: Lemmas
    under: Lemmas = ()
    via: Lemmas = ()
    plain: Literal["", "domain", "range"] = ""
    needs: Roles = ()
    lacks: Roles = ()
    domain: Types = ()
    range: Types = ()
    rule: Annotated[str, AfterValidator(_rule)] = ""
    least: Annotated[float, Field(ge=0, le=1)] | None = None
    polarity: Polarity | None = None
    modality: Modality | None = None
    inference: Line = ""
    example: Line = ""


class CodesRow(_Row):
    """What other vocabularies call a predicate."""

    plover: Annotated[str, AfterValidator(_code)] = ""
    wikidata: Annotated[str, AfterValidator(_property)] = ""
    followthemoney: Annotated[str, AfterValidator(_code)] = ""


class PredicateRow(_Row):
    """One predicate; with ``extends`` only what differs from the one of that name below it."""

    extends: bool = False
    domain: Types = ()
    range: Types = ()
    inverse: Annotated[str, AfterValidator(_inverse)] = ""
    symmetric: bool = False
    broader: Line = ""
    description: Line = ""
    codes: CodesRow = CodesRow()
    frames: list[FrameRow] = []


class OntologyRow(_Row):
    """A whole file."""

    types: dict[Annotated[str, AfterValidator(_type_name)], str] = {}
    predicates: dict[Annotated[str, AfterValidator(_predicate_name)], PredicateRow] = {}


_ROWS: Mapping[int, type[_Row]] = MappingProxyType({1: OntologyRow, 3: PredicateRow, 4: CodesRow})
"""The row whose keys stand that deep in a file; a frame has no unknown ones."""


def find_mistakes(error: ValidationError) -> Iterator[Mistake]:
    """Yield the mistakes that pydantic found in an ``OntologyRow``."""
    for details in error.errors():
        place = details["loc"]
        if details["type"] == "value_error" and place[-1] == "[key]":  # pydantic's mark for a name
            place = place[:-1]
        yield Mistake(place, _words(details, place))


def _words(details: ErrorDetails, place: Place) -> str:
    if details["type"] == "missing":
        return "is missing; every frame has one"
    if details["type"] == "extra_forbidden":
        return unknown("key", str(place[-1]), _ROWS[len(place)].model_fields)
    context = details.get("ctx", {})
    kind = context.get("expected") or _KINDS.get(details["type"], "another kind of value")
    return f"is {shown(details['input'])}; {context.get('error') or f'expected {kind}'}"
