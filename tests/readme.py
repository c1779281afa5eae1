"""Runs what the README shows, and puts what it prints in place of what it says it prints."""

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


def replay(readme: str, folder: Path) -> str:
    """Return ``readme`` with every output as it is when the code is run in ``folder``.

    ``python`` blocks share one namespace; what one prints stands in the ``text`` block after it.
    In ``console`` blocks each line after ``$ `` is a command, and what it prints follows it.
    """
    namespace: dict[str, object] = {"__name__": "__main__"}
    pieces: list[str] = []
    printed: str | None = None
    at = 0
    with contextlib.chdir(folder), _commands(folder) as environment:
        for fence in _FENCE.finditer(readme):
            kind, body = fence.groups()
            if kind == "python":
                printed = _run_python(body, namespace)
            elif kind == "text" and printed is not None:
                body, printed = printed, None
            elif kind == "console":
                body = _run_console(body, environment)
            pieces += [readme[at : fence.start()], f"```{kind}\n{body}```\n"]
            at = fence.end()
    return "".join(pieces) + readme[at:]


def _run_python(code: str, namespace: dict[str, object]) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "README.md", "exec"), namespace)  # noqa: S102 - the README is ours
    return printed.getvalue()


def _run_console(block: str, environment: Mapping[str, str]) -> str:
    commands = re.findall(r"^\$ (.*)$", block, re.MULTILINE)
    return "".join(f"$ {command}\n{_run_shell(command, environment)}" for command in commands)


def _run_shell(command: str, environment: Mapping[str, str]) -> str:
    done = subprocess.run(  # noqa: S603 - the README is ours
        ["/bin/bash", "-c", command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command}: exit {done.returncode}: {done.stderr}")
    return done.stdout


@contextlib.contextmanager
def _commands(folder: Path) -> Iterator[dict[str, str]]:
    """Yield an environment in which ``kgraph`` is the package under test."""
    script = folder / ".bin" / "kgraph"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kgraph "$@"\n')
    script.chmod(0o755)
    path = f"{script.parent}{os.pathsep}{os.environ['PATH']}"
    source = str(Path(__file__).parent.parent)
    yield {**os.environ, "PATH": path, "PYTHONPATH": source, "NO_COLOR": "1"}
