"""Opening a stored graph."""

from pathlib import Path

from kgraph.errors import RecordError
from kgraph.graph.fold import fingerprint
from kgraph.graph.knowledge_graph import KnowledgeGraph
from kgraph.graph.stored import StoredSource
from kgraph.ontology import load_ontology
from kgraph.record import Record
from kgraph.record.file import renewal


def open_graph(path: str | Path) -> KnowledgeGraph:
    """Return the graph of the record at ``path``; never writes and never computes it again.

    It stays what it was at this moment. While another program is writing the record, it is the
    graph that was there before.

    Raises:
        RecordError: the record is missing, damaged or of another layout, or its stored graph is
            missing or stale; the message names the command that renews it.
    """
    record = Record.open(path)
    try:
        _require_fresh(record)
        return graph_of(record)
    except BaseException:
        record.close()
        raise


def graph_of(record: Record) -> KnowledgeGraph:
    """Return the graph of the stored fold of a record, which is closed when the graph is gone."""
    return KnowledgeGraph(StoredSource(record, concepts=keeps_concepts(record)))


def keeps_concepts(record: Record) -> bool:
    """Return whether the stored fold has nouns as entities; a new one is to have them too."""
    stamp = record.fold_stamp()
    return stamp is not None and stamp.concepts


def _require_fresh(record: Record) -> None:
    stamp = record.fold_stamp()
    if stamp is None:
        return
    ontology = stamp.ontology or load_ontology().fingerprint
    fresh = fingerprint(record, ontology, concepts=stamp.concepts)
    if stamp.fingerprint != fresh and not record.is_being_written():
        raise RecordError(
            f"{record.path}: its graph is older than its articles or than this kgraph; "
            f"{renewal(record.path)} renews it"
        )
