"""``kgraph view``: the graph as an interactive page."""

from pathlib import Path
from typing import Annotated

import typer

import kgraph
from kgraph.cli.options import GraphFile, MinConfidence
from kgraph.cli.terminal import print_lines, styled


def view(
    file: GraphFile,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = Path(
        "graph.html"
    ),
    together: Annotated[
        bool,
        typer.Option("--together", help="Tie names that share a sentence, too, by faint lines."),
    ] = False,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write an interactive page: one HTML file that needs no network."""
    kgraph.view(kgraph.open(file).confident(min_confidence), output, together=together)
    print_lines([styled(f"wrote {output}")])
