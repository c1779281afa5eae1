"""What is done with a record, each verb a function: the composition of the rooms."""

from kgraph.pipeline.build import BuildOptions, Progress, build
from kgraph.pipeline.upkeep import Fallout, refold, retract

__all__ = ["BuildOptions", "Fallout", "Progress", "build", "refold", "retract"]
