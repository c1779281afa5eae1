"""``kgraph export``: the graph in a format for other programs."""

import io
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, TextIO

import typer

import kgraph
from kgraph.cli.options import GraphFile, MinConfidence
from kgraph.cli.terminal import print_lines, styled
from kgraph.files import write_atomically

STDOUT = Path("-")


class Format(StrEnum):
    """The formats of ``kgraph.outputs``, as typer wants them, and the rows of the record."""

    CYPHER = "cypher"
    JSONL = "jsonl"
    RECORD = "record"


def export(
    file: GraphFile,
    to: Annotated[Format, typer.Option("--to", help="The format.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write; - is standard output.")
    ] = STDOUT,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write the graph as a Cypher script for Neo4j, or as JSON lines.

    Or, as record, every row of the file as JSON lines, superseded and retracted ones too: a backup
    that any program reads and `kgraph combine` takes in.
    """
    if to is Format.RECORD:
        if min_confidence:
            raise typer.BadParameter("a record holds all", param_hint="'--min-confidence'")
        _write(partial(kgraph.dump, file), output)
        return
    graph = kgraph.open(file).confident(min_confidence)
    # the writers load the ontology, which no other verb needs
    from kgraph.outputs import FORMATS

    _write(partial(FORMATS[to], graph), output)


def _write(write: Callable[[TextIO], None], output: Path) -> None:
    if output != STDOUT:
        write_atomically(output, write)
        print_lines([styled(f"wrote {output}")])
    elif not sys.stdout.isatty():
        write(sys.stdout)
    else:
        shown = io.StringIO()
        write(shown)
        print_lines(styled(line) for line in shown.getvalue().splitlines())
