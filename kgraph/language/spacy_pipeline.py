"""Loading a spaCy pipeline: the shipped one, or any that is installed."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.errors import PipelineError
from kgraph.language.aside_parser import AsideParser
from kgraph.language.lemmatizer import Lemmatizer
from kgraph.language.matrices import multiply_by_numpy
from kgraph.language.segments import mark_segments

SHIPPED = Path(__file__).parent / "pipeline"
__all__ = ["AsideParser", "Lemmatizer", "load_pipeline", "pipeline_name", "word_vector"]
NEEDED = ("tagger", "parser", "ner")


@lru_cache(maxsize=2)
def load_pipeline(name: str | None = None) -> Language:
    """Return the shipped pipeline, or the installed one of that name.

    Sentences and the pieces that are parsed apart are marked by rules after the tagger and before
    the parser, which keeps to them.

    Raises:
        PipelineError: it is not installed, or it lacks a tagger, a parser or names.
    """
    try:
        nlp = spacy.load(name or SHIPPED)
    except OSError as error:
        remedy = f"install it, for example: python -m spacy download {name}"
        if name is None:
            remedy = "install kgraph-news again, its pipeline is missing"
        raise PipelineError(f"spaCy pipeline {name or SHIPPED}: not found; {remedy}") from error
    vectors = nlp.vocab.vectors
    if vectors.data.dtype == np.float16:  # as the recipe saves them
        vectors.data = vectors.data.astype(np.float32)
    multiply_by_numpy(nlp)
    missing = [component for component in NEEDED if component not in nlp.pipe_names]
    if missing:
        raise PipelineError(
            f"spaCy pipeline {name}: has no {', '.join(missing)}; "
            "kgraph needs a tagger, a parser and names (en_core_web_sm and its kin have them)"
        )
    nlp.add_pipe("kgraph_segments", before="parser")
    nlp.add_pipe("kgraph_asides", after="parser")
    return nlp


def pipeline_name(name: str | None = None) -> str:
    """Return name and version of a pipeline, as annotations record it.

    Raises:
        PipelineError: as :func:`load_pipeline`.
    """
    meta = load_pipeline(name).meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def word_vector(word: str) -> npt.NDArray[np.float32]:
    """Return the vector of a word in the shipped pipeline, which has one for every word."""
    return np.asarray(load_pipeline(None).vocab.get_vector(word), dtype=np.float32)


@Language.component("kgraph_segments", assigns=["token.is_sent_start"], requires=["token.tag"])
def segments_component(doc: Doc) -> Doc:
    """Mark the pieces of text that are parsed apart."""
    return mark_segments(doc)
