"""The fold of a record, and questions to it."""

from kgraph.graph.fold import fingerprint, fold_record
from kgraph.graph.knowledge_graph import KnowledgeGraph
from kgraph.graph.opening import open_graph

__all__ = ["KnowledgeGraph", "fingerprint", "fold_record", "open_graph"]
