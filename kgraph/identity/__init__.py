"""Who is who: which profiles are one entity, and why."""

from kgraph.identity.forms import normal_form
from kgraph.identity.judged import JudgedPair
from kgraph.identity.resolution import Resolution, resolve

__all__ = ["JudgedPair", "Resolution", "normal_form", "resolve"]
