"""``kgraph show``: what the graph holds, what it says of one entity or article, or the ontology."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Annotated, NamedTuple

import typer
from rich.text import Text

import kgraph
from kgraph.cli.article import contents_data, contents_lines, only_here_data, only_here_lines
from kgraph.cli.claims import claim_data, claim_lines, entity_figures, relation_data, relation_line
from kgraph.cli.disputed import disputed_data, disputed_lines
from kgraph.cli.history import show_history
from kgraph.cli.ontology import show_ontology
from kgraph.cli.options import AsJson
from kgraph.cli.terminal import LISTED, print_json, print_lines, rest_lines, styled
from kgraph.graph import KnowledgeGraph
from kgraph.model import Claim, Entity


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
    article: Annotated[
        str | None,
        typer.Option(
            metavar="ARTICLE",
            help="Show one article by its title, address or id: what it mentions and claims.",
        ),
    ] = None,
    only_here: Annotated[
        bool,
        typer.Option("--only-here", help="With --article: what no other article says."),
    ] = False,
    history: Annotated[
        str | None,
        typer.Option(
            metavar="ARTICLE",
            help="Show the versions of an article by its title, address or id, and when it was "
            "retracted.",
        ),
    ] = None,
    disputed: Annotated[
        bool,
        typer.Option(
            "--disputed",
            help="Show what some affirm and others deny, and what later articles tell otherwise.",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show what a graph holds, all it says of one entity, or the ontology it is read with.

    Or one article, with --article, or its versions, with --history; or what is disputed, with
    --disputed.
    """
    if ontology:
        show_ontology(file, name, as_json=as_json)
        return
    if file is None:
        raise typer.BadParameter("name a graph that `kgraph build` wrote", param_hint="'FILE'")
    if only_here and article is None:
        raise typer.BadParameter("goes with --article", param_hint="'--only-here'")
    if sum((name is not None, article is not None, history is not None, disputed)) > 1:
        raise typer.BadParameter("choose one of NAME, --article, --history and --disputed")
    if history is not None:
        show_history(file, history, as_json=as_json)
        return
    graph = kgraph.open(file)
    view = _view(graph, name, article, only_here=only_here, disputed=disputed)
    print_json(view.data()) if as_json else print_lines(view.lines())


class _View(NamedTuple):
    """What is asked for, in the two forms of which one is made."""

    data: Callable[[], dict[str, object]]
    lines: Callable[[], Iterator[Text]]


def _view(
    graph: KnowledgeGraph,
    name: str | None,
    article: str | None,
    *,
    only_here: bool,
    disputed: bool,
) -> _View:
    if disputed:
        return _View(partial(disputed_data, graph), partial(disputed_lines, graph))
    if article is not None:
        shown = graph.article_named(article)
        if only_here:
            return _View(
                partial(only_here_data, graph, shown), partial(only_here_lines, graph, shown)
            )
        return _View(partial(contents_data, graph, shown), partial(contents_lines, graph, shown))
    if name is None:
        return _View(partial(_graph_data, graph), partial(_graph_lines, graph))
    entity = graph.entity(name)
    return _View(partial(_entity_data, graph, entity), partial(_entity_lines, graph, entity))


def counts_line(graph: KnowledgeGraph) -> Text:
    """Return the counts on one line."""
    return styled(", ".join(f"{noun}: {count}" for noun, count in graph.counts.items()))


def _graph_lines(graph: KnowledgeGraph) -> Iterator[Text]:
    yield counts_line(graph)
    ranked = graph.prominent(LISTED)
    if ranked:
        yield Text()
        yield styled("mentions  relations  type          name")
    for entity in ranked:
        relations = len(graph.relations_of(entity))
        yield styled(
            f"{entity.mentions:8}  {relations:9}  {entity.type:12}  ", (entity.name, "bold")
        )
    yield from rest_lines(graph.counts["entities"])


def _graph_data(graph: KnowledgeGraph) -> dict[str, object]:
    entities = [
        {"id": e.id, "type": e.type, "name": e.name, "mentions": e.mentions}
        for e in graph.prominent()
    ]
    return {"counts": graph.counts, "entities": entities}


def _entity_lines(graph: KnowledgeGraph, entity: Entity) -> Iterator[Text]:
    yield from _entity_head(entity)
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


def _entity_head(entity: Entity) -> Iterator[Text]:
    """Yield the name with type and country, and how often each other form and type was seen."""
    country = f"  {entity.country}" if entity.country else ""
    yield styled((entity.name, "bold"), f"  {entity.type}{country}")
    counts = dict(entity.forms)
    if entity.aliases:
        forms = (f"{form} ({counts[form]})" if form in counts else form for form in entity.aliases)
        yield styled(f"also: {', '.join(forms)}")
    if len(entity.types) > 1:
        yield styled(f"types: {', '.join(f'{type_} ({n})' for type_, n in entity.types)}")


def _entity_data(graph: KnowledgeGraph, entity: Entity) -> dict[str, object]:
    return {
        **entity_figures(entity),
        "relations": [relation_data(graph, r) for r in graph.relations_of(entity)],
        "other_claims": [claim_data(graph, c) for c in _loose_claims(graph, entity)],
    }


def _loose_claims(graph: KnowledgeGraph, entity: Entity) -> Iterator[Claim]:
    """Yield the claims that no relation holds, since their other end names no entity."""
    pooled = {c for relation in graph.relations_of(entity) for c in relation.claims}
    return (claim for claim in graph.claims_about(entity) if claim.id not in pooled)
