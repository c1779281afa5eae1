"""Twenty kills; ``python -m tests.faults.kills`` does hundreds."""

from collections import Counter
from pathlib import Path

from tests.faults.kills import run_trials


def test_a_kill_at_any_step_loses_nothing_that_was_kept_and_leaves_no_half(tmp_path: Path) -> None:
    found = Counter[str]()
    for trial, _ in run_trials(20, 1, tmp_path):
        found.update(trial.found)
    assert found["kills"] >= 20 > found["ended before"]
    assert found["torn"]
    assert found["articles kept"]
