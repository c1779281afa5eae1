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
        if "@" in self.uri:
            raise DatabaseError(
                f"{self.uri.rpartition('@')[2]}: an address has no user and no password in it; "
                "give them beside it"
            )
        if not _ADDRESS.match(self.uri):
            raise DatabaseError(
                f"{self.uri}: is no address of a Neo4j; write it like neo4j://localhost:7687"
            )
        try:
            driver = neo4j.GraphDatabase.driver(
                self.uri,
                auth=(self.user, self.password),
                max_transaction_retry_time=_PATIENCE,
            )
        except (ConfigurationError, ValueError) as error:
            raise DatabaseError(f"{self.uri}: {_on_one_line(error)}; check the address") from error
        try:
            with driver, driver.session(database=self.database) as session:
                driver.verify_connectivity()
                yield session
        except (DriverError, Neo4jError) as error:
            raise DatabaseError(f"{self.uri}: {_told(error, self.user)}") from error


def _on_one_line(error: object) -> str:
    return " ".join(str(error).split()).rstrip(".")


def _told(error: Exception, user: str) -> str:
    """Return cause and remedy."""
    match error:
        case AuthError():
            return f"the password of {user!r} is wrong, or there is no such user; check both"
        case ServiceUnavailable():
            return "no Neo4j answers there; start it or mend the address, and repeat the command"
        case Neo4jError(code=str(code)) if code in _REFUSALS:
            return _REFUSALS[code]
        case Neo4jError(code=str(code)) if "ReadOnly" in code:
            return _READ_ONLY
        case Neo4jError(message=str(message)):
            return f"{_on_one_line(message)}; mend it there and repeat the command"
    return "the connection was lost; repeat the command, which goes on from there"
