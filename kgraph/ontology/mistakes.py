"""Mistakes in an ontology file, told in one line."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kgraph.ontology.positions import Place, find_lines, line_of

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in one place of a file, and what may stand there."""

    place: Place
    words: str


def tell(path: Path, text: str, mistakes: Iterable[Mistake]) -> str:
    """Return one line: the file, the line and the field of the first mistake, and how many more."""
    lines = find_lines(text)
    first, *others = sorted(mistakes, key=lambda mistake: line_of(lines, mistake.place))
    place = ".".join(map(_step, first.place)).replace(".[", "[")
    more = f" (and {len(others)} more)" if others else ""
    return f"{path}:{line_of(lines, first.place)}: {place}: {first.words}{more}"


def shown(value: object) -> str:
    """Return a value as Python writes it, on one line and cut where it is long."""
    try:
        text = repr(value)
    except ValueError:  # Python writes no number of thousands of digits
        text = "a huge number"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def unknown(kind: str, value: str, allowed: Iterable[str], expected: str = "") -> str:
    """Return that ``value`` is none of ``allowed``, with the nearest of them.

    ``expected`` says in words what is allowed where the list would be too long.
    """
    choices = sorted(allowed)
    near = difflib.get_close_matches(value[:_LONGEST], choices, n=1)
    question = f"did you mean {near[0]!r}? " if near else ""
    return f"unknown {kind} {shown(value)}; {question}expected {expected or one_of(choices)}"


def one_of(choices: Iterable[str]) -> str:
    """Return "one of a, b, c"."""
    return f"one of {', '.join(choices)}"


def _step(part: str | int) -> str:
    if isinstance(part, int):
        return f"[{part}]"
    return part if re.fullmatch(r"[A-Za-z0-9_-]{1,80}", part) else shown(part)
