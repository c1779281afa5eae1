"""``kgraph explain``: why an edge exists, and why two names are one."""

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.text import Text

import kgraph
from kgraph.cli.claims import relation_data, relation_line
from kgraph.cli.identity import (
    apart_lines,
    explanation_data,
    identity_data,
    identity_lines,
)
from kgraph.cli.missed import missed_data, missed_lines
from kgraph.cli.options import AsJson, GraphFile
from kgraph.cli.proof import proof_lines
from kgraph.cli.terminal import print_json, print_lines
from kgraph.errors import NotFoundError
from kgraph.graph import Explanation, KnowledgeGraph
from kgraph.model import Relation


def explain(
    file: GraphFile,
    subject: Annotated[
        str,
        typer.Argument(
            metavar="SUBJECT",
            help="Name, alias or id of an entity; with --missed an article's title, address or id.",
        ),
    ],
    other: Annotated[str | None, typer.Argument(metavar="OBJECT", help="Another name.")] = None,
    missed: Annotated[
        bool,
        typer.Option("--missed", help="Sentences of an article that name two, and tie none."),
    ] = False,
    mentions: Annotated[
        bool,
        typer.Option("--mentions", help="Each mention of an entity with its sentence, and why."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Explain why an edge exists, or why several names are one entity or two.

    With two names: every claim between the two, in both directions, with its proof; where there is
    none, or something was decided on the two names, why they are two things. With one name, or
    with two names of one entity: which decisions joined its names, with scores and reasons, and
    what each mention is there for. With --missed and the title of an article: which sentences name
    two entities and became no claim, and why.
    """
    graph = kgraph.open(file)
    if missed:
        article = graph.article_named(subject)
        data, lines = missed_data(graph, article), missed_lines(graph, article)
        print_json(data) if as_json else print_lines(lines)
        return
    left = graph.entity(subject)
    right = left if other is None else graph.entity(other)
    if left.id == right.id:
        names = (subject,) if other is None else (subject, other)
        data = identity_data(graph, left, names)
        lines = identity_lines(graph, left, names, in_full=mentions)
        print_json(data) if as_json else print_lines(lines)
        return
    if mentions:
        raise typer.BadParameter("goes with one entity", param_hint="'--mentions'")
    explanation = graph.explain(subject, other or subject)
    relations = _between(graph, explanation)
    if as_json:
        shown = [relation_data(graph, r) for r in relations]
        print_json({"relations": shown, "identity": explanation_data(explanation)})
    else:
        print_lines(_pair_lines(graph, relations, explanation))


def _between(graph: KnowledgeGraph, pair: Explanation) -> tuple[Relation, ...]:
    """Return the relations between two entities, those that begin at the left one first.

    Raises:
        NotFoundError: no claim joins the two, and they are of two types, so that nobody asks why
            they are not one.
    """
    left, right = pair.left, pair.right
    ends = {left.id, right.id}
    found = [r for r in graph.relations_of(left) if {r.subject, r.object} == ends]
    if not found and not pair.steps and left.type != right.type:
        raise NotFoundError(
            f"no claim joins {left.name!r} and {right.name!r}, and {left.type} and {right.type} "
            "are one only where a full name is taken for both; "
            "`kgraph show` with one name lists what is said of it"
        )
    return tuple(sorted(found, key=lambda r: r.subject != left.id))


def _pair_lines(
    graph: KnowledgeGraph, relations: tuple[Relation, ...], pair: Explanation
) -> Iterator[Text]:
    yield from _relation_lines(graph, relations)
    if relations and pair.steps:
        yield Text()
    if pair.steps or not relations:
        yield from apart_lines(pair)


def _relation_lines(graph: KnowledgeGraph, relations: tuple[Relation, ...]) -> Iterator[Text]:
    for number, relation in enumerate(relations):
        if number:
            yield Text()
        yield relation_line(graph, relation)
        for claim in graph.claims_for(relation):
            yield Text()
            yield from proof_lines(graph, claim)
