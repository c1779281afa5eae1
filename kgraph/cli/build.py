"""``kgraph build``: articles in, a graph out."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import kgraph
from kgraph.cli.options import Columns
from kgraph.cli.show import counts_line
from kgraph.cli.terminal import print_lines, progress, warn
from kgraph.cli.unapplied import warn_unapplied
from kgraph.errors import KGraphError
from kgraph.record import Record


class BadArticle(StrEnum):
    """What a bad article does."""

    STOP = "stop"
    SKIP = "skip"


class Clauses(StrEnum):
    """What is kept of the sentences."""

    ALL = "all"
    NAMED = "named"


def build(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS",
            help="Article files (.txt, .md, .html, .csv, .tsv, .json, .jsonl, or these as .gz) "
            "and folders; - reads stdin. Without any, what was begun is finished.",
        ),
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The graph to write.")] = Path(
        "news.kg"
    ),
    title: Annotated[str | None, typer.Option(help="Headline of a single article.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who printed a single article.")] = None,
    published: Annotated[
        str | None, typer.Option(help="Its date: YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Address of a single article.")] = None,
    columns: Columns = None,
    pipeline: Annotated[
        str | None, typer.Option(help="An installed spaCy pipeline instead of the shipped one.")
    ] = None,
    ontology: Annotated[
        Path | None,
        typer.Option(
            help="A TOML file of predicates on top of the shipped ones, kept by later builds; "
            "an empty file takes them out again.",
        ),
    ] = None,
    gazetteer: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A CSV file of names and their types: name,type[,id]."),
    ] = None,
    concepts: Annotated[
        bool | None,
        typer.Option(
            "--concepts/--no-concepts",
            help="Make entities of nouns too (antivirus market), claims of what is told of them; "
            "kept by later builds.",
        ),
    ] = None,
    clauses: Annotated[
        Clauses | None,
        typer.Option(
            help="What to keep of the sentences: all, or only what has to do with names, in a "
            "smaller file without concepts; kept by later builds."
        ),
    ] = None,
    reannotate: Annotated[
        bool,
        typer.Option(
            "--reannotate", help="Annotate all articles again where another pipeline did."
        ),
    ] = False,
    on_error: Annotated[
        BadArticle, typer.Option(help="What a bad article does.")
    ] = BadArticle.STOP,
) -> None:
    """Read articles and write a graph of what they say."""
    # Imported when asked for: the readers of all formats take longer to load than most verbs.
    from kgraph.articles import parse_columns

    skipped: list[KGraphError] = []
    notes: list[str] = []
    options = kgraph.BuildOptions(
        pipeline=pipeline,
        ontology=ontology,
        gazetteer=gazetteer,
        concepts=concepts,
        clauses=clauses.value if clauses else None,
        reannotate=reannotate,
        fields=kgraph.ArticleFields(title, publisher, published, url),
        columns=parse_columns(columns) if columns else None,
        on_error="skip" if on_error is BadArticle.SKIP else "raise",
        skipped=skipped.append,
        noted=notes.append,
    )
    with progress() as advance:
        try:
            graph = kgraph.build(paths or (), output, options=options, progress=advance)
        except KeyboardInterrupt:
            warn(_kept(output))
            raise
    for error in skipped:
        warn(f"skipped: {error}")
    for note in notes:
        warn(note)
    warn_unapplied(output)
    print_lines([counts_line(graph)])


def _kept(output: Path) -> str:
    """Return what an interrupted build leaves, and how it goes on."""
    try:
        with Record.open(output) as record:
            waiting, count = record.count_waiting(), record.count()
    except KGraphError:
        return f"nothing is kept in {output}; run the command again"
    return (
        f"{output} keeps {count - waiting} of {count} articles annotated; "
        f"`kgraph build -o {output}` goes on with the rest"
    )
