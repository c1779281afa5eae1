"""Learning which noun phrase takes up which: mention ranking with costs, by Adam.

Of all that a phrase may take up, and of beginning a thing of its own, the right ones together get
the greatest chance (Durrett and Klein 2013, https://aclanthology.org/D13-1203: all right
antecedents count, and mistakes cost what COSTS says before chances are taken). Steps are those of
Adam (Kingma and Ba 2015, https://arxiv.org/abs/1412.6980), one document a step. Everything begins
with numbers of one seed, so that the same examples give the same weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from kgraph.language.link_features import LINKS
from kgraph.language.link_model import PHRASE_TABLES, Floats, LinkModel
from kgraph.language.phrase_traits import TRAITS

SEED = 20
HIDDEN = 48
EPOCHS = 10
RATE, LAST_RATE = 2e-3, 0.05
PRIOR = 1e-5
DROPPED = 0.3
LONGEST_STEP = 50.0
MISSED, INVENTED, WRONG = 2.0, 0.2, 1.0
"""What it costs to link nothing, to link what begins a thing, to link to another thing."""

Bits = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int32]
Weights = dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Example:
    """A document: its phrases and pairs as rows of features, and what is right.

    ``right`` tells which pairs are of one thing, ``asked`` of which phrases it is known;
    ``groups`` and ``starts`` are the later phrases of the pairs and where their pairs begin.
    """

    phrases: csr_matrix
    vectors: Floats
    pairs: csr_matrix
    later: Numbers
    earlier: Numbers
    right: Bits
    asked: Bits
    weight: float = 1.0

    @property
    def starts(self) -> npt.NDArray[np.int64]:
        """Return where the pairs of each later phrase begin."""
        return np.flatnonzero(np.append(True, self.later[1:] != self.later[:-1]))


def rows_of(codes: Numbers, size: int) -> csr_matrix:
    """Return a table with a one in each column that a row of ``codes`` names."""
    count, width = codes.shape
    ends = np.arange(0, count * width + 1, width)
    ones = np.ones(count * width, dtype=np.float32)
    return csr_matrix((ones, codes.ravel(), ends), shape=(count, size))


def learn(examples: Sequence[Example], epochs: int = EPOCHS) -> LinkModel:
    """Return the model that the examples give."""
    random = np.random.default_rng(SEED)
    examples = [example for example in examples if len(example.later)]
    weights = _beginning(examples[0].vectors.shape[1], random)
    steps = _Steps(weights, epochs * len(examples))
    for _ in range(epochs):
        for number in random.permutation(len(examples)):
            kept = (random.random(HIDDEN) >= DROPPED).astype(np.float32) / (1 - DROPPED)
            steps.take(_slopes(weights, examples[number], kept))
    return LinkModel(weights)


def _beginning(width: int, random: np.random.Generator) -> Weights:
    traits, pairs = sum(TRAITS.values()), sum(LINKS.values())

    def drawn(spread: float, *shape: int) -> Floats:
        return random.normal(0, spread, shape).astype(np.float32)

    weights: Weights = {"pair": drawn(0.1, pairs, HIDDEN)}
    for name in PHRASE_TABLES:
        weights[name] = drawn(0.1, traits, HIDDEN)
        weights[f"vector_{name}"] = drawn(0.1, width, HIDDEN)
    weights |= {"link": drawn(0.2, HIDDEN), "begin": drawn(0.2, HIDDEN)}
    zeros = {"bias": HIDDEN, "new_bias": HIDDEN, "pair_direct": pairs, "new_direct": traits}
    weights |= {name: np.zeros(size, dtype=np.float32) for name, size in zeros.items()}
    return weights | {"begin_bias": np.zeros(1, dtype=np.float32)}


class _Steps:
    """Adam; the rate falls evenly to LAST_RATE of itself."""

    def __init__(self, weights: Weights, total: int) -> None:
        self.weights, self.total, self.taken = weights, total, 0
        self.first = {name: np.zeros_like(value) for name, value in weights.items()}
        self.second = {name: np.zeros_like(value) for name, value in weights.items()}

    def take(self, slopes: Weights) -> None:
        """Move the weights a step down."""
        length = float(np.sqrt(sum(float((slope**2).sum()) for slope in slopes.values())))
        shrunk = min(1.0, LONGEST_STEP / max(length, 1e-9))
        rate = RATE * max(LAST_RATE, 1 - self.taken / self.total)
        self.taken += 1
        for name, weight in self.weights.items():
            slope = slopes[name] * np.float32(shrunk) + np.float32(PRIOR) * weight
            first, second = self.first[name], self.second[name]
            first += np.float32(0.1) * (slope - first)
            second += np.float32(0.001) * (slope**2 - second)
            mean = first / np.float32(1 - 0.9**self.taken)
            spread = np.sqrt(second / np.float32(1 - 0.999**self.taken)) + np.float32(1e-7)
            weight -= np.float32(rate) * mean / spread


def _slopes(weights: Weights, example: Example, kept: Floats) -> Weights:
    """Return the slopes of the loss of a document; ``kept`` are the hidden units that count."""
    own, pairs = example.phrases, example.pairs
    later, earlier, new = (
        own @ weights[name] + example.vectors @ weights[f"vector_{name}"] for name in PHRASE_TABLES
    )
    sums = later[example.later] + earlier[example.earlier] + pairs @ weights["pair"]
    sums += weights["bias"]
    new += weights["new_bias"]
    hidden, begun = np.maximum(sums, 0) * kept, np.maximum(new, 0) * kept
    links = hidden @ weights["link"] + pairs @ weights["pair_direct"]
    begins = begun @ weights["begin"] + own @ weights["new_direct"] + weights["begin_bias"]
    of_links, of_begins = _misses(example, links, begins)
    back = np.outer(of_links, weights["link"]) * (sums > 0) * kept
    back_new = np.outer(of_begins, weights["begin"]) * (new > 0) * kept
    sides = dict(zip(PHRASE_TABLES, (*_sides(example, back), back_new), strict=True))
    slopes = {name: own.T @ side for name, side in sides.items()}
    slopes |= {f"vector_{name}": example.vectors.T @ side for name, side in sides.items()}
    slopes |= {"pair": pairs.T @ back, "bias": back.sum(axis=0), "new_bias": back_new.sum(axis=0)}
    slopes |= {"link": hidden.T @ of_links, "begin": begun.T @ of_begins}
    slopes |= {"pair_direct": pairs.T @ of_links, "new_direct": own.T @ of_begins}
    return slopes | {"begin_bias": of_begins.sum(keepdims=True)}


def _sides(example: Example, back: Floats) -> tuple[Floats, Floats]:
    """Return the slopes of the pairs summed by later and by earlier phrase."""
    count, size = len(example.asked), len(example.later)
    ones, columns = np.ones(size, dtype=np.float32), np.arange(size)
    by_later, by_earlier = (
        csr_matrix((ones, (numbers, columns)), shape=(count, size))
        for numbers in (example.later, example.earlier)
    )
    return by_later @ back, by_earlier @ back


def _misses(example: Example, links: Floats, begins: Floats) -> tuple[Floats, Floats]:
    """Return the slopes of the loss by each score: given chance less right chance."""
    starts = example.starts
    counts = np.diff(np.append(starts, len(links)))
    groups, right = example.later[starts], example.right
    linked = np.logical_or.reduceat(right, starts)
    costs = np.where(right, 0, np.where(np.repeat(linked, counts), WRONG, INVENTED))
    links = links + costs.astype(np.float32)
    alone = begins[groups] + np.where(linked, MISSED, 0).astype(np.float32)
    highest = np.maximum(np.maximum.reduceat(links, starts), alone)
    chances, alone = np.exp(links - np.repeat(highest, counts)), np.exp(alone - highest)
    fitting, fitting_alone = chances * right, np.where(linked, 0, alone)
    given = np.add.reduceat(chances, starts) + alone
    wanted = np.maximum(np.add.reduceat(fitting, starts) + fitting_alone, 1e-30)
    weight = (example.asked[groups] * example.weight).astype(np.float32)
    of_links = chances / np.repeat(given, counts) - fitting / np.repeat(wanted, counts)
    of_begins = np.zeros_like(begins)
    of_begins[groups] = (alone / given - fitting_alone / wanted) * weight
    return (of_links * np.repeat(weight, counts)).astype(np.float32), of_begins
