"""Measures the property graph: ``python -m tests.scale.propertygraph [--articles N]``.

Of a record of generated articles, most of whose names are in no other one, it measures how many
rows a second are written as a script, as files for import, into a database of the embedded engine,
and pushed into an empty Neo4j, and beside the push a bare loop that sends the same batches,
ready-made, through the driver. Each is a process of its own; memory is its peak in MiB. Then the
README's ten questions, of the names that are most mentioned, ten times each: the median in
milliseconds. Neo4j is that of tests/neo4j/neo4j.sh.
"""

import argparse
import json
import os
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import neo4j

import kgraph
from kgraph.graph import KnowledgeGraph, fold_record
from kgraph.ontology import load_ontology
from kgraph.propertygraph import parts, write_import_files
from kgraph.propertygraph.delivery import Delivery
from kgraph.propertygraph.driver_values import from_driver
from kgraph.propertygraph.engine_cache import database_folder
from kgraph.propertygraph.held import Held
from kgraph.propertygraph.push import take_lease
from kgraph.propertygraph.sender import Work
from kgraph.propertygraph.server import Server
from kgraph.propertygraph.transactions import Own
from kgraph.record import Record
from tests.contracts.questions import Question, read_questions
from tests.live.neo4j_server import Neo4jServer, running_neo4j
from tests.scale.articles import generate

RARE = 0.05
"""Decay by which the names of an article are seldom in another."""

ASKED = 10
HEAP = "2g"

Statements = list[tuple[str, Mapping[str, Any]]]


class Recorder:
    """Takes the place of a transaction, and keeps what is run in it."""

    def __init__(self) -> None:
        self.statements: Statements = []

    def run(self, text: str, **parameters: object) -> "Recorder":
        self.statements.append((text, parameters))
        return self

    def consume(self) -> None:
        """Do nothing; there is no result."""


def make(record: Path, work: Path) -> dict[str, float]:  # noqa: ARG001 - as the other steps
    """Make the record; return how much the graph has."""
    articles = int(os.environ["ARTICLES"])
    with Record.create_or_open(record) as kept:
        for article, annotation in generate(articles, decay=RARE):
            kept.add(article, annotation)
        fold_record(kept, load_ontology())
    graph = kgraph.open(record)
    found = {"nodes": 0, "relationships": 0}
    for part in parts(graph):
        found["nodes"] += len(part.nodes)
        found["relationships"] += len(part.relationships)
    return {**graph.counts, **found}


def script(record: Path, work: Path) -> dict[str, float]:
    """Write the script."""
    graph = kgraph.open(record)
    return timed(lambda: kgraph.export(graph, "cypher", work / "graph.cypher"))


def files(record: Path, work: Path) -> dict[str, float]:
    """Write the files for import."""
    graph = kgraph.open(record)
    return timed(lambda: write_import_files(graph, work / "import"))


def engine(record: Path, work: Path) -> dict[str, float]:  # noqa: ARG001 - lies beside the record
    """Build the database of the embedded engine, then ask it the questions."""
    graph = kgraph.open(record)
    built = timed(lambda: database_folder(graph))
    return {
        **built,
        "median_ms": median(graph, lambda q: kgraph.cypher(graph, q.text, **q.parameters)),
    }


def push(record: Path, work: Path) -> dict[str, float]:  # noqa: ARG001 - as the other steps
    """Push into an empty database by the command, and again, then ask it the questions."""
    graph, server = kgraph.open(record), server_told()
    command = [sys.executable, "-m", "kgraph", "push", str(record), server.uri, "--json"]
    pushed, again = (
        json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)  # noqa: S603
        for _ in range(2)
    )
    with server.session() as session:
        session.run("CALL db.awaitIndexes()").consume()
        asked = median(
            graph,
            lambda q: from_driver(session.run(cast("Any", q.text), dict(q.parameters))),
        )
    return {"seconds": pushed["seconds"], "again": again["seconds"], "median_ms": asked}


def batches(record: Path, work: Path) -> dict[str, float]:
    """Keep what a push into an empty database sends, a transaction after the other."""
    graph = kgraph.open(record)
    with (work / "batches").open("wb") as stream:

        def keep(send: Work) -> None:
            recorder = Recorder()
            send(cast("neo4j.ManagedTransaction", recorder))
            pickle.dump(recorder.statements, stream)

        plan = Delivery(Held({}, {}, {}, {}), Own((), frozenset()), keep, anew=False)
        plan.run(parts(graph), None)
    return {}


def bare(record: Path, work: Path) -> dict[str, float]:  # noqa: ARG001 - as the other steps
    """Send the same through the driver, and count only the time that this takes."""
    seconds = 0.0
    with server_told().session() as session, (work / "batches").open("rb") as stream:
        take_lease(session, "bare", [])
        while stream.peek(1):
            statements: Statements = pickle.load(stream)  # noqa: S301 - our own
            start = time.perf_counter()
            session.execute_write(run_all, statements)
            seconds += time.perf_counter() - start
    return {"seconds": seconds}


def run_all(transaction: neo4j.ManagedTransaction, statements: Statements) -> None:
    """Run all statements of a transaction."""
    for text, parameters in statements:
        transaction.run(cast("Any", text), dict(parameters)).consume()


def median(graph: KnowledgeGraph, ask: Callable[[Question], object]) -> float:
    """Return the median of the milliseconds that the questions take, each asked several times."""
    names = [entity.name for entity in graph.prominent(2)]
    found = list[float]()
    for question in read_questions("ten"):
        names_left = iter(names)
        told = {
            key: value if key in ("from", "to") else next(names_left)
            for key, value in question.parameters.items()
        }
        for _ in range(ASKED):
            start = time.perf_counter()
            ask(Question(question.title, question.text, told))
            found.append((time.perf_counter() - start) * 1000)
    return statistics.median(found)


def timed(do: Callable[[], object]) -> dict[str, float]:
    """Return the seconds that something takes."""
    start = time.perf_counter()
    do()
    return {"seconds": time.perf_counter() - start}


def server_told() -> Server:
    """Return the server that the parent process told of."""
    return Server(os.environ["NEO4J_URI"], password=os.environ["NEO4J_PASSWORD"])


STEPS: Mapping[str, Callable[[Path, Path], dict[str, float]]] = {
    "make": make,
    "script": script,
    "files": files,
    "engine": engine,
    "push": push,
    "batches": batches,
    "bare": bare,
}


def run_step(
    step: str, record: Path, work: Path, server: Neo4jServer | None = None
) -> dict[str, float]:
    """Return what one step finds, run in a process of its own."""
    told = {"NEO4J_URI": server.uri, "NEO4J_PASSWORD": server.password} if server else {}
    command = [sys.executable, "-m", "tests.scale.propertygraph", "--step", step]
    done = subprocess.run(  # noqa: S603 - our own
        [*command, "--record", str(record), "--work", str(work)],
        check=True,
        stdout=subprocess.PIPE,
        env=os.environ | told,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(articles: int, work: Path) -> dict[str, dict[str, float]]:
    """Return what each step finds."""
    os.environ |= {"NEO4J_HEAP": HEAP, "ARTICLES": str(articles)}
    record = work / "generated.kg"
    found = {}
    for step in ("make", "script", "files", "engine", "batches"):
        found[step] = run_step(step, record, work)
    for step in ("bare", "push"):
        with running_neo4j(work / f"neo4j-{step}") as server:
            found[step] = run_step(step, record, work, server)
    return found


def table(found: Mapping[str, Mapping[str, float]]) -> Iterable[str]:
    """Yield what was measured as lines."""
    graph = {noun: count for noun, count in found["make"].items() if noun != "peak"}
    rows = graph["nodes"] + graph["relationships"]
    yield ", ".join(f"{noun}: {count:,.0f}" for noun, count in graph.items())
    for step in ("script", "files", "engine", "push", "bare"):
        seconds, peak = found[step]["seconds"], found[step]["peak"]
        yield f"{step:8}{seconds:8.1f} s{rows / seconds:12,.0f} rows a second{peak:8,.0f} MiB"
    yield f"push to bare loop: {found['bare']['seconds'] / found['push']['seconds']:.2f}"
    yield f"push again: {found['push']['again']:.2f} s"
    for step in ("engine", "push"):
        yield f"a question, {step}: {found[step]['median_ms']:.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.scale.propertygraph", description=__doc__
    )
    parser.add_argument("--articles", type=int, default=12500)
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--record", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help="folder for what is made; a temporary one if not")
    options = parser.parse_args()
    if options.step:
        found = STEPS[options.step](options.record, options.work)
        who = resource.RUSAGE_CHILDREN if options.step == "push" else resource.RUSAGE_SELF
        peak = resource.getrusage(who).ru_maxrss / 1024
        sys.stdout.write(json.dumps({**found, "peak": peak}))
        return
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        for line in table(measure(options.articles, Path(folder))):
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
