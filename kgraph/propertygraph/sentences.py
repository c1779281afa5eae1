"""The sentences that a property graph holds: those cited by a claim or with a mention in them."""

from collections.abc import Mapping
from dataclasses import dataclass

from kgraph.graph.together import sentence_at
from kgraph.model import Annotation, Claim, Span, content_id


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


def mentioning_sentences(
    annotation: Annotation, entities: Mapping[str, str]
) -> tuple[tuple[str, Sentence], ...]:
    """Return the id of each entity with each sentence that mentions it, sorted.

    ``entities`` are those of the annotation's mentions, by the mention's id.
    """
    found = {
        (entities[mention.id], Sentence(annotation.article, span))
        for mention in annotation.mentions
        if mention.id in entities
        for span in [sentence_at(mention.span.start, annotation.sentences)]
    }
    return tuple(sorted(found))
