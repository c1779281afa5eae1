"""The graph as one of networkx."""

from collections.abc import Iterable

import networkx as nx

from kgraph.model import Entity, Relation


def network_of(entities: Iterable[Entity], relations: Iterable[Relation]) -> "nx.MultiDiGraph[str]":
    """Return a directed multigraph with the attributes that `KnowledgeGraph.to_networkx` names."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for e in entities:
        graph.add_node(
            e.id,
            name=e.name,
            type=e.type,
            aliases=e.aliases,
            mentions=e.mentions,
            country=e.country,
        )
    for r in relations:
        graph.add_edge(
            r.subject,
            r.object,
            key=r.id,
            predicate=r.predicate,
            phrase=r.phrase,
            stated=r.stated,
            alleged=r.alleged,
            denied=r.denied,
            hypothetical=r.hypothetical,
            articles=len(r.articles),
            origins=r.origins,
            first=r.first,
            last=r.last,
        )
    return graph
