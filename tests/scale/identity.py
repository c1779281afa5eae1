"""Measures who is who: ``python -m tests.scale.identity [--profiles N...] [--hard N]``.

For each number so many profiles are resolved, and then so many with names that are hard to tell
apart. Seconds are of the processor, memory is the peak of the process in MiB, pairs are those that
are compared, and a portion is what is resolved again when one profile changes: the largest one and
the mean over all profiles. With ``--silver FOLDER`` the names that the silver corpora mark are
resolved too, a tenth of them and all.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kgraph.identity import comparison_keys, may_be_one, resolve
from kgraph.identity.linking import strongest_keys
from kgraph.model import Profile
from tests.scale.profiles import HARD, hard, realistic, silver


def measure(profiles: Sequence[Profile], *, with_pairs: bool) -> dict[str, float]:
    """Return what resolving profiles costs, and how many pairs of them are compared."""
    start = time.process_time()
    found = resolve(profiles)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row: dict[str, float] = {
        "profiles": len(profiles),
        "seconds": round(seconds, 2),
        "peak": round(peak),
        "clusters": len(found.clusters),
        "unsure": sum(decision.verdict == "unsure" for decision in found.decisions),
    }
    return {**row, **pairs_and_portions(profiles)} if with_pairs else row


def pairs_and_portions(profiles: Sequence[Profile]) -> dict[str, float]:
    """Return the pairs compared, their share of all, and the sizes of portions."""
    blocks: dict[str, tuple[list[int], list[int]]] = {}
    for number, profile in enumerate(profiles):
        keys = comparison_keys(profile.type, profile.name, profile.listed)
        for key, offered in strongest_keys(keys):
            blocks.setdefault(key, ([], []))[offered].append(number)
    compared: set[tuple[int, int]] = set()
    for owners, offering in blocks.values():
        for place, left in enumerate(owners):
            others = (*owners[place + 1 :], *offering)
            compared.update((min(left, right), max(left, right)) for right in others)
    sizes = _portions(profiles, compared)
    count = len(profiles)
    return {
        "pairs": len(compared),
        "share": round(len(compared) / max(count * (count - 1) / 2, 1), 7),
        "largest portion": max(sizes.values(), default=0),
        "mean portion": round(sum(size**2 for size in sizes.values()) / max(count, 1), 1),
    }


def _portions(profiles: Sequence[Profile], pairs: set[tuple[int, int]]) -> Counter[int]:
    roots = list(range(len(profiles)))

    def root(number: int) -> int:
        while roots[number] != number:
            roots[number] = roots[roots[number]]
            number = roots[number]
        return number

    named = [(p.type, p.name, p.listed) for p in profiles]
    for left, right in pairs:
        if root(left) != root(right) and may_be_one(named[left], named[right]):
            roots[root(right)] = root(left)
    return Counter(map(root, range(len(profiles))))


def _in_own_process(what: str, number: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.scale.identity", "--one", what, str(number)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _one(what: str, number: int) -> dict[str, float]:
    if Path(what).is_dir():
        profiles = silver(Path(what), number)
    else:
        profiles = hard(number, what) if what in HARD else realistic(number)
    return measure(profiles, with_pairs=what not in HARD)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.scale.identity", description=__doc__)
    parser.add_argument("--profiles", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--hard", type=int, default=100_000, help="names of each hard kind")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--silver", type=Path, help="folder of the silver corpora")
    options = parser.parse_args()
    if options.one:
        sys.stdout.write(json.dumps(_one(options.one[0], int(options.one[1]))))
        return
    for number in options.profiles:
        sys.stdout.write(f"realistic: {json.dumps(_in_own_process('realistic', number))}\n")
        sys.stdout.flush()
    for tenths in (1, 10) if options.silver else ():
        row = _in_own_process(str(options.silver), tenths)
        sys.stdout.write(f"silver: {json.dumps(row)}\n")
        sys.stdout.flush()
    for what in HARD if options.hard else ():
        sys.stdout.write(f"{what}: {json.dumps(_in_own_process(what, options.hard))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
