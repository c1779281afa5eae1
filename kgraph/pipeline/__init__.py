"""What is done with a record, each verb a function: the composition of the rooms."""

from kgraph.pipeline.build import BuildOptions, Progress, build

__all__ = ["BuildOptions", "Progress", "build"]
