"""What ``kgraph show --article`` prints: one article, and what no other says."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from kgraph.cli.claims import (
    article_data,
    claim_data,
    claim_lines,
    end_name,
    entity_figures,
    relation_data,
    relation_line,
    source_name,
)
from kgraph.cli.terminal import styled
from kgraph.graph import KnowledgeGraph, only_here
from kgraph.model import Article, Claim, Entity


def contents_lines(graph: KnowledgeGraph, article: Article) -> Iterator[Text]:
    """Yield the article, and what it mentions and claims in the order of its text."""
    entities, claims = _mentioned(graph, article), _claims(graph, article)
    yield styled((source_name(article), "bold"))
    if article.url:
        yield styled(article.url)
    yield styled(f"entities: {len(entities)}, claims: {len(claims)}")
    yield from _entity_lines(entities)
    for claim in claims:
        yield Text()
        ends = [end_name(graph, end) for end in (claim.subject, claim.object)]
        predicate = f"  {claim.predicate} ({claim.phrase})  "
        yield styled((ends[0], "bold"), predicate, (ends[1], "bold"))
        yield from claim_lines(graph, claim)


def contents_data(graph: KnowledgeGraph, article: Article) -> dict[str, object]:
    """Return the article, and what it mentions and claims in the order of its text, for JSON.

    ``mentions`` counts those in the article.
    """
    return {
        "article": article_data(article),
        "entities": [{**entity_figures(e), "mentions": n} for e, n in _mentioned(graph, article)],
        "claims": [claim_data(graph, claim) for claim in _claims(graph, article)],
    }


def only_here_lines(graph: KnowledgeGraph, article: Article) -> Iterator[Text]:
    """Yield the entities and relations that no other article has; relations with their claims."""
    found = only_here(graph, article)
    yield styled((source_name(article), "bold"))
    count = f"entities: {len(found.entities)}, relations: {len(found.relations)}"
    yield styled(f"in no other article: {count}")
    yield from _entity_lines([(entity, entity.mentions) for entity in found.entities])
    for relation in found.relations:
        yield Text()
        yield relation_line(graph, relation)
        for claim in graph.claims_for(relation):
            yield from claim_lines(graph, claim)


def only_here_data(graph: KnowledgeGraph, article: Article) -> dict[str, object]:
    """Return the entities and relations that no other article has, for JSON."""
    found = only_here(graph, article)
    return {
        "article": article_data(article),
        "entities": [entity_figures(entity) for entity in found.entities],
        "relations": [relation_data(graph, relation) for relation in found.relations],
    }


def _entity_lines(entities: Sequence[tuple[Entity, int]]) -> Iterator[Text]:
    if entities:
        yield Text()
        yield styled("mentions  type          name")
    for entity, mentions in entities:
        yield styled(f"{mentions:8}  {entity.type:12}  ", (entity.name, "bold"))


def _mentioned(graph: KnowledgeGraph, article: Article) -> list[tuple[Entity, int]]:
    """Return the entities of an article, by their first mention, with how many they have there."""
    entities = [entity for entity in graph.entities if article.id in entity.articles]
    spans = {
        entity.id: [m.span for home, m in graph.mentions_of(entity) if home.id == article.id]
        for entity in entities
    }
    ordered = sorted(entities, key=lambda e: (spans[e.id], e.id))
    return [(entity, len(spans[entity.id])) for entity in ordered]


def _claims(graph: KnowledgeGraph, article: Article) -> list[Claim]:
    found = (claim for claim in graph.claims if claim.article == article.id)
    return sorted(found, key=lambda c: (c.sentence.start, c.trigger.start, c.id))
