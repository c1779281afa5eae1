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
        signed = with_id(replace(statement, by=self.by, when=self.when, why=self.why))
        while above := tuple(other.id for other in known if signed.id in other.supersedes):
            signed = with_id(replace(signed, supersedes=(*signed.supersedes, *above)))
        return signed


UNSIGNED = Signature()
