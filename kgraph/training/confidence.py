"""``python -m kgraph.training.confidence JUDGEMENTS``: how much each feature says against a claim.

A judgement is a line of JSON: the ``features`` of a claim (:mod:`kgraph.graph.confidence`) and the
``verdicts`` of its readers. A claim is right where most readers hold it for right in all. Prints
the weights as ``confidence.toml`` has them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

PRIOR = 0.5
"""Weight of the squared weights, so that what few claims have says little."""

ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Judgement:
    """The features of a claim, each as often as it holds, and whether it is right."""

    features: tuple[str, ...]
    right: bool


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """Return the judgements of a file in its order."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return tuple(Judgement(tuple(row["features"]), is_right(row["verdicts"])) for row in rows)


def is_right(verdicts: Sequence[Sequence[int]]) -> bool:
    """Whether most readers gave no verdict of wrong; each reader gives one a question."""
    return 2 * sum(all(reader) for reader in verdicts) > len(verdicts)


def fit(judgements: Iterable[Judgement]) -> Mapping[str, float]:
    """Return the weights by feature, "intercept" among them, rounded to two digits.

    Newton's method for the penalised likelihood of a logistic regression.
    """
    rows = list(judgements)
    names = sorted({name for row in rows for name in row.features})
    counts = [[1.0, *(row.features.count(name) for name in names)] for row in rows]
    x, y = np.array(counts), np.array([row.right for row in rows], dtype=float)
    penalty = np.diag([0.0, *[2 * PRIOR] * len(names)])
    weights = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - chance) - penalty @ weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + penalty
        weights += np.linalg.solve(curve, slope)
    found = dict(zip(["intercept", *names], weights, strict=True))
    return {name: round(float(value), 2) for name, value in sorted(found.items())}


def main(
    judgements: Annotated[Path, typer.Argument(help="Judged claims, a line of JSON each.")],
) -> None:
    """Print the weights that the judgements give."""
    for name, weight in fit(read_judgements(judgements)).items():
        typer.echo(f"{name} = {weight}")


if __name__ == "__main__":
    typer.run(main)
