"""What goes to the terminal: clean text on stdout, progress on stderr."""

import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console, RenderableType
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

LISTED = 20
"""So many of a kind are listed for a reader."""

_JOINERS = "\u200c\u200d"
_DANGEROUS = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class _Output(Console):
    def on_broken_pipe(self) -> None:
        """Raise again the error that rich is handling; the caller knows the exit code."""
        raise


def clean(text: str) -> str:
    r"""Return ``text`` on one line, safe to print.

    White space of any kind becomes a space; other control and format characters (escape
    sequences, changes of writing direction, invisible tags) are shown as ``\u001b``. The joiners
    that Persian, Hindi and emoji are written with stay.
    """
    return "".join(map(_printable, text))


def _printable(char: str) -> str:
    if char in _JOINERS or unicodedata.category(char) not in _DANGEROUS:
        return char
    if char.isspace() and char not in "\x1c\x1d\x1e\x1f":
        return " "
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def styled(*parts: str | tuple[str, str]) -> Text:
    """Return the parts as one text; a part is a string, or a string and its style.

    All parts are cleaned, and none is read as markup.
    """
    line = Text()
    for part in parts:
        text, style = part if isinstance(part, tuple) else (part, "")
        line.append(clean(text), style)
    return line


def _console() -> Console:
    return _Output(highlight=False, markup=False, emoji=False)


def print_lines(lines: Iterable[Text]) -> None:
    """Print each text on a line of its own, never cut to the width of the terminal."""
    console = _console()
    for line in lines:
        console.print(line, soft_wrap=True)


def is_terminal() -> bool:
    """Return whether a person is asked and answers: standard input and output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def terminal_width() -> int:
    """Return how many columns a line has."""
    return _console().width


def print_wrapped(blocks: Iterable[RenderableType]) -> None:
    """Print each block at the width of the terminal, long words folded."""
    console = _console()
    for block in blocks:
        console.print(block)
    sys.stdout.flush()


def read_key() -> str:
    """Return the next key that is pressed, empty at the end of the input.

    What was typed before it is asked for is dropped. A key that sends several characters gives the
    first of them, Ctrl-D the end.

    Raises:
        KeyboardInterrupt: it is Ctrl-C.
    """
    try:
        return typer.getchar()[:1]
    except (EOFError, OSError):
        return ""


def rest_lines(total: int) -> Iterator[Text]:
    """Yield how many of ``total`` are not among the first ``LISTED``; nothing where all are."""
    if total > LISTED:
        yield styled(f"... and {total - LISTED} more; --json lists them all")


def print_json(value: object) -> None:
    """Print ``value`` as JSON in plain ASCII, which carries every character and harms nothing."""
    sys.stdout.write(json.dumps(value, indent=2) + "\n")


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """Yield a function that shows the title and the number of the article just read.

    It shows nothing where stderr is no terminal.
    """
    with _shown_progress() as (shown, task):

        def advance(title: str, number: int) -> None:
            shown.update(task, description=clean(f"article {number}: {title}"))

        yield advance


@contextmanager
def row_progress() -> Iterator[Callable[[str, int], None]]:
    """Yield a function that shows what is being sent, how many rows were, and how many a second.

    It shows nothing where stderr is no terminal.
    """
    with _shown_progress() as (shown, task):

        def advance(noun: str, rows: int) -> None:
            seconds = shown.tasks[0].elapsed or 0
            rate = f", {rows / seconds:,.0f} a second" if seconds > 1 else ""
            shown.update(task, description=f"{noun}: {rows:,} rows sent{rate}")

        yield advance


@contextmanager
def _shown_progress() -> Iterator[tuple[Progress, TaskID]]:
    """Yield a line on stderr with one task; nothing is shown where that is no terminal."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as shown:
        yield shown, shown.add_task("")


def warn(line: str) -> None:
    """Print one line on stderr."""
    sys.stderr.write(clean(line) + "\n")
