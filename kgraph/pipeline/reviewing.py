"""A review of what is unsure: pair after pair is answered, and each answer is kept at once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kgraph.graph import KnowledgeGraph, UnsurePair, open_graph
from kgraph.pipeline.deciding import Outcome, decide
from kgraph.pipeline.signature import UNSIGNED, Signature

Answer = Literal["same", "different"]


@dataclass(frozen=True, slots=True)
class Answered:
    """A pair with the answer and the id of the judgement; without both it was put off."""

    pair: UnsurePair
    answer: Answer | None = None
    judgement: str = ""


class Review:
    """The pairs of a record that are unsure, the most valuable first.

    After each answer the graph is another one, and is asked anew. Once a name is the same as one
    of several that it may be, the others are hardly so, and come last. What is put off comes again
    in the next review, as does what an answer did not settle because it contradicts another one.
    """

    def __init__(self, path: str | Path, signature: Signature = UNSIGNED) -> None:
        """Open the graph at ``path``; ``signature`` says who answers.

        Raises:
            RecordError: it cannot be read, or its graph is stale.
        """
        self._path = Path(path)
        self._signature = signature
        self.answered: tuple[Answered, ...] = ()
        """What was answered or put off and not undone, in this order."""
        self._again: UnsurePair | None = None
        self.graph: KnowledgeGraph
        """The graph after the answers so far."""
        self.waiting: tuple[UnsurePair, ...]
        """The pairs that are to be answered, in order; one that was undone comes first."""
        self._ask()

    def answer(self, pair: UnsurePair, answer: Answer) -> Outcome:
        """Keep in the record that the two of a pair are one, or two; return what came of it.

        Raises:
            RecordError: the record cannot be written.
            NotFoundError: the record has changed, and has not both of them any more.
        """
        outcome = decide(self._path, answer, pair.profiles, signature=self._signature)
        self._next(Answered(pair, answer, outcome.judgement.id))
        return outcome

    def put_off(self, pair: UnsurePair) -> None:
        """Leave a pair for the next review."""
        self._next(Answered(pair))

    def undo(self) -> UnsurePair | None:
        """Take the last answer back; return the pair, which comes next, None without an answer.

        Raises:
            RecordError: the record cannot be written.
            NotFoundError: the answer was taken back already, by another hand.
        """
        if not self.answered:
            return None
        *rest, last = self.answered
        if last.judgement:
            decide(self._path, "withdrawn", last.judgement, signature=self._signature)
        self.answered, self._again = tuple(rest), last.pair
        self._ask()
        return last.pair

    def _next(self, answered: Answered) -> None:
        self.answered, self._again = (*self.answered, answered), None
        self._ask(reopen=bool(answered.judgement))

    def _ask(self, *, reopen: bool = True) -> None:
        if reopen:
            self.graph = open_graph(self._path)
            self._open = self.graph.unsure()
        done = {a.pair.profiles for a in self.answered}
        first = self._again.profiles if self._again else None
        joined = {id_ for a in self.answered if a.answer == "same" for id_ in a.pair.profiles}
        left = (pair for pair in self._open if pair.profiles not in done)
        self.waiting = tuple(
            sorted(left, key=lambda p: (p.profiles != first, not joined.isdisjoint(p.profiles)))
        )


def review(path: str | Path, *, signature: Signature = UNSIGNED) -> Review:
    """Return a review of the pairs in the record at ``path`` that may be one or two.

    Raises:
        RecordError: the record cannot be read, or its graph is stale.
    """
    return Review(path, signature)
