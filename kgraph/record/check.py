"""Damage: found, told, and what can be saved carried into another file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgraph.errors import KGraphError, RecordError
from kgraph.model import Statement
from kgraph.record import codec, file, inserts, schema
from kgraph.record.inserts import ArticleRow
from kgraph.record.record import Record
from kgraph.record.statement_lines import read_statement

_MOST = 100
"""Findings of SQLite's own check that are told."""

_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""Raised by a question to a damaged file; the latter where SQLite's own message quotes it."""

_ROWS_OF_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong: at ``place``, in words. A ``lost`` one cannot be computed again."""

    place: str
    what: str
    lost: bool


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found; without findings the file is sound.

    ``articles`` and ``statements`` are how many can be read, of them ``annotated`` articles with
    an annotation that can be read.
    """

    findings: tuple[Finding, ...]
    articles: int
    annotated: int
    statements: int


def check(path: str | Path, *, save: str | Path | None = None) -> Health:
    """Return what is damaged in the record at ``path``, and what of it can be read.

    Every row of the record is read and held against its digest, and the derived tables against
    what can be counted from the rows. With ``save`` all that can be read is added to a record
    there; its graph has to be computed again. The file itself is not changed.

    Raises:
        RecordError: the file is missing, no record at all, or of another layout, or ``save``
            is the same file or cannot be written.
    """
    path = Path(path)
    if save and Path(save).resolve() == path.resolve():
        raise RecordError(f"{save}: is the file that is checked; name another to save in")
    with file.failures_told(path):
        file.require_readable(path)
        with closing(file.connect_to_read(path)) as connection:
            checking = _Check(connection)
            checking.begin(path)
            return checking.run(Path(save) if save else None)


def _is_described(path: Path) -> bool:
    """Return whether SQLite can read what tables there are."""
    try:
        with closing(file.connect_to_read(path)) as connection:
            connection.execute("SELECT 1 FROM sqlite_master").fetchall()
    except _UNREADABLE:
        return False
    return True


class _Check:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._findings: list[Finding] = []
        self._annotated = 0
        self._superseded: set[tuple[str, str]] = set()

    def begin(self, path: Path) -> None:
        """Hold on to the state of this moment, also where some tables cannot be read.

        Raises:
            RecordError: none can be read, or it is no record of today's layout.
        """
        if not _is_described(path):
            self._find("the file", "its end or the description of a table is damaged", lost=False)
        try:
            # What is there is read all the same, and nothing is written here.
            self._connection.execute("PRAGMA writable_schema = ON")
            self._connection.execute("BEGIN")
            file.require_layout(self._connection, path)
        except _UNREADABLE as error:
            raise RecordError(
                f"{path}: is no record, or its first page is damaged and nothing can be saved; "
                "name another file or restore a copy"
            ) from error

    def run(self, save: Path | None) -> Health:
        self._check_pages()
        pipeline = self._meta("pipeline")
        rescued = Record.create_or_open(save) if save else None
        articles = statements = 0
        try:
            for row in self._articles(pipeline):
                articles += 1
                if rescued:
                    rescued.copy(row, pipeline)
            for statement in self._statements():
                statements += 1
                if rescued:
                    rescued.state([statement])
            if rescued:
                text, concepts = self._meta("ontology_text"), self._meta("concepts") == "1"
                rescued.intend_fold(ontology_text=text, concepts=concepts)
        finally:
            if rescued:
                rescued.close()
        if not self._findings:
            self._check_derived()
        return Health(tuple(self._findings), articles, self._annotated, statements)

    def _meta(self, key: str) -> str:
        found = self._column(f"SELECT value FROM meta WHERE key = '{key}'")
        return str(next(found, ""))

    def _check_pages(self) -> None:
        for line in self._column(f"PRAGMA integrity_check({_MOST})"):
            for part in str(line).splitlines():
                if part != "ok" and not part.startswith("***"):
                    self._find("the file", part, lost=False)

    def _articles(self, pipeline: str) -> Iterator[ArticleRow]:
        told, guessed = self._keys()
        for key in sorted(told | guessed):
            found = self._row(
                "SELECT id, url, published, title, digest, body FROM article WHERE key = ?",
                (key,),
                f"article {key}",
                required=key in told,
            )
            if found is None:
                continue
            id_, *columns, digest, body = found
            try:
                article = codec.decode_article(body)
                sound = article.id == id_ and codec.digest(body) == digest
            except (ValueError, TypeError):
                sound = False
            if not sound:
                self._find(f"article {id_}", "its text is damaged", lost=True)
                continue
            own = (article.url, str(article.published or ""), article.title)
            if own != tuple(columns):
                self._find(f"article {id_}", "its address, date or title is damaged", lost=False)
            annotation = self._annotation(key, pipeline, article.text, article.id)
            self._check_claims(key, article.text, f"article {id_}")
            yield ArticleRow(article.id, *own, body, annotation)

    def _annotation(self, key: int, pipeline: str, text: str, id_: str) -> bytes | None:
        found = self._row(
            "SELECT digest, body FROM annotation WHERE article = ? AND pipeline = ?",
            (key, pipeline),
            f"annotation of article {id_}",
        )
        if found is None:
            return None
        digest, body = found
        try:
            sound = codec.decode_annotation(body, text).article == id_
            sound = sound and codec.digest(body) == digest
        except (ValueError, TypeError):
            sound = False
        if not sound:
            self._find(f"article {id_}", "its annotation is damaged", lost=False)
            return None
        self._annotated += 1
        return bytes(body)

    def _check_claims(self, key: int, text: str, place: str) -> None:
        query = "SELECT claims FROM reading WHERE article = ? AND claims <> x''"
        found = self._row(query, (key,), f"the claims of {place}")
        try:
            for body in found or ():
                codec.decode_claims(body, text)
        except (ValueError, TypeError):
            self._find(place, "its claims are damaged", lost=False)

    def _statements(self) -> Iterator[Statement]:
        for id_ in self._column("SELECT id FROM statement ORDER BY id"):
            place = f"statement {id_}"
            found = self._row("SELECT retracts, body FROM statement WHERE id = ?", (id_,), place)
            if found is None:
                continue
            retracts, body = found
            try:
                statement = read_statement(str(body), place)
            except KGraphError:
                self._find(place, "is damaged", lost=True)
                continue
            if (statement.id, inserts.retracted_by(statement)) != (id_, retracts):
                self._find(place, "its id, or what it is about, is damaged", lost=False)
            self._superseded.update((old, statement.id) for old in statement.supersedes)
            yield statement

    def _check_derived(self) -> None:
        try:
            with closing(self._connection.cursor()) as cursor:
                digest = inserts.get_meta(cursor, "digest") or inserts.NOTHING
                adds_up = inserts.counted_digest(cursor) == digest
                known = cursor.execute("SELECT id, heir FROM superseded").fetchall()
                adds_up = adds_up and set(known) == self._superseded
        except (*_UNREADABLE, ValueError, TypeError):
            adds_up = False
        if not adds_up:
            self._find("the record", "what is in force does not add up", lost=False)
        self._connection.execute("PRAGMA query_only = OFF")  # for what stands in memory only
        for statement in (*_READ_ALL, _WORDS_OF_NAMES, "SELECT * FROM temp.names"):
            try:
                for _ in self._connection.execute(statement):
                    pass
            except _UNREADABLE:
                self._find("the graph", "a table of it cannot be read", lost=False)
        for what, query in _LAWS.items():
            for count in self._column(query):
                if count:
                    self._find("the graph", f"{count} {what}", lost=False)

    def _keys(self) -> tuple[set[int], set[int]]:
        """Return the keys of articles that some table tells of, and others that may be there."""
        told = set[int]()
        whole = True
        for query in _KEYS:
            try:
                told.update(int(key) for (key,) in self._connection.execute(query))
            except (*_UNREADABLE, ValueError, TypeError):
                whole = False
        if whole:
            return told, set()
        if not told:
            self._find("the file", "the table of articles cannot be read", lost=True)
        pages = sum(map(int, map(str, self._column("PRAGMA page_count"))))
        # a key that is damaged may be any number
        most = min(max(told, default=0), pages * _ROWS_OF_A_PAGE)
        return told, set(range(1, most + 1)) - told

    def _row(
        self, query: str, values: tuple[object, ...], place: str, *, required: bool = False
    ) -> tuple[Any, ...] | None:
        lost = place.startswith(("article", "statement"))
        try:
            found: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
        except _UNREADABLE:
            self._find(place, "cannot be read", lost=lost)
            return None
        if required and found is None:
            self._find(place, "is gone", lost=lost)
        return found

    def _column(self, query: str) -> Iterator[object]:
        try:
            for (value,) in self._connection.execute(query):
                yield value
        except _UNREADABLE:
            self._find("the file", "a table cannot be read", lost=True)

    def _find(self, place: str, what: str, *, lost: bool) -> None:
        self._findings.append(Finding(place, what, lost))


_KEYS = (
    "SELECT key FROM article",
    "SELECT key FROM article NOT INDEXED",
    "SELECT article FROM annotation",
    "SELECT article FROM reading",
)

_READ_ALL = tuple(f"SELECT * FROM {table}" for table in (*schema.DERIVED, "profile", "word"))
_WORDS_OF_NAMES = "CREATE VIRTUAL TABLE temp.names USING fts5vocab(main, entity_text, instance)"

_LAWS = {
    "articles do not say what they call things": "SELECT count(*) FROM reading "
    "WHERE NOT json_valid(profiles)",
    "statements are not in force as their successors say": "SELECT count(*) FROM statement WHERE "
    "in_force = EXISTS (SELECT 1 FROM superseded WHERE superseded.id = statement.id)",
    "relations do not count their claims": "SELECT count(*) FROM relation AS r WHERE claims <> "
    "(SELECT count(*) FROM claim AS c WHERE c.left_entity = r.left_entity "
    "AND c.predicate = r.predicate AND c.right_entity = r.right_entity "
    "AND c.pooled_by = r.pooled_by)",
    "claims have no relation": "SELECT count(*) FROM claim AS c WHERE left_entity IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM relation AS r WHERE c.left_entity = r.left_entity "
    "AND c.predicate = r.predicate AND c.right_entity = r.right_entity "
    "AND c.pooled_by = r.pooled_by)",
    "profiles do not count their articles": "SELECT count(*) FROM profile WHERE articles <> "
    "(SELECT count(*) FROM profile_article WHERE profile = key)",
    "entities have no profile": "SELECT count(*) FROM entity AS e WHERE NOT EXISTS "
    "(SELECT 1 FROM profile WHERE profile.entity = e.key AND articles > 0)",
}
