"""Cypher without a server: queries to the embedded engine's database of a graph."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

from kgraph.errors import QueryError
from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph.answers import Answer
from kgraph.propertygraph.engine import abandon, engine
from kgraph.propertygraph.engine_cache import database_folder, discard, is_whole
from kgraph.propertygraph.engine_complaints import query_error
from kgraph.propertygraph.engine_gaps import gap_in
from kgraph.propertygraph.engine_types import types_of
from kgraph.propertygraph.engine_values import EngineValues
from kgraph.propertygraph.statements import returned

T = TypeVar("T")

_LANGUAGE = "opencypher"
_TRIES = 3
_TOO_MANY = "Too many open files"
_LEAST, _MOST = -(2**63), 2**63 - 1
_PATIENCE, _GRACE = 0.5, 2.0
"""Seconds between two looks for Ctrl-C, where the system does not wake for it, and after it."""

# The engine opens a database once in a process.
_one_at_a_time = threading.Lock()


def cypher(graph: KnowledgeGraph, text: str, /, **parameters: object) -> Answer:
    """Return the answer to a Cypher query; needs no server.

    What a keyword names is the parameter ``$name``: None, a bool, int, float, str, date or
    datetime, or a list or dict of such. The first query to a graph builds a database of it
    beside the record, where it stays. The query reads the graph and can do nothing else: neither
    change it nor read files or addresses.

    Raises:
        QueryError: the query has a mistake, would write, or fails, or the engine would answer it
            wrongly; or the engine is not installed; in one line.
    """
    values = {name: _parameter(name, value) for name, value in parameters.items()}
    statement = _encodable(text)
    if gap := gap_in(statement):
        raise QueryError(gap)
    with _one_at_a_time, _database(graph) as database:
        return _interruptible(database, lambda: _answer(database, statement, values))


@contextmanager
def _database(graph: KnowledgeGraph) -> Iterator[Any]:
    database = _opened(graph)
    try:
        yield database
    finally:
        database.close()


def _opened(graph: KnowledgeGraph) -> Any:
    """Return the database of ``graph``, read-only; one that is damaged is built again."""
    told = ""
    for _ in range(_TRIES):
        folder = database_folder(graph)
        try:
            database = engine().open_database(str(folder), read_only=True)
        except engine().ArcadeDBError as error:
            told = " ".join(str(error).split())
            if _TOO_MANY in told:
                raise QueryError(
                    f"{_TOO_MANY.lower()}: the database is some hundred; raise the limit, as with "
                    "`ulimit -n 4096`"
                ) from error
        else:
            if is_whole(folder):
                return database
            database.close()
            told = "it is being deleted"
        discard(folder)
    raise QueryError(f"{graph.path or 'the graph'}: its database cannot be opened: {told}")


def _answer(database: Any, statement: str, parameters: Mapping[str, object]) -> Answer:
    columns, rows = _run(database, statement, parameters)

    def ask(other: str) -> Sequence[Sequence[object]]:
        try:
            return _run(database, other, parameters)[1]
        except QueryError:
            return ()  # then its texts stay texts

    types = types_of(statement, columns, rows, ask) if rows else []
    return Answer(columns, EngineValues(database).rows(rows, types))


def _run(
    database: Any, statement: str, parameters: Mapping[str, object]
) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    try:
        result = database.query(_LANGUAGE, statement, *([dict(parameters)] if parameters else []))
        rows = [row.to_dict() for row in result]
    except engine().ArcadeDBError as error:
        raise query_error(statement, error) from error
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    if not rows:
        columns = tuple(item.name for part in returned(statement)[:1] for item in part.items)
    return columns, [tuple(row.get(name) for name in columns) for row in rows]


def _interruptible(database: Any, work: Callable[[], T]) -> T:
    """Return what ``work`` does; Ctrl-C ends it, though the engine hears no signal.

    Raises:
        KeyboardInterrupt: it was pressed.
    """
    done: list[T] = []
    failed: list[BaseException] = []
    ended = threading.Event()  # a join that is interrupted takes the thread for ended

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            failed.append(error)
        finally:
            ended.set()

    threading.Thread(target=run, daemon=True).start()
    try:
        while not ended.wait(_PATIENCE):
            pass
    except KeyboardInterrupt:
        database.close()  # a query that reads on ends by this
        if not ended.wait(_GRACE):
            abandon()
        raise
    if failed:
        raise failed[0]
    return done[0]


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QueryError("the query is not Unicode text: it has half of a character") from error
    # The engine reads a query to its first NUL; in a string this is the same character.
    return text.replace("\0", "\\u0000")


def _parameter(name: str, value: object) -> object:
    match value:
        case None | bool() | float() | str() | date() | datetime():
            return value
        case int() if _LEAST <= value <= _MOST:
            return value
        case int():
            raise QueryError(f"${name}: {value} is beyond 64 bits, as far as Cypher counts")
        case list() | tuple():
            return [_parameter(name, item) for item in value]
        case Mapping() if all(isinstance(key, str) for key in value):
            return {key: _parameter(name, item) for key, item in value.items()}
        case _:
            raise QueryError(
                f"${name}: {type(value).__name__} is no type of Cypher; give a text, number, "
                "truth value, date, or a list or dict of such"
            )
