"""The record: articles and annotations for ever, and the fold that is derived from them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from kgraph.errors import RecordError
from kgraph.model import Annotation, Article, Fold
from kgraph.record import file, rows, schema

T = TypeVar("T", Article, Annotation)


@dataclass(frozen=True, slots=True)
class FoldStamp:
    """What the stored fold was made from.

    ``fingerprint`` depends on everything that went in; ``ontology`` is the fingerprint of an
    ontology of the user's own, empty for the shipped one; ``concepts`` whether nouns that name
    nothing are entities.
    """

    fingerprint: str
    ontology: str
    concepts: bool = False


class Record:
    """One file of articles with their annotations, and the fold last written to it.

    Use it as a context manager; after it is closed the one file is all there is.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: str | Path) -> "Record":
        """Return the record at ``path``, to be read only.

        Raises:
            RecordError: it is missing, damaged, not a record, or of a newer kgraph.
        """
        path = Path(path)
        with file.failures_told(path):
            file.require_readable(path)
            return cls._checked(path, file.connect(path, "ro"))

    @classmethod
    def create_or_open(cls, path: str | Path) -> "Record":
        """Return the record at ``path``, to be written; makes an empty one where there is none.

        Raises:
            RecordError: it cannot be written, is damaged, not a record, or of a newer kgraph.
        """
        path = Path(path)
        with file.failures_told(path):
            file.require_writable(path)
            return cls._checked(path, file.connect(path, "rwc"), may_create=True)

    @classmethod
    def _checked(
        cls, path: Path, connection: sqlite3.Connection, *, may_create: bool = False
    ) -> "Record":
        try:
            if may_create and file.is_blank(connection):
                connection.executescript(schema.CREATE)
            file.require_layout(connection, path)
        except BaseException:
            connection.close()
            raise
        return cls(path, connection)

    def __enter__(self) -> "Record":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was not finished is as if it had not begun."""
        self._connection.close()

    def add(self, article: Article, annotation: Annotation) -> None:
        """Keep an article with its annotation, both or neither; one that is there is left alone.

        Raises:
            RecordError: the annotation is of another article or made by another pipeline than
                the rest, or the file cannot be written.
        """
        if annotation.article != article.id:
            raise RecordError(f"{self.path}: an annotation of another article; annotate it again")
        self.require_pipeline(annotation.pipeline)
        try:
            bodies = rows.write_row(article), rows.write_row(annotation)
        except ValueError as error:
            raise RecordError(
                f"{self.path}: article {article.id} holds what is not text; mend it and build again"
            ) from error
        with self._writing() as cursor:
            cursor.execute(
                "INSERT INTO article (id, body) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (article.id, bodies[0]),
            )
            if cursor.rowcount:
                cursor.execute(
                    "INSERT INTO annotation (article, pipeline, body) VALUES (?, ?, ?)",
                    (cursor.lastrowid, annotation.pipeline, bodies[1]),
                )

    def require_pipeline(self, name: str) -> None:
        """Refuse a pipeline other than the one that made the annotations here.

        Raises:
            RecordError: it is another.
        """
        found = self._select("SELECT pipeline FROM annotation LIMIT 1")
        if found and found[0][0] != name:
            raise RecordError(
                f"{self.path}: was made with the pipeline {found[0][0]}, not {name}; "
                "use the same --pipeline and --gazetteer, or another file with -o"
            )

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of all articles, sorted."""
        return tuple(article for article, _ in self.contents())

    def contents(self) -> tuple[tuple[str, str], ...]:
        """Return each article's id with the name of the pipeline that annotated it, sorted."""
        found = self._select(
            "SELECT article.id, annotation.pipeline FROM article "
            "JOIN annotation ON annotation.article = article.key ORDER BY article.id"
        )
        return tuple((article, pipeline) for article, pipeline in found)

    def articles(self) -> tuple[Article, ...]:
        """Return all articles, by id."""
        return self._values(Article, "SELECT body FROM article ORDER BY id")

    def annotations(self) -> tuple[Annotation, ...]:
        """Return all annotations, by the id of their article."""
        return self._values(
            Annotation,
            "SELECT annotation.body FROM annotation "
            "JOIN article ON annotation.article = article.key ORDER BY article.id",
        )

    def write_fold(
        self, fold: Fold, fingerprint: str, *, ontology: str = "", concepts: bool = False
    ) -> None:
        """Keep ``fold`` in place of the one before; the others are as in ``FoldStamp``.

        Raises:
            RecordError: the file cannot be written.
        """
        with self._writing() as cursor:
            cursor.execute("DELETE FROM fold")
            cursor.executemany(
                "INSERT INTO fold (kind, place, body) VALUES (?, ?, ?)", rows.write_fold_rows(fold)
            )
            cursor.execute(
                "REPLACE INTO fold_stamp (key, fingerprint, ontology, concepts) "
                "VALUES (1, ?, ?, ?)",
                (fingerprint, ontology, int(concepts)),
            )

    def fold_stamp(self) -> FoldStamp | None:
        """Return what the stored fold was made from, None where none is stored."""
        found = self._select("SELECT fingerprint, ontology, concepts FROM fold_stamp")
        if not found:
            return None
        made_from, ontology, concepts = found[0]
        return FoldStamp(made_from, ontology, bool(concepts))

    def read_fold(self) -> Fold:
        """Return the stored fold; does not ask whether it is stale.

        Raises:
            RecordError: none is stored, or the file is damaged.
        """
        if self.fold_stamp() is None:
            raise RecordError(f"{self.path}: holds no graph; {file.renewal(self.path)} makes it")
        with file.failures_told(self.path):
            found = self._select("SELECT kind, body FROM fold ORDER BY kind, place")
            return rows.read_fold_rows((kind, body) for kind, body in found)

    def _values(self, type_: type[T], query: str) -> tuple[T, ...]:
        with file.failures_told(self.path):
            return tuple(rows.read_row(type_, body) for (body,) in self._select(query))

    def _select(self, query: str) -> list[tuple[str, ...]]:
        with file.failures_told(self.path), closing(self._connection.execute(query)) as cursor:
            return cursor.fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Cursor]:
        """Run the block as one transaction: all of it, or nothing."""
        with file.failures_told(self.path), closing(self._connection.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                self._connection.rollback()
                raise
