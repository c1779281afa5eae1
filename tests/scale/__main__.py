"""Measures a record as it grows: ``python -m tests.scale [--articles N...] [--work DIR] [--json]``.

For each size a record of so many generated articles is made, and 100 more are added. Seconds are
by the clock, and of the processor, which what else runs changes less; memory is the peak of the
process in MiB, sizes are of the file.
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
ROWS: Mapping[str, str] = {
    "articles": "articles",
    "add": "add all, s",
    "add_cpu": "  of the processor",
    "fold": "full fold, s",
    "fold_cpu": "  of the processor",
    "peak": "peak of both, MiB",
    "bytes": "bytes an article",
    "add_more": f"add {MORE}, s",
    "add_more_cpu": "  of the processor",
    "fold_more": f"fold {MORE} more, s",
    "fold_more_cpu": "  of the processor",
    "peak_more": "peak of it, MiB",
    "import": "import, s",
    "open": "open, s",
    "find": "first find, s",
}


def measure(articles: int, folder: Path) -> dict[str, float]:
    """Return what a record of so many articles costs, by the keys of ``ROWS``."""
    path = folder / f"{articles}.kg"
    built = run_step("build", path, articles)
    size = path.stat().st_size
    added = run_step("add", path, MORE, articles)
    folded = run_step("fold", path)
    asked = run_step("find", path, WORDS)
    path.unlink()
    return {
        "articles": articles,
        **{key: built[key] for key in ("add", "add_cpu", "fold", "fold_cpu", "peak")},
        "bytes": size / articles,
        "add_more": added["add"],
        "add_more_cpu": added["add_cpu"],
        "fold_more": folded["fold"],
        "fold_more_cpu": folded["fold_cpu"],
        "peak_more": folded["peak"],
        **{key: asked[key] for key in ("import", "open", "find")},
    }


def run_step(step: str, path: Path, *rest: object) -> dict[str, float]:
    """Return what one step prints, run in a process of its own."""
    command = [sys.executable, "-m", "tests.scale.steps", step, str(path), *map(str, rest)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own
    found: dict[str, float] = json.loads(done.stdout)
    return found


def table(rows: Sequence[Mapping[str, float]]) -> str:
    """Return what was measured as text, a size a column."""
    width = max(map(len, ROWS.values()))
    return "\n".join(
        f"{title:{width}}" + "".join(f"{_number(row[key]):>12}" for row in rows)
        for key, title in ROWS.items()
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
        rows = []
        for count in options.articles:
            rows.append(measure(count, Path(folder)))
            sys.stderr.write(f"{json.dumps(rows[-1])}\n")
    sys.stdout.write(f"{json.dumps(rows, indent=2) if options.json else table(rows)}\n")


if __name__ == "__main__":
    main()
