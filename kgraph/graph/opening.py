"""Opening a stored graph."""

import shlex
from datetime import date
from pathlib import Path

from kgraph.errors import RecordError
from kgraph.graph.fold import Progress, fingerprint, fold_record
from kgraph.graph.knowledge_graph import KnowledgeGraph
from kgraph.graph.stored import StoredSource
from kgraph.ontology import Ontology, load_ontology, parse_ontology
from kgraph.record import FoldStamp, Record
from kgraph.record.file import renewal


def open_graph(path: str | Path, *, before: date | None = None) -> KnowledgeGraph:
    """Return the graph of the record at ``path``; never writes and never computes it again.

    It stays what it was at this moment. While another program is writing the record, it is the
    graph that was there before. With ``before`` it is the graph of the articles published before
    that day or on an unknown one, which is computed in memory.

    Raises:
        RecordError: the record is missing, damaged or of another layout, or its stored graph is
            missing or stale; the message names the command that renews it.
    """
    record = _fresh_record(path)
    try:
        if before is None:
            return graph_of(record)
        with record:
            return graph_of(_published_before(record, before))
    except BaseException:
        record.close()
        raise


def graph_of(record: Record) -> KnowledgeGraph:
    """Return the graph of the stored fold of a record, which is closed when the graph is gone."""
    stamp, path = record.fold_stamp(), record.path
    return KnowledgeGraph(StoredSource(record, stamp, lambda: kept_ontology(path, stamp)[0].types))


def refold(record: Record, progress: Progress | None = None) -> None:
    """Bring the stored fold up to date, with the ontology and concepts it was made with."""
    _fold_like(record, record.fold_stamp(), progress)


def _fold_like(record: Record, stamp: FoldStamp | None, progress: Progress | None = None) -> None:
    ontology, text = kept_ontology(record.path, stamp)
    concepts = stamp is not None and stamp.concepts
    fold_record(record, ontology, concepts=concepts, own_ontology=text, progress=progress)


def kept_ontology(path: Path, stamp: FoldStamp | None) -> tuple[Ontology, str]:
    """Return the ontology that a record at ``path`` is read with, and its own part as text.

    Raises:
        RecordError: it was read with one of the user's own, which it does not hold.
        OntologyError: its own part has a mistake to this version of kgraph.
    """
    text = stamp.ontology_text if stamp else ""
    if stamp and stamp.ontology and not text:
        raise RecordError(
            f"{path}: was built with an ontology of your own, which it does not hold; "
            f"`kgraph build --ontology FILE -o {shlex.quote(str(path))}` keeps it"
        )
    place = f"{path} (its own ontology)"
    return (parse_ontology(text, place) if text else load_ontology()), text


def _published_before(record: Record, day: date) -> Record:
    past = Record.in_memory()
    first = date(day.year, day.month, day.day).isoformat()  # a datetime is a date too
    for row in record.rows():
        # a month comes before its days, and no date before any
        if row.published < first:
            past.copy(row, record.pipeline())
    past.state(record.statements())
    _fold_like(past, record.fold_stamp())
    return past


def keeps_concepts(record: Record) -> bool:
    """Return whether the stored fold has nouns as entities; a new one is to have them too."""
    stamp = record.fold_stamp()
    return stamp is not None and stamp.concepts


def _fresh_record(path: str | Path) -> Record:
    """Return the record at ``path``, to be read, with a stored graph that is not stale.

    Raises:
        RecordError: as ``open_graph``.
    """
    seen = None
    while True:
        record = Record.open(path)
        try:
            stamp = record.fold_stamp()
            if stamp is None or _is_fresh(record, stamp) or record.is_being_written():
                return record
            found = (record.digest(), stamp)
        except BaseException:
            record.close()
            raise
        record.close()
        if found == seen:
            raise RecordError(
                f"{record.path}: its graph is older than its articles or than this kgraph; "
                f"{renewal(record.path)} renews it"
            )
        seen = found  # and once more: who was writing when it was opened may be done since


def _is_fresh(record: Record, stamp: FoldStamp) -> bool:
    ontology = stamp.ontology or load_ontology().fingerprint
    return stamp.fingerprint == fingerprint(record, ontology, concepts=stamp.concepts)
