"""A verb that is stopped, goes on, and is held against an undisturbed run."""

import filecmp
import shutil
import signal
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from kgraph.errors import RecordError
from kgraph.model import Annotation, Article
from kgraph.record import Record
from kgraph.record.check import check
from tests.faults.children import REFUSED, Ending, limited, run_child
from tests.faults.verbs import GRAPH, Verb, graph_dump, record_dump

Rows = Mapping[str, tuple[Article, Annotation | None]]
_KILLED = (-signal.SIGKILL, -signal.SIGXFSZ)
_UNBEGUN = ("there is no such record", "has the older layout", "is empty")


@dataclass(frozen=True, slots=True)
class State:
    """All that a record says, None where there is none."""

    rows: Rows = field(default_factory=dict)
    statements: frozenset[str] = frozenset()
    graph: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a killed run had said: ids of finished articles and statements, articles received."""

    kept: frozenset[str] = frozenset()
    received: int = 0


@dataclass(slots=True)
class Trial:
    """One verb: the folder it begins in, and what an undisturbed run makes of it."""

    name: str
    verb: Verb
    work: Path
    before: State = field(init=False)
    after: State = field(init=False)
    steps: int = field(init=False)
    found: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._start.mkdir(parents=True)
        self.verb.prepare(self._start)
        self.before = read_state(self._start / GRAPH)
        shutil.copytree(self._start, self._end)
        ending = self._run(self._end)
        require(ending.code == 0, f"the undisturbed run failed: {ending.error}")
        self.after = read_state(self._end / GRAPH)
        self.steps = len(ending.steps)

    @property
    def _start(self) -> Path:
        return self.work / self.name / "start"

    @property
    def _end(self) -> Path:
        return self.work / self.name / "end"

    def kill(self, place: float, random: Random, *, torn: bool = False) -> None:
        """Kill the verb at a share of its steps, perhaps again what goes on, then let it end.

        With ``torn`` it is killed in the middle of a write, at a share of the file's size.
        """
        folder = self.begin()
        told = Told()
        while True:
            if torn:
                ending = self._tear(folder, int(place * self.largest))
            else:
                stop_at, waits = 1 + int(place * self.steps), random.random() < 0.5
                ending = self._run(folder, stop_at=stop_at, waits=waits)
            told = Told(told.kept | ending.kept, max(told.received, ending.received))
            require(ending.code in (0, *_KILLED), f"a run ended with {ending.code}")
            self._look_at(ending, told, folder)
            if ending.code == 0 or random.random() < 0.7:
                break
            place = random.random()
        self._end_in(folder)

    def _run(self, folder: Path, *, stop_at: int = 0, waits: bool = True) -> Ending:
        return run_child(partial(self.verb.run, folder), stop_at=stop_at, waits=waits)

    def _tear(self, folder: Path, size: int) -> Ending:
        return run_child(partial(limited, size, partial(self.verb.run, folder), torn=True))

    @property
    def largest(self) -> int:
        """The size of the largest file after an undisturbed run, in bytes."""
        return max(path.stat().st_size for path in self._end.iterdir())

    def fill(self, place: float) -> str:
        """Run the verb where files may only have a share of the size that it needs.

        Then let it end without that limit; return the error that it told, empty without one.
        """
        folder = self.begin()
        ending = run_child(
            partial(limited, int(place * self.largest), partial(self.verb.run, folder))
        )
        require(ending.code in (0, REFUSED), f"a run ended with {ending.code}")
        self.go_on(ending, folder)
        return ending.error

    def begin(self, folder: Path | None = None) -> Path:
        """Return a new folder, or that one, with what is there before the verb."""
        folder = folder or self.work / self.name / "killed"
        shutil.copytree(self._start, folder, dirs_exist_ok=True)
        return folder

    def go_on(self, ending: Ending, folder: Path) -> None:
        """Look at what a stopped run left, let it end, and compare; removes the folder."""
        self._look_at(ending, Told(ending.kept, ending.received), folder)
        self._end_in(folder)

    def _look_at(self, ending: Ending, told: Told, folder: Path) -> None:
        self._count(ending, told, folder)
        self._inspect(folder, told)

    def _end_in(self, folder: Path) -> None:
        ending = self._run(folder)
        require(ending.code == 0, f"the continued run failed: {ending.error}")
        self._compare(folder)
        for path in folder.iterdir():
            path.unlink()

    def _count(self, ending: Ending, told: Told, folder: Path) -> None:
        self.found["kills"] += ending.code == -signal.SIGKILL
        self.found["torn"] += ending.code == -signal.SIGXFSZ
        self.found["ended before"] += ending.code == 0
        self.found["with a log"] += (folder / f"{GRAPH}-wal").exists()
        self.found["articles kept"] += len(told.kept)

    def _inspect(self, folder: Path, told: Told) -> None:
        """Look at a copy, so that what goes on finds the file as the kill left it."""
        copy = self.work / "copy"
        shutil.copytree(folder, copy)
        path = copy / GRAPH
        try:
            Record.open(path).close()
        except RecordError as error:
            require(told == Told(), f"does not open, with rows kept: {error}")
            require(any(words in str(error) for words in _UNBEGUN), f"does not open: {error}")
            self.found["not begun"] += 1
        else:
            self._inspect_record(path, told)
        shutil.rmtree(copy)

    def _inspect_record(self, path: Path, told: Told) -> None:
        findings = check(path).findings
        require(not findings, f"{findings}")
        state = read_state(path)
        finished = {id_ for id_, (_, annotation) in state.rows.items() if annotation is not None}
        require(told.kept <= finished | state.statements, "what was kept is gone")
        require(told.received <= len(state.rows), "articles are gone")
        for id_, (article, annotation) in state.rows.items():
            known = [rows[id_] for rows in (self.before.rows, self.after.rows) if id_ in rows]
            require(article in [a for a, _ in known], "an article is not what it was")
            whole = annotation is None or annotation in [n for _, n in known]
            require(whole, "an annotation is not what it was")
        with Record.open(path) as record:
            for id_, (_, annotation) in state.rows.items():
                here = next(v.state for v in record.versions(id_) if v.id == id_)
                require(annotation is not None or here == "waiting", "half an article is in force")
        known_graphs = (self.before.graph, self.after.graph, None)
        require(state.graph in known_graphs, "a graph is neither the old nor the new one")
        self.found["opened"] += 1

    def _compare(self, folder: Path) -> None:
        require(read_state(folder / GRAPH) == self.after, "the end is another graph")
        whole = record_dump(folder / GRAPH) == record_dump(self._end / GRAPH)
        require(whole, "the end is another record")
        names = {p.name for p in folder.iterdir()}
        require(names == {p.name for p in self._end.iterdir()}, f"the end has the files {names}")
        for older in folder.glob("*-layout2.kg"):
            require(filecmp.cmp(older, self._start / GRAPH, shallow=False), "a copy is not whole")


def read_state(path: Path) -> State:
    """Return what a record says; its graph is None where there is none or it is stale."""
    try:
        with Record.open(path) as record:
            rows = {article.id: (article, found) for article, found in record.annotated()}
            statements = frozenset(s.id for s in record.statements())
    except RecordError:
        return State()
    try:
        return State(rows, statements, graph_dump(path))
    except RecordError as error:
        require("older than" in str(error) or "holds no graph" in str(error), str(error))
        return State(rows, statements)


def require(holds: bool, words: str) -> None:
    """Stop where a promise is broken."""
    if not holds:
        raise AssertionError(words)
