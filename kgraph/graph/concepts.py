"""Concepts: ends of claims that name nothing, as things by their own words."""

from collections.abc import Container, Sequence
from dataclasses import replace

from kgraph.model import Annotation, Argument, Clause, Mention, Span

SAID = frozenset({"complement", "topic"})


def mark_concepts(annotation: Annotation, *, known: Container[str] | None = None) -> Annotation:
    """Return the annotation with its concepts among the mentions, in its clauses too.

    With ``known``, only mentions of these ids are marked. Ids of clauses stay. What is said is no
    concept, nor is what points back to a clause.
    """
    things = {mention.cluster for mention in annotation.mentions if mention.name}
    named = {mention.span for mention in annotation.mentions if mention.cluster in things}
    concepts = {
        mention.span: mention
        for mention in annotation.concepts
        if mention.span not in named and (known is None or mention.id in known)
    }
    others = _with_homes([m for m in annotation.mentions if m.span not in concepts])
    clauses = tuple(_with_concepts(clause, concepts) for clause in annotation.clauses)
    mentions = sorted((*others, *concepts.values()), key=lambda m: (m.span, m.id))
    return replace(annotation, mentions=tuple(mentions), clauses=clauses)


def _with_homes(mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions of which some lost the first of their cluster, each cluster with a first."""
    known, homes = {mention.id for mention in mentions}, dict[str, str]()
    for mention in mentions:
        homes.setdefault(
            mention.cluster, mention.cluster if mention.cluster in known else mention.id
        )
    return [replace(mention, cluster=homes[mention.cluster]) for mention in mentions]


def _with_concepts(clause: Clause, concepts: dict[Span, Mention]) -> Clause:
    arguments = tuple(_argument(argument, concepts) for argument in clause.arguments)
    return replace(clause, arguments=arguments)


def _argument(argument: Argument, concepts: dict[Span, Mention]) -> Argument:
    concept = concepts.get(argument.span)
    if concept is None or argument.mention or argument.clause or argument.role in SAID:
        return argument
    return replace(argument, mention=concept.id)


def with_statements(annotation: Annotation, used: Container[str]) -> Annotation:
    """Return the annotation with those of its statements whose ids are ``used`` as clauses."""
    own = {clause.id for clause in annotation.clauses}
    told = (c for c in annotation.statements if c.id in used and c.id not in own)
    clauses = sorted((*annotation.clauses, *told), key=lambda c: (c.trigger, c.id))
    return replace(annotation, clauses=tuple(clauses))
