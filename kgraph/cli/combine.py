"""``kgraph combine``: several records in one."""

from pathlib import Path
from typing import Annotated

import typer

import kgraph
from kgraph.cli.show import counts_line
from kgraph.cli.terminal import print_lines, progress
from kgraph.cli.unapplied import warn_unapplied


def combine(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Graphs that `kgraph build` wrote, or dumps of `kgraph export --to record`.",
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The graph to add them to.")],
) -> None:
    """Unite several graphs: all their articles, retractions and judgements, each once.

    The order of the files changes nothing. An interrupted run goes on where it was when it is run
    again.
    """
    with progress() as advance:
        graph = kgraph.combine(inputs, output, progress=advance)
    warn_unapplied(output)
    print_lines([counts_line(graph)])
