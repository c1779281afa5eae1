"""Who decided something, when and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kgraph.model import Statement
from kgraph.model.statements import S, with_id


@dataclass(frozen=True, slots=True)
class Signature:
    """Words for readers: ``when`` is an ISO date. Nothing is decided by them."""

    by: str = ""
    when: str = ""
    why: str = ""

    def sign(self, statement: S, known: Iterable[Statement] = ()) -> S:
        """Return the statement with these words, and the id of all of it.

        Nothing among ``known`` supersedes it: what was taken back is said again as a statement
        that replaces the last one like it. What took that back stays in force, for it may say
        more.
        """
        superseded = {id_ for other in known for id_ in other.supersedes}
        first: S = with_id(replace(statement, by=self.by, when=self.when, why=self.why))
        signed = first
        while signed.id in superseded:
            signed = with_id(replace(first, supersedes=(*first.supersedes, signed.id)))
        return signed


UNSIGNED = Signature()
