"""Which profiles have to be compared again when some change."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Set

from kgraph.model import content_id

KeyOf = tuple[str, bool]
"""What profiles are compared by, and whether a profile only offers it.

Two profiles are compared where they share a key that one of them, at least, does not only offer.
"""

_PORTION = 2000
"""Profiles after which a portion is yielded."""


class ComparisonTables:
    """The keys of profiles; profiles are named by their keys in ``profile``."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._run = cursor.connection.execute
        self._many = cursor.executemany

    def add(self, profile: int, keys: Iterable[KeyOf]) -> None:
        """Keep the keys of a profile."""
        rows = {(number_of(key), profile, int(offered)) for key, offered in keys}
        self._many("INSERT OR IGNORE INTO profile_key VALUES (?, ?, ?)", sorted(rows))

    def portions(
        self, changed: Iterable[int], links: Mapping[int, Set[int]]
    ) -> Iterator[tuple[int, ...]]:
        """Yield what is to be compared again, in portions, each profile once.

        A portion holds with a profile all that it is compared with or linked to, and so on.
        """
        seen, portion = set[int](), list[int]()
        for profile in changed:
            if profile not in seen:
                reached = self._reached(profile, links)
                seen |= reached
                portion += reached
            if len(portion) >= _PORTION:
                yield tuple(sorted(portion))
                portion = []
        if portion:
            yield tuple(sorted(portion))

    def _reached(self, profile: int, links: Mapping[int, Set[int]]) -> set[int]:
        reached, waiting, keys = {profile}, [profile], set[tuple[int, int]]()
        while waiting:
            next_ = waiting.pop()
            near = set(links.get(next_, ()))
            own = self._run("SELECT key, offered FROM profile_key WHERE profile = ?", (next_,))
            for key in set(own.fetchall()) - keys:
                keys.add(key)
                found = self._run(
                    "SELECT profile FROM profile_key WHERE key = ? AND offered <= ?",
                    (key[0], 1 - key[1]),
                )
                near |= {other for (other,) in found}
            near -= reached
            reached |= near
            waiting.extend(near)
        return reached


def number_of(key: str) -> int:
    """Return 60 bits of a hash: of two keys that share them more is compared, nothing missed."""
    return int(content_id("key", key)[:15], 16)
