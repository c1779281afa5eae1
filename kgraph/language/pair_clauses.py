"""Clauses of what a model guesses of two ends: trigger, mood and speaker come from the tree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgraph.language.draft import Draft
from kgraph.language.pair_model import PairModel
from kgraph.language.pairs import Pair, PairEnd, find_pairs, pair_ends
from kgraph.language.times import TimeExpression
from kgraph.language.tree import Node
from kgraph.model import Mention

PAIR = "pair"
LEAST = 0.5
"""Guesses of a smaller chance are not kept."""


@dataclass(frozen=True, slots=True)
class Guessed:
    """A guess as a draft, with its two ends; the draft has no roles."""

    draft: Draft
    subject: PairEnd
    object: PairEnd
    chance: float


def guess_pairs(
    nodes: Sequence[Node],
    mentions: Mapping[int, Mention],
    spans: Mapping[int, tuple[int, int]],
    times: Sequence[TimeExpression],
    model: PairModel,
) -> Iterator[Guessed]:
    """Yield what the model guesses of the pairs of each sentence, in text order.

    The arguments are those of :func:`kgraph.language.pairs.pair_ends`.
    """
    kinds = frozenset(model.kinds)
    for ends in pair_ends(nodes, mentions, spans, times).values():
        for pair in find_pairs(ends, nodes, kinds):
            for guess in model.guesses(pair, LEAST):
                trigger = _trigger(pair, nodes)
                subject, object_ = (pair.left, pair.right)[:: 1 if guess.forward else -1]
                draft = Draft(trigger, (trigger,), guess.relation, PAIR)
                yield Guessed(draft, subject, object_, guess.chance)


def _trigger(pair: Pair, nodes: Sequence[Node]) -> Node:
    """Return the word that joins the two: on the way between them, else between, else the last."""
    inside = {*range(pair.left.first, pair.left.last), *range(pair.right.first, pair.right.last)}
    way = [
        (abs(place - pair.turn), place, node)
        for place, node in enumerate(pair.way)
        if node.index not in inside and (node.is_verb or node.is_noun)
    ]
    if way:
        return min(way)[2]
    between = [n for n in nodes[pair.left.last : pair.right.first] if n.is_verb or n.is_noun]
    return between[-1] if between else pair.right.head
