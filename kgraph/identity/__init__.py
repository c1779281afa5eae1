"""Who is who: which profiles are one entity, and why."""

from kgraph.identity.forms import normal_form
from kgraph.identity.judged import JudgedPair
from kgraph.identity.resolution import Resolution, comparison_keys, resolve

__all__ = ["JudgedPair", "Resolution", "comparison_keys", "normal_form", "resolve"]
