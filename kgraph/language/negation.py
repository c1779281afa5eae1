"""Negations: what denies in a text, and what is denied."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kgraph.language.mending import mend
from kgraph.language.negation_cues import Cue, find_cues
from kgraph.language.negation_scopes import ScopeReader
from kgraph.language.segments import sentence_starts
from kgraph.language.spacy_pipeline import load_pipeline
from kgraph.language.tree import Node, Place, read_nodes
from kgraph.model import Span


@dataclass(frozen=True, slots=True)
class Negation:
    """A cue and its scope, as spans of the text, each in text order.

    A cue is a word, words ("neither", "nor"), or a part of one ("un" of "unhappy"). The scope is
    made of words, without the cue and without marks between words; of the word that the cue is a
    part of it holds what is denied ("fear" of "fearlessness").
    """

    cue: tuple[Span, ...]
    scope: tuple[Span, ...]


def read_negations(
    texts: Iterable[str], *, pipeline: str | None = None
) -> Iterator[tuple[Negation, ...]]:
    """Yield the negations of each text, a paragraph each, in text order.

    Raises:
        PipelineError: the pipeline is not installed, or lacks a component.
    """
    for doc in load_pipeline(pipeline).pipe(texts):
        nodes = read_nodes(doc, Place(0, 0, 0, 0), set(sentence_starts(doc)))
        mend(nodes, {})
        yield find_negations(nodes)


def find_negations(nodes: Sequence[Node]) -> tuple[Negation, ...]:
    """Return the negations of the nodes of a text, in the order of their cues."""
    cues = tuple(find_cues(nodes))
    reader = ScopeReader(nodes, cues)
    return tuple(Negation(cue.spans, tuple(_spans(cue, reader.words(cue)))) for cue in cues)


def _spans(cue: Cue, words: Iterable[Node]) -> Iterator[Span]:
    """Yield where the words of a scope stand; of a denied word what the cue stands beside."""
    for node in words:
        if cue.part is None or node is not cue.nodes[0]:
            yield node.span
        elif cue.part.start == node.start:
            yield Span(cue.part.end, node.end)
        else:
            yield Span(node.start, cue.part.start)
