"""The metric of CaRB (Bhardwaj, Aggarwal, Mausam 2019, https://aclanthology.org/D19-1651).

Sentences of both sides are the same when they are equal without spaces and punctuation. Arguments
after the first are one. An extraction scores against a gold one when they share a word of the
relation ("be" also meets any form of be) and it has two arguments; precision and recall of the pair
are counted in words over relation and arguments. Where the gold relation holds a word of saying,
the arguments may stand in the other order. Precision of a sentence comes from greedy one-to-one
matching, over all of its extractions; recall from the best extraction for each gold one. Every
confidence is a threshold.
"""

import re
import string
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgraph.evaluation.extractions import Extraction
from kgraph.evaluation.scores import harmonic_mean

SAYING = ("said", "told", "added", "adds", "says")
BE = frozenset({"be", "is", "am", "are", "was", "were", "been", "being"})
BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
IGNORED = re.compile(rf"[\s{re.escape(string.punctuation)}]+")

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision and recall at each confidence, from the lowest; figures are in [0, 1]."""

    points: tuple[Pair, ...]

    @property
    def best(self) -> tuple[float, float, float]:
        """Precision, recall and F1 where F1 is highest; zeros where there is no point."""
        scored = [(harmonic_mean(p, r) or 0.0, p, r) for p, r in self.points]
        f1, precision, recall = max(scored, key=lambda s: s[0], default=(0.0, 0.0, 0.0))
        return precision, recall, f1

    @property
    def area(self) -> float:
        """The area under precision over recall, with the point of recall 0 and precision 1."""
        return sum(
            (right - left) * (high + low) / 2
            for (high, right), (low, left) in pairwise((*self.points, (1.0, 0.0)))
        )


def sentence_key(sentence: str) -> str:
    """Return what two copies of a sentence have in common: no spaces, no punctuation."""
    for mark, bracket in BRACKETS.items():
        sentence = sentence.replace(mark, bracket)
    return IGNORED.sub("", sentence)


def carb_curve(gold: Iterable[Extraction], found: Iterable[Extraction]) -> Curve:
    """Return precision and recall of ``found`` over the sentences of ``gold``."""
    wanted, own = _by_sentence(gold), _by_sentence(found)
    thresholds = sorted({e.confidence for extractions in own.values() for e in extractions})
    rank = {confidence: index for index, confidence in enumerate(thresholds)}
    sums = [[0.0] * 4 for _ in thresholds]
    for key, golds in wanted.items():
        extractions = own.get(key, [])
        pairs = [[match(g, e) for e in extractions] for g in golds]
        start = 0
        for confidence in sorted({e.confidence for e in extractions}):
            kept = [i for i, e in enumerate(extractions) if e.confidence >= confidence]
            row = (_precision(pairs, kept), len(kept), _recall(pairs, kept), len(golds))
            _add(sums[start : rank[confidence] + 1], row)
            start = rank[confidence] + 1
        _add(sums[start:], (0.0, 0, 0.0, len(golds)))
    return Curve(tuple((p / np if np else 1.0, r / nr if nr else 0.0) for p, np, r, nr in sums))


def match(gold: Extraction, found: Extraction) -> Pair:
    """Return precision and recall of one extraction against one of the gold ones."""
    straight = _words_shared(gold, found)
    if not any(word in gold.relation for word in SAYING) or len(found.arguments) < 2:
        return straight
    first, *others = found.arguments
    turned = Extraction("", found.relation, (" ".join(others), first))
    return max(straight, _words_shared(gold, turned))


def _by_sentence(extractions: Iterable[Extraction]) -> Mapping[str, list[Extraction]]:
    grouped = defaultdict[str, list[Extraction]](list)
    for extraction in extractions:
        grouped[sentence_key(extraction.sentence)].append(extraction)
    return grouped


def _add(sums: Iterable[list[float]], row: Sequence[float]) -> None:
    for place in sums:
        place[:] = [a + b for a, b in zip(place, row, strict=True)]


def _precision(pairs: Sequence[Sequence[Pair]], kept: Sequence[int]) -> float:
    """Return the summed precision of a greedy matching, the best pair first."""
    rows, columns, total = set(range(len(pairs))), list(kept), 0.0
    while rows and columns:
        best, row, column = max(
            ((pairs[r][c][0], -r, -i) for r in rows for i, c in enumerate(columns))
        )
        total += best
        rows.remove(-row)
        del columns[-column]
    return total


def _recall(pairs: Sequence[Sequence[Pair]], kept: Sequence[int]) -> float:
    return sum(max((row[i][1] for i in kept), default=0.0) for row in pairs)


def _words_shared(gold: Extraction, found: Extraction) -> Pair:
    own, relation = _joined(found.arguments), found.relation.split()
    wanted = gold.relation.split()
    shared = _shared(wanted, relation)
    left = relation.count("be") > wanted.count("be")
    shared += left and not BE.isdisjoint(wanted)
    if not shared or len(own) < 2:
        return 0.0, 0.0
    words, gold_words, right = len(relation), len(wanted), shared
    for index, argument in enumerate(_joined(gold.arguments)):
        gold_words += len(argument)
        words += len(own[index])
        right += _shared(argument, own[index])
    return right / words, right / gold_words


def _joined(arguments: Sequence[str]) -> list[list[str]]:
    first, *others = [argument.split() for argument in arguments] or [[]]
    return [first, [word for words in others for word in words]] if others else [first]


def _shared(wanted: Sequence[str], words: Sequence[str]) -> int:
    """Return how many words both have, each as often as the side that has it less often."""
    left, count = list(words), 0
    for word in wanted:
        if word in left:
            left.remove(word)
            count += 1
    return count
