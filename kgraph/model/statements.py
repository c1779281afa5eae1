"""What people say of a record: articles taken back, and judgements on what was read."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeVar

from kgraph.model.annotation import Span
from kgraph.model.identifiers import content_id

JudgementKind = Literal["same", "different", "wrong", "right", "type", "name", "hide", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mention that stands for an entity: by its article and place, its form and type.

    ``form`` is the name that its article knows the thing by, ``listed`` the id of a gazetteer,
    empty where there is none. The form and the type find the entity where the article is gone or
    was annotated anew.
    """

    article: str
    span: Span
    form: str
    type: str
    listed: str = ""


@dataclass(frozen=True, slots=True)
class ClaimAnchor:
    """A claim by its id and, for the day that the id is gone, by what it says in which places.

    ``quote``, ``subject_words`` and ``object_words`` may be cut, so that a claim fits on a line.
    """

    claim: str
    article: str
    predicate: str
    subject: Span
    trigger: Span
    object: Span
    quote: str
    subject_words: str
    object_words: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided; it wins over everything that is computed.

    "same" and "different" are about ``entities`` of two, "type", "name" and "hide" of one;
    ``value`` is the type or name. "wrong" and "right" are about ``claim``. "withdrawn" only takes
    back. ``by``, ``when`` (an ISO date) and ``why`` are for readers. ``supersedes`` are the ids of
    the statements that this one takes out of force, retractions too, whether or not it is in
    force itself; an id may be of a row that is not here yet.
    """

    kind: JudgementKind
    entities: tuple[Anchor, ...] = ()
    claim: ClaimAnchor | None = None
    value: str = ""
    by: str = ""
    when: str = ""
    why: str = ""
    supersedes: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Retraction:
    """One article taken back, or given back where ``undone``; the rest is as in ``Judgement``."""

    article: str
    undone: bool = False
    by: str = ""
    when: str = ""
    why: str = ""
    supersedes: tuple[str, ...] = ()
    id: str = ""


Statement = Judgement | Retraction
S = TypeVar("S", Judgement, Retraction, Statement)


_ENTITIES: Mapping[JudgementKind, int] = MappingProxyType(
    {"same": 2, "different": 2, "type": 1, "name": 1, "hide": 1}
)
_WITH_VALUE = frozenset({"type", "name"})
_ON_CLAIM = frozenset({"wrong", "right"})


def is_complete(judgement: Judgement) -> bool:
    """Return whether it is about what its kind is about, and nothing else.

    That is so many entities, a claim or none, a value or none; one that is withdrawn names what it
    takes back. Spans begin at 0 or later and end no earlier than they begin.
    """
    claim = judgement.claim
    spans = [anchor.span for anchor in judgement.entities]
    if claim:
        spans += [claim.subject, claim.trigger, claim.object]
    return (
        len(judgement.entities) == _ENTITIES.get(judgement.kind, 0)
        and (claim is not None) == (judgement.kind in _ON_CLAIM)
        and bool(judgement.value.strip()) == (judgement.kind in _WITH_VALUE)
        and (judgement.kind != "withdrawn" or bool(judgement.supersedes))
        and all(0 <= span.start <= span.end for span in spans)
    )


def with_id(statement: S) -> S:
    """Return the statement with the id of its content; pairs and ids are put in order."""
    ordered = replace(statement, id="", supersedes=tuple(sorted(set(statement.supersedes))))
    if isinstance(ordered, Judgement):
        ordered = replace(ordered, entities=tuple(sorted(ordered.entities, key=_place)))
    content = json.dumps(asdict(ordered), sort_keys=True, ensure_ascii=False)
    return replace(ordered, id=content_id(type(statement).__name__, content))


def in_force(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements that no other supersedes, by id; the order given changes nothing."""
    statements = tuple(statements)
    superseded = {id_ for statement in statements for id_ in statement.supersedes}
    return tuple(sorted((s for s in statements if s.id not in superseded), key=lambda s: s.id))


def _place(anchor: Anchor) -> tuple[str, Span, str, str, str]:
    return (anchor.article, anchor.span, anchor.form, anchor.type, anchor.listed)
