"""A prompt for Cypher queries in a terminal."""

import importlib
from collections.abc import Callable, Mapping

import typer

from kgraph.cli.answers import show_answers
from kgraph.cli.terminal import print_lines, styled, warn
from kgraph.errors import KGraphError
from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph.answers import Answer
from kgraph.propertygraph.statements import is_complete, split_statements

_FIRST, _MORE = "cypher> ", "   ...> "
_HELP = (
    "A query ends with ; and may have several lines. :quit or Ctrl-D ends this.",
    "MATCH (a:Person)-[r]->(b:Entity) RETURN a.name, type(r), b.name, r.count LIMIT 10;",
    "MATCH (c:Claim)-[:SUPPORTED_BY]->(s:Sentence) RETURN c.predicate, c.status, s.text LIMIT 5;",
    "CALL db.index.fulltext.queryNodes('kgraph_names', 'lab') YIELD node RETURN node.name;",
)


class Prompt:
    """Asks for queries and shows the answers until it is told to end; an error does not end it."""

    def __init__(
        self,
        graph: KnowledgeGraph,
        parameters: Mapping[str, object],
        show: Callable[[Answer], None],
    ) -> None:
        self._graph = graph
        self._parameters = parameters
        self._show = show

    def run(self) -> None:
        """Ask until ``:quit`` or the end of the input."""
        _edit_lines()
        print_lines([styled("Cypher, read-only; :help tells more, :quit ends")])
        while (text := _ask()) is not None:
            if text == ":help":
                print_lines(styled(line) for line in _HELP)
            else:
                self._answer(text)

    def _answer(self, text: str) -> None:
        try:
            show_answers(self._graph, split_statements(text), self._parameters, self._show)
        except KGraphError as error:
            warn(f"error: {error}")
        except KeyboardInterrupt:
            warn("interrupted")


def _ask() -> str | None:
    """Return what is typed up to a ``;``, or a command; None at the end."""
    lines: list[str] = []
    while True:
        try:
            line = input(_MORE if lines else _FIRST)
        except KeyboardInterrupt:
            typer.echo()
            lines.clear()
            continue
        except EOFError:
            typer.echo()
            return None
        if not lines and line.strip().startswith(":"):
            command = line.strip().rstrip(";")
            if command in (":quit", ":exit", ":q"):
                return None
            return ":help"
        lines.append(line)
        if is_complete("\n".join(lines)):
            return "\n".join(lines)


def _edit_lines() -> None:
    """Let earlier lines be called back by the arrow keys, where the system can; none is kept."""
    try:
        importlib.import_module("readline")
    except ImportError:
        return
