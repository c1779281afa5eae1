"""Judgements of people: made, taken back, listed, and handed on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from kgraph.errors import KGraphError, NotFoundError
from kgraph.graph import (
    KnowledgeGraph,
    anchor_of,
    claim_anchor,
    kept_ontology,
    open_graph,
    refold,
)
from kgraph.graph.sightings import profile_id
from kgraph.model import Anchor, Entity, Judgement, JudgementKind
from kgraph.pipeline.signature import UNSIGNED, Signature
from kgraph.record import Record
from kgraph.record.statement_lines import read_statements, write_statements

_PAIR = ("same", "different")
_ON_CLAIM = ("wrong", "right")
_ABOUT: Mapping[JudgementKind, tuple[int, bool]] = MappingProxyType(
    {
        "same": (2, False),
        "different": (2, False),
        "wrong": (1, False),
        "right": (1, False),
        "type": (1, True),
        "name": (1, True),
        "hide": (1, False),
        "withdrawn": (1, False),
    }
)
"""How many things each kind is about, and whether it has a value."""

LONGEST_NAME = 200
"""In code points; what is longer is no name of anything."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A judgement in force, and why it does not show in the graph, empty where it does."""

    judgement: Judgement
    unapplied: str = ""


def decide(
    path: str | Path,
    kind: JudgementKind,
    about: str | Sequence[str],
    *,
    value: str = "",
    articles: Sequence[str] = (),
    signature: Signature = UNSIGNED,
) -> Outcome:
    """Keep a judgement in the record, bring its graph up to date, and return what came of it.

    ``about`` names two entities for "same" and "different", one for "type" and "name", whose
    ``value`` is the type or the name, and for "hide"; for "wrong" and "right" it is the id of a
    claim, for "withdrawn" that of a judgement. ``articles`` says, where a name has several bearers,
    in which article each of ``about`` is meant: ids, addresses or titles, as many as names; so
    "different" parts two of one name. A judgement replaces an earlier one on the same
    matter. The same judgement again changes nothing. A name is one line of at most
    ``LONGEST_NAME`` characters; white space in it becomes single spaces.

    Raises:
        NotFoundError: the graph has no such entity or claim, or the record no such judgement.
        KGraphError: ``about`` or ``value`` is not what the kind is about.
        RecordError: there is no record, or it cannot be read or written.
    """
    about = (about,) if isinstance(about, str) else tuple(about)
    value = _value(kind, about, value)
    if articles and (kind not in _PAIR or len(articles) != len(about)):
        raise KGraphError("articles are given for 'same' and 'different', one for each name")
    with Record.open_to_write(path) as record:
        refold(record)
        graph = open_graph(path)
        before = record.judgements()
        named = tuple(graph.article(article).id for article in articles)
        new = make_judgement(record, graph, kind, list(zip_longest(about, named)), value)
        known = [j for j in before if content_of(j) == content_of(new)]
        if known:
            return Outcome(known[0], record.unapplied().get(known[0].id, ""))
        signed = keep_judgement(record, new, signature, before)
        refold(record)
        return Outcome(signed, record.unapplied().get(signed.id, ""))


def keep_judgement(
    record: Record, new: Judgement, signature: Signature, before: Iterable[Judgement]
) -> Judgement:
    """Keep a judgement in place of those ``before`` on the same matter; return what is kept."""
    if new.kind != "withdrawn":
        replaced = (j.id for j in before if _matter(j) == _matter(new))
        new = replace(new, supersedes=tuple(replaced))
    signed = signature.sign(new, record.statements())
    record.state([signed])
    return signed


def _value(kind: JudgementKind, about: Sequence[str], value: str) -> str:
    """Return the value with single spaces.

    Raises:
        KGraphError: so many names, or such a value, is not what the kind is about.
    """
    wanted, with_value = _ABOUT.get(kind, (-1, False))
    value = " ".join(value.split())
    if wanted < 0:
        raise KGraphError(f"no judgement {kind!r}; choose one of {', '.join(_ABOUT)}")
    if len(about) != wanted or bool(value) != with_value:
        also = f" and a new {kind}" if with_value else ""
        things = "an id" if kind in (*_ON_CLAIM, "withdrawn") else "a name"
        raise KGraphError(f"{kind!r} is about {'two names' if wanted == 2 else things}{also}")
    if len(value) > LONGEST_NAME:
        raise KGraphError(f"{value[:40]}...: is longer than {LONGEST_NAME} characters; shorten it")
    return value


def judgements(path: str | Path) -> tuple[Outcome, ...]:
    """Return the judgements in force, by kind and id, with what came of each.

    Raises:
        RecordError: the record cannot be read, or its graph is stale.
    """
    open_graph(path)
    with Record.open(path) as record:
        reasons = record.unapplied()
        found = (Outcome(j, reasons.get(j.id, "")) for j in record.judgements())
        return tuple(sorted(found, key=lambda o: (o.judgement.kind, o.judgement.id)))


def export_judgements(path: str | Path, stream: TextIO) -> None:
    """Write all judgements and retractions, in force or not, as JSON lines by id.

    Raises:
        RecordError: the record cannot be read.
    """
    with Record.open(path) as record:
        write_statements(record.statements(), stream)


def import_judgements(path: str | Path, lines: Iterable[str], place: str) -> int:
    """Keep judgements and retractions, all or none; return how many were new.

    ``place`` is named in errors.

    Raises:
        ReadError: a line is none.
        RecordError: there is no record, or it cannot be written.
    """
    statements = tuple(read_statements(lines, place))
    with Record.open_to_write(path) as record:
        new = record.state(statements)
        refold(record)
        return new


def make_judgement(
    record: Record,
    graph: KnowledgeGraph,
    kind: JudgementKind,
    about: Sequence[tuple[str, str | None]],
    value: str = "",
) -> Judgement:
    """Return the judgement; ``about`` are names or ids, each with the article it is meant in.

    Raises:
        NotFoundError: the graph or the record has none of that name or id.
    """
    names = tuple(name for name, _ in about)
    if kind == "withdrawn":
        known = {j.id for j in record.judgements()}
        for id_ in names:
            if id_ not in known:
                raise NotFoundError(
                    f"{record.path}: no judgement {id_!r} is in force; "
                    f"`kgraph decide {record.path}` lists them"
                )
        return Judgement(kind, supersedes=names)
    if kind in _ON_CLAIM:
        return _on_claim(record, graph, kind, names[0])
    if kind == "type":
        value = _type(record, value)
    entities = tuple(_anchor(record, graph, name, article) for name, article in about)
    bearers = {
        (_profile(anchor), anchor.article if place else "")
        for anchor, (_, place) in zip(entities, about, strict=True)
    }
    if len(bearers) < len(entities):
        raise NotFoundError(
            f"{' and '.join(map(repr, names))} are one name in the graph; {kind!r} takes two, or "
            "two articles in which the name is of two"
        )
    return Judgement(kind, entities=entities, value=value)


def _on_claim(record: Record, graph: KnowledgeGraph, kind: JudgementKind, claim: str) -> Judgement:
    # A claim that was judged wrong is in no graph.
    judged = [j.claim for j in record.judgements() if j.claim and j.claim.claim == claim]
    if judged:
        return Judgement(kind, claim=judged[0])
    try:
        return Judgement(kind, claim=claim_anchor(graph.claim(claim)))
    except NotFoundError as error:
        raise NotFoundError(
            f"{record.path}: no claim has the id {claim!r}; `kgraph explain` shows their ids"
        ) from error


def _type(record: Record, value: str) -> str:
    ontology, _ = kept_ontology(record.path, record.fold_stamp())
    types = ontology.types
    by_case = {name.casefold(): name for name in types}
    if value.casefold() not in by_case:
        raise NotFoundError(f"no type {value!r} in the ontology; it has {', '.join(sorted(types))}")
    return by_case[value.casefold()]


def _anchor(record: Record, graph: KnowledgeGraph, name: str, article: str | None) -> Anchor:
    """Return an anchor of the entity of that name, also of one that is hidden."""
    try:
        return _anchor_in(graph, name, article)
    except NotFoundError:
        for judgement in record.judgements():
            anchor = judgement.entities[0] if judgement.kind == "hide" else None
            if anchor and name.casefold() in (anchor.form.casefold(), _profile(anchor)):
                return anchor
        raise


def _anchor_in(graph: KnowledgeGraph, name: str, within: str | None) -> Anchor:
    """Return an anchor of the entity of that name: where its profile of that name is mentioned."""
    entity = _bearer(graph, name, within)
    best: Anchor | None = None
    own = graph.articles_of(graph.profile(name)) if name in entity.members else entity.articles
    for article in [within] if within else own:
        annotation, homes = graph.annotation(article), graph.mention_entities(article)
        for mention in annotation.mentions:
            if mention.name and homes.get(mention.id) == entity.id:
                anchor = anchor_of(annotation, mention)
                if name in (anchor.form, mention.name, _profile(anchor)):
                    return anchor
                best = best or anchor
    if best is None:
        raise NotFoundError(f"{entity.name!r} is named in no article; choose a name")
    return best


def _bearer(graph: KnowledgeGraph, name: str, within: str | None) -> Entity:
    """Return the entity of that name or id, that of an article where it is given.

    Raises:
        NotFoundError: there is none, or the article does not have it.
    """
    if within is None:
        return graph.entity(name)
    found = sorted({*graph.mention_entities(within).values()})
    for entity in map(graph.entity, found):
        if name in (entity.id, entity.name, *entity.aliases, *entity.members):
            return entity
    raise NotFoundError(f"{name!r} is not in article {within}; `kgraph show --article` lists names")


def content_of(judgement: Judgement) -> tuple[object, ...]:
    """Return what two judgements share that say the same."""
    return (_matter(judgement), judgement.kind, judgement.value)


def _matter(judgement: Judgement) -> tuple[object, ...]:
    """Return what two judgements share that are on one matter."""
    kind = judgement.kind
    group = "pair" if kind in _PAIR else "claim" if kind in _ON_CLAIM else kind
    ends = sorted(map(_profile, judgement.entities))
    if len(set(ends)) < len(ends):
        ends = sorted(f"{anchor.article} {_profile(anchor)}" for anchor in judgement.entities)
    claim = judgement.claim.claim if judgement.claim else ""
    withdrawn = judgement.supersedes if kind == "withdrawn" else ()
    return (group, tuple(ends), claim, withdrawn)


def _profile(anchor: Anchor) -> str:
    return profile_id(anchor.type, anchor.form, anchor.listed)
