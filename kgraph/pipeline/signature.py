"""Who decided something, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kgraph.model import Statement
from kgraph.model.statements import S, with_id


@dataclass(frozen=True, slots=True)
class Signature:
    """Words for readers: ``when`` is an ISO date. Nothing is decided by them."""

    by: str = ""
    when: str = ""
    why: str = ""

    def sign(self, statement: S, known: Sequence[Statement] = ()) -> S:
        """Return the statement with these words, and the id of all of it.

        It supersedes what supersedes it among ``known``: what was taken back can be said again.
        """
        signed: S = with_id(replace(statement, by=self.by, when=self.when, why=self.why))
        above: tuple[str, ...] = _superseding(signed, known)
        while above:
            signed = with_id(replace(signed, supersedes=(*signed.supersedes, *above)))
            above = _superseding(signed, known)
        return signed


def _superseding(statement: Statement, known: Sequence[Statement]) -> tuple[str, ...]:
    return tuple(other.id for other in known if statement.id in other.supersedes)


UNSIGNED = Signature()
