"""``kgraph push``: the graph into a Neo4j database."""

import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer
from rich.text import Text

import kgraph
from kgraph.cli.options import (
    AsJson,
    Database,
    EvidenceChoice,
    GraphFile,
    MinConfidence,
    Uri,
    User,
    server_at,
)
from kgraph.cli.terminal import print_json, print_lines, row_progress, styled

_RATED = 1000
"""Rows from which on a rate says anything."""


def push(
    file: GraphFile,
    uri: Uri,
    user: User = "neo4j",
    database: Database = None,
    evidence: Annotated[
        EvidenceChoice,
        typer.Option(
            help="How much of the articles' text goes there: none, the words of each claim, or "
            "the sentences that claims cite; never whole articles."
        ),
    ] = EvidenceChoice.SENTENCES,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Compare all that is there, and mend changes by hand."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")
    ] = False,
    min_confidence: MinConfidence = 0.0,
    as_json: AsJson = False,
) -> None:
    """Bring a Neo4j database to what the graph holds; only what changed since is sent.

    The password comes from NEO4J_PASSWORD, or is asked for. What the graph has no more is removed
    there, and what others put there is left alone. Interrupted, the same command goes on.
    """
    graph = kgraph.open(file).confident(min_confidence)
    server = server_at(uri, user, database)
    began = time.perf_counter()
    with row_progress() as advance:
        pushed = kgraph.push(
            graph,
            server,
            evidence=evidence.value,
            verify=verify,
            dry_run=dry_run,
            progress=advance,
        )
    seconds = time.perf_counter() - began
    if as_json:
        print_json({**asdict(pushed), "seconds": round(seconds, 3)})
    else:
        print_lines(_lines(pushed, seconds, dry_run=dry_run))


def _lines(pushed: "kgraph.Pushed", seconds: float, *, dry_run: bool) -> Iterator[Text]:
    changed = {noun: getattr(pushed, noun) for noun in ("entities", "articles", "relations")}
    for noun, changes in changed.items():
        counts = f"{changes.new} new, {changes.changed} changed, {changes.gone} gone"
        yield styled((noun, "bold"), f": {counts}")
    if pushed.retired:
        yield styled(f"fell, kept for what others put there: {pushed.retired}")
    if dry_run:
        yield styled(f"rows to send: {pushed.rows}; nothing was written")
    elif pushed.rows:
        rate = f", {pushed.rows / seconds:,.0f} a second" if pushed.rows >= _RATED else ""
        yield styled(f"rows sent: {pushed.rows} in {seconds:.1f} s{rate}")
    elif not any(changes.gone for changes in changed.values()):
        yield styled("nothing to send")
