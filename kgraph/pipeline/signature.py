"""Who decided something, when and why."""

from dataclasses import dataclass, replace

from kgraph.model.statements import S, with_id


@dataclass(frozen=True, slots=True)
class Signature:
    """Words for readers: ``when`` is an ISO date. Nothing is decided by them."""

    by: str = ""
    when: str = ""
    why: str = ""

    def sign(self, statement: S) -> S:
        """Return the statement with these words, and the id of all of it."""
        return with_id(replace(statement, by=self.by, when=self.when, why=self.why))


UNSIGNED = Signature()
