"""Whether a graph tells a fact, judged by words alone.

The content stems of a text are its words in lower case, without the function words that
``wording.toml`` lists and without single letters, each reduced to what lemminflect's dictionary
has it for a form of, as a noun, else as a verb, an adjective, an adverb ("forms", "formed" and
"forming" are "form", "went" is "go"; "formation" is another stem). A fact is told where at least
60 % of its content stems, each counted once, are among those of what is retrieved for it.

What is retrieved follows the evaluation of kg-gen (Mo et al. 2025, "KGGen"): the eight nodes that
are nearest to the fact, and the triples that two steps from subject to object reach from them.
There, nearness is the cosine of sentence vectors; here it is the share of the fact's stems that
the words of a node hold. Ties are broken by the words themselves, which favours neither long nor
short ones. Of a node and of a predicate the first six words count, so that no sentence can hide in
one.
"""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache

from lemminflect import getLemma

from kgraph.evaluation.wording import function_words

ENOUGH = 0.6
"""The share of a fact's stems that has to be found."""

NEAREST = 8
STEPS = 2
MOST_WORDS = 6
PARTS = ("NOUN", "VERB", "ADJ", "ADV")

_WORD = re.compile(r"\d+|[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Triple:
    """One edge of a graph in words."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Edge:
    """The stems of a predicate, and the node that it leads to."""

    stems: frozenset[str]
    end: str


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of a text that say what it is about."""
    words = _WORD.findall(text.casefold())
    return frozenset(_stem(word) for word in words if word not in function_words())


def is_told(fact: Set[str], told: Set[str]) -> bool:
    """Whether enough stems of a fact are among those told; one without stems never is."""
    return bool(fact) and len(fact & told) >= ENOUGH * len(fact)


@dataclass(frozen=True, slots=True)
class StemGraph:
    """A graph as stems: those of each node, and the edges that leave it."""

    nodes: Mapping[str, frozenset[str]]
    edges: Mapping[str, tuple[Edge, ...]]

    @classmethod
    def of(cls, triples: Iterable[Triple], nodes: Iterable[str] = ()) -> "StemGraph":
        """Return the graph of some triples, and of nodes that need not be in any."""
        found = {words: content_stems(words) for words in map(_first_words, nodes)}
        edges: dict[str, tuple[Edge, ...]] = {}
        for triple in triples:
            start, end = _first_words(triple.subject), _first_words(triple.object)
            found |= {words: content_stems(words) for words in (start, end)}
            stems = content_stems(_first_words(triple.predicate))
            edges[start] = (*edges.get(start, ()), Edge(stems, end))
        return cls(found, edges)

    def retrieved(self, fact: Set[str]) -> frozenset[str]:
        """Return the stems of the triples around the nodes that are nearest to a fact."""
        ranked = sorted(self.nodes, key=lambda node: (-len(fact & self.nodes[node]), node))
        return frozenset[str]().union(*map(self._around, ranked[:NEAREST]))

    def _around(self, start: str) -> frozenset[str]:
        stems, front, reached = frozenset[str](), {start}, {start}
        for _ in range(STEPS):
            leaving = [(node, edge) for node in front for edge in self.edges.get(node, ())]
            for node, edge in leaving:
                stems |= self.nodes[node] | edge.stems | self.nodes[edge.end]
            front = {edge.end for _, edge in leaving} - reached
            reached |= front
        return stems


def _first_words(text: str) -> str:
    """Return the words that count, in lower case; nodes that agree in them are one."""
    return " ".join(text.casefold().split()[:MOST_WORDS])


@cache
def _stem(word: str) -> str:
    lemmas = (lemma for part in PARTS for lemma in getLemma(word, part, lemmatize_oov=False)[:1])
    return next((lemma for lemma in lemmas if lemma != word), word)
