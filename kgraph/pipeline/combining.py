"""Several records in one: the union of their rows."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import pairwise
from pathlib import Path
from typing import Protocol, TextIO

from kgraph.errors import ReadError, RecordError
from kgraph.graph import KnowledgeGraph, fold_record, kept_ontology, open_graph
from kgraph.graph.fold import Progress
from kgraph.model import Annotation, Article
from kgraph.ontology import load_ontology, parse_ontology
from kgraph.record import FoldStamp, Record
from kgraph.record.lines import read_header, read_rows, write_record

_SQLITE = b"SQLite format 3\0"


def combine(
    inputs: Iterable[str | Path], path: str | Path, *, progress: Progress | None = None
) -> KnowledgeGraph:
    """Return the graph of the record at ``path`` with all rows of other records added.

    Each input is a record, or the lines that ``dump`` writes. The order of inputs, and adding one
    again, change nothing: articles, retractions and judgements of all are kept, and what is in
    force is decided anew. An interrupted run goes on where it was when it is run again.
    ``progress`` is called with the title and the number of each article that was new.

    Raises:
        RecordError: an input or ``path`` cannot be used, or their articles were annotated by
            different pipelines, or read with different ontologies.
        ReadError: a line of a dump cannot be read.
    """
    with ExitStack() as stack:
        sources = [_opened(Path(name), stack) for name in inputs]
        _settings(sources)
        record = stack.enter_context(Record.create_or_open(path))
        text, concepts = _settings([*sources, _RecordSource(record)])
        number = 0
        for source in sources:
            for title in source.add_to(record):
                number += 1
                if progress is not None:
                    progress(title, number)
        ontology = parse_ontology(text, f"{path} (its own ontology)") if text else load_ontology()
        fold_record(record, ontology, concepts=concepts, own_ontology=text)
    return open_graph(path)


def dump(path: str | Path, stream: TextIO) -> None:
    """Write every row of the record at ``path`` as JSON lines, for ``combine`` and for backup.

    Raises:
        RecordError: the record cannot be read.
    """
    with Record.open(path) as record:
        write_record(record, stream)


class _Source(Protocol):
    place: str
    pipeline: str
    stamp: FoldStamp | None

    def add_to(self, record: Record) -> Iterator[str]:
        """Add all rows to a record; yield the title of each article that was new."""


class _RecordSource:
    def __init__(self, record: Record) -> None:
        self.place = str(record.path)
        self.pipeline = record.pipeline()
        self.stamp = record.fold_stamp()
        self._record = record

    def add_to(self, record: Record) -> Iterator[str]:
        for row in self._record.rows():
            if record.copy(row, self.pipeline):
                yield row.title
        record.state(self._record.statements())


class _LineSource:
    def __init__(self, path: Path, stream: TextIO) -> None:
        self.place = str(path)
        header = read_header(stream.readline(), f"{path}: line 1")
        self.pipeline = header.pipeline
        self.stamp = header.stamp
        self._stream = stream

    def add_to(self, record: Record) -> Iterator[str]:
        for row in read_rows(self._lines(), self.place):
            if not isinstance(row, tuple):
                record.state([row])
            elif _add(record, *row, pipeline=self.pipeline):
                yield row[0].title

    def _lines(self) -> Iterator[str]:
        try:
            yield from self._stream
        except UnicodeDecodeError as error:
            raise ReadError(f"{self.place}: a line is not UTF-8; take the file anew") from error


def _add(record: Record, article: Article, annotation: Annotation | None, *, pipeline: str) -> bool:
    if annotation is None:
        return bool(record.receive([article], pipeline or record.pipeline()))
    return record.add(article, annotation)


def _opened(path: Path, stack: ExitStack) -> _Source:
    try:
        with path.open("rb") as stream:
            is_record = stream.read(len(_SQLITE)) in (_SQLITE, b"")
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); name a record") from error
    if is_record:
        return _RecordSource(stack.enter_context(Record.open(path)))
    try:
        lines = stack.enter_context(closing(path.open(encoding="utf-8")))
        return _LineSource(path, lines)
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: is neither a record nor lines of one; name another") from error


def _require_one_pipeline(sources: Iterable[_Source]) -> None:
    annotated = [source for source in sources if source.pipeline]
    for first, source in pairwise(annotated):
        if source.pipeline != first.pipeline:
            raise RecordError(
                f"{source.place}: was annotated with the pipeline {source.pipeline}, "
                f"{first.place} with {first.pipeline}; annotate one again with --reannotate and "
                "the --pipeline, --gazetteer and --clauses of the other"
            )


def _settings(sources: Sequence[_Source]) -> tuple[str, bool]:
    """Return the ontology's text that all records were read with, and whether one has concepts.

    Raises:
        RecordError: two were annotated by different pipelines, or read with different ontologies.
    """
    _require_one_pipeline(sources)
    texts: dict[str, str] = {}
    concepts = False
    for source in sources:
        if source.stamp is not None:
            _, text = kept_ontology(Path(source.place), source.stamp)
            texts.setdefault(text, source.place)
            concepts |= source.stamp.concepts
    if len(texts) > 1:
        places = " and ".join(sorted(texts.values()))
        raise RecordError(
            f"{places} were built with different ontologies; build one again with the --ontology "
            "of the other, or with an empty file as --ontology"
        )
    return next(iter(texts), ""), concepts
