"""The fold of a record, and questions to it."""

from kgraph.graph.knowledge_graph import KnowledgeGraph

__all__ = ["KnowledgeGraph"]
