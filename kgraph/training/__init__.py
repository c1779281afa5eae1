"""The making of the shipped language pipeline: ``python -m kgraph.training CORPORA``."""
