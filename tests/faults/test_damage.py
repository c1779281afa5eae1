"""Damage to the bytes of a record: told in one line, or harmless; never another quote."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

import kgraph
from kgraph.errors import KGraphError
from kgraph.graph import KnowledgeGraph, open_graph
from kgraph.record.check import check
from tests.faults.trials import read_state
from tests.faults.verbs import GRAPH, VERBS, graph_dump, record_dump

DAMAGES = 1000 if os.environ.get("KGRAPH_LONG") else 24


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    VERBS["retract"].prepare(folder)
    VERBS["retract"].run(folder)
    VERBS["decide"].run(folder)
    return folder / GRAPH


def damaged(data: bytes, random: Random) -> bytes:
    """Return bytes of which some are others, a page is empty, or the end is missing."""
    place = random.randrange(len(data))
    kind = random.randrange(8)
    if kind == 0:
        return data[:place]
    if kind == 1:
        page = place - place % 4096
        return data[:page] + bytes(4096) + data[page + 4096 :]
    length = random.choice((1, 1, 1, 4, 64))
    return data[:place] + random.randbytes(length) + data[place + length :]


def questions(path: Path) -> Iterator[Callable[[], object]]:
    """Yield what may be asked of a record, and of its graph."""
    yield lambda: graph_dump(path)
    yield lambda: record_dump(path)
    yield lambda: list(open_graph(path).find("Putin"))
    yield lambda: open_graph(path).entity("Vladimir Putin")
    yield lambda: _about_all(open_graph(path))
    yield lambda: kgraph.judgements(path)
    yield lambda: kgraph.history(path, "Report 1 in version 1")


def _about_all(graph: KnowledgeGraph) -> None:
    for relation in graph.relations:
        graph.claims_for(relation)
    for entity in graph.entities:
        graph.relations_of(entity)


def one_line(ask: Callable[[], object]) -> str:
    """Return the line that a question is refused with, empty where it is answered."""
    told = ""
    try:
        ask()
    except KGraphError as error:
        told = str(error)
    assert "\n" not in told
    return told


@pytest.mark.parametrize("seed", range(DAMAGES))
def test_damage_is_told_in_one_line_and_makes_no_quote(
    seed: int, built: Path, tmp_path: Path
) -> None:
    path = tmp_path / GRAPH
    path.write_bytes(damaged(built.read_bytes(), Random(seed)))  # noqa: S311 - the same damage
    was = {claim.id: claim.quote for claim in open_graph(built).claims}
    told = [line for ask in questions(path) if (line := one_line(ask))]
    with suppress(KGraphError):
        graph = open_graph(path)
        for claim in graph.claims:
            assert claim.quote == was[claim.id]
            assert claim.quote == claim.sentence.of(graph.article(claim.article).text)
    before = path.read_bytes()
    health = None
    unreadable = one_line(lambda: check(path))
    if not unreadable:
        health = check(path, save=tmp_path / "saved.kg")
        assert path.read_bytes() == before
    if told and not unreadable:
        assert health is not None
        assert health.findings, told
    if health is not None:
        _require_saved(tmp_path / "saved.kg", health, built)
    for verb in ("retract", "decide", "fold"):
        shutil.copy(path, tmp_path / "again.kg")
        one_line(lambda verb=verb: VERBS[verb].run(tmp_path))  # type: ignore[misc]


def _require_saved(path: Path, health: kgraph.Health, built: Path) -> None:
    saved, whole = read_state(path), read_state(built)
    assert len(saved.rows) == health.articles
    assert saved.statements <= whole.statements
    for id_, (article, annotation) in saved.rows.items():
        assert (article, annotation) in (whole.rows[id_], (whole.rows[id_][0], None))
    if not any(finding.lost for finding in health.findings):
        assert saved.rows.keys() == whole.rows.keys()
        assert saved.statements == whole.statements
