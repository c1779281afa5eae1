"""Measures a record as it grows: ``python -m tests.scale [--articles N...] [--work DIR] [--json]``.

For each size a record of so many generated articles is made, and 100 more are added. Seconds are
of wall time, memory is the peak of the process in MiB, sizes are of the file.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

MORE = 100
WORDS = "Bank"
COLUMNS: Mapping[str, str] = {
    "articles": "articles",
    "add": "add all, s",
    "fold": "full fold, s",
    "peak": "peak of both, MiB",
    "bytes": "bytes an article",
    "add_more": f"add {MORE}, s",
    "fold_more": f"fold {MORE} more, s",
    "peak_more": "peak of it, MiB",
    "import": "import, s",
    "open": "open, s",
    "find": "first find, s",
}


def measure(articles: int, folder: Path) -> dict[str, float]:
    """Return what a record of so many articles costs, by the keys of ``COLUMNS``."""
    path = folder / f"{articles}.kg"
    built = run_step("build", path, articles)
    size = path.stat().st_size
    added = run_step("add", path, MORE, articles)
    folded = run_step("fold", path)
    asked = run_step("find", path, WORDS)
    path.unlink()
    return {
        "articles": articles,
        "add": built["add"],
        "fold": built["fold"],
        "peak": built["peak"],
        "bytes": size / articles,
        "add_more": added["seconds"],
        "fold_more": folded["seconds"],
        "peak_more": folded["peak"],
        "import": asked["import"],
        "open": asked["open"],
        "find": asked["find"],
    }


def run_step(step: str, path: Path, *rest: object) -> dict[str, float]:
    """Return what one step prints, run in a process of its own."""
    command = [sys.executable, "-m", "tests.scale.steps", step, str(path), *map(str, rest)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own
    found: dict[str, float] = json.loads(done.stdout)
    return found


def table(rows: Sequence[Mapping[str, float]]) -> str:
    """Return what was measured as text, a size a column."""
    width = max(map(len, COLUMNS.values()))
    return "\n".join(
        f"{title:{width}}" + "".join(f"{_number(row[key]):>12}" for row in rows)
        for key, title in COLUMNS.items()
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.scale", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 5000, 10000, 50000])
    parser.add_argument("--work", type=Path, help="folder for the records, emptied of them")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        rows = [measure(count, Path(folder)) for count in options.articles]
    sys.stdout.write(f"{json.dumps(rows, indent=2) if options.json else table(rows)}\n")


if __name__ == "__main__":
    main()
