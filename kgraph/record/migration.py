"""Records of older layouts, brought to today's."""

import filecmp
import os
import shutil
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from pydantic import TypeAdapter

from kgraph.errors import RecordError
from kgraph.model import Annotation, Article
from kgraph.record import file, inserts, schema
from kgraph.record.inserts import ArticleRow

_JSON_LAYOUT = 2

_ARTICLE: TypeAdapter[Article] = TypeAdapter(Article)
_ANNOTATION: TypeAdapter[Annotation] = TypeAdapter(Annotation)


def migrate(path: Path, layout: int) -> Path:
    """Bring the file at ``path`` to today's layout; return the copy of it that is kept beside it.

    The file is the old one or the new one, whatever interrupts the work. The graph has to be
    computed again.

    Raises:
        RecordError: a row is not what it should be.
        sqlite3.Error: the file is damaged or cannot be written.
        OSError: there is no room for the copy.
    """
    place = Path(os.path.realpath(path))
    _empty_log(path)
    kept = _keep(place, layout)
    new = place.with_name(f".{place.name}.tmp")
    try:
        new.unlink(missing_ok=True)
        with (
            closing(file.connect_to_read(place)) as old,
            closing(file.connect_to_make(new)) as connection,
        ):
            connection.executescript(schema.CREATE)
            connection.execute("BEGIN")
            copy = _copy_json if layout == _JSON_LAYOUT else _copy_packed
            copy(old, connection.cursor())
            connection.execute("COMMIT")
        shutil.copymode(place, new)
        for end in ("-wal", "-shm"):  # of the old file: it must not be read into the new one
            place.with_name(f"{place.name}{end}").unlink(missing_ok=True)
        new.replace(place)
    except ValueError as error:
        raise RecordError(
            f"{path}: has the older layout {layout} and is damaged, so it was left as it is; use "
            "the version of kgraph that wrote it"
        ) from error
    finally:
        new.unlink(missing_ok=True)
    return kept


def _empty_log(path: Path) -> None:
    """Carry into the file what its log holds.

    Raises:
        RecordError: another program reads an older state of it.
    """
    with closing(file.connect_to_read(path)) as connection:
        connection.execute("PRAGMA query_only = OFF")
        ((_, logged, carried),) = connection.execute("PRAGMA wal_checkpoint").fetchall()
    if logged > carried:
        raise RecordError(f"{path}: another program has it open; close that one first")


def _keep(path: Path, layout: int) -> Path:
    """Return a copy of the file beside it, one that is there already or a new one."""
    for number in count(1):
        end = f"-{number}" if number > 1 else ""
        kept = path.with_name(f"{path.stem}-layout{layout}{end}{path.suffix}")
        if not kept.exists():
            break
        if filecmp.cmp(path, kept, shallow=False):
            return kept
    partial = kept.with_name(f".{kept.name}.tmp")
    try:
        shutil.copy2(path, partial)
        with partial.open("rb+") as stream:
            os.fsync(stream.fileno())
        partial.replace(kept)
    finally:
        partial.unlink(missing_ok=True)
    return kept


def _copy_packed(old: sqlite3.Connection, cursor: sqlite3.Cursor) -> None:
    """Copy the rows of the record, and the profiles so that their ids lead on."""
    for table in ("meta", "article", "annotation", "statement", "superseded", "changed"):
        rows = old.execute(f"SELECT * FROM {table}")
        marks = ", ".join("?" * len(rows.description))
        cursor.executemany(f"REPLACE INTO {table} VALUES ({marks})", rows)
    inserts.set_meta(cursor, "fold", "of an older layout")  # so that it is made again
    inserts.set_meta(cursor, "basis", "")
    cursor.execute("INSERT OR IGNORE INTO changed SELECT key FROM article")
    cursor.executemany(
        "INSERT INTO profile (key, id, type, name, listed, base, block, heir) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?2, 0, ?6)",
        old.execute("SELECT key, id, type, name, listed, heir FROM profile"),
    )


def _copy_json(old: sqlite3.Connection, cursor: sqlite3.Cursor) -> None:
    old.text_factory = bytes
    for pipeline, article, annotation in old.execute(
        "SELECT pipeline, article.body, annotation.body FROM article "
        "JOIN annotation ON annotation.article = article.key ORDER BY article.id"
    ):
        inserts.set_meta(cursor, "pipeline", pipeline.decode())
        value = _ARTICLE.validate_json(article)
        row = ArticleRow.of(value, _ANNOTATION.validate_json(annotation))
        inserts.insert_article(cursor, row)
    for fingerprint, ontology, concepts in old.execute(
        "SELECT fingerprint, ontology, concepts FROM fold_stamp"
    ):
        inserts.set_meta(cursor, "fold", fingerprint.decode())
        inserts.set_meta(cursor, "ontology", ontology.decode())
        inserts.set_meta(cursor, "concepts", str(concepts))
