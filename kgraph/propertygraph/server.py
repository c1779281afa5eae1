"""A Neo4j server: where it is, how it is spoken to, and its errors in one line."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
)

from kgraph.errors import DatabaseError

# The driver logs what the server notes of a query, and Python prints what nobody handles.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_REFUSALS: Mapping[str, str] = {
    "Neo.ClientError.Database.DatabaseNotFound": "has no database of that name; check --database",
    "Neo.ClientError.Database.DatabaseUnavailable": "the database is stopped; start it",
    "Neo.ClientError.Security.Forbidden": "the user may not write there; take one that may",
    "Neo.DatabaseError.Schema.ConstraintCreationFailed": "nodes of others there share a label and "
    "an id; push into another database",
}
_ADDRESS = re.compile(r"(neo4j|bolt)(\+s|\+ssc)?://")
_PATIENCE = 15.0
"""Seconds for which a transaction is tried again after a passing failure."""

_READ_ONLY = "the database is read-only; push into another one"


@dataclass(frozen=True, slots=True)
class Server:
    """A server by its address (``neo4j://``, ``bolt://``, with ``+s`` for TLS) and who asks.

    With no ``database`` it is the user's home database.
    """

    uri: str
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str | None = None

    @contextmanager
    def session(self) -> Iterator[neo4j.Session]:
        """Yield a session with the server, which was reached.

        Raises:
            DatabaseError: the address is none or has a password in it, nothing answers there, the
                user or the password is wrong, or what is asked is refused or interrupted; also
                later, inside the context.
        """
        if not _ADDRESS.match(self.uri):
            raise DatabaseError(
                f"{self.uri}: is no address of a Neo4j; write it like neo4j://localhost:7687"
            )
        if "@" in self.uri:
            raise DatabaseError(
                f"{self.uri.rpartition('@')[2]}: an address has no user and no password in it; "
                "give them beside it"
            )
        try:
            with neo4j.GraphDatabase.driver(
                self.uri,
                auth=(self.user, self.password),
                max_transaction_retry_time=_PATIENCE,
            ) as driver:
                driver.verify_connectivity()
                with driver.session(database=self.database) as session:
                    yield session
        except (DriverError, Neo4jError, ValueError, OSError) as error:
            raise DatabaseError(f"{self.uri}: {_told(error, self.user)}") from error


def _told(error: Exception, user: str) -> str:
    """Return cause and remedy."""
    match error:
        case AuthError():
            return f"the password of {user!r} is wrong, or there is no such user; check both"
        case ServiceUnavailable():
            return "no Neo4j answers there; check the address and whether it runs"
        case Neo4jError(code=str(code)) if code in _REFUSALS:
            return _REFUSALS[code]
        case Neo4jError(code=str(code)) if "ReadOnly" in code:
            return _READ_ONLY
        case ConfigurationError() | ValueError():
            return f"{' '.join(str(error).split())}; check the address"
        case Neo4jError(message=str(message)):
            return f"{' '.join(message.split())}; mend it there and repeat the command"
    return "the connection was lost; repeat the command, which goes on from there"
