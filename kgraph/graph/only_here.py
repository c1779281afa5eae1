"""What one article says and no other."""

from dataclasses import dataclass

from kgraph.graph.knowledge_graph import KnowledgeGraph
from kgraph.model import Article, Entity, Relation


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """What a graph would lose with one article.

    ``relations`` are those whose every claim is of the article, in the order of its text;
    ``entities`` those that no other article mentions, most mentioned first, then by name and id.
    """

    article: Article
    relations: tuple[Relation, ...]
    entities: tuple[Entity, ...]


def only_here(graph: KnowledgeGraph, article: Article) -> OnlyHere:
    """Return what no other article of the graph says."""
    alone = (article.id,)
    relations = [r for r in graph.relations if r.articles == alone]
    places = {r.id: graph.claims_for(r)[0] for r in relations}
    entities = [e for e in graph.entities if e.articles == alone]
    return OnlyHere(
        article=article,
        relations=tuple(
            sorted(relations, key=lambda r: (places[r.id].sentence, places[r.id].trigger, r.id))
        ),
        entities=tuple(sorted(entities, key=lambda e: (-e.mentions, e.name, e.id))),
    )
