"""Which profiles have to be compared again when some change."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from kgraph.model import content_id

KeyOf = tuple[str, bool]
"""What profiles are compared by, and whether a profile only offers it.

Two profiles are compared where they share a key that one of them, at least, does not only offer.
"""

Identified = tuple[str, str, str]
"""The type of a profile, its name, and its id in the gazetteer or nothing."""

MayBeOne = Callable[[Identified, Identified], bool]

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
        self, changed: Iterable[int], links: Mapping[int, Set[int]], may_be_one: MayBeOne
    ) -> Iterator[tuple[int, ...]]:
        """Yield what is to be compared again, in portions, each profile once.

        A portion holds with a profile all that it is compared with and may be one with, all that
        it is linked to, and so on.
        """
        seen, portion = set[int](), list[int]()
        for profile in changed:
            if profile not in seen:
                reached = self._reached(profile, links, may_be_one)
                seen |= reached
                portion += reached
            if len(portion) >= _PORTION:
                yield tuple(sorted(portion))
                portion = []
        if portion:
            yield tuple(sorted(portion))

    def _reached(
        self, profile: int, links: Mapping[int, Set[int]], may_be_one: MayBeOne
    ) -> set[int]:
        reached, waiting = {profile}, [profile]
        while waiting:
            next_ = waiting.pop()
            near = set(links.get(next_, ())) | self._near(next_, may_be_one, reached)
            near -= reached
            reached |= near
            waiting.extend(near)
        return reached

    def _near(self, profile: int, may_be_one: MayBeOne, known: Set[int]) -> set[int]:
        """Return what a profile is compared with and may be one with, but for what is known."""
        own = self._run("SELECT type, name, listed FROM profile WHERE key = ?", (profile,))
        (identified,) = own.fetchall()
        found = self._run(
            "SELECT key, type, name, listed FROM profile WHERE key IN (SELECT o.profile "
            "FROM profile_key AS p JOIN profile_key AS o ON o.key = p.key "
            "WHERE p.profile = ? AND o.offered <= 1 - p.offered)",
            (profile,),
        )
        return {
            key
            for key, *other in found
            if key not in known and may_be_one(identified, tuple(other))
        }


def number_of(key: str) -> int:
    """Return 60 bits of a hash: of two keys that share them more is compared, nothing missed."""
    return int(content_id("key", key)[:15], 16)
