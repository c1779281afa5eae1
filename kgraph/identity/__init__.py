"""Who is who: which profiles are one entity, and why."""

from kgraph.identity.forms import normal_form
from kgraph.identity.judged import JudgedPair
from kgraph.identity.resolution import Resolution, comparison_keys, resolve
from kgraph.identity.shown import shown_name, shown_type

__all__ = [
    "JudgedPair",
    "Resolution",
    "comparison_keys",
    "normal_form",
    "resolve",
    "shown_name",
    "shown_type",
]
