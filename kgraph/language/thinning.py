"""An annotation without what no name has a part in."""

from collections.abc import Iterable
from dataclasses import replace

from kgraph.model import Annotation, Clause


def thinned(annotation: Annotation) -> Annotation:
    """Return the annotation with the clauses that lead to a mention, and without concepts.

    A clause leads to a mention by an argument or by who is said to speak. What a kept clause
    points to is kept too, so claims between names are the same; those of concepts are lost.
    """
    clauses = {clause.id: clause for clause in annotation.clauses}
    kept = set[str]()
    waiting = [clause for clause in annotation.clauses if _leads_to_mention(clause)]
    while waiting:
        clause = waiting.pop()
        if clause.id not in kept:
            kept.add(clause.id)
            waiting += (clauses[id_] for id_ in _pointed(clause) if id_ in clauses)
    return replace(
        annotation,
        clauses=tuple(clause for clause in annotation.clauses if clause.id in kept),
        concepts=(),
        statements=(),
    )


def _leads_to_mention(clause: Clause) -> bool:
    return any(argument.mention is not None for argument in clause.arguments) or any(
        level.speaker is not None for level in clause.attribution
    )


def _pointed(clause: Clause) -> Iterable[str]:
    return (argument.clause for argument in clause.arguments if argument.clause is not None)
