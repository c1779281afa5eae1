"""The sentences that a property graph holds: those cited by a claim or with a mention in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.graph import KnowledgeGraph
from kgraph.graph.together import sentence_at
from kgraph.model import Claim, Span, content_id


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A sentence by its article's id and its place there."""

    article: str
    span: Span

    @property
    def id(self) -> str:
        """The hash of article and place."""
        return content_id("sentence", self.article, self.span.start, self.span.end)


def cited_sentence(claim: Claim) -> Sentence:
    """Return the sentence that supports ``claim``."""
    return Sentence(claim.article, claim.sentence)


def mentioning_sentences(graph: KnowledgeGraph) -> tuple[tuple[str, Sentence], ...]:
    """Return each entity's id with each sentence that mentions it, sorted."""
    return tuple(sorted(set(_mentions(graph))))


def kept_sentences(graph: KnowledgeGraph) -> tuple[Sentence, ...]:
    """Return the sentences that a claim cites or that mention an entity, by article and place."""
    cited = {cited_sentence(claim) for claim in graph.claims}
    return tuple(sorted(cited.union(s for _, s in _mentions(graph))))


def _mentions(graph: KnowledgeGraph) -> Iterator[tuple[str, Sentence]]:
    for article in graph.articles:
        annotation = graph.annotation(article.id)
        entities = graph.mention_entities(article.id)
        for mention in annotation.mentions:
            if mention.id in entities:
                span = sentence_at(mention.span.start, annotation.sentences)
                yield entities[mention.id], Sentence(article.id, span)
