"""Answer keys: what a careful reader finds in articles, as JSON lines, one line an article."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, field_validator

from kgraph.errors import ReadError
from kgraph.evaluation.files import read_lines
from kgraph.evaluation.wording import normalise
from kgraph.model import Modality, PartialDate, Polarity, TimeSpan, day_span, month_span, year_span
from kgraph.ontology import RELATED_TO, Ontology

ANY = "*"
"""In ``never``: whatever the predicate is."""


def _telling(text: str) -> str:
    if not any(character.isalnum() for character in text):
        raise ValueError("expected words")
    return text


Words = Annotated[str, AfterValidator(_telling)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class KeyEntity(_Row):
    """A thing that the article names: the name that the key calls it by, and its other names."""

    name: Words
    also: tuple[Words, ...] = ()
    type: str = ""


class KeyClaim(_Row):
    """A claim that the article makes; an optional one is right where found, and not demanded.

    An end or a speaker is the name of a listed entity, or words. ``speaker`` is the innermost one,
    None for the article's own voice. ``time`` is a day, a month, a year, or two days with a slash.
    ``predicate`` may be the inverse name of one.
    """

    subject: Words
    predicate: str
    object: Words
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    speaker: Words | None = None
    time: str | None = None
    phrase: str = ""
    quote: str = ""
    optional: bool = False

    @field_validator("time")
    @classmethod
    def _is_a_time(cls, value: str | None) -> str | None:
        if value is not None:
            read_time(value)
        return value


class Forbidden(_Row):
    """A claim that would be false of the article; ``*`` stands for any predicate, either way."""

    subject: Words
    predicate: str
    object: Words
    polarity: Polarity | None = None
    why: str = ""


class KeyArticle(_Row):
    """All that the key says of one article; a sealed one is measured and never looked into."""

    article: str
    sealed: bool = False
    entities: tuple[KeyEntity, ...] = ()
    claims: tuple[KeyClaim, ...] = ()
    never: tuple[Forbidden, ...] = ()

    @field_validator("article")
    @classmethod
    def _is_a_path(cls, value: str) -> str:
        if Path(value).name in {"", "-"}:  # standard input is no part of a key
            raise ValueError("expected the path of a file with one article")
        return value


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of a key with its place, file and number, for messages."""

    place: str
    row: KeyArticle


def read_key(path: Path, ontology: Ontology) -> tuple[KeyLine, ...]:
    """Return the lines of an answer key in file order.

    Raises:
        ReadError: the file cannot be read, holds no line, or a line has a mistake; the message
            names line and field.
    """
    lines = tuple(
        KeyLine(f"{path}:{number}", _parse(f"{path}:{number}", line))
        for number, line in enumerate(read_lines(path), 1)
        if line.strip()
    )
    if not lines:
        raise ReadError(f"{path}: an empty key; expected one JSON object a line")
    for line in lines:
        for field, mistake in _mistakes(line.row, ontology):
            raise ReadError(f"{line.place}: {field}: {mistake}")
    return lines


def read_time(text: str) -> tuple[date, date]:
    """Return the first and the last day of a day, a month, a year, or of ``DAY/DAY``.

    Raises:
        ValueError: it is none of these.
    """
    first, slash, last = text.partition("/")
    start, end = _span(first), _span(last if slash else first)
    if start.start is None or end.end is None or start.start > end.end:
        raise ValueError("expected YYYY-MM-DD, YYYY-MM, YYYY or YYYY-MM-DD/YYYY-MM-DD")
    return start.start, end.end


def _span(text: str) -> TimeSpan:
    when = PartialDate.parse(text)
    if when.year is None:
        return TimeSpan(text)
    if when.month is None:
        return year_span(text, when.year)
    if when.day is None:
        return month_span(text, when.year, when.month)
    return day_span(text, date(when.year, when.month, when.day))


def _parse(place: str, line: str) -> KeyArticle:
    try:
        return KeyArticle.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        field = " ".join(".".join(map(str, first["loc"])).split())
        reason = first["msg"].removeprefix("Value error, ")
        if first["type"] == "missing":
            raise ReadError(f"{place}: {field}: missing; write it") from error
        if not field:
            raise ReadError(f"{place}: {reason}; expected one object on this line") from error
        given = json.dumps(first["input"])[:40]
        raise ReadError(f"{place}: {field} is {given}: {reason}; mend the field") from error


def _mistakes(row: KeyArticle, ontology: Ontology) -> Iterator[tuple[str, str]]:
    """Yield (field, what is wrong with it)."""
    listed = [normalise(entity.name) for entity in row.entities]
    others = {normalise(also): e.name for e in row.entities for also in e.also}
    known = {*ontology.predicates, RELATED_TO}
    known |= {p.inverse for p in ontology.predicates.values() if p.inverse}
    for index, name in enumerate(listed):
        if name in listed[:index]:
            yield f"entities.{index}.name", f"{name!r} is listed before; one name is one thing"
    told = [_told(claim) for claim in row.claims]
    for index, claim in enumerate(row.claims):
        if told[index] in told[:index]:
            first = told.index(told[index])
            yield f"claims.{index}", f"says the same as claims.{first}, and counts once; drop one"
        yield from _unknown(f"claims.{index}", claim.predicate, known)
        ends = (claim.subject, claim.object, claim.speaker or "")
        yield from _short(f"claims.{index}", ends, listed, others)
    for index, never in enumerate(row.never):
        yield from _unknown(f"never.{index}", never.predicate, known | {ANY})
        yield from _short(f"never.{index}", (never.subject, never.object), listed, others)


def _told(claim: KeyClaim) -> tuple[str, ...]:
    """Return what makes a claim of the graph another one: not its modality, time or sentence."""
    phrase = claim.phrase if claim.predicate == RELATED_TO else ""
    ends = (claim.subject, claim.object, claim.speaker or "", phrase)
    return (*map(normalise, ends), claim.predicate, claim.polarity)


def _unknown(place: str, predicate: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    if predicate not in known:
        expected = ", ".join(sorted(known))
        yield f"{place}.predicate", f"unknown predicate {predicate!r}; expected one of {expected}"


def _short(
    place: str, ends: Iterable[str], listed: Collection[str], others: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield ends that are only another name of an entity: they would never be found as words."""
    for end in map(normalise, ends):
        if end in others and end not in listed:
            yield place, f"{end!r} is another name of {others[end]!r}; write that"
