"""One real Neo4j for a test session, started from Maven artifacts by tests/neo4j/neo4j.sh."""

import os
import secrets
import shlex
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kgraph.propertygraph.import_files import IMPORT_SCRIPT

KIT = Path(__file__).parent.parent / "neo4j" / "neo4j.sh"


@dataclass(frozen=True, slots=True)
class Neo4jServer:
    uri: str
    user: str
    password: str

    def shell(self, script: Path) -> str:
        """Return what cypher-shell prints for ``script``; its failure is the test's."""
        sign_in = ("-a", self.uri, "-u", self.user, "-p", self.password)
        return _run("shell", *sign_in, "-f", str(script))


def import_folder(folder: Path, home: Path) -> None:
    """Make the database of a new ``home`` from an exported folder, by the script that lies in it.

    The script's word ``neo4j-admin`` is found on PATH, as where Neo4j is installed.
    """
    _require("bash", "java", "mvn")
    _run("resolve")
    home.mkdir()
    program = home / "neo4j-admin"
    admin = f"{shlex.quote(str(KIT))} admin {shlex.quote(str(home))}"
    program.write_text(f'#!/bin/sh\nexec {admin} "$@"\n')
    program.chmod(0o755)
    _check(
        ["sh", str(folder / IMPORT_SCRIPT)],
        {**os.environ, "PATH": f"{home}{os.pathsep}{os.environ['PATH']}"},
    )


@contextmanager
def running_neo4j(home: Path) -> Iterator[Neo4jServer]:
    """Run a server in ``home`` on a free port of this machine while the context lasts."""
    _require("bash", "java", "mvn", "ps", "setsid")
    _run("resolve")
    port, password = _free_port(), secrets.token_hex(8)
    _run("start", str(home), str(port), password)
    try:
        yield Neo4jServer(f"bolt://127.0.0.1:{port}", "neo4j", password)
    finally:
        _run("stop", str(home))


@contextmanager
def restarted(home: Path, before: Neo4jServer, *settings: str) -> Iterator[Neo4jServer]:
    """Run a server that was stopped again, at its address, with these settings on top."""
    port = before.uri.rpartition(":")[2]
    environment = os.environ | {"NEO4J_SETTINGS": "\n".join(settings)}
    _check([str(KIT), "start", str(home), port, before.password], environment)
    try:
        yield before
    finally:
        _run("stop", str(home))


def _require(*programs: str) -> None:
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"a real Neo4j needs {', '.join(missing)}, not installed here")


def _run(*arguments: str) -> str:
    return _check([str(KIT), *arguments])


def _check(command: list[str], environment: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(  # noqa: S603
        command, check=False, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, f"{command[:2]}: {done.stdout}{done.stderr}"
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
