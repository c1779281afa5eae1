"""Records of a few told articles, to be kept for years."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kgraph.graph import KnowledgeGraph
from kgraph.model import Annotation, Polarity
from tests.builders import Annotated, Fact, save_record, tell

ANNA = ("Person", "Anna Maria Weber")
JOHN = ("Person", "John Smith")
ACME = ("Organization", "Acme Corporation")
BANK = ("Organization", "European Central Bank")
GERMANY = ("Country", "Germany")

Name = tuple[str, str]


def says(subject: Name, verb: str, object_: Name, *, polarity: Polarity = "affirmed") -> Fact:
    """Return a fact that the article tells in its own voice."""
    return Fact(subject, verb, object_, polarity, "actual", said_by=None, dated=False)


def news(title: str, *told: Fact, published: str = "2024-03-01", url: str = "") -> Annotated:
    """Return an article that tells the facts, with its annotation."""
    article, annotation = tell(told, title=title, published=published)
    return replace(article, url=url), annotation


BAN = news("The ban", says(GERMANY, "ban", ACME), says(ANNA, "praise", GERMANY))
PRAISE = news("The praise", says(ANNA, "praise", GERMANY), published="2024-03-02")
MEETING = news("The meeting", says(JOHN, "meet", ANNA), published="2024-03-03")

ADDRESS = "https://example.org/story"
FIRST = news("First", says(GERMANY, "ban", ACME), url=ADDRESS)
SECOND = news("Second", says(GERMANY, "ban", BANK), published="2024-03-02", url=ADDRESS)


def keep(path: Path, *annotated: Annotated) -> KnowledgeGraph:
    """Write a record of these articles, of those above where none is given; return its graph."""
    return save_record(path, annotated or (BAN, PRAISE, MEETING))


def by_pipeline(annotated: Sequence[Annotated], name: str) -> list[Annotated]:
    """Return the articles as if another pipeline had annotated them."""
    return [(article, replace(told, pipeline=name)) for article, told in annotated]


def names(graph: KnowledgeGraph) -> set[str]:
    """Return the names of all entities."""
    return {entity.name for entity in graph.entities}


def relations(graph: KnowledgeGraph) -> set[tuple[str, str, str]]:
    """Return subject, predicate or phrase, and object of all relations."""
    return {
        (graph.entity(r.subject).name, r.phrase or r.predicate, graph.entity(r.object).name)
        for r in graph.relations
    }


def without_first_letters(annotation: Annotation) -> Annotation:
    """Return an annotation whose mentions begin a letter later, at the same names."""
    moved = tuple(
        replace(m, span=replace(m.span, start=m.span.start + 1)) for m in annotation.mentions
    )
    return replace(annotation, mentions=moved)
