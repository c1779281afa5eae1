"""Arguments and options that several verbs share."""

import getpass
import os
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import kgraph
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
Uri = Annotated[
    str, typer.Argument(metavar="URI", help="A Neo4j server, such as neo4j://localhost:7687.")
]
User = Annotated[str, typer.Option(metavar="NAME", help="Who signs in to the server.")]
Database = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="A database of the server; the user's if not said."),
]


def server_at(uri: str, user: str, database: str | None) -> "kgraph.Server":
    """Return the server, with its password from the environment or from who is asked for it."""
    password = os.environ.get("NEO4J_PASSWORD")
    if password is None and sys.stdin.isatty():
        password = getpass.getpass(f"password of {user}: ")
    if password is None:
        raise typer.BadParameter("put the password of the server's user into NEO4J_PASSWORD")
    return kgraph.Server(uri, user, password, database)


def signature(by: str | None, why: str) -> Signature:
    """Return who decides today, and why."""
    name = getpass.getuser() if by is None else by
    return Signature(name, date.today().isoformat(), why)
