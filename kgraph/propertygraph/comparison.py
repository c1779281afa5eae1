"""What a graph has that a database has not, and the other way round, by fingerprints."""

from dataclasses import dataclass
from typing import Literal

from kgraph.propertygraph.held import Prints

Difference = Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True)
class Changes:
    """How many of something are new, changed and gone."""

    new: int = 0
    changed: int = 0
    gone: int = 0


NO_CHANGES = Changes()


class Comparison:
    """Compares things of one kind, as they come, with those that are held."""

    def __init__(self, held: Prints) -> None:
        self._left = dict(held)
        self._new = 0
        self._changed = 0

    def compare(self, id_: str, fingerprint: int) -> Difference:
        """Return how the thing of that id differs from what is held; it counts as seen."""
        known = self._left.pop(id_, None)
        if known == fingerprint:
            return "same"
        self._new += known is None
        self._changed += known is not None
        return "new" if known is None else "changed"

    @property
    def gone(self) -> tuple[str, ...]:
        """The ids that are held and were not seen, sorted."""
        # an id that somebody changed by hand may be a number
        return tuple(sorted(self._left, key=str))

    @property
    def changes(self) -> Changes:
        """The counts of what was seen, and of what was not."""
        return Changes(self._new, self._changed, len(self._left))
