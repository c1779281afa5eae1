"""Which articles are copies of one text, kept while articles come and go."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator

OriginOf = Callable[[str, frozenset[str]], str]
"""Returns the label of an origin: of the group's id and the agencies that its members credit."""


class OriginTables:
    """Articles that share a band are copies; a group has the smallest id of its articles.

    Articles are named by their keys.
    """

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._run = cursor.connection.execute
        self._many = cursor.executemany
        self._touched = set[int]()

    def add(self, article: int, bands: Iterable[int], agency: str) -> None:
        """Add an article with the bands of its text and the agency it credits, maybe empty."""
        self._many("INSERT INTO band VALUES (?, ?)", ((band, article) for band in set(bands)))
        self._run("INSERT INTO origin VALUES (?, ?, '', '')", (article, agency))
        self._touched.add(article)

    def remove(self, article: int) -> None:
        """Take out an article; those of its group are grouped anew."""
        group = self._run(
            "SELECT o.article FROM origin JOIN origin AS o USING (copies) "
            "WHERE origin.article = ? AND copies <> ''",
            (article,),
        ).fetchall()
        self._touched |= {other for (other,) in group}
        self._touched.discard(article)
        self._run("DELETE FROM band WHERE article = ?", (article,))
        self._run("DELETE FROM origin WHERE article = ?", (article,))

    def regroup(self, label: OriginOf) -> Iterator[int]:
        """Group anew what was touched; yield the articles whose label changed."""
        seen = set[int]()
        for article in sorted(self._touched):
            if article not in seen:
                group = self._group_of(article)
                seen |= group
                yield from self._store(group, label)
        self._touched.clear()

    def _group_of(self, article: int) -> set[int]:
        group, waiting, bands = {article}, [article], set[int]()
        while waiting:
            own = self._run("SELECT band FROM band WHERE article = ?", (waiting.pop(),)).fetchall()
            for (band,) in own:
                if band not in bands:
                    bands.add(band)
                    found = self._run("SELECT article FROM band WHERE band = ?", (band,)).fetchall()
                    near = {other for (other,) in found} - group
                    group |= near
                    waiting.extend(near)
        return group

    def _store(self, group: Iterable[int], label: OriginOf) -> Iterator[int]:
        rows = [
            self._run(
                "SELECT id, agency, label FROM article JOIN origin ON article = key WHERE key = ?",
                (article,),
            ).fetchone()
            for article in group
        ]
        first = min(row[0] for row in rows)
        new = label(first, frozenset(row[1] for row in rows if row[1]))
        for article, (_, _, old) in zip(group, rows, strict=True):
            self._run(
                "UPDATE origin SET copies = ?, label = ? WHERE article = ?", (first, new, article)
            )
            if old != new:
                yield article
