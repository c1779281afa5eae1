"""Transactions sent to a server one after the other, while the next is put together."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import neo4j

from kgraph.errors import DatabaseError
from kgraph.propertygraph.push_statements import FINISH, STILL_LEASED

Work = Callable[[neo4j.ManagedTransaction], None]
"""The statements of one transaction; the driver may call it again after a passing failure."""

_WAITING = 2


@dataclass(frozen=True, slots=True)
class Lease:
    """What a push holds the database for.

    ``turn`` rises where it is taken for another graph, also for one that had it before; ``types``
    are the labels of entities that are kgraph's.
    """

    target: str
    turn: int
    types: tuple[str, ...]


class Sender:
    """Sends work in a thread of its own; the session is used by nothing else meanwhile.

    Every transaction makes sure first that no other push took the database over. Leaving the
    context waits for what was sent, and raises what went wrong with it.
    """

    def __init__(self, session: neo4j.Session, lease: Lease, place: str) -> None:
        self._session = session
        self._lease = lease
        self._place = place
        self._thread = ThreadPoolExecutor(1)
        self._sent = deque[Future[None]]()
        self._failed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            while self._sent and error is None:
                self._sent.popleft().result()
        finally:
            self._thread.shutdown(cancel_futures=True)

    def send(self, work: Work) -> None:
        """Have ``work`` done in a transaction; waits where too much is under way.

        Raises:
            DatabaseError: another push took the database over.
            neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError: what was sent earlier failed.
        """
        while len(self._sent) >= _WAITING:
            self._sent.popleft().result()
        self._sent.append(self._thread.submit(self._transact, work))

    def finish(self) -> None:
        """Note in the database that all of the graph is there."""

        def work(transaction: neo4j.ManagedTransaction) -> None:
            transaction.run(FINISH, target=self._lease.target).consume()

        self.send(work)

    def _transact(self, work: Work) -> None:
        if self._failed:  # and that is what is raised
            return

        def checked(transaction: neo4j.ManagedTransaction) -> None:
            lease = {"target": self._lease.target, "turn": self._lease.turn}
            if transaction.run(STILL_LEASED, lease).single() is None:
                raise DatabaseError(
                    f"{self._place}: another push began meanwhile, and this one stopped; "
                    "push again to have this graph there"
                )
            work(transaction)

        self._failed = True
        self._session.execute_write(checked)
        self._failed = False
