"""Opening a stored graph."""

from pathlib import Path

from kgraph.errors import RecordError
from kgraph.graph.concepts import mark_concepts, with_statements
from kgraph.graph.fold import fingerprint
from kgraph.graph.knowledge_graph import KnowledgeGraph
from kgraph.model import Fold
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
        return graph_of(record, record.read_fold(), concepts=keeps_concepts(record))


def keeps_concepts(record: Record) -> bool:
    """Return whether the stored fold has nouns as entities; a new one is to have them too."""
    stamp = record.fold_stamp()
    return stamp is not None and stamp.concepts


def graph_of(record: Record, fold: Fold, *, concepts: bool) -> KnowledgeGraph:
    """Return the graph of a record with its fold, which was made with these ``concepts``."""
    articles, annotations = record.articles(), record.annotations()
    if concepts:
        known = {mention for mention, _ in fold.mention_entities}
        annotations = with_statements(mark_concepts(annotations, known=known), fold)
    return KnowledgeGraph(fold, articles, annotations)


def _require_fresh(record: Record) -> None:
    stamp = record.fold_stamp()
    if stamp is None:
        return
    ontology = stamp.ontology or load_ontology().fingerprint
    if stamp.fingerprint != fingerprint(record, ontology, concepts=stamp.concepts):
        raise RecordError(
            f"{record.path}: its graph is older than its articles or than this kgraph; "
            f"{renewal(record.path)} renews it"
        )
