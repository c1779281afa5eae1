"""How well kgraph reads: public corpora and answer keys against what it finds in the same text."""

from kgraph.evaluation.names import read_types
from kgraph.evaluation.scores import Finding, Scores
from kgraph.evaluation.tasks import TASKS, evaluate

__all__ = ["TASKS", "Finding", "Scores", "evaluate", "read_types"]
