"""A graph behind Bolt: the embedded engine's server on this machine, read-only."""

import base64
import hashlib
import json
import secrets
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.errors import DatabaseError
from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph.engine import engine
from kgraph.propertygraph.engine_cache import database_folder, discard, is_whole

PORT = 7687
"""Where clients of Bolt look first."""

_HOST = "127.0.0.1"
_NAME = "kgraph"
_ROUNDS = 65_536
_TRIES = 3

# The only user is in the only group that may do something, and that is to read.
_GROUPS = {
    "version": 2,
    "databases": {
        "*": {
            "groups": {
                "reader": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": [],
                    "types": {"*": {"access": ["readRecord"]}},
                }
            }
        }
    },
}


@dataclass(frozen=True, slots=True)
class Service:
    """Where a graph is served, and who may read it."""

    address: str
    user: str
    password: str = field(repr=False)
    database: str = _NAME


@contextmanager
def serve(graph: KnowledgeGraph, *, port: int = PORT) -> Iterator[Service]:
    """Serve ``graph`` by Bolt on 127.0.0.1 while the block runs; yields the address and the login.

    Any client of Bolt can read there, the official Neo4j driver for one; what would write is
    forbidden. ``port`` 0 is any free one. The password is new each time and is kept nowhere. What
    is served is a copy in a temporary folder, so that others can query and build meanwhile, and
    nothing that a client finds reaches the record. The engine's server has HTTP too, which cannot
    be turned off: it listens on a free port of 127.0.0.1, for the same user.

    Raises:
        DatabaseError: the port is taken, or there is no space for the copy.
        QueryError: the engine is not installed, or cannot build the database.
    """
    password = secrets.token_urlsafe(16)
    port = port or _free_port()
    _require_free(port)
    with _root(graph, password) as root:
        server = engine().create_server(
            str(root),
            config={
                "host": _HOST,
                "http_port": 0,
                "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
                "bolt_port": port,
                "bolt_host": _HOST,
                "bolt_defaultDatabase": _NAME,
            },
        )
        try:
            server.start()
        except engine().ArcadeDBError as error:
            raise DatabaseError(f"port {port}: {' '.join(str(error).split())}") from error
        try:
            yield Service(f"bolt://{_HOST}:{port}", _NAME, password)
        finally:
            server.stop()


@contextmanager
def _root(graph: KnowledgeGraph, password: str) -> Iterator[Path]:
    """Yield a folder as the server wants it, which nobody else can read."""
    root = Path(tempfile.mkdtemp(prefix="kgraph-serve-"))
    try:
        _copy(graph, root / "databases" / _NAME)
        config = root / "config"
        config.mkdir()
        _write(config / "server-groups.json", _GROUPS)
        user = {"name": _NAME, "databases": {_NAME: ["reader"]}, "password": _hashed(password)}
        _write(config / "server-users.jsonl", user)
        yield root
    except OSError as error:
        raise DatabaseError(f"{root}: {error.strerror}; the graph is served from there") from error
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _copy(graph: KnowledgeGraph, target: Path) -> None:
    for _ in range(_TRIES):
        folder = database_folder(graph)
        with suppress(FileNotFoundError, shutil.Error):  # another process is replacing it
            shutil.copytree(folder, target)
            if is_whole(folder):
                return
        discard(folder)
        shutil.rmtree(target, ignore_errors=True)
    raise DatabaseError(f"{graph.path or 'the graph'}: its database cannot be copied; try again")


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content) + "\n", encoding="utf-8")


def _hashed(password: str) -> str:
    """Return the password as the engine keeps it."""
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    derived = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), _ROUNDS)
    return f"PBKDF2WithHmacSHA256${_ROUNDS}${salt}${base64.b64encode(derived).decode()}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            raise DatabaseError(
                f"port {port} of {_HOST} cannot be used: {error.strerror}; choose another one"
            ) from error
