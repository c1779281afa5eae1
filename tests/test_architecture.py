"""What holds of the package as a whole."""

import ast
import importlib
import os
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kgraph
from kgraph import errors

ROOT = Path(kgraph.__file__).parent.parent
ROOMS = sorted(m.name for m in pkgutil.iter_modules(kgraph.__path__) if m.ispkg)
HEAVY = {
    "IPython",
    "arcadedb",
    "neo4j",
    "networkx",
    "numpy",
    "pandas",
    "pyvis",
    "spacy",
    "typer",
}


def test_rooms_import_downwards_only() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    command = [str(script), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr


def test_importing_kgraph_loads_nothing_heavy() -> None:
    code = "import sys, kgraph; print(*{name.partition('.')[0] for name in sys.modules})"
    assert not HEAVY & set(_python(code).split())


def test_help_of_the_command_line_loads_no_language_page_or_database() -> None:
    code = "import sys, kgraph.cli.app; print(*{name.partition('.')[0] for name in sys.modules})"
    assert not {"spacy", "pyvis", "neo4j", "arcadedb", "IPython"} & set(_python(code).split())


def test_public_names_are_sorted_and_all_of_them_load() -> None:
    assert kgraph.__all__ == sorted(kgraph.__all__)
    assert dir(kgraph) == kgraph.__all__
    for name in set(kgraph.__all__) - {"__version__"}:
        assert getattr(kgraph, name).__name__.removesuffix("_graph") == name


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(kgraph, "nothing")  # noqa: B009 - mypy knows that there is none


@pytest.mark.parametrize("name", ROOMS)
def test_the_door_of_a_room_names_all_that_it_imports(name: str) -> None:
    room = importlib.import_module(f"kgraph.{name}")
    assert _imported(Path(str(room.__file__)), room.__name__) <= set(getattr(room, "__all__", []))


def test_every_error_of_kgraph_is_a_kgraph_error() -> None:
    defined = [e for e in vars(errors).values() if isinstance(e, type)]
    assert defined
    assert all(issubclass(error, errors.KGraphError) for error in defined)


def test_errors_are_defined_in_the_module_of_errors_only() -> None:
    elsewhere = [
        f"{path}: {node.name}"
        for path in sorted((ROOT / "kgraph").rglob("*.py"))
        if path.name != "errors.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
    ]
    assert not elsewhere


@pytest.mark.parametrize(("ci", "outcome"), [("", "1 skipped"), ("true", "1 failed")])
def test_a_live_test_that_is_skipped_fails_where_ci_is_set(
    tmp_path: Path, ci: str, outcome: str
) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser\n")
    (tmp_path / "test_it.py").write_text(
        "import pytest\n\n@pytest.mark.browser\ndef test_it():\n    pytest.skip('no chromium')\n"
    )
    environment = os.environ | {"CI": ci, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)  # noqa: S603
    assert f"{outcome} in" in done.stdout, done.stdout


def _imported(path: Path, room: str) -> set[str]:
    """Return the names that a room's door imports from its own modules."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{room}.")
        for alias in node.names
    }


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout
