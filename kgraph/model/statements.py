"""What people say of a record: articles taken back, and judgements on what was read."""

from dataclasses import dataclass
from typing import Literal

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
    """A claim by its id and, for the day that the id is gone, by what it says in which places."""

    claim: str
    article: str
    predicate: str
    subject: Span
    trigger: Span
    object: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided; it wins over everything that is computed.

    "same" and "different" are about ``entities`` of two, "type", "name" and "hide" of one;
    ``value`` is the type or name. "wrong" and "right" are about ``claim``. "withdrawn" only takes
    back. ``by``, ``when`` (an ISO date) and ``why`` are for readers. ``supersedes`` are the ids of
    the judgements that this one replaces; an id may be of a row that is not here yet.
    """

    id: str
    kind: JudgementKind
    entities: tuple[Anchor, ...] = ()
    claim: ClaimAnchor | None = None
    value: str = ""
    by: str = ""
    when: str = ""
    why: str = ""
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retraction:
    """One article taken back, or given back where ``undone``; ids of rows as in ``Judgement``."""

    id: str
    article: str
    undone: bool = False
    by: str = ""
    when: str = ""
    why: str = ""
    supersedes: tuple[str, ...] = ()


Statement = Judgement | Retraction


def make_judgement(
    kind: JudgementKind,
    *,
    entities: tuple[Anchor, ...] = (),
    claim: ClaimAnchor | None = None,
    value: str = "",
    by: str = "",
    when: str = "",
    why: str = "",
    supersedes: tuple[str, ...] = (),
) -> Judgement:
    """Return a judgement with its id; a pair and the ids it supersedes are put in order."""
    pair = tuple(sorted(entities, key=_place))
    ids = tuple(sorted(set(supersedes)))
    places = [part for anchor in pair for part in (*_place(anchor), anchor.type, anchor.listed)]
    if claim is not None:
        spans = (claim.subject, claim.trigger, claim.object)
        flat = [part for span in spans for part in (span.start, span.end)]
        places += [claim.claim, claim.article, claim.predicate, *flat, claim.quote]
    id_ = content_id("judgement", kind, value, by, when, why, len(ids), *ids, *places)
    return Judgement(id_, kind, pair, claim, value, by, when, why, ids)


def make_retraction(
    article: str,
    *,
    undone: bool = False,
    by: str = "",
    when: str = "",
    why: str = "",
    supersedes: tuple[str, ...] = (),
) -> Retraction:
    """Return a retraction with its id; the ids it supersedes are put in order."""
    ids = tuple(sorted(set(supersedes)))
    id_ = content_id("retraction", article, int(undone), by, when, why, *ids)
    return Retraction(id_, article, undone, by, when, why, ids)


def in_force(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return the statements that no other supersedes, by id; the order given changes nothing."""
    superseded = {id_ for statement in statements for id_ in statement.supersedes}
    return tuple(sorted((s for s in statements if s.id not in superseded), key=lambda s: s.id))


def _place(anchor: Anchor) -> tuple[str, int, int, str]:
    return (anchor.article, anchor.span.start, anchor.span.end, anchor.form)
