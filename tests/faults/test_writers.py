"""Two writers and ten readers of one record, each a process of its own."""

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kgraph.errors import KGraphError, RecordError
from kgraph.graph import fold_record, open_graph
from kgraph.ontology import load_ontology
from kgraph.record import Record
from kgraph.record.check import check
from tests.builders import Annotated, save_record
from tests.faults.articles import annotation_of, read_all, write_articles
from tests.faults.children import REFUSED, run_child
from tests.faults.verbs import GRAPH, VERBS, graph_dump

READERS, STEPS = 10, 5


def some(folder: Path, numbers: range) -> list[Annotated]:
    path = folder / "some.jsonl"
    write_articles(path, numbers)
    return [(article, annotation_of(article)) for article in read_all(path)]


@pytest.mark.parametrize("verb", ["build more", "retract", "decide", "migrate"])
def test_a_second_writer_gets_one_line_at_once(verb: str, tmp_path: Path) -> None:
    VERBS["build more"].prepare(tmp_path)
    with Record.create_or_open(tmp_path / GRAPH):
        begun = time.perf_counter()
        ending = run_child(partial(VERBS[verb].run, tmp_path), within=False)
        assert time.perf_counter() - begun < 2
    assert ending.code == REFUSED
    assert ending.error.endswith("is being written by another program; wait until it is done")
    assert "\\n" not in ending.error


def test_a_link_to_a_record_has_its_lock(tmp_path: Path) -> None:
    path, link = tmp_path / GRAPH, tmp_path / "link.kg"
    save_record(path, some(tmp_path, range(1)))
    link.symlink_to(path)
    with (
        Record.create_or_open(path),
        pytest.raises(RecordError, match="is being written by another program"),
    ):
        Record.create_or_open(link)


def test_the_lock_of_a_killed_writer_is_free(tmp_path: Path) -> None:
    VERBS["build more"].prepare(tmp_path)
    assert run_child(partial(VERBS["build more"].run, tmp_path), stop_at=400).code < 0
    assert (tmp_path / f"{GRAPH}-lock").exists()
    VERBS["build more"].run(tmp_path)
    assert not (tmp_path / f"{GRAPH}-lock").exists()


def test_ten_readers_see_whole_graphs_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / GRAPH
    articles = some(tmp_path, range(10 * (STEPS + 1)))
    parts = [articles[n : n + 10] for n in range(0, len(articles), 10)]
    save_record(path, parts[0])
    counts = [_counts(path)]
    for number in range(1, len(parts)):
        save_record(tmp_path / f"{number}.kg", [a for p in parts[: number + 1] for a in p])
        counts.append(_counts(tmp_path / f"{number}.kg"))
    readers = [_started(partial(_read, path, counts)) for _ in range(READERS)]
    for part in parts[1:]:
        with Record.create_or_open(path) as record:
            for article, annotation in part:
                record.add(article, annotation)
                time.sleep(0.002)
            fold_record(record, load_ontology())
        time.sleep(0.05)
    (tmp_path / "done").touch()
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in readers] == [0] * READERS
    assert _counts(path) == counts[-1]
    assert not check(path).findings


def _started(command: Callable[[], object]) -> int:
    child = os.fork()
    if not child:
        signal.alarm(60)
        code = run_child(command, within=False).code
        os._exit(abs(code))
    return child


def _counts(path: Path) -> tuple[int, ...]:
    graph = open_graph(path)
    return (len(graph.articles), len(graph.entities), len(graph.relations), len(graph.claims))


def _read(path: Path, known: list[tuple[int, ...]]) -> None:
    """Ask until the writer is done; what is seen is a state of the record, never an earlier one."""
    seen, done = 0, False
    while not done:
        done = (path.parent / "done").exists()
        graph = open_graph(path)
        counts = (len(graph.articles), len(graph.entities), len(graph.relations), len(graph.claims))
        assert counts in known[seen:], f"{counts} is no state"
        seen = known.index(counts)
        assert list(graph.find("Putin"))
        for claim in list(graph.claims)[:20]:
            assert claim.sentence.of(graph.article(claim.article).text) == claim.quote
    assert seen == len(known) - 1


def test_a_graph_stays_what_it_was_when_it_was_opened(tmp_path: Path) -> None:
    path = tmp_path / GRAPH
    articles = some(tmp_path, range(12))
    save_record(path, articles[:6])
    graph = open_graph(path)
    count, dump = len(graph.entities), graph_dump(path)
    run_child(partial(save_record, path, articles[6:]), within=False)
    assert len(graph.articles) == 6
    assert len(graph.entities) == count
    assert graph_dump(path) != dump


def test_a_check_while_another_writes_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / GRAPH
    articles = some(tmp_path, range(30))
    save_record(path, articles[:2])
    writer = _started(partial(save_record, path, articles[2:]))
    checks = 0
    while not os.waitpid(writer, os.WNOHANG)[0]:
        assert not check(path).findings
        checks += 1
    assert checks


def test_a_reader_whose_writer_ends_meanwhile_gets_the_new_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / GRAPH
    articles = some(tmp_path, range(4))
    save_record(path, articles[:2])
    with Record.create_or_open(path) as record:
        record.add(*articles[2])
    with pytest.raises(KGraphError, match="is older than its articles"):
        open_graph(path)
    asked = Record.is_being_written

    def ended(_: Record) -> bool:
        monkeypatch.setattr(Record, "is_being_written", asked)
        save_record(path, articles[:3])
        return False

    monkeypatch.setattr(Record, "is_being_written", ended)
    assert len(open_graph(path).articles) == 3
