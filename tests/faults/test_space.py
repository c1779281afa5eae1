"""A disk that is full: one line, nothing lost, and the same command ends what it began."""

import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.faults.children import REFUSED, run_child
from tests.faults.trials import Trial
from tests.faults.verbs import VERBS

PLACES = 5
SMALL = (100, 200, 300, 500)


@pytest.mark.parametrize("name", VERBS)
def test_a_limit_on_the_size_of_files_is_told_and_loses_nothing(name: str, tmp_path: Path) -> None:
    trial = Trial(name, VERBS[name], tmp_path)
    errors = [error for n in range(PLACES) if (error := trial.fill((n + 0.3) / PLACES))]
    assert errors
    for error in errors:
        assert "the disk is full or a file may not be so large" in error
        assert "\\n" not in error


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    if _mount(place, "size=100k").returncode:
        pytest.skip("no disk can be mounted here: not root, or in a container that forbids it")
    yield place
    subprocess.run(["umount", place], check=True)  # noqa: S603, S607


def _mount(place: Path, options: str) -> subprocess.CompletedProcess[bytes]:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    return subprocess.run(command, check=False, capture_output=True)  # noqa: S603


@pytest.mark.parametrize("name", ["build", "build more", "combine", "migrate"])
def test_a_small_disk_that_is_full_is_told_and_loses_nothing(
    name: str, tmp_path: Path, disk: Path
) -> None:
    trial = Trial(name, VERBS[name], tmp_path / "work")
    full = Counter[int]()
    for size in SMALL:
        assert not _mount(disk, "remount,size=64m").returncode
        trial.begin(disk)
        used = sum(path.stat().st_blocks * 512 for path in disk.iterdir()) // 1024
        assert not _mount(disk, f"remount,size={used + size}k").returncode
        ending = run_child(partial(trial.verb.run, disk))
        full[ending.code] += 1
        if ending.code:
            assert "the disk is full" in ending.error
        assert not _mount(disk, "remount,size=64m").returncode
        trial.go_on(ending, disk)
    assert full[REFUSED]
