"""``kgraph show``: what the graph holds, what it says of one entity, or the ontology."""

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.text import Text

import kgraph
from kgraph.cli.claims import claim_data, claim_lines, relation_data, relation_line
from kgraph.cli.ontology import show_ontology
from kgraph.cli.options import AsJson
from kgraph.cli.terminal import print_json, print_lines, styled
from kgraph.graph import KnowledgeGraph
from kgraph.model import Claim, Entity

LISTED = 20


def show(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE",
            help="A graph that `kgraph build` wrote, such as news.kg; "
            "with --ontology also a .toml file, or nothing.",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="Name, alias or id of an entity; without it, counts. "
            "With --ontology the name of a predicate.",
        ),
    ] = None,
    ontology: Annotated[
        bool,
        typer.Option(
            "--ontology", help="Show the predicates, or what makes one of them, and nothing else."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show what a graph holds, all it says of one entity, or the ontology it is read with."""
    if ontology:
        show_ontology(file, name, as_json=as_json)
        return
    if file is None:
        raise typer.BadParameter("name a graph that `kgraph build` wrote", param_hint="'FILE'")
    graph = kgraph.open(file)
    if name is None:
        print_json(_graph_data(graph)) if as_json else print_lines(_graph_lines(graph))
        return
    entity = graph.entity(name)
    print_json(_entity_data(graph, entity)) if as_json else print_lines(
        _entity_lines(graph, entity)
    )


def counts_line(graph: KnowledgeGraph) -> Text:
    """Return the counts on one line."""
    return styled(", ".join(f"{noun}: {count}" for noun, count in graph.counts.items()))


def _graph_lines(graph: KnowledgeGraph) -> Iterator[Text]:
    yield counts_line(graph)
    ranked = graph.prominent()
    if ranked:
        yield Text()
        yield styled("mentions  relations  type          name")
    for entity in ranked[:LISTED]:
        relations = len(graph.relations_of(entity))
        yield styled(
            f"{entity.mentions:8}  {relations:9}  {entity.type:12}  ", (entity.name, "bold")
        )
    if len(ranked) > LISTED:
        yield styled(f"... and {len(ranked) - LISTED} more; --json lists them all")


def _graph_data(graph: KnowledgeGraph) -> dict[str, object]:
    entities = [
        {"id": e.id, "type": e.type, "name": e.name, "mentions": e.mentions}
        for e in graph.prominent()
    ]
    return {"counts": graph.counts, "entities": entities}


def _entity_lines(graph: KnowledgeGraph, entity: Entity) -> Iterator[Text]:
    yield styled((entity.name, "bold"), f"  {entity.type}")
    if entity.aliases:
        yield styled(f"also: {', '.join(entity.aliases)}")
    yield styled(f"mentions: {entity.mentions}, articles: {len(entity.articles)}")
    for relation in graph.relations_of(entity):
        yield Text()
        yield relation_line(graph, relation)
        for claim in graph.claims_for(relation):
            yield from claim_lines(graph, claim)
    for claim in _loose_claims(graph, entity):
        yield Text()
        yield styled(
            (claim.subject.words, "bold"),
            f"  {claim.predicate} ({claim.phrase})  ",
            (claim.object.words, "bold"),
        )
        yield from claim_lines(graph, claim)


def _entity_data(graph: KnowledgeGraph, entity: Entity) -> dict[str, object]:
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "mentions": entity.mentions,
        "articles": list(entity.articles),
        "relations": [relation_data(graph, r) for r in graph.relations_of(entity)],
        "other_claims": [claim_data(graph, c) for c in _loose_claims(graph, entity)],
    }


def _loose_claims(graph: KnowledgeGraph, entity: Entity) -> Iterator[Claim]:
    """Yield the claims that no relation holds, since their other end names no entity."""
    pooled = {c for relation in graph.relations_of(entity) for c in relation.claims}
    return (claim for claim in graph.claims_about(entity) if claim.id not in pooled)
