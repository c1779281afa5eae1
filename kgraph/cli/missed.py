"""What the verb ``explain --missed`` prints: sentences that became no claim."""

from collections.abc import Iterator

from rich.text import Text

from kgraph.cli.terminal import styled
from kgraph.graph import KnowledgeGraph
from kgraph.model import Article


def missed_data(graph: KnowledgeGraph, article: Article) -> dict[str, object]:
    """Return the missed sentences of an article for JSON."""
    rows = [
        {
            "sentence": missed.sentence.of(article.text),
            "start": missed.sentence.start,
            "end": missed.sentence.end,
            "entities": [graph.entity(entity).name for entity in missed.entities],
            "why": missed.why,
        }
        for missed in graph.missed(article)
    ]
    return {"article": article.id, "title": article.title, "missed": rows}


def missed_lines(graph: KnowledgeGraph, article: Article) -> Iterator[Text]:
    """Yield each missed sentence of an article with what it names and why nothing was claimed."""
    found = graph.missed(article)
    count = "1 sentence names" if len(found) == 1 else f"{len(found)} sentences name"
    yield styled((article.title or article.id, "bold"), f": {count} several and tie none")
    for missed in found:
        yield Text()
        yield styled("  ", missed.sentence.of(article.text))
        names = ", ".join(graph.entity(entity).name for entity in missed.entities)
        yield styled("    ", ("names       ", "dim"), names)
        yield styled("    ", ("why         ", "dim"), missed.why)
