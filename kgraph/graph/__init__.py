"""The fold of a record, and questions to it."""

from kgraph.graph.anchors import anchor_of, claim_anchor
from kgraph.graph.correspondence import correspond
from kgraph.graph.diff import diff
from kgraph.graph.differences import GraphDiff
from kgraph.graph.disputed import Dispute, disputed
from kgraph.graph.explanation import Explanation, Step
from kgraph.graph.fold import fingerprint, fold_record
from kgraph.graph.knowledge_graph import KnowledgeGraph
from kgraph.graph.only_here import OnlyHere, only_here
from kgraph.graph.opening import graph_of, keeps_concepts, kept_ontology, open_graph, refold
from kgraph.graph.passages import Passage
from kgraph.graph.relations import claim_status
from kgraph.graph.summary import markup
from kgraph.graph.tables import Tables
from kgraph.graph.together import Together
from kgraph.graph.unsure import UnsurePair

__all__ = [
    "Dispute",
    "Explanation",
    "GraphDiff",
    "KnowledgeGraph",
    "OnlyHere",
    "Passage",
    "Step",
    "Tables",
    "Together",
    "UnsurePair",
    "anchor_of",
    "claim_anchor",
    "claim_status",
    "correspond",
    "diff",
    "disputed",
    "fingerprint",
    "fold_record",
    "graph_of",
    "keeps_concepts",
    "kept_ontology",
    "markup",
    "only_here",
    "open_graph",
    "refold",
]
