"""``kgraph check``: whether a file is sound, and what can be saved."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

import kgraph
from kgraph.cli.options import AsJson, GraphFile
from kgraph.cli.terminal import LISTED, print_json, print_lines, rest_lines, styled

DAMAGED = 1


def check(
    file: GraphFile,
    save: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Add all that can be read to a graph there."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read every row of a graph and tell what is damaged and what can be saved.

    The exit code is 0 where nothing is damaged and 1 where something is. The file is not changed.
    """
    health = kgraph.check(file, save=save)
    print_json(asdict(health)) if as_json else print_lines(_lines(health, file, save))
    if health.findings:
        raise typer.Exit(DAMAGED)


def _lines(health: kgraph.Health, file: Path, save: Path | None) -> Iterator[Text]:
    yield styled(
        f"articles that can be read: {health.articles}, with their annotation: "
        f"{health.annotated}, judgements and retractions: {health.statements}"
    )
    for finding in health.findings[:LISTED]:
        style = "bold red" if finding.lost else "yellow"
        tail = "" if finding.lost else " (can be made again)"
        yield styled((finding.place, style), f": {finding.what}{tail}")
    yield from rest_lines(len(health.findings))
    if not health.findings:
        yield styled(("sound", "green"))
    elif save:
        yield styled(f"saved in {save}; `kgraph build -o {save}` makes its graph")
    else:
        yield styled(f"`kgraph check {file} --save FILE` saves what can be read")
