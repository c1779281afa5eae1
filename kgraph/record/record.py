"""The record: articles, annotations and what people say of them, for ever."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import RecordError
from kgraph.model import (
    Annotation,
    Article,
    Judgement,
    Retraction,
    Statement,
    in_force,
)
from kgraph.record import codec, file, inserts
from kgraph.record.fold_tables import FoldTables
from kgraph.record.inserts import ArticleRow
from kgraph.record.lock import WriterLock
from kgraph.record.record_file import RecordFile
from kgraph.record.statement_lines import read_statement
from kgraph.record.stored_fold import StoredFold

_WAITS = (
    "NOT EXISTS (SELECT 1 FROM annotation WHERE annotation.article = article.key AND pipeline = ?)"
)

BATCH = 50
"""Articles after which what was added is forced to the disk."""


@dataclass(frozen=True, slots=True)
class Version:
    """One article of the record: what it is known by, and whether its claims count.

    ``state`` is "in force", "retracted", "superseded" by a later version under its address, or
    "waiting" for an annotation by the record's pipeline.
    """

    id: str
    url: str
    published: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class FoldStamp:
    """What the stored fold was made from.

    ``fingerprint`` depends on everything that went in; ``ontology`` is the fingerprint of an
    ontology of the user's own and ``ontology_text`` its text, both empty for the shipped one;
    ``concepts`` whether nouns that name nothing are entities.
    """

    fingerprint: str
    ontology: str = ""
    ontology_text: str = ""
    concepts: bool = False


class Record(RecordFile):
    """One file of articles with their annotations and what was judged of them.

    In force is an article that is not retracted, and of several under one address the one with
    the greatest (published, id); unknown dates come first, a year before its months and days.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: WriterLock | None = None
    ) -> None:
        super().__init__(path, connection, lock)
        self._added = 0

    # articles

    def add(self, article: Article, annotation: Annotation) -> bool:
        """Keep an article with its annotation, both or neither; return whether that was new.

        What is there is left alone. Every ``BATCH`` articles all are forced to the disk.

        Raises:
            RecordError: the annotation is of another article or made by another pipeline than
                the rest, or the file cannot be written.
        """
        if annotation.article != article.id:
            raise RecordError(f"{self.path}: an annotation of another article; annotate it again")
        return self.copy(self._row(article, annotation), annotation.pipeline)

    def copy(self, row: ArticleRow, pipeline: str) -> bool:
        """Keep an article as a record stores it; the rest is as in ``add``.

        Raises:
            RecordError: as ``add``.
        """
        self.require_pipeline(pipeline)
        self._added += 1
        with self._writing(durable=self._added % BATCH == 0) as cursor:
            if not inserts.get_meta(cursor, "pipeline"):
                inserts.set_meta(cursor, "pipeline", pipeline)
            return inserts.insert_article(cursor, row)

    def receive(self, articles: Iterable[Article], pipeline: str) -> int:
        """Keep articles that wait for their annotation, all or none; return how many were new.

        From then on the record's annotations are those of ``pipeline``, and articles that it has
        not annotated wait too. What the articles raise leaves everything as it was.

        Raises:
            RecordError: an article holds what is not text, or the file cannot be written.
        """
        new = 0
        with self._writing(durable=True) as cursor:
            if inserts.get_meta(cursor, "pipeline") != pipeline:
                inserts.change_pipeline(cursor, pipeline)
            for article in articles:
                new += inserts.insert_article(cursor, self._row(article))
        return new

    def _row(self, article: Article, annotation: Annotation | None = None) -> ArticleRow:
        try:
            return ArticleRow.of(article, annotation)
        except ValueError as error:
            raise RecordError(
                f"{self.path}: article {article.id} holds what is not text; mend it and build again"
            ) from error

    def pipeline(self) -> str:
        """Return the pipeline that annotations are made with, empty in a new record."""
        return self._meta("pipeline")

    def require_pipeline(self, name: str) -> None:
        """Refuse a pipeline other than the one that made the annotations here.

        Raises:
            RecordError: it is another.
        """
        own = self.pipeline()
        if own and own != name:
            count = self.count()
            raise RecordError(
                f"{self.path}: its {count} articles were annotated with the pipeline {own}, not "
                f"{name}; use the same --pipeline, --gazetteer and --clauses, another file with "
                "-o, or --reannotate"
            )

    def waiting(self) -> Iterator[Article]:
        """Yield the articles that the record's pipeline has not annotated, by id."""
        found = self._select(
            f"SELECT key FROM article WHERE {_WAITS} ORDER BY id", (self.pipeline(),)
        )
        for (key,) in found:
            yield self._article(key)

    def count_waiting(self) -> int:
        """Return how many articles the record's pipeline has not annotated."""
        query = f"SELECT count(*) FROM article WHERE {_WAITS}"
        return int(self._select(query, (self.pipeline(),))[0][0])

    def count(self) -> int:
        """Return how many articles there are, in force or not."""
        return int(self._select("SELECT count(*) FROM article")[0][0])

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of all articles, in force or not, sorted."""
        return tuple(id_ for (id_,) in self._select("SELECT id FROM article ORDER BY id"))

    def holds(self, article: str) -> bool:
        """Return whether there is an article of that id, in force or not."""
        return bool(self._select("SELECT 1 FROM article WHERE id = ?", (article,)))

    def rows(self) -> Iterator[ArticleRow]:
        """Yield all articles as they are stored, in force or not, by id."""
        pipeline = self.pipeline()
        for (key,) in self._select("SELECT key FROM article ORDER BY id"):
            found = self._select(
                "SELECT id, url, published, title, a.body, n.body FROM article AS a "
                "LEFT JOIN annotation AS n ON n.article = a.key AND n.pipeline = ? WHERE key = ?",
                (pipeline, key),
            )
            with file.damage_told(self.path):
                ((*row,),) = found
            yield ArticleRow(*row)

    def annotated(self) -> Iterator[tuple[Article, Annotation | None]]:
        """Yield all articles, in force or not, by id; those that wait have no annotation."""
        for row in self.rows():
            with file.damage_told(self.path):
                article = codec.decode_article(row.body)
                body = row.annotation
                yield article, None if body is None else codec.decode_annotation(body, article.text)

    def versions(self, text: str) -> tuple[Version, ...]:
        """Return the articles of that id or address with all under the same address, oldest first.

        Empty where nothing has it.
        """
        found = self._select(
            "SELECT a.id, url, published, title, element <> '', n.pipeline IS NULL, EXISTS "
            "(SELECT 1 FROM statement WHERE retracts = a.id AND in_force = 1) FROM article AS a "
            "LEFT JOIN annotation AS n ON n.article = a.key AND n.pipeline = ?2 WHERE a.id = ?1 OR "
            "(url <> '' AND url IN (SELECT url FROM article WHERE id = ?1 OR url = ?1)) "
            "ORDER BY published, a.id",
            (text, self.pipeline()),
        )
        return tuple(Version(row[0], row[1], row[2], row[3], _state(*row[4:])) for row in found)

    def titled(self, text: str) -> tuple[str, ...]:
        """Return the ids of the articles of that title, of any case, sorted."""
        found = self._select(
            "SELECT id FROM article WHERE casefold(title) = casefold(?) ORDER BY id", (text,)
        )
        return tuple(id_ for (id_,) in found)

    def retracted(self) -> frozenset[str]:
        """Return the ids of the articles that are taken back; some may not be here."""
        found = self._select("SELECT retracts FROM statement WHERE retracts <> '' AND in_force = 1")
        return frozenset(id_ for (id_,) in found)

    # statements

    def state(self, statements: Iterable[Statement]) -> int:
        """Keep statements, all or none of them; return how many were new.

        Raises:
            RecordError: the file cannot be written.
        """
        new = 0
        with self._writing(durable=True) as cursor:
            for statement in statements:
                new += inserts.insert_statement(cursor, statement)
        return new

    def statements(self) -> tuple[Statement, ...]:
        """Return all retractions and judgements, in force or not, by id."""
        found = self._select("SELECT body FROM statement ORDER BY id")
        return tuple(read_statement(body, str(self.path)) for (body,) in found)

    def judgements(self) -> tuple[Judgement, ...]:
        """Return the judgements that nothing supersedes, by id."""
        found = in_force(self.statements())
        return tuple(s for s in found if isinstance(s, Judgement) and s.kind != "withdrawn")

    def retractions(self, article: str) -> tuple[Retraction, ...]:
        """Return every retraction of an article, in force or not, by id."""
        found = self.statements()
        return tuple(s for s in found if isinstance(s, Retraction) and s.article == article)

    def unapplied(self) -> dict[str, str]:
        """Return why judgements are not in the stored fold, by the judgement's id."""
        return dict(self._select("SELECT statement, why FROM unapplied ORDER BY statement"))

    # the fold

    def digest(self) -> str:
        """Return a hash of all that is in force, whatever the order in which it came."""
        return self._meta("digest") or inserts.NOTHING

    def fold_stamp(self) -> FoldStamp | None:
        """Return what the stored fold was made from, None where none is stored."""
        made_from = self._meta("fold")
        if not made_from:
            return None
        return FoldStamp(
            made_from,
            self._meta("ontology"),
            self._meta("ontology_text"),
            self._meta("concepts") == "1",
        )

    def intend_fold(self, *, ontology_text: str, concepts: bool) -> None:
        """Keep what the next fold is to be made with, where no fold is stored yet.

        Raises:
            RecordError: the file cannot be written.
        """
        if self.fold_stamp() is not None:
            return
        with self._writing(durable=True) as cursor:
            inserts.set_meta(cursor, "fold", "none yet")
            inserts.set_meta(cursor, "ontology_text", ontology_text)
            inserts.set_meta(cursor, "concepts", str(int(concepts)))

    @contextmanager
    def folding(self) -> Iterator[FoldTables]:
        """Run the block, which changes the fold, as one transaction: all of it, or nothing."""
        with self._writing(durable=True) as cursor:
            yield FoldTables(self.path, cursor)

    def stored_fold(self) -> StoredFold:
        """Return the stored fold, to be asked; does not ask whether it is stale.

        Raises:
            RecordError: none is stored.
        """
        if self.fold_stamp() is None:
            raise RecordError(f"{self.path}: holds no graph; {file.renewal(self.path)} makes it")
        return StoredFold(self.path, self._connection)

    # inside

    def _article(self, key: int) -> Article:
        found = self._select("SELECT body FROM article WHERE key = ?", (key,))
        with file.damage_told(self.path):
            ((body,),) = found
            return codec.decode_article(body)


def _state(in_force: int, waiting: int, retracted: int) -> str:
    if in_force:
        return "in force"
    if retracted:
        return "retracted"
    return "waiting" if waiting else "superseded"
