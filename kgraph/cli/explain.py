"""``kgraph explain``: why an edge exists, and why two names are one."""

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.text import Text

import kgraph
from kgraph.cli.claims import relation_data, relation_line
from kgraph.cli.identity import identity_data, identity_lines
from kgraph.cli.missed import missed_data, missed_lines
from kgraph.cli.options import AsJson, GraphFile
from kgraph.cli.proof import proof_lines
from kgraph.cli.terminal import print_json, print_lines
from kgraph.errors import NotFoundError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Entity, Relation


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
    as_json: AsJson = False,
) -> None:
    """Explain why an edge exists, or why several names are one entity.

    With two names: every claim between the two, in both directions, with its proof. With one
    name, or with two names of one entity: what joined its names, and each mention. With --missed
    and the title of an article: which sentences name two entities and became no claim, and why.
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
        data, lines = identity_data(graph, left, names), identity_lines(graph, left, names)
        print_json(data) if as_json else print_lines(lines)
        return
    relations = _between(graph, left, right)
    if as_json:
        print_json({"relations": [relation_data(graph, r) for r in relations]})
    else:
        print_lines(_relation_lines(graph, relations))


def _between(graph: KnowledgeGraph, left: Entity, right: Entity) -> tuple[Relation, ...]:
    """Return the relations between two entities, those that begin at ``left`` first.

    Raises:
        NotFoundError: no claim joins the two.
    """
    ends = {left.id, right.id}
    found = [r for r in graph.relations_of(left) if {r.subject, r.object} == ends]
    if not found:
        raise NotFoundError(
            f"no claim joins {left.name!r} and {right.name!r}; "
            "`kgraph show` with one name lists what is said of it"
        )
    return tuple(sorted(found, key=lambda r: r.subject != left.id))


def _relation_lines(graph: KnowledgeGraph, relations: tuple[Relation, ...]) -> Iterator[Text]:
    for number, relation in enumerate(relations):
        if number:
            yield Text()
        yield relation_line(graph, relation)
        for claim in graph.claims_for(relation):
            yield Text()
            yield from proof_lines(graph, claim)
