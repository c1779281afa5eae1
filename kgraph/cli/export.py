"""``kgraph export``: the graph in a format for other programs."""

import io
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import kgraph
from kgraph.cli.options import GraphFile, MinConfidence
from kgraph.cli.terminal import print_lines, styled
from kgraph.graph import KnowledgeGraph

STDOUT = Path("-")


class Format(StrEnum):
    """The formats of ``kgraph.outputs``, as typer wants them."""

    CYPHER = "cypher"
    JSONL = "jsonl"


def export(
    file: GraphFile,
    to: Annotated[Format, typer.Option("--to", help="The format.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write; - is standard output.")
    ] = STDOUT,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write the graph as a Cypher script for Neo4j, or as JSON lines."""
    graph = kgraph.open(file).confident(min_confidence)
    if output == STDOUT:
        _to_stdout(graph, to)
        return
    kgraph.export(graph, to, output)
    print_lines([styled(f"wrote {output}")])


def _to_stdout(graph: KnowledgeGraph, to: Format) -> None:
    # the writers load the ontology, which no other verb needs
    from kgraph.outputs import FORMATS

    write = FORMATS[to]
    if not sys.stdout.isatty():
        write(graph, sys.stdout)
        return
    shown = io.StringIO()
    write(graph, shown)
    print_lines(styled(line) for line in shown.getvalue().splitlines())
