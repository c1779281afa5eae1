"""What is measured, each in a process of its own: ``python -m tests.scale.steps STEP RECORD ...``.

A step prints one JSON object. The making of the articles is not in the seconds.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Clock:
    """Adds up the seconds that its blocks take, by the clock and of the processor.

    What else runs on the machine changes the latter little.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self.processor = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        start, busy = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - start
            self.processor += time.process_time() - busy

    def read(self, name: str) -> dict[str, float]:
        return {name: self.seconds, f"{name}_cpu": self.processor}


def add(path: Path, count: int, first: int) -> dict[str, float]:
    """Open the record, add articles and close it."""
    from kgraph.record import Record
    from tests.scale.articles import generate

    clock = Clock()
    with clock.running():
        record = Record.create_or_open(path)
    for article, annotation in generate(count, first=first):
        with clock.running():
            record.add(article, annotation)
    with clock.running():
        record.close()
    return clock.read("add")


def fold(path: Path) -> dict[str, float]:
    """Bring the fold up to date: all of it where none is stored."""
    from kgraph.graph import fold_record
    from kgraph.ontology import load_ontology
    from kgraph.record import Record

    ontology, clock = load_ontology(), Clock()
    with clock.running(), Record.create_or_open(path) as record:
        fold_record(record, ontology)
    return clock.read("fold")


def build(path: Path, count: int) -> dict[str, float]:
    """Add articles to a new record and fold it, as a build does."""
    return {**add(path, count, 0), **fold(path)}


def find(path: Path, words: str) -> dict[str, float]:
    """Open the record, none of which the system has in memory, and ask one question."""
    _forget(path)
    start = time.perf_counter()
    from kgraph import open as open_graph

    imported = time.perf_counter()
    graph = open_graph(path)
    opened = time.perf_counter()
    found = graph.find(words)
    end = time.perf_counter()
    return {
        "import": imported - start,
        "open": opened - imported,
        "find": end - opened,
        "found": len(found),
    }


def _forget(path: Path) -> None:
    """Ask the system to read the file from the disk next time."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def main(step: str, record: str, *rest: str) -> None:
    path = Path(record)
    if step == "find":
        result = find(path, *rest)
    elif step == "fold":
        result = fold(path)
    elif step == "build":
        result = build(path, int(rest[0]))
    else:
        result = add(path, int(rest[0]), int(rest[1]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({**result, "peak": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
