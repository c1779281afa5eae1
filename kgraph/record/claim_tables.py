"""Claims, and the relations that are counted from them, while they are changed."""

import sqlite3
from collections.abc import Iterable

from kgraph.model import content_id
from kgraph.record.fold_rows import ClaimRow

_NOTED = """
CREATE TEMP TABLE IF NOT EXISTS touched_pool (
    left_entity INTEGER, predicate INTEGER, right_entity INTEGER, pooled_by INTEGER,
    PRIMARY KEY (left_entity, predicate, right_entity, pooled_by)
) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS touched_end (profile INTEGER PRIMARY KEY);
DELETE FROM touched_pool;
DELETE FROM touched_end;
"""

_WORDS_KEPT = 50_000
"""Keys of words held in memory while claims are stored."""

_POOL = "left_entity, predicate, right_entity, pooled_by"

_NOTE_POOLS = (
    f"INSERT OR IGNORE INTO touched_pool SELECT {_POOL} FROM claim "
    "WHERE left_entity IS NOT NULL AND "
)

# The ends of a symmetric predicate are in the order of the ids of their entities.
_SET_ENDS = """
UPDATE claim SET (left_entity, right_entity) = (
    SELECT iif(symmetric AND l.id > r.id, r.key, l.key),
           iif(symmetric AND l.id > r.id, l.key, r.key)
    FROM profile AS s JOIN profile AS l ON l.key = s.entity,
         profile AS o JOIN profile AS r ON r.key = o.entity
    WHERE s.key = claim.subject AND o.key = claim.object
) WHERE """

_POOL_CLAIMS = f"""
INSERT INTO relation
SELECT c.left_entity, c.predicate, c.right_entity, c.pooled_by,
    relation_id(l.id, p.text, r.id, coalesce(w.text, '')),
    iif(c.pooled_by, c.pooled_by, (
        SELECT n.phrase FROM claim AS n JOIN word ON word.key = n.phrase
        WHERE n.left_entity = c.left_entity AND n.predicate = c.predicate
            AND n.right_entity = c.right_entity AND n.pooled_by = c.pooled_by
        GROUP BY n.phrase ORDER BY count(*) DESC, word.text LIMIT 1
    )),
    count(*), count(DISTINCT c.article), count(DISTINCT origin.label),
    sum(status = 'stated'), sum(status = 'alleged'), sum(status = 'denied'),
    sum(status = 'hypothetical'), coalesce(min(first), ''), coalesce(max(last), '')
FROM touched_pool AS t CROSS JOIN claim AS c USING ({_POOL})
JOIN origin ON origin.article = c.article
JOIN profile AS l ON l.key = c.left_entity JOIN profile AS r ON r.key = c.right_entity
JOIN word AS p ON p.key = c.predicate LEFT JOIN word AS w ON w.key = c.pooled_by
GROUP BY t.left_entity, t.predicate, t.right_entity, t.pooled_by
"""


class ClaimTables:
    """Notes the pools that a change touches, and counts only these again."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._run = cursor.connection.execute
        self._many = cursor.executemany
        self._words: dict[str, int] = {}
        for statement in _NOTED.split(";"):
            self._run(statement)
        cursor.connection.create_function("relation_id", 4, _relation_id, deterministic=True)

    def touch(self, where: str, *values: int) -> None:
        """Note the pools of the claims of which ``where``, a condition of SQL, is true."""
        self._run(f"{_NOTE_POOLS} {where}", values)

    def set_ends(self, where: str, *values: int) -> None:
        """Set the entities at the ends of claims by those of their profiles."""
        self._run(f"{_SET_ENDS} {where}", values)

    def remove(self, article: int) -> None:
        """Take out the claims of an article."""
        self._touch_ends(article)
        self.touch("article = ?", article)
        self._run("DELETE FROM claim WHERE article = ?", (article,))

    def store(self, article: int, body: bytes, rows: Iterable[ClaimRow]) -> None:
        """Keep the claims of an article in place of those it had; ``body`` is all of them."""
        self.remove(article)
        self._run("UPDATE reading SET claims = ? WHERE article = ?", (body, article))
        self._many(
            "INSERT INTO claim (id, article, subject, predicate, object, phrase, pooled_by, "
            "symmetric, status, first, last) VALUES (?, ?, (SELECT key FROM profile WHERE id = ?), "
            "?, (SELECT key FROM profile WHERE id = ?), ?, ?, ?, ?, ?, ?)",
            [self._claim_values(article, row) for row in rows],
        )
        self.set_ends("article = ?", article)
        self.touch("article = ?", article)
        self._touch_ends(article)

    def _touch_ends(self, article: int) -> None:
        self._run(
            "INSERT OR IGNORE INTO touched_end SELECT subject FROM claim WHERE article = ?1 "
            "UNION SELECT object FROM claim WHERE article = ?1",
            (article,),
        )

    def _claim_values(self, article: int, row: ClaimRow) -> tuple[object, ...]:
        days = row.days or (None, None)
        return (
            row.id,
            article,
            row.subject,
            self._word(row.predicate),
            row.object,
            self._word(row.phrase),
            0 if row.pooled_by is None else self._word(row.pooled_by),
            int(row.symmetric),
            row.status,
            days[0],
            days[-1],
        )

    def _word(self, text: str) -> int:
        if text not in self._words:
            if len(self._words) >= _WORDS_KEPT:
                self._words.clear()
            self._run("INSERT INTO word (text) VALUES (?) ON CONFLICT DO NOTHING", (text,))
            ((key,),) = self._run("SELECT key FROM word WHERE text = ?", (text,)).fetchall()
            self._words[text] = int(key)
        return self._words[text]

    def has(self, entity: int) -> bool:
        """Return whether a claim has a profile of an entity at an end."""
        found = self._run(
            "SELECT 1 FROM profile AS p WHERE entity = ? AND articles > 0 AND ("
            "EXISTS (SELECT 1 FROM claim WHERE subject = p.key) "
            "OR EXISTS (SELECT 1 FROM claim WHERE object = p.key))",
            (entity,),
        )
        return found.fetchone() is not None

    def pool(self) -> None:
        """Count the relations that anything touched; call it when all else is there."""
        self._run(f"DELETE FROM relation WHERE ({_POOL}) IN (SELECT {_POOL} FROM touched_pool)")
        try:
            self._run(_POOL_CLAIMS)
        except sqlite3.OperationalError as error:
            if "user-defined function" in str(error):
                # SQLite does not hand on what is raised inside; only Ctrl-C is.
                raise KeyboardInterrupt from error
            raise


def _relation_id(*key: object) -> str:
    return content_id("relation", *map(str, key))
