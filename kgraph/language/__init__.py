"""From text to annotation; spaCy stays here, in training, and in the parsing task of evaluation."""

from kgraph.language.annotate import (
    LONGEST_BLOCK,
    annotate,
    longest_paragraph,
    propose,
    read_chains,
    read_pairs,
    read_phrases,
)
from kgraph.language.gazetteer import annotator_name
from kgraph.language.propositions import Proposition
from kgraph.language.spacy_pipeline import pipeline_name
from kgraph.language.thinning import thinned

__all__ = [
    "LONGEST_BLOCK",
    "Proposition",
    "annotate",
    "annotator_name",
    "longest_paragraph",
    "pipeline_name",
    "propose",
    "read_chains",
    "read_pairs",
    "read_phrases",
    "thinned",
]
