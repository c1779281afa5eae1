"""Asides: what stands between commas or brackets inside a clause is parsed apart.

"Ann Lee, the head of the bank, who had met Peter Brown, sued Greece": a small parser loses the way
from the subject to its verb. Here the clause is parsed without its asides, each aside by itself,
and each is hung on the word that it stands behind.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import numpy as np
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Token
from thinc.types import Ints2d

from kgraph.language.lexicon import lexicon

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
RELATIVES = frozenset({"who", "whom", "whose", "which"})
SUBJECTS = frozenset({"DT", "PRP", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS"})
NOUNS = ("NN", "NNS", "NNP", "NNPS")
OPENERS = frozenset({"DT", "CD", "JJ", "JJS", "PRP$", "RB", *NOUNS})
PARTICIPLES = frozenset({"VBN", "VBG"})
ENCODERS = frozenset({"tok2vec", "transformer"})
LONGEST = 40
LONGEST_BRACKET = 5
LONGEST_TIME = 6
BEFORE_TIMES = frozenset(
    {"in", "on", "by", "since", "last", "this", "next", "early", "late", "of", "earlier"}
)
INSIDE_NAMES = frozenset({"flat", "compound", "fixed"})


@dataclass(frozen=True, slots=True)
class Aside:
    """Tokens ``start`` to ``end`` (half-open) without the marks around them.

    ``marks`` are the tokens around it that are punctuation. They hang on the token ``anchor``, or
    where it is None on the clause's root, by ``relation``: "appos", "acl", "acl:relcl" or "obl".
    """

    start: int
    end: int
    marks: tuple[int, ...]
    anchor: int | None
    relation: str

    def covers(self, index: int) -> bool:
        """Whether the token lies in the aside or is one of its marks."""
        return self.start <= index < self.end or index in self.marks


def find_asides(segment: Sequence[Token]) -> tuple[Aside, ...]:
    """Return the asides of one segment, inner ones before those around them."""
    found = list(_leading_time(segment))
    kept = [token for token in segment if not any(aside.covers(token.i) for aside in found)]
    while (aside := _next(kept)) is not None:
        found.append(aside)
        kept = [token for token in kept if not aside.covers(token.i)]
    return tuple(found)


def _leading_time(tokens: Sequence[Token]) -> Iterator[Aside]:
    """Yield the time that opens a segment with no comma behind it ("In June 2020 prosecutors")."""
    end = 0
    while end < min(LONGEST_TIME, len(tokens)) and _is_timely(tokens[end]):
        end += 1
    timed = any(token.lower_ in lexicon().time_words for token in tokens[:end])
    if timed and end < len(tokens) - 1 and tokens[end].tag_ in SUBJECTS:
        yield Aside(tokens[0].i, tokens[end].i, (), None, "obl")


def _is_timely(token: Token) -> bool:
    known = lexicon().time_words | BEFORE_TIMES
    return token.lower_ in known or (token.tag_ == "CD" and token.is_digit)


def _next(tokens: Sequence[Token]) -> Aside | None:
    candidates = (*_bracketed(tokens), *_between_commas(tokens))
    shortest = min(candidates, key=lambda a: (a.end - a.start, a.start), default=None)
    return shortest or next(_trailing(tokens), None)


def _bracketed(tokens: Sequence[Token]) -> Iterator[Aside]:
    for first, token in enumerate(tokens):
        if token.text != "(" or first == 0:
            continue
        for last in range(first + 2, min(first + LONGEST_BRACKET, len(tokens))):
            if tokens[last].text == ")":
                yield _aside(tokens, first, last, "appos")
                break


def _between_commas(tokens: Sequence[Token]) -> Iterator[Aside]:
    """Yield what two commas hold, where the clause's finite verb follows the second."""
    commas = [i for i, token in enumerate(tokens) if token.text == ","]
    for first, last in pairwise(commas):
        if last - first <= LONGEST and _verb_follows(tokens, last):
            relation = _relation(tokens, first, last)
            if relation:
                yield _aside(tokens, first, last, relation)


def _trailing(tokens: Sequence[Token]) -> Iterator[Aside]:
    """Yield a relative clause after a comma that goes on to the end."""
    end = len(tokens)
    while end and tokens[end - 1].is_punct:
        end -= 1
    for first, token in enumerate(tokens):
        if token.text == "," and _relation(tokens, first, end) == "acl:relcl":
            yield _aside(tokens, first, end, "acl:relcl")


def _verb_follows(tokens: Sequence[Token], comma: int) -> bool:
    rest = (token for token in tokens[comma + 1 :] if token.tag_ != "RB")
    following = next(rest, None)
    return following is not None and following.tag_ in FINITE


def _relation(tokens: Sequence[Token], first: int, last: int) -> str:
    """Return how what stands between the marks hangs on the noun before, empty if it does not."""
    content = tokens[first + 1 : last]
    if first == 0 or not content or tokens[first - 1].tag_ not in NOUNS:
        return ""
    opening = next((i for i, token in enumerate(content) if token.tag_ != "RB"), 0)
    reduced = _is_reduced(content[opening])
    finite = any(token.tag_ in FINITE for token in content[opening + reduced :])
    if content[0].lower_ in RELATIVES or (
        content[0].tag_ == "IN" and len(content) > 1 and content[1].lower_ in RELATIVES
    ):
        return "acl:relcl" if finite else ""
    if finite:
        return ""
    if reduced:
        return "acl"
    return "appos" if content[0].tag_ in OPENERS else ""


def _is_reduced(token: Token) -> bool:
    """Whether a participle opens an aside ("then called"); taggers take it for a past tense."""
    past = token.tag_ == "VBD" and token.lower_ not in lexicon().cue_forms
    return past or token.tag_ in PARTICIPLES


def _aside(tokens: Sequence[Token], first: int, last: int, relation: str) -> Aside:
    marks = [tokens[first].i]
    if last < len(tokens) and tokens[last].text in {",", ")"}:
        marks.append(tokens[last].i)
    end = tokens[last].i if last < len(tokens) else tokens[-1].i + 1
    return Aside(tokens[first].i + 1, end, tuple(marks), tokens[first - 1].i, relation)


@Language.factory("kgraph_asides", assigns=["token.dep", "token.head"], requires=["token.dep"])
class AsideParser:
    """Parses again, without their asides, the segments that have any."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.nlp = nlp
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with new heads and labels in the segments that have asides."""
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
