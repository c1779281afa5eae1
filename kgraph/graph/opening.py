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
        fold = record.read_fold()
        stamp = record.fold_stamp()
        ontology = stamp.ontology if stamp and stamp.ontology else load_ontology().fingerprint
        if stamp is None or stamp.fingerprint != fingerprint(record, ontology):
            raise RecordError(
                f"{path}: its graph is older than its articles or than this kgraph; "
                f"{renewal(Path(path))} renews it"
            )
        return KnowledgeGraph(fold, record.articles(), record.annotations())
