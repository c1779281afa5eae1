"""Children that run a command step by step, to be stopped at one of its steps.

A child is a fork, so that nothing has to be imported again. Its steps are lines on a pipe: what was
kept ("kept ID"), SQL statements, every so many instructions inside one, files that are opened,
renamed and removed.
"""

import gc
import os
import resource
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from unittest import mock

from kgraph.errors import KGraphError
from kgraph.model import Annotation, Article, Statement
from kgraph.record import Record, file

REFUSED = 3
"""The exit code of a child whose command ended in an error that kgraph told in one line."""

KEPT = "kept "
ERROR = "error "
RECEIVED = "received "
_INSTRUCTIONS = 400
_FILES = (".kg", ".jsonl")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a child ended: its exit code, or minus a signal, and the steps it told before."""

    code: int
    steps: tuple[str, ...]

    @property
    def kept(self) -> frozenset[str]:
        """The ids of the articles and statements that it said are in the record."""
        return frozenset(s.removeprefix(KEPT) for s in self.steps if s.startswith(KEPT))

    @property
    def error(self) -> str:
        """The message of the error that kgraph ended with, empty without one."""
        last = self.steps[-1] if self.code == REFUSED else ""
        return last.removeprefix(ERROR)

    @property
    def received(self) -> int:
        """How many articles it said are in the record, annotated or not."""
        return max((int(s.split()[1]) for s in self.steps if s.startswith(RECEIVED)), default=0)


def run_child(
    command: Callable[[], object],
    *,
    stop_at: int = 0,
    waits: bool = True,
    sent: int = signal.SIGKILL,
    within: bool = True,
) -> Ending:
    """Run ``command`` in a child; send it a signal at its step of that number, from 1.

    With ``waits`` it stands still at that step until the signal comes; without, it goes on, and
    the signal falls some moment later. Without ``within`` what SQLite does is no step.
    """
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        _Steps(into, stop_at if waits else 0, within).run(command)
    os.close(into)
    steps: list[str] = []
    with os.fdopen(out, "rb") as lines:
        steps += _read(lines, stop_at)
        if stop_at and len(steps) == stop_at:
            os.kill(child, sent)
        steps += _read(lines, 0)
    _, status = os.waitpid(child, 0)
    return Ending(os.waitstatus_to_exitcode(status), tuple(steps))


def limited(size: int, command: Callable[[], object], *, torn: bool = False) -> None:
    """Run ``command`` where no file may grow over ``size`` bytes, as on a disk that is full.

    With ``torn`` the process is killed in the middle of the write that would go over it.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if torn else signal.SIG_IGN)
    command()


def _read(lines: IO[bytes], most: int) -> Iterable[str]:
    for number, line in enumerate(lines, 1):
        yield line.decode().rstrip("\n")
        if number == most:
            return


class _Steps:
    def __init__(self, into: int, stop_at: int, within: bool) -> None:
        self._into = into
        self._within = within
        self._left = stop_at
        self._telling = False

    def run(self, command: Callable[[], object]) -> None:
        """Run the command and end the process: 0, or 1 after an error, which goes to stderr."""
        # What the parent has open is not the child's to close.
        gc.freeze()
        try:
            with ExitStack() as stack:
                self._listen(stack)
                command()
            os._exit(0)
        except KGraphError as error:
            self.tell(f"{ERROR}{error}", whole=True)
            os._exit(REFUSED)
        except SystemExit as end:
            sys.stderr.flush()
            os._exit(int(end.code or 0))
        except BaseException:  # noqa: BLE001 - whatever it is, the child must end here
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)

    def tell(self, step: str, *, whole: bool = False) -> None:
        if self._telling:
            return
        self._telling = True
        line = step.replace("\n", "\\n") if whole else " ".join(step.split())[:200]
        os.write(self._into, f"{line}\n".encode(errors="replace"))
        self._left -= 1
        if not self._left:
            signal.pause()
        self._telling = False

    def _listen(self, stack: ExitStack) -> None:
        connected = file._connected

        def listening(uri: str) -> sqlite3.Connection:
            connection = connected(uri)
            connection.set_trace_callback(self.tell)
            connection.set_progress_handler(lambda: self.tell("within"), _INSTRUCTIONS)
            return connection

        if self._within:
            stack.enter_context(mock.patch.object(file, "_connected", listening))
        self._listen_to_record(stack)
        sys.addaudithook(self._hear)

    def _listen_to_record(self, stack: ExitStack) -> None:
        add, copy, state, receive = Record.add, Record.copy, Record.state, Record.receive

        def added(record: Record, article: Article, annotation: Annotation) -> bool:
            new = add(record, article, annotation)
            self.tell(KEPT + article.id)
            return new

        def copied(record: Record, row: Any, pipeline: str) -> bool:
            new = copy(record, row, pipeline)
            self.tell(KEPT + row.id)
            return new

        def stated(record: Record, statements: Iterable[Statement]) -> int:
            every = tuple(statements)
            new = state(record, every)
            for statement in every:
                self.tell(KEPT + statement.id)
            return new

        def received(record: Record, articles: Iterable[Article], pipeline: str) -> int:
            new = receive(record, articles, pipeline)
            self.tell(f"{RECEIVED}{record.count()}")
            return new

        stack.enter_context(mock.patch.object(Record, "receive", received))
        stack.enter_context(mock.patch.object(Record, "add", added))
        stack.enter_context(mock.patch.object(Record, "copy", copied))
        stack.enter_context(mock.patch.object(Record, "state", stated))

    def _hear(self, event: str, values: tuple[object, ...]) -> None:
        name = str(values[0]) if values else ""
        if any(end in name for end in _FILES):
            self.tell(f"{event} {Path(name).name}")
