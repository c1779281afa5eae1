"""Which library multiplies the matrices of a pipeline."""

import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from thinc.api import NumpyOps

from kgraph.language.matrices import OneThreadOps, multiply_by_numpy


def kinds(nlp: Language) -> set[type]:
    pipes = (pipe for _, pipe in nlp.pipeline if isinstance(pipe, TrainablePipe))
    return {type(node.ops) for pipe in pipes for node in pipe.model.walk()}


def test_one_pipeline_is_changed_and_says_the_same() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("tagger").add_label("NN")  # type: ignore[attr-defined]
    blank.initialize()
    other = spacy.blank("en").from_config(blank.config).from_bytes(blank.to_bytes())
    multiply_by_numpy(blank)
    assert (kinds(blank), kinds(other)) == ({OneThreadOps}, {NumpyOps})
    assert [t.tag_ for t in blank("Ann left.")] == [t.tag_ for t in other("Ann left.")]
