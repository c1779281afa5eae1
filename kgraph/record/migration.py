"""Records of older layouts, brought to today's."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from pydantic import TypeAdapter

from kgraph.model import Annotation, Article
from kgraph.record import codec, file, inserts, schema
from kgraph.record.inserts import ArticleRow

_ARTICLE: TypeAdapter[Article] = TypeAdapter(Article)
_ANNOTATION: TypeAdapter[Annotation] = TypeAdapter(Annotation)


def migrate(path: Path, layout: int) -> Path:
    """Bring the file at ``path`` to today's layout; return the copy of it that is kept beside it.

    The file is the old one or the new one, whatever interrupts the work. The graph has to be
    computed again.

    Raises:
        ValueError: a row is not what it should be.
        sqlite3.Error: the file is damaged or cannot be written.
        OSError: there is no room for the copy.
    """
    path = path.resolve()
    kept = path.with_name(f"{path.stem}-layout{layout}{path.suffix}")
    if not kept.exists():
        partial = kept.with_name(f".{kept.name}.tmp")
        shutil.copy2(path, partial)
        partial.replace(kept)
    new = path.with_name(f".{path.name}.tmp")
    new.unlink(missing_ok=True)
    with (
        closing(file.connect_to_read(kept)) as old,
        closing(file.connect_to_write(new)) as connection,
    ):
        connection.executescript(schema.CREATE)
        connection.execute("BEGIN")
        _copy(old, connection.cursor())
        connection.execute("COMMIT")
    new.replace(path)
    return kept


def _copy(old: sqlite3.Connection, cursor: sqlite3.Cursor) -> None:
    for pipeline, article, annotation in old.execute(
        "SELECT pipeline, article.body, annotation.body FROM article "
        "JOIN annotation ON annotation.article = article.key ORDER BY article.id"
    ):
        inserts.set_meta(cursor, "pipeline", pipeline)
        value = _ARTICLE.validate_json(article)
        row = ArticleRow(
            id=value.id,
            url=value.url,
            published=str(value.published or ""),
            title=value.title,
            body=codec.encode_article(value),
            annotation=codec.encode_annotation(_ANNOTATION.validate_json(annotation), value.text),
        )
        inserts.insert_article(cursor, row)
    for fingerprint, ontology, concepts in old.execute(
        "SELECT fingerprint, ontology, concepts FROM fold_stamp"
    ):
        for key, text in (("fold", fingerprint), ("ontology", ontology), ("concepts", concepts)):
            inserts.set_meta(cursor, key, str(text))
