"""Who is who: which profiles are one entity, and why."""

from kgraph.identity.forms import normal_form
from kgraph.identity.judged import JudgedPair
from kgraph.identity.resolution import (
    Resolution,
    comparison_keys,
    may_be_one,
    resolve,
)
from kgraph.identity.senses import Occurrence, has_senses, part_senses
from kgraph.identity.shown import shown_name, shown_type

__all__ = [
    "JudgedPair",
    "Occurrence",
    "Resolution",
    "comparison_keys",
    "has_senses",
    "may_be_one",
    "normal_form",
    "part_senses",
    "resolve",
    "shown_name",
    "shown_type",
]
