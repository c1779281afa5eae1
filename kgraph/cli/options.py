"""Arguments and options that several verbs share."""

import getpass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kgraph.pipeline.signature import Signature

GraphFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="A graph that `kgraph build` wrote, such as news.kg.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a program to read.")]
Columns = Annotated[
    str | None,
    typer.Option(
        metavar="FIELD=NAME,...",
        help="Which columns of a table, or keys of JSON, hold the text, title, url, publisher, "
        "published, id and language: title=headline,text=body; guessed by their names if not said.",
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        min=0.0,
        max=1.0,
        metavar="NUMBER",
        help="Leave out claims that are less sure: 0.9 keeps what is right nine times in ten.",
    ),
]


class EvidenceChoice(StrEnum):
    """How much of the articles' text is told, as ``kgraph.propertygraph.Evidence`` has it."""

    NONE = "none"
    QUOTES = "quotes"
    SENTENCES = "sentences"


By = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who decides; your user name if not said.")
]
Why = Annotated[str, typer.Option(metavar="WORDS", help="The reason, kept for readers.")]


def signature(by: str | None, why: str) -> Signature:
    """Return who decides today, and why."""
    name = getpass.getuser() if by is None else by
    return Signature(name, date.today().isoformat(), why)
