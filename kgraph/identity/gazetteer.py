"""What the user's gazetteer says of who is who: one id is one thing.

That two ids are two is a must-not constraint.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from kgraph.identity.decisions import decide_same, grouped
from kgraph.model import Decision, Profile


def join_listed(profiles: Iterable[Profile]) -> Iterator[Decision]:
    """Yield a decision for each two neighbours of one id."""
    groups = grouped((p for p in profiles if p.listed), lambda p: p.listed)
    for group in groups.values():
        for left, right in pairwise(group):
            yield decide_same(left, right, 1.0, "one id in the gazetteer")
