"""Documents built by hand, so that a test of a rule needs no trained pipeline."""

from collections.abc import Sequence

import spacy
from spacy.tokens import Doc

from kgraph.language.tree import Node, Place, read_nodes

NLP = spacy.blank("en")


def make_doc(rows: str) -> Doc:
    """Return a document of lines ``word tag relation head``; heads count from 1, 0 is the root."""
    cells = [line.split() for line in rows.strip().splitlines()]
    return Doc(
        NLP.vocab,
        words=[c[0] for c in cells],
        tags=[c[1] for c in cells],
        deps=["ROOT" if c[3] == "0" else c[2] for c in cells],
        heads=[int(c[3]) - 1 if c[3] != "0" else i for i, c in enumerate(cells)],
        lemmas=[c[4] if len(c) > 4 else c[0].lower() for c in cells],
    )


def make_nodes(rows: str) -> list[Node]:
    """Return the nodes of one paragraph that is one sentence."""
    return read_nodes(make_doc(rows), Place(0, 0, 0, 0), {0})


def tagged(text: str, tags: Sequence[str] = ()) -> Doc:
    """Return a tokenized text; ``tags`` are given from the left, the rest are nouns."""
    doc = NLP(text)
    for index, token in enumerate(doc):
        token.tag_ = tags[index] if index < len(tags) else "NN"
    return doc
