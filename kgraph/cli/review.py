"""``kgraph review``: the most valuable unsure pairs, answered by single keys."""

from collections.abc import Callable, Mapping
from typing import Annotated

import typer
from rich.text import Text

import kgraph
from kgraph.cli.options import AsJson, By, GraphFile, Why, signature
from kgraph.cli.pairs import SENTENCES, list_data, list_lines, pair_blocks
from kgraph.cli.terminal import (
    is_terminal,
    print_json,
    print_lines,
    print_wrapped,
    read_key,
    styled,
    terminal_width,
)
from kgraph.errors import KGraphError
from kgraph.graph import UnsurePair
from kgraph.pipeline.reviewing import Answer

_KEYS = "s same   d different   n not now   o more sentences   u undo   q quit"
_LAST_KEYS = "u undo   q quit"


def review(
    file: GraphFile,
    by: By = None,
    why: Why = "",
    listed: Annotated[
        bool, typer.Option("--list", help="Print the pairs and ask nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Review pairs of names that may be one thing, those first that would change most.

    Each pair stands with its sentences side by side and with what speaks for and against; a key
    answers: s the same, d different, n or space not now, o more sentences, u undo the last answer,
    q quit. Answers are kept at once as `kgraph decide` keeps them, and no later article changes
    them. What is put off comes again the next time.
    """
    if as_json and not listed:
        raise typer.BadParameter("goes with --list", param_hint="'--json'")
    if listed:
        graph = kgraph.open(file)
        pairs = graph.unsure()
        print_json(list_data(graph, pairs)) if as_json else print_lines(list_lines(graph, pairs))
        return
    if not is_terminal():
        raise KGraphError(
            f"{file}: a review asks its questions in a terminal, and this is none; start it in "
            f"one, or `kgraph review {file} --list` prints the pairs"
        )
    _Dialog(kgraph.review(file, signature=signature(by, why))).run()


class _Dialog:
    """Questions and answers, until nothing waits or the reader quits."""

    def __init__(self, review_: kgraph.Review) -> None:
        self._review = review_
        self._shown = 0
        """Sentences shown of each of the two."""
        self._answers: Mapping[str, Callable[[UnsurePair], bool]] = {
            "s": self._same,
            "d": self._different,
            "n": self._put_off,
            " ": self._put_off,
            "o": self._more,
            "u": self._undo,
        }
        """What each key does; whether another pair is to be shown then."""

    def run(self) -> None:
        going = True
        while going:
            if self._review.waiting:
                pair = self._review.waiting[0]
                self._show(pair)
                going = self._ask(pair)
            else:
                self._say("no pair waits")
                going = bool(self._review.answered) and self._ask_last()
        kept = sum(bool(answered.judgement) for answered in self._review.answered)
        put_off = len(self._review.answered) - kept
        left = len(self._review.waiting)
        self._say(f"answered: {kept}, put off: {put_off}, waiting: {left}")

    def _show(self, pair: UnsurePair) -> None:
        print_wrapped([Text(), styled((f"pairs that wait: {len(self._review.waiting)}", "dim"))])
        self._shown = 0
        self._more(pair)

    def _ask(self, pair: UnsurePair) -> bool:
        """Return whether the review goes on; what a key asks for is done."""
        while True:
            self._say(_KEYS)
            key = read_key().casefold()
            if key in ("", "q"):
                return False
            if key in self._answers and self._answers[key](pair):
                return True

    def _ask_last(self) -> bool:
        self._say(_LAST_KEYS)
        key = read_key().casefold()
        if key == "u":
            self._undo(None)
        return key not in ("", "q")

    def _same(self, pair: UnsurePair) -> bool:
        return self._keep(pair, "same")

    def _different(self, pair: UnsurePair) -> bool:
        return self._keep(pair, "different")

    def _keep(self, pair: UnsurePair, answer: Answer) -> bool:
        outcome = self._review.answer(pair, answer)
        self._say(f"kept: {answer}", "green")
        if outcome.unapplied:
            self._say(f"not applied: {outcome.unapplied}; u takes it back", "bold yellow")
        return True

    def _put_off(self, pair: UnsurePair) -> bool:
        self._review.put_off(pair)
        self._say("not now")
        return True

    def _more(self, pair: UnsurePair) -> bool:
        sentences = range(self._shown, self._shown + SENTENCES)
        self._shown = sentences.stop
        blocks = pair_blocks(self._review.graph, pair, width=terminal_width(), sentences=sentences)
        print_wrapped(blocks)
        return False

    def _undo(self, _: UnsurePair | None) -> bool:
        undone = self._review.undo()
        self._say("nothing was answered yet" if undone is None else "taken back: the last answer")
        return undone is not None

    def _say(self, line: str, style: str = "") -> None:
        print_wrapped([styled((line, style))])
