"""Which library multiplies the matrices of a pipeline."""

import spacy
from thinc.api import NumpyOps

from kgraph.language.matrices import OneThreadOps, multiply_by_numpy


def test_one_pipeline_is_changed_and_says_the_same() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("tagger").add_label("NN")  # type: ignore[attr-defined]
    blank.initialize()
    other = spacy.blank("en").from_config(blank.config).from_bytes(blank.to_bytes())
    multiply_by_numpy(blank)
    ops = [
        {type(node.ops) for node in nlp.get_pipe("tagger").model.walk()} for nlp in (blank, other)
    ]  # type: ignore[attr-defined]
    assert ops == [{OneThreadOps}, {NumpyOps}]
    assert [t.tag_ for t in blank("Ann left.")] == [t.tag_ for t in other("Ann left.")]
