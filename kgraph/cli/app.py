"""The command ``kgraph``: its verbs, its exit codes, and what becomes of an error."""

import functools
import gc
import os
import re
import sys
from collections.abc import Callable, Mapping
from typing import Annotated, NoReturn, ParamSpec

import typer

import kgraph
from kgraph.cli.build import build
from kgraph.cli.check import check
from kgraph.cli.combine import combine
from kgraph.cli.cypher import cypher
from kgraph.cli.decide import decide
from kgraph.cli.diff import diff
from kgraph.cli.evaluate import evaluate
from kgraph.cli.explain import explain
from kgraph.cli.export import export
from kgraph.cli.pull import pull
from kgraph.cli.push import push
from kgraph.cli.retract import retract
from kgraph.cli.review import review
from kgraph.cli.show import show
from kgraph.cli.terminal import clean
from kgraph.cli.view import view
from kgraph.errors import KGraphError

P = ParamSpec("P")

_FILES = ("file", "paths", "script")
_ENCODABLE = re.compile(r"[^\ud800-\udfff]*")

_COLLECTED_AFTER = 20_000
"""Objects that are made before Python looks for cycles."""

# 128 and the signal's number, as a shell reports it
INTERRUPTED = 130
PIPE_CLOSED = 141

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _reporting(verb: Callable[P, None]) -> Callable[P, None]:
    """Return ``verb`` with its expected endings turned into one line and an exit code."""

    @functools.wraps(verb)
    def reported(*args: P.args, **kwargs: P.kwargs) -> None:
        _require_text(kwargs)
        try:
            verb(*args, **kwargs)
            sys.stdout.flush()
        except KGraphError as error:
            _stop(f"error: {error}", 1)
        except KeyboardInterrupt:
            _stop("interrupted", INTERRUPTED)
        except BrokenPipeError:
            # Python flushes stdout once more at its end, and would complain again
            with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, not a path
                os.dup2(nowhere.fileno(), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from None

    return reported


def _require_text(arguments: Mapping[str, object]) -> None:
    """Refuse words that are not UTF-8; names of files may be any bytes.

    Raises:
        typer.BadParameter: a word is none.
    """
    for name, value in arguments.items():
        words = value if isinstance(value, list) else [value]
        for word in words if name not in _FILES else ():
            if isinstance(word, str) and not _ENCODABLE.fullmatch(word):
                raise typer.BadParameter(f"{clean(word)} is not UTF-8")


def _stop(line: str, code: int) -> NoReturn:
    typer.echo(clean(line), err=True)
    raise typer.Exit(code) from None


VERBS: dict[str, tuple[Callable[..., None], str]] = {
    "build": (build, "kgraph build data/articles -o news.kg"),
    "show": (show, 'kgraph show news.kg "Kaspersky Lab"'),
    "explain": (explain, 'kgraph explain news.kg "Dutch government" "Kaspersky Lab"'),
    "diff": (diff, "kgraph diff old.kg news.kg"),
    "view": (view, "kgraph view news.kg -o graph.html"),
    "cypher": (cypher, 'kgraph cypher news.kg "MATCH (n:Person) RETURN n.name, n.mentions"'),
    "retract": (retract, 'kgraph retract news.kg "https://example.org/a-story" --why withdrawn'),
    "decide": (decide, 'kgraph decide news.kg same "Eugene Kaspersky" "Yevgeny Kaspersky"'),
    "review": (review, "kgraph review news.kg"),
    "combine": (combine, "kgraph combine a.kg b.kg -o all.kg"),
    "check": (check, "kgraph check news.kg"),
    "export": (export, "kgraph export news.kg --to cypher -o graph.cypher"),
    "push": (push, "kgraph push news.kg neo4j://localhost:7687"),
    "pull": (pull, "kgraph pull news.kg neo4j://localhost:7687"),
    "evaluate": (evaluate, "kgraph evaluate claims key.jsonl --misses"),
}
"""Each verb with the example that its help shows."""

for _name, (_verb, _example) in VERBS.items():
    app.command(_name, epilog=f"Example: {_example}")(_reporting(_verb))


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kgraph {kgraph.__version__}")
        raise typer.Exit


@app.callback(epilog="Example: kgraph build data/articles -o news.kg && kgraph show news.kg")
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Turn news articles into a knowledge graph in which every edge replays to its sentence."""


def run() -> None:
    """Run the verb that the command names; ends the process with its exit code."""
    # Articles and rows come by the hundred thousand and are in no cycles; looking for some as often
    # as Python does takes a quarter of the time of a push.
    gc.set_threshold(_COLLECTED_AFTER)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="kgraph")
