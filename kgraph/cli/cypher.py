"""``kgraph cypher``: queries to the graph, in a terminal, from a file, or by any client of Bolt."""

import json
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

import kgraph
from kgraph.cli.answers import print_answer_json, print_csv, print_table, show_answers
from kgraph.cli.options import AsJson, GraphFile, MinConfidence
from kgraph.cli.prompt import Prompt
from kgraph.cli.terminal import print_lines, styled
from kgraph.errors import QueryError
from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph.answers import Answer
from kgraph.propertygraph.statements import split_statements

_STDIN = "-"
_PORT = 7687


def cypher(
    file: GraphFile,
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY",
            help="A Cypher query, or several with ; between them; - reads standard input. "
            "Without it, a terminal asks for queries.",
        ),
    ] = None,
    script: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="Read the queries from a file.")
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "--parameter",
            "-p",
            metavar="NAME=VALUE",
            help="What $NAME is: a JSON value, else the text itself. Can be given several times; "
            "a date is written date($NAME) in the query.",
        ),
    ] = None,
    as_json: AsJson = False,
    as_csv: Annotated[
        bool,
        typer.Option(
            "--csv",
            help="Print CSV; a text that a spreadsheet takes for a formula gets a ' before it.",
        ),
    ] = False,
    min_confidence: MinConfidence = 0.0,
    serve: Annotated[
        bool,
        typer.Option(
            "--serve",
            help="Serve the graph to clients of Bolt on 127.0.0.1, read-only, until Ctrl-C.",
        ),
    ] = False,
    port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65535, metavar="NUMBER", help="With --serve: the port, else 7687; 0 is any."
        ),
    ] = None,
) -> None:
    """Answer Cypher queries; needs no server.

    The first query builds a database of the graph in the folder FILE-cypher, which can be deleted
    at any time. Queries read the graph and change nothing.
    """
    _require_one_way(query, script, serve=serve, port=port, formats=as_json + as_csv)
    values = dict(map(_parameter, parameters or []))
    graph = kgraph.open(file)
    if min_confidence:
        graph = graph.confident(min_confidence)  # which reads all claims
    if serve:
        _serve(graph, _PORT if port is None else port)
        return
    show = print_answer_json if as_json else print_csv if as_csv else print_table
    text = _text(query, script)
    if text is None:
        Prompt(graph, values, show).run()
    else:
        _run(graph, text, values, show)


def _require_one_way(
    query: str | None, script: Path | None, *, serve: bool, port: int | None, formats: int
) -> None:
    if query is not None and script is not None:
        raise typer.BadParameter("give a query or a file of them", param_hint="'--file'")
    if serve and (query is not None or script is not None or formats):
        raise typer.BadParameter("takes no query and prints no answer", param_hint="'--serve'")
    if port is not None and not serve:
        raise typer.BadParameter("goes with --serve", param_hint="'--port'")
    if formats > 1:
        raise typer.BadParameter("is one format, --json another", param_hint="'--csv'")


def _parameter(word: str) -> tuple[str, object]:
    name, equals, value = word.partition("=")
    if not name or not equals:
        raise typer.BadParameter(f"{word!r} is not NAME=VALUE", param_hint="'-p'")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _text(query: str | None, script: Path | None) -> str | None:
    """Return the queries; None where they are to be asked for.

    Raises:
        QueryError: the file or the standard input cannot be read.
    """
    place: Path | str = script or "standard input"
    try:
        if script is not None:
            return script.read_text(encoding="utf-8")
        if query == _STDIN or (query is None and not sys.stdin.isatty()):
            return sys.stdin.buffer.read().decode("utf-8")
    except OSError as error:
        raise QueryError(f"{place}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{place}: is not UTF-8 at byte {error.start}") from error
    return query


def _run(
    graph: KnowledgeGraph,
    text: str,
    parameters: dict[str, object],
    show: Callable[[Answer], None],
) -> None:
    statements = split_statements(text)
    if not statements:
        raise QueryError("there is no query; give one, such as 'MATCH (n:Entity) RETURN n.name'")
    show_answers(graph, statements, parameters, show)


def _serve(graph: KnowledgeGraph, port: int) -> None:
    stopped = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - what signals hand over
        stopped.set()

    with kgraph.serve(graph, port=port) as service:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        print_lines(
            [
                styled(f"address   {service.address}"),
                styled(f"user      {service.user}"),
                styled(f"password  {service.password}"),
                styled("read-only, for this machine; Ctrl-C ends it"),
            ]
        )
        sys.stdout.flush()
        while not stopped.wait(0.2):
            pass
