"""The fold of a record, and questions to it."""

from kgraph.graph.fold import fingerprint, fold_record
from kgraph.graph.knowledge_graph import KnowledgeGraph
from kgraph.graph.opening import graph_of, keeps_concepts, open_graph
from kgraph.graph.relations import claim_status
from kgraph.graph.summary import markup
from kgraph.graph.tables import Tables
from kgraph.graph.together import Together

__all__ = [
    "KnowledgeGraph",
    "Tables",
    "Together",
    "claim_status",
    "fingerprint",
    "fold_record",
    "graph_of",
    "keeps_concepts",
    "markup",
    "open_graph",
]
