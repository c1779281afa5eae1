"""Rows of the record as they are inserted, and which articles are in force after it."""

import hashlib
import sqlite3
from dataclasses import dataclass

from kgraph.model import Annotation, Article, Retraction, Statement
from kgraph.record import codec
from kgraph.record.statement_lines import write_statement

_MODULUS = 1 << 128

NOTHING = f"{0:032x}"
"""The digest of a record in which nothing is in force."""


def get_meta(cursor: sqlite3.Cursor, key: str) -> str:
    """Return the value kept under ``key``, empty where none is."""
    found = cursor.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(found[0]) if found else ""


def set_meta(cursor: sqlite3.Cursor, key: str, value: str) -> None:
    """Keep ``value`` under ``key``."""
    cursor.execute("REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))


def change_pipeline(cursor: sqlite3.Cursor, name: str) -> None:
    """Make ``name`` the record's pipeline; articles that it did not annotate are out of force."""
    set_meta(cursor, "pipeline", name)
    for (id_,) in cursor.execute("SELECT id FROM article").fetchall():
        settle(cursor, id_)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as it is stored, with its annotation by the record's pipeline if it has one."""

    id: str
    url: str
    published: str
    title: str
    body: bytes
    annotation: bytes | None = None

    @classmethod
    def of(cls, article: Article, annotation: Annotation | None = None) -> "ArticleRow":
        """Return the row of an article.

        Raises:
            ValueError: a text in it has no form in UTF-8.
        """
        packed = None if annotation is None else codec.encode_annotation(annotation, article.text)
        return cls(
            id=article.id,
            url=article.url,
            published=str(article.published or ""),
            title=article.title,
            body=codec.encode_article(article),
            annotation=packed,
        )


def insert_article(cursor: sqlite3.Cursor, row: ArticleRow) -> bool:
    """Insert what is not there yet of an article and its annotation; return whether any was not.

    Of two values of one id, or two annotations of one article by one pipeline, the one with the
    greater digest stays, so that the order in which they come changes nothing.
    """
    digest = codec.digest(row.body)
    before = cursor.execute("SELECT url FROM article WHERE id = ?", (row.id,)).fetchone()
    cursor.execute(
        "INSERT INTO article (id, url, published, title, digest, body) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, body = excluded.body, "
        "url = excluded.url, published = excluded.published, title = excluded.title "
        "WHERE excluded.digest > digest",
        (row.id, row.url, row.published, row.title, digest, row.body),
    )
    new = bool(cursor.rowcount)
    if row.annotation is not None:
        cursor.execute(
            "INSERT INTO annotation (article, pipeline, digest, body) "
            "SELECT article.key, value, ?, ? "
            "FROM article, meta WHERE id = ? AND meta.key = 'pipeline' "
            "ON CONFLICT DO UPDATE SET digest = excluded.digest, body = excluded.body "
            "WHERE excluded.digest > digest",
            (codec.digest(row.annotation), row.annotation, row.id),
        )
        new |= bool(cursor.rowcount)
    if new:
        settle(cursor, row.id)
        if before is not None and before[0] not in ("", row.url):
            _settle_address(cursor, before[0])
    return new


def insert_statement(cursor: sqlite3.Cursor, statement: Statement) -> bool:
    """Insert a statement that is not there yet; return whether it was not."""
    stored = cursor.execute(
        "INSERT INTO statement (id, retracts, in_force, body) VALUES "
        "(?1, ?2, NOT EXISTS (SELECT 1 FROM superseded WHERE id = ?1), ?3) ON CONFLICT DO NOTHING "
        "RETURNING in_force, retracts, body",
        (statement.id, retracted_by(statement), write_statement(statement)),
    ).fetchall()
    if not stored:
        return False
    for id_ in statement.supersedes:
        cursor.execute("INSERT OR IGNORE INTO superseded VALUES (?, ?)", (id_, statement.id))
        found = cursor.execute(
            "UPDATE statement SET in_force = 0 WHERE id = ? AND in_force = 1 "
            "RETURNING retracts, body",
            (id_,),
        ).fetchall()
        for retracts, body in found:
            _weigh(cursor, id_, retracts, body, sign=-1)
    if stored[0][0]:
        _weigh(cursor, statement.id, *stored[0][1:], sign=1)
    return True


def retracted_by(statement: Statement) -> str:
    """Return the id of the article that a statement takes back, empty where it takes none."""
    if isinstance(statement, Retraction) and not statement.undone:
        return statement.article
    return ""


def _weigh(cursor: sqlite3.Cursor, id_: str, retracts: str, body: str, *, sign: int) -> None:
    """Let a statement come into force (1) or go out of it (-1)."""
    if retracts:
        settle(cursor, retracts)
    elif _is_judgement(body):
        _add_to_digest(cursor, sign * int(_element("judgement", id_), 16))


def _settle_address(cursor: sqlite3.Cursor, url: str) -> None:
    found = cursor.execute("SELECT id FROM article WHERE url = ? LIMIT 1", (url,)).fetchall()
    for (id_,) in found:
        settle(cursor, id_)


def settle(cursor: sqlite3.Cursor, article: str) -> None:
    """Decide anew which of the articles under the address of one is in force."""
    pipeline = get_meta(cursor, "pipeline")
    found = cursor.execute(
        "SELECT a.key, a.id, a.digest, a.element, n.digest, EXISTS (SELECT 1 FROM statement AS s "
        "WHERE s.retracts = a.id AND s.in_force = 1) FROM article AS a "
        "LEFT JOIN annotation AS n ON n.article = a.key AND n.pipeline = ?1 WHERE a.id = ?2 "
        "OR (a.url <> '' AND a.url = (SELECT url FROM article WHERE id = ?2)) "
        "ORDER BY a.published DESC, a.id DESC",
        (pipeline, article),
    ).fetchall()
    current = next((row[0] for row in found if row[4] and not row[5]), None)
    change = 0
    for key, id_, digest, old, annotation, _ in found:
        cursor.execute("INSERT OR IGNORE INTO changed VALUES (?)", (key,))
        new = _element("article", id_, digest, pipeline, annotation) if key == current else ""
        if new != old:
            change += int(new or "0", 16) - int(old or "0", 16)
            cursor.execute("UPDATE article SET element = ? WHERE key = ?", (new, key))
    if change:
        _add_to_digest(cursor, change)


def counted_digest(cursor: sqlite3.Cursor) -> str:
    """Return the digest of all that is in force, counted from the rows."""
    found = cursor.execute("SELECT element FROM article WHERE element <> ''").fetchall()
    judged = cursor.execute("SELECT id, body FROM statement WHERE in_force = 1").fetchall()
    elements = [element for (element,) in found]
    elements += [_element("judgement", id_) for id_, body in judged if _is_judgement(body)]
    return f"{sum(int(element, 16) for element in elements) % _MODULUS:032x}"


def _is_judgement(body: str) -> bool:
    return body.startswith('{"kind":"judgement"')


def _element(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _add_to_digest(cursor: sqlite3.Cursor, change: int) -> None:
    old = int(get_meta(cursor, "digest") or NOTHING, 16)
    set_meta(cursor, "digest", f"{(old + change) % _MODULUS:032x}")
