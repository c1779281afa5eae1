"""Answer keys by hand."""

from collections.abc import Sequence

from kgraph.evaluation.answer_key import KeyArticle, KeyLine
from kgraph.evaluation.claims import score_graph
from kgraph.evaluation.scores import Scores
from kgraph.graph import KnowledgeGraph
from kgraph.model import Article
from kgraph.ontology import load_ontology

Cells = dict[str, object]


def key_line(
    entities: Sequence[str | Cells],
    claims: Sequence[Cells],
    *,
    never: Sequence[Cells] = (),
    article: str = "a.txt",
    sealed: bool = False,
) -> KeyLine:
    """Return a line of a key; an entity may be its name alone."""
    cells = {
        "article": article,
        "sealed": sealed,
        "entities": tuple({"name": e} if isinstance(e, str) else e for e in entities),
        "claims": tuple(claims),
        "never": tuple(never),
    }
    return KeyLine("key.jsonl:1", KeyArticle.model_validate(cells))


def claim(subject: str, predicate: str, object_: str, **others: object) -> Cells:
    """Return a claim, or a claim never to be made, as a line of a key writes it."""
    return {"subject": subject, "predicate": predicate, "object": object_, **others}


def score(graph: KnowledgeGraph, *lines: tuple[Article, KeyLine]) -> Scores:
    """Return the scores of a graph with the shipped ontology."""
    return score_graph(graph, {article.id: line for article, line in lines}, load_ontology())
