"""Decisions of people that are not in the graph, told after every change of it."""

from pathlib import Path

import kgraph
from kgraph.cli.terminal import warn


def warn_unapplied(file: Path) -> None:
    """Say on stderr how many decisions are not applied, where there are any."""
    count = sum(bool(outcome.unapplied) for outcome in kgraph.judgements(file))
    if count:
        warn(f"decisions that are not applied: {count}; `kgraph decide {file}` tells why")
