"""Parses clauses without their asides, and each aside by itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Token
from thinc.types import Ints2d

from kgraph.language.asides import Aside, find_asides
from kgraph.language.past_tenses import mend_after_parsing

ENCODERS = frozenset({"tok2vec", "transformer"})
JOINED = frozenset({"conj", "advcl", "parataxis"})
INSIDE_NAMES = frozenset({"flat", "compound", "fixed"})


@Language.factory("kgraph_asides", assigns=["token.dep", "token.head"], requires=["token.dep"])
class AsideParser:
    """Parses again, without their asides, the segments that have any."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.nlp = nlp
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with new heads and labels in the segments that have asides."""
        mend_after_parsing(doc)
        heads = [token.head.i for token in doc]
        labels = [token.dep_ for token in doc]
        found = [aside for segment in doc.sents for aside in find_asides(list(segment))]
        if not found:
            return doc
        affected = [s for s in doc.sents if any(s.start <= a.start < s.end for a in found)]
        pieces = [piece for segment in affected for piece in _pieces(segment, found)]
        for piece, tree in zip(pieces, self._parsed(doc, pieces), strict=True):
            for index, token in zip(piece.tokens, tree, strict=True):
                heads[index], labels[index] = piece.tokens[token.head.i], token.dep_
            if piece.is_clause:
                _promote(doc, piece, heads, labels)
        for segment in affected:
            own = [p for p in pieces if segment.start <= p.tokens[0] < segment.end]
            clause = next(piece for piece in own if piece.aside is None)
            root = next(index for index in clause.tokens if heads[index] == index)
            for piece in own:
                _hang(piece, root, heads, labels)
        offsets = np.array([head - i for i, head in enumerate(heads)], dtype=np.int64)
        names = [doc.vocab.strings.add(label) for label in self._known(labels)]
        rows = np.column_stack([offsets.astype(np.uint64), np.array(names, dtype=np.uint64)])
        return doc.from_array(["HEAD", "DEP"], cast(Ints2d, rows))

    def _parsed(self, doc: Doc, pieces: Iterable["_Piece"]) -> Iterable[Doc]:
        docs: Iterable[Doc] = [_cut(doc, piece.tokens) for piece in pieces]
        for name, component in self.nlp.pipeline:
            if name in ENCODERS or name == "parser":
                docs = cast(Pipe, component).pipe(docs)
        return docs

    def _known(self, labels: Iterable[str]) -> Iterable[str]:
        """Yield the labels as this pipeline's parser writes them."""
        clear = "relcl" in self.nlp.get_pipe("parser").labels  # type: ignore[attr-defined]
        return ("relcl" if clear and label == "acl:relcl" else label for label in labels)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is parsed in one: the tokens, and the aside that they are, None for the clause."""

    tokens: tuple[int, ...]
    aside: Aside | None

    @property
    def is_clause(self) -> bool:
        """Whether it has a subject of its own."""
        return self.aside is None or self.aside.relation in JOINED


def _pieces(segment: Iterable[Token], asides: Sequence[Aside]) -> Iterator[_Piece]:
    indexes = [token.i for token in segment]
    own = [aside for aside in asides if indexes[0] <= aside.start <= indexes[-1]]
    for aside in (None, *own):
        held = indexes if aside is None else list(range(aside.start, aside.end))
        inner = [a for a in own if a is not aside and _inside(a, held)]
        tokens = tuple(i for i in held if not any(a.covers(i) for a in inner))
        yield _Piece(tokens, aside)


def _inside(aside: Aside, held: Sequence[int]) -> bool:
    return held[0] <= aside.start and aside.end <= held[-1] + 1


def _cut(doc: Doc, indexes: Sequence[int]) -> Doc:
    words = [doc[i].text for i in indexes]
    spaces = [bool(doc[i].whitespace_) for i in indexes]
    starts: list[bool | int | None] = [position == 0 for position in range(len(indexes))]
    return Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)


def _promote(doc: Doc, piece: _Piece, heads: list[int], labels: list[str]) -> None:
    """Make a past tense that a tree hangs on a noun alone the verb of its clause."""
    root = next(index for index in piece.tokens if heads[index] == index)
    verbs = (i for i in piece.tokens if heads[i] == root and labels[i] == "acl" and i > root)
    verb = next((i for i in verbs if doc[i].tag_ == "VBD"), None)
    if verb is None or not doc[root].tag_.startswith("NN"):
        return
    heads[root], labels[root] = verb, "nsubj"
    heads[verb], labels[verb] = verb, "ROOT"
    for index in piece.tokens:
        if heads[index] == root and labels[index] in {"cc", "mark", "punct"}:
            heads[index] = verb


def _hang(piece: _Piece, root: int, heads: list[int], labels: list[str]) -> None:
    aside = piece.aside
    if aside is None:
        return
    anchor = root if aside.anchor is None else aside.anchor
    while labels[anchor] in INSIDE_NAMES and heads[anchor] < anchor:
        anchor = heads[anchor]
    for index in piece.tokens:
        if heads[index] == index:
            heads[index], labels[index] = anchor, aside.relation
    for mark in aside.marks:
        heads[mark], labels[mark] = anchor, "punct"
