"""What the engine complains of, in one line: cause, place, remedy."""

import re

from kgraph.errors import QueryError
from kgraph.propertygraph.statements import called_procedure, writing_word

_PREFIX = re.compile(r"^(Query failed|Command failed|Reading the result set failed): ")
_CLASS = re.compile(r"\b(?:[a-z_]\w*\.)+[A-Z][\w$]*: ?")
_CAUSED = re.compile(r"^Error executing [^(]*.*?\(caused by (?P<cause>.*)\)$", re.DOTALL)
_POINTER = re.compile(r"\n.*", re.DOTALL)
_OUTSIDE = "LOAD CSV"

WRITES = (
    "the graph is read from its record and is not changed by queries; "
    "use `kgraph decide`, or a copy in a Neo4j that `kgraph push` makes"
)


def query_error(statement: str, error: Exception) -> QueryError:
    """Return the error of a statement that the engine refused or failed at, in one line."""
    told = _PREFIX.sub("", str(error))
    if "QueryNotIdempotentException" in told:
        return _refusal(statement)
    if "SecurityException" in told and _OUTSIDE in told:
        return QueryError("a query reads the graph alone: LOAD CSV reads no file and no address")
    caused = _CAUSED.match(_CLASS.sub("", told))
    line = caused["cause"] if caused else _CLASS.sub("", told).split(" (caused by ")[0]
    return QueryError(f"Cypher: {' '.join(_POINTER.sub('', line).split())}")


def _refusal(statement: str) -> QueryError:
    word = writing_word(statement)
    if word:
        return QueryError(f"{word}: {WRITES}")
    name = called_procedure(statement)
    if name:
        return QueryError(f"CALL {name}: there is no such procedure that only reads; {WRITES}")
    return QueryError(f"a function that is not known, or may write; {WRITES}")
