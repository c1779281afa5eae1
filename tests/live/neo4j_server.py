"""One real Neo4j for a test session, started from Maven artifacts by tests/neo4j/neo4j.sh."""

import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

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


def _require(*programs: str) -> None:
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"a real Neo4j needs {', '.join(missing)}, not installed here")


def _run(*arguments: str) -> str:
    command = [str(KIT), *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 0, f"{arguments[0]}: {done.stdout}{done.stderr}"
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
