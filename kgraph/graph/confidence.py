"""How sure a claim is: the share of claims like it that readers found right.

A logistic regression over what makes a claim of this kind wrong more often: an end that is only
referred to, a speaker, a mood that is not actual, words between. Its weights (``confidence.toml``)
were fitted on claims that independent readers judged, from articles that no rule was written on.
"""

import math
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from kgraph.model import Clause, Mention
from kgraph.ontology import CONCEPT, RELATED_TO, Reading

FAR = 90
"""So many characters between two ends are far."""

REFERRING = frozenset({"pronoun", "nominal"})


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Return the weights by feature, and under ``intercept`` what every claim begins with."""
    text = Path(__file__).with_name("confidence.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text).items()}


def confidence(clause: Clause, reading: Reading, mentions: Mapping[str, Mention]) -> float:
    """Return the confidence of a reading of a clause, in [0, 1], two digits."""
    known = weights()
    sum_ = known["intercept"] + sum(known[name] for name in features(clause, reading, mentions))
    return round(1 / (1 + math.exp(-sum_)), 2)


def features(clause: Clause, reading: Reading, mentions: Mapping[str, Mention]) -> Iterator[str]:
    """Yield what may make a reading wrong, each as often as it holds; ``mentions`` are by id."""
    ends = [clause.arguments[index] for index in (reading.subject, reading.object)]
    named = [mentions[end.mention] for end in ends if end.mention is not None]
    referring = (m for m in named if m.kind in REFERRING and m.type != CONCEPT)
    yield from ("referring" for _ in referring)
    if reading.predicate == RELATED_TO:
        yield "open"
    if reading.predicate == "mentions":
        yield "mentions"
    if reading.inference:
        yield "inferred"
    if clause.attribution:
        yield "reported"
    if reading.modality != "actual":
        yield "unreal"
    if abs(ends[0].span.start - ends[1].span.start) > FAR:
        yield "far"
