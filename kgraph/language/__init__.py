"""From text to annotation; the only room, with training, where spaCy is imported."""

from kgraph.language.annotate import annotate
from kgraph.language.spacy_pipeline import pipeline_name

__all__ = ["annotate", "pipeline_name"]
