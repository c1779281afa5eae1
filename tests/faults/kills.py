"""Kill commands in the middle, let them go on, and hold the record against an undisturbed one.

python -m tests.faults.kills --kills 300 --seed 1
"""

import argparse
import filecmp
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from kgraph.errors import RecordError
from kgraph.model import Annotation, Article
from kgraph.record import Record
from kgraph.record.check import check
from tests.faults.children import Ending, limited, run_child
from tests.faults.verbs import GRAPH, VERBS, Verb, graph_dump, record_dump

Rows = Mapping[str, tuple[Article, Annotation | None]]
_KILLED = (-signal.SIGKILL, -signal.SIGXFSZ)
_UNBEGUN = ("there is no such record", "is not a record", "has the older layout", "is empty")


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
        require(ending.code == 0, "the undisturbed run failed")
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
        folder = self.work / self.name / "killed"
        shutil.copytree(self._start, folder)
        told = Told()
        while True:
            if torn:
                ending = self._tear(folder, int(place * self._largest))
            else:
                stop_at, waits = 1 + int(place * self.steps), random.random() < 0.5
                ending = self._run(folder, stop_at=stop_at, waits=waits)
            told = Told(told.kept | ending.kept, max(told.received, ending.received))
            self._count(ending, told, folder)
            self._inspect(folder, told)
            if ending.code == 0 or random.random() < 0.7:
                break
            place = random.random()
        ending = self._run(folder)
        require(ending.code == 0, "the continued run failed")
        self._compare(folder)
        shutil.rmtree(folder)

    def _run(self, folder: Path, *, stop_at: int = 0, waits: bool = True) -> Ending:
        return run_child(partial(self.verb.run, folder), stop_at=stop_at, waits=waits)

    def _tear(self, folder: Path, size: int) -> Ending:
        return run_child(partial(limited, size, partial(self.verb.run, folder), torn=True))

    @property
    def _largest(self) -> int:
        return max(path.stat().st_size for path in self._end.iterdir())

    def _count(self, ending: Ending, told: Told, folder: Path) -> None:
        require(ending.code in (0, *_KILLED), f"a run ended with {ending.code}")
        self.found["kills"] += ending.code == -signal.SIGKILL
        self.found["torn"] += ending.code == -signal.SIGXFSZ
        self.found["ended before"] += ending.code == 0
        self.found["with a log"] += (folder / f"{GRAPH}-wal").exists()
        self.found["articles kept"] += len(told.kept)

    def _inspect(self, folder: Path, told: Told) -> None:
        """Look at a copy, so that what goes on finds the file as the kill left it."""
        copy = folder.with_name("copy")
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


TORN = 4
"""Of so many kills at a step there is one more in the middle of a write."""


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


def run_trials(kills: int, seed: int, work: Path) -> Iterator[tuple[Trial, float]]:
    """Kill each verb about equally often; yield it with the seconds that took."""
    random = Random(seed)  # noqa: S311 - the same kills every time
    warm_up(work / "warm")
    for number, (name, verb) in enumerate(VERBS.items()):
        begun = time.perf_counter()
        trial = Trial(name, verb, work)
        share = len(range(number, kills, len(VERBS)))
        torn = -(-share // TORN)
        for kill in range(share):
            trial.kill((kill + random.random()) / share, random)
        for kill in range(torn):
            trial.kill((kill + random.random()) / torn, random, torn=True)
        yield trial, time.perf_counter() - begun


def warm_up(folder: Path) -> None:
    """Load what builds load late, once for all children."""
    folder.mkdir()
    VERBS["build"].prepare(folder)
    VERBS["build"].run(folder)


COLUMNS = ("kills", "torn", "ended before", "not begun", "opened", "with a log", "articles kept")


def main() -> None:
    """Print a table of what was killed; the exit code is 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write = sys.stdout.write
    write(f"{'verb':15}{'steps':>8}{''.join(f'{c:>14}' for c in COLUMNS)}{'seconds':>9}\n")
    total = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for trial, seconds in run_trials(options.kills, options.seed, Path(folder)):
            total.update(trial.found)
            write(f"{trial.name:15}{trial.steps:8}{_counts(trial.found)}{seconds:9.1f}\n")
            sys.stdout.flush()
    write(f"{'all':23}{_counts(total)}\n")


def _counts(found: Counter[str]) -> str:
    return "".join(f"{found[column]:14}" for column in COLUMNS)


if __name__ == "__main__":
    main()
