"""Which noun phrase takes up which before it, by the scores of a model.

Each phrase is linked to the best of those before it, or begins a thing of its own where that
scores higher. Of ties the nearest one wins.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kgraph.language.link_features import Pairs, pair_phrases
from kgraph.language.link_model import Floats, LinkModel
from kgraph.language.noun_phrases import Phrase
from kgraph.language.phrase_traits import Traits
from kgraph.language.tree import Node
from kgraph.model import Span

Chain = tuple[Span, ...]

MARGIN = -0.25
"""How much better than a beginning a link has to be; below zero, as chains rather miss links."""

MOST_HELD = 6
"""So many things a pronoun is shared among at most."""


@dataclass(frozen=True, slots=True)
class Links:
    """The pairs of an article's phrases with their scores, and those of beginnings."""

    traits: Traits
    pairs: Pairs
    scores: Floats
    begins: Floats

    @classmethod
    def of(cls, traits: Traits, model: LinkModel, asked: Sequence[int] | None = None) -> "Links":
        """Return the links of the phrases asked about, of all where None."""
        pairs = pair_phrases(traits, asked)
        return cls(traits, pairs, *model.scores(traits, pairs))

    def best(self) -> Mapping[int, int]:
        """Return by phrase the one before it that it takes up, where it takes up any."""
        found = dict[int, int]()
        for later, rows in self.groups():
            row = rows.start + int(np.argmax(self.scores[rows]))
            if self.scores[row] > self.begins[later] + MARGIN:
                found[later] = int(self.pairs.earlier[row])
        return found

    def chance(self, phrase: int) -> float:
        """Return the chance that a phrase takes up any before it, by the softmax of its scores."""
        scores = self.scores[self.pairs.later == phrase].astype(np.float64)
        begin = float(self.begins[phrase])
        highest = max(float(scores.max(initial=begin)), begin)
        links = float(np.exp(scores - highest).sum())
        return links / (links + float(np.exp(begin - highest)))

    def groups(self) -> Iterator[tuple[int, slice]]:
        """Yield each phrase that has phrases before it, with its rows among the pairs."""
        later = self.pairs.later
        counts = np.unique(later, return_counts=True)
        start = 0
        for phrase, count in zip(*counts, strict=True):
            yield int(phrase), slice(start, start + int(count))
            start += int(count)

    def shares(self) -> Mapping[int, Mapping[int, float]]:
        """Return by phrase the chance of each named thing that it may mean.

        A name is its thing; what the rules give a name is that; any other phrase is shared among
        the things of the phrases it may take up, by the softmax of their scores. A phrase that is
        not asked about and that no rule knows means nothing.
        """
        traits = self.traits
        held = dict[int, Mapping[int, float]]()
        asked = {later for later, _ in self.groups()}
        for i in range(len(traits.phrases)):
            known = int(traits.thing[i]) if traits.thing[i] >= 0 else int(traits.meant[i])
            if known >= 0 and i not in asked:
                held[i] = {known: 1.0}
        for later, rows in self.groups():
            if traits.thing[later] < 0:
                held[later] = self._shared(rows, held)
        return held

    def _shared(self, rows: slice, held: Mapping[int, Mapping[int, float]]) -> dict[int, float]:
        scores = self.scores[rows].astype(np.float64)
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        found = defaultdict[int, float](float)
        for earlier, chance in zip(self.pairs.earlier[rows], chances, strict=True):
            for thing, share in held.get(int(earlier), {}).items():
                found[thing] += float(chance) * share
        ranked = sorted(found.items(), key=lambda row: (-round(row[1], 6), row[0]))
        return dict(ranked[:MOST_HELD])


def chains_of(links: Links, nodes: Sequence[Node]) -> tuple[Chain, ...]:
    """Return the chains of two phrases or more, each in text order, by their first spans."""
    phrases, best = links.traits.phrases, links.best()
    homes = list(range(len(phrases)))
    for later in sorted(best):
        homes[later] = homes[best[later]]
    chains: dict[int, list[Phrase]] = {}
    for home, phrase in zip(homes, phrases, strict=True):
        chains.setdefault(home, []).append(phrase)
    spans = (tuple(sorted(p.span(nodes) for p in own)) for own in chains.values() if len(own) > 1)
    return tuple(sorted(spans))
