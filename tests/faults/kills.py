"""Kill commands in the middle, let them go on, and hold the record against an undisturbed one.

python -m tests.faults.kills --kills 300 --seed 1
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.faults.trials import Trial
from tests.faults.verbs import VERBS

TORN = 4
"""Of so many kills at a step there is one more in the middle of a write."""


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
