"""Ctrl-C while the command ``kgraph build`` runs."""

import signal
import sys
from contextlib import redirect_stderr
from functools import partial
from pathlib import Path
from random import Random
from unittest import mock

import pytest

from kgraph.cli.app import INTERRUPTED, run
from kgraph.record import claim_tables
from tests.faults.children import run_child
from tests.faults.trials import Trial, read_state
from tests.faults.verbs import GRAPH, VERBS, build, by_hand

PLACES = 12


def command_line(folder: Path, files: list[str]) -> None:
    """Run ``kgraph build`` on these files; what it says goes to a file."""
    arguments = ["kgraph", "build", *files, "-o", str(folder / GRAPH)]
    with (
        (folder / "said").open("w", buffering=1) as said,
        redirect_stderr(said),
        mock.patch.object(sys, "argv", arguments),
        by_hand(),
    ):
        run()


def test_ctrl_c_ends_a_build_in_two_lines_and_what_was_kept_stays(tmp_path: Path) -> None:
    random = Random(1)  # noqa: S311 - the same places every time
    trial = Trial("build", VERBS["build"], tmp_path)
    folder = trial.begin(tmp_path / "stopped")
    files = [str(path) for path in sorted(folder.glob("*.jsonl"))]
    command = partial(command_line, folder, files)
    steps = run_child(command, within=False).steps
    kept = set[str]()
    for number in range(PLACES):
        (folder / GRAPH).unlink(missing_ok=True)
        at = 1 + int((number + random.random()) / PLACES * len(steps))
        ending = run_child(command, stop_at=at, sent=signal.SIGINT, within=False)
        *summary, last = (folder / "said").read_text().splitlines()
        assert ending.code == INTERRUPTED
        assert last == "interrupted"
        state = read_state(folder / GRAPH)
        finished = {id_ for id_, (_, annotation) in state.rows.items() if annotation}
        assert ending.kept <= finished
        told = f"keeps {len(finished)} of {len(state.rows)} articles annotated"
        assert all(told in line or "nothing is kept" in line for line in summary)
        assert summary or state.graph
        kept |= finished
        build(folder)
        assert read_state(folder / GRAPH) == trial.after
    assert kept


def test_ctrl_c_inside_a_function_that_sqlite_calls_is_no_damage(tmp_path: Path) -> None:
    VERBS["build"].prepare(tmp_path)

    def interrupted(*_: object) -> str:
        raise KeyboardInterrupt

    with (
        mock.patch.object(claim_tables, "_relation_id", interrupted),
        pytest.raises(KeyboardInterrupt),
    ):
        build(tmp_path)
    build(tmp_path)
