"""An answer on the terminal: a table, JSON for a program, or CSV for a spreadsheet."""

import csv
import sys
from collections.abc import Callable, Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

import kgraph
from kgraph.cli.terminal import clean, print_json, print_lines, styled, terminal_width
from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph.answers import Answer, AnswerValue, plain, text

_GAP = "  "
_CUT = "…"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def show_answers(
    graph: KnowledgeGraph,
    statements: Sequence[str],
    parameters: Mapping[str, object],
    show: Callable[[Answer], None],
) -> None:
    """Ask each statement and show its answer, with an empty line between two."""
    for place, statement in enumerate(statements):
        answer = kgraph.cypher(graph, statement, **parameters)
        if place:
            print_lines([styled()])
        show(answer)


def print_table(answer: Answer) -> None:
    """Print the rows in columns; a terminal cuts what it is too narrow for."""
    cells = [list(map(clean, answer.columns))]
    cells += [[clean(text(value)) for value in row] for row in answer.rows]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    if sys.stdout.isatty():
        widths = _fitting(widths, terminal_width())
    numeric = [_is_numeric(column) for column in zip(*answer.rows, strict=True)]
    right = numeric or [False] * len(widths)
    lines = [_line(row, widths, right) for row in cells]
    lines[1:1] = [Text(_GAP.join("-" * width for width in widths))] if widths else []
    print_lines(lines if answer.rows else [*lines, Text("no rows")])


def print_answer_json(answer: Answer) -> None:
    """Print the rows as a list of objects."""
    print_json([{name: plain(value) for name, value in row.items()} for row in answer])


def print_csv(answer: Answer) -> None:
    """Print the rows as CSV with a header; no text in it is taken for a formula."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    shown = clean if sys.stdout.isatty() else str
    writer.writerow([_harmless(shown(name)) for name in answer.columns])
    for row in answer.rows:
        writer.writerow([_csv_cell(value, shown(text(value))) for value in row])


def _csv_cell(value: AnswerValue, written: str) -> str:
    return written if isinstance(value, int | float) else _harmless(written)


def _harmless(written: str) -> str:
    return f"'{written}" if written.startswith(_FORMULA) else written


def _is_numeric(column: Sequence[AnswerValue]) -> bool:
    numbers = [v for v in column if v is not None]
    return bool(numbers) and all(isinstance(v, int | float) for v in numbers)


def _fitting(widths: Sequence[int], limit: int) -> list[int]:
    """Return the widths that fit into ``limit``: the widest columns give way."""
    fitting = [min(width, limit) for width in widths]
    room = limit - len(_GAP) * (len(widths) - 1)
    while sum(fitting) > room and max(fitting) > 1:
        fitting[fitting.index(max(fitting))] -= 1
    return fitting


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Text:
    cells = [_cell(*cell) for cell in zip(row, widths, right, strict=True)]
    return Text(_GAP.join(cells).rstrip())


def _cell(written: str, width: int, to_the_right: bool) -> str:
    if cell_len(written) > width:
        return set_cell_size(written, width - 1) + _CUT
    padding = " " * (width - cell_len(written))
    return padding + written if to_the_right else written + padding
