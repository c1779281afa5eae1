"""The tables of the fold while they are changed, inside one transaction.

Each change notes what it touches, and only that is computed again at the end.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from kgraph.model import Annotation, Article, Span
from kgraph.record import codec, file, inserts, schema
from kgraph.record.claim_tables import ClaimTables
from kgraph.record.fold_rows import KeysOf, Sighting
from kgraph.record.origin_tables import OriginOf, OriginTables
from kgraph.record.profile_tables import ProfileTables
from kgraph.record.sense_tables import SenseTables


class FoldTables:
    """What is read and written of each article; articles are named by their keys."""

    def __init__(self, path: Path, cursor: sqlite3.Cursor) -> None:
        self._path = path
        self._cursor = cursor
        self._run = cursor.connection.execute
        self.origins = OriginTables(cursor)
        self.claims = ClaimTables(cursor)
        self.profiles = ProfileTables(cursor, self.claims)
        self.senses = SenseTables(cursor, self.profiles)

    def basis(self) -> str:
        """Return what every row of the fold depends on, as it was stored; empty without a fold."""
        return inserts.get_meta(self._cursor, "basis")

    def clear(self) -> None:
        """Empty the fold; profiles keep their ids, and nothing is seen of them."""
        for table in schema.DERIVED:
            self._run(f"DELETE FROM {table}")
        self.profiles.clear()
        self._run("INSERT OR IGNORE INTO changed SELECT key FROM article")

    def stamp(self, **values: str) -> None:
        """Keep what the fold was made from."""
        for key, value in values.items():
            inserts.set_meta(self._cursor, key, value)

    def changed(self) -> tuple[tuple[int, bool, bool], ...]:
        """Return the articles that changed since the fold, by id.

        Each with whether the fold has it as it was, and whether it is in force as it is.
        """
        found = self._run(
            "SELECT c.article, r.article IS NOT NULL, a.element <> '' FROM changed AS c "
            "CROSS JOIN article AS a ON a.key = c.article LEFT JOIN reading AS r USING (article) "
            "WHERE a.element <> coalesce(r.element, '') ORDER BY a.id"
        )
        return tuple((key, bool(old), bool(new)) for key, old, new in found.fetchall())

    def material(self, article: int, *, as_read: bool = False) -> tuple[Article, Annotation]:
        """Return an article with its annotation, in force or ``as_read`` by the stored fold."""
        pipeline = "(SELECT value FROM meta WHERE key = 'pipeline')"
        if as_read:
            pipeline = "(SELECT pipeline FROM reading WHERE article = a.key)"
        found = self._run(
            "SELECT a.body, n.body FROM article AS a JOIN annotation AS n "
            f"ON n.article = a.key AND n.pipeline = {pipeline} WHERE a.key = ?",
            (article,),
        )
        ((body, annotation),) = found.fetchall()
        with file.damage_told(self._path):
            value = codec.decode_article(body)
            return value, codec.decode_annotation(annotation, value.text)

    def key_of(self, article_id: str) -> int | None:
        """Return the key of the article of that id where it is in the fold."""
        found = self._run(
            "SELECT key FROM article JOIN reading ON article = key WHERE id = ?", (article_id,)
        ).fetchone()
        return found[0] if found else None

    def remove(self, article: int) -> None:
        """Take out an article and all it added."""
        ((counted,),) = self._run(
            "SELECT profiles FROM reading WHERE article = ?", (article,)
        ).fetchall()
        self.profiles.remove(article, counted)
        self.claims.remove(article)
        self._run("DELETE FROM reading WHERE article = ?", (article,))
        self._run("DELETE FROM anchored WHERE article = ?", (article,))
        self.origins.remove(article)

    def add(self, article: int, sightings: Iterable[Sighting], keys_of: KeysOf) -> None:
        """Add an article with what it calls things; its claims come later."""
        counted = self.profiles.add(article, sightings, keys_of)
        self._run(
            "INSERT INTO reading SELECT a.key, n.pipeline, a.element, ?, x'' "
            "FROM article AS a JOIN annotation AS n ON n.article = a.key AND n.pipeline = "
            "(SELECT value FROM meta WHERE key = 'pipeline') WHERE a.key = ?",
            (counted, article),
        )

    def judged_articles(self, now: Mapping[int, str]) -> frozenset[int]:
        """Keep a hash of the judgements on the claims of each article; return which changed."""
        before = {
            int(key): hash_
            for key, hash_ in json.loads(inserts.get_meta(self._cursor, "judged") or "{}").items()
        }
        inserts.set_meta(self._cursor, "judged", json.dumps(dict(sorted(now.items()))))
        reading = "SELECT 1 FROM reading WHERE article = ?"
        return frozenset(
            key
            for key in before.keys() | now.keys()
            if before.get(key) != now.get(key) and self._run(reading, (key,)).fetchone()
        )

    def anchored(self, article: int, span: Span) -> str | None:
        """Return the profile that was found for a place of an article, None where none is kept."""
        found = self._run(
            'SELECT profile FROM anchored WHERE article = ? AND start = ? AND "end" = ?',
            (article, span.start, span.end),
        ).fetchone()
        return found[0] if found else None

    def anchor(self, article: int, span: Span, profile: str) -> None:
        """Keep which profile was found for a place, as long as the article stays as it is."""
        self._run(
            "REPLACE INTO anchored VALUES (?, ?, ?, ?)", (article, span.start, span.end, profile)
        )

    def unapplied(self) -> dict[str, str]:
        """Return why judgements are not in the fold, by their ids, as it was stored."""
        return dict(self._run("SELECT statement, why FROM unapplied").fetchall())

    def store_unapplied(self, reasons: Mapping[str, str]) -> None:
        """Keep why judgements are not in the fold, by their ids, in place of what was."""
        self._run("DELETE FROM unapplied")
        self._cursor.executemany("INSERT INTO unapplied VALUES (?, ?)", sorted(reasons.items()))

    def finish(self, label: OriginOf) -> None:
        """Count the relations anew, and note that all changes are in the fold.

        Annotations that only the former fold was read from are deleted.
        """
        for article in self.origins.regroup(label):
            self.claims.touch("article = ?", article)
        self.claims.pool()
        self._run(
            "DELETE FROM annotation WHERE article IN (SELECT article FROM changed) "
            "AND pipeline <> (SELECT value FROM meta WHERE key = 'pipeline')"
        )
        self._run("DELETE FROM changed")
        self.profiles.finish()
