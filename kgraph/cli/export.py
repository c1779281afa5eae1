"""``kgraph export``: the graph in a format for other programs."""

import io
import shlex
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, cast

import typer

import kgraph
from kgraph.cli.options import EvidenceChoice, GraphFile, MinConfidence
from kgraph.cli.terminal import print_lines, styled
from kgraph.files import write_atomically

if TYPE_CHECKING:
    from kgraph.propertygraph import Evidence

STDOUT = Path("-")


class Format(StrEnum):
    """The formats of ``kgraph.outputs``, as typer wants them, and the rows of the record."""

    CYPHER = "cypher"
    NEO4J_CSV = "neo4j-csv"
    JSONL = "jsonl"
    RECORD = "record"


def export(
    file: GraphFile,
    to: Annotated[Format, typer.Option("--to", help="The format.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="The file or folder to write; - is standard output."),
    ] = STDOUT,
    min_confidence: MinConfidence = 0.0,
    evidence: Annotated[
        EvidenceChoice | None,
        typer.Option(
            help="How much of the articles' text cypher and neo4j-csv hold: the sentences that "
            "claims cite (if not said), the words of each claim as quotes, or none."
        ),
    ] = None,
) -> None:
    """Write the graph as a Cypher script for Neo4j, as files for its import, or as JSON lines.

    neo4j-csv is a folder for `neo4j-admin database import`, the quick way into an empty database.
    Or, as record, every row of the file as JSON lines, superseded and retracted ones too: a backup
    that any program reads and `kgraph combine` takes in.
    """
    if to is Format.RECORD:
        if min_confidence:
            raise typer.BadParameter("a record holds all", param_hint="'--min-confidence'")
        if evidence:
            raise typer.BadParameter("a record holds all", param_hint="'--evidence'")
        _write(partial(kgraph.dump, file), output)
        return
    if to is Format.NEO4J_CSV and output == STDOUT:
        raise typer.BadParameter("neo4j-csv is a folder; name it", param_hint="'--output'")
    graph = kgraph.open(file).confident(min_confidence)
    # the writers load the ontology, which no other verb needs
    from kgraph.outputs import FOLDERS, stream_writer
    from kgraph.propertygraph import INDEX_SCRIPT

    told = cast("Evidence | None", evidence and evidence.value)
    if to in FOLDERS:
        command = FOLDERS[to](graph, output, evidence=told or "sentences")
        _print_next_steps(output, command, INDEX_SCRIPT)
    else:
        _write(partial(stream_writer(to, told), graph), output)


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


def _print_next_steps(folder: Path, command: str, indexes: str) -> None:
    lines = [
        f"wrote {folder}",
        "# where Neo4j 5 is stopped, and has no database neo4j yet:",
        f"cd -- {shlex.quote(str(folder))}",
        *command.splitlines(),
        "# then start Neo4j, and make constraints and indexes:",
        f"cypher-shell -f {indexes}",
    ]
    print_lines(styled(line) for line in lines)
