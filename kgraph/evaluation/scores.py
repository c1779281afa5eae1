"""What a measurement gives, and the figures that every task makes its own from."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim that is missed, in the key's words, or wrong, in the graph's.

    ``article`` is the path that the key gives. ``speaker`` is empty for the article's own voice.
    ``rule`` is the graph's, empty for what is missed; ``why`` is the key's reason never to claim
    it, empty where the key does not speak of it.
    """

    article: str
    quote: str
    subject: str
    predicate: str
    object: str
    phrase: str
    polarity: str
    modality: str
    speaker: str
    rule: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of one task, and the counts they are made of, by name.

    A figure is in [0, 1], but for the ``bias`` of the task ``gap``, a ratio of two; one that is not
    defined, 0 of 0, is left out. ``misses`` and ``wrong`` are filled by the
    task ``claims`` alone, by article and place in it, and never from a sealed article.
    """

    task: str
    scores: Mapping[str, float]
    counts: Mapping[str, int]
    misses: tuple[Finding, ...] = ()
    wrong: tuple[Finding, ...] = ()


def share(part: int, whole: int) -> float | None:
    """Return ``part / whole``, None where there is no whole."""
    return part / whole if whole else None


def harmonic_mean(precision: float | None, recall: float | None) -> float | None:
    """Return F1: 0 where one of the two is 0, else None where one of the two is not defined."""
    if precision == 0 or recall == 0:
        return 0.0
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall)


def agreement(right: int, found: int, wanted: int, form: str = "{}") -> dict[str, float | None]:
    """Return precision, recall and F1; ``form`` makes their names ("cue.{}")."""
    precision, recall = share(right, found), share(right, wanted)
    return {
        form.format("precision"): precision,
        form.format("recall"): recall,
        form.format("f1"): harmonic_mean(precision, recall),
    }


def defined(figures: Mapping[str, float | None]) -> dict[str, float]:
    """Return the figures that have a value, by name."""
    return {name: value for name, value in sorted(figures.items()) if value is not None}
