"""Opening a stored graph."""

from pathlib import Path

from kgraph.errors import RecordError
from kgraph.graph.fold import fingerprint
from kgraph.graph.knowledge_graph import KnowledgeGraph
from kgraph.ontology import load_ontology
from kgraph.record import Record
from kgraph.record.file import renewal


def open_graph(path: str | Path) -> KnowledgeGraph:
    """Return the graph of the record at ``path``; never writes and never computes it again.

    Raises:
        RecordError: the record is missing, damaged or of a newer kgraph, or its stored graph is
            missing or stale; the message names the command that renews it.
    """
    with Record.open(path) as record:
        _require_fresh(record)
        return KnowledgeGraph(record.read_fold(), record.articles(), record.annotations())


def _require_fresh(record: Record) -> None:
    stamp = record.fold_stamp()
    if stamp is None:
        return
    ontology = stamp.ontology or load_ontology().fingerprint
    if stamp.fingerprint != fingerprint(record, ontology):
        raise RecordError(
            f"{record.path}: its graph is older than its articles or than this kgraph; "
            f"{renewal(record.path)} renews it"
        )
