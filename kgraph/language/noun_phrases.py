"""The noun phrases of an article, as coreference corpora mark them: whole, without end marks.

A phrase is a pronoun, a possessor, a name, or a noun with all that hangs on it, appositions and
relative clauses too (the OntoNotes scheme). Of "Ann and Bob" both and the two together are phrases.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgraph.language.name_spans import NameSpan, is_wordlike
from kgraph.language.referents import name_head
from kgraph.language.tree import Node
from kgraph.model import Span

PERSONAL = frozenset({"PRP", "PRP$"})
POINTING = frozenset({"this", "that", "these", "those"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "FW", "$"})
INNER = frozenset({"compound", "flat", "fixed", "description", "goeswith", "number"})
COMPLEMENTS = frozenset({"modifier", "possessor", "determiner", "number", "adjective", "compound"})
OUTER = frozenset(
    {
        "copula", "subject", "passive_subject", "auxiliary", "passive_auxiliary", "marker",
        "preposition", "conjunct", "conjunction", "parataxis", "adverbial_clause", "expletive",
        "vocative", "discourse", "punct", "complement", "open_complement", "object", "oblique",
        "dep", "list", "dislocated", "reparandum", "orphan", "cc", "csubj", "agent",
    }
)  # fmt: skip
"""What hangs on a noun and is no part of its phrase."""
OPENING_MARKS = frozenset({"(", "[", "-LRB-", "-LSB-"})
CLOSING_MARKS = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head, and the numbers of its nodes, ``start`` to ``end``, half-open.

    ``name`` is the name that its head stands in or that stands beside it, if any; ``several``
    tells that "and" or "or" joins things in it, of which the head is the first.
    """

    head: Node
    start: int
    end: int
    name: NameSpan | None = None
    several: bool = False

    @property
    def is_pronoun(self) -> bool:
        """Whether it is one word that stands for a thing: "she", "its", "this"."""
        return self.head.tag in PERSONAL or (
            self.end - self.start == 1 and self.head.text.lower() in POINTING
        )

    def span(self, nodes: Sequence[Node]) -> Span:
        """Return the code points of the article that it covers."""
        return Span(nodes[self.start].start, nodes[self.end - 1].end)


def find_phrases(nodes: Sequence[Node], names: Mapping[int, NameSpan]) -> tuple[Phrase, ...]:
    """Return the noun phrases in text order, the longer of two that begin together first.

    ``names`` gives the name by each of its nodes. Of several phrases over the same words the one
    whose head hangs highest is kept. Relative and asking pronouns, and an "it" that the parser
    takes for no thing, are none.
    """
    heads = {span.start: name_head(nodes[span.start : span.end]) for span in names.values()}
    found: dict[tuple[int, int], Phrase] = {}
    for node in nodes:
        for phrase in _phrases_of(node, nodes, names, heads):
            found.setdefault((phrase.start, phrase.end), phrase)
    return tuple(sorted(found.values(), key=lambda p: (p.start, -p.end)))


def _phrases_of(
    node: Node, nodes: Sequence[Node], names: Mapping[int, NameSpan], heads: Mapping[int, Node]
) -> Iterator[Phrase]:
    name = names.get(node.index)
    own = name if name is not None and heads[name.start] is node else None
    if node.tag in PERSONAL:
        if node.relation != "expletive":
            yield Phrase(node, node.index, node.index + 1)
        return
    if not _is_nominal(node) and own is None:
        return
    if node.relation in INNER:
        if own is not None and not own.adjective:
            yield Phrase(node, own.start, own.end, own)
        elif node.relation == "compound" and node.tag.startswith("NN"):
            yield Phrase(node, node.index, node.index + 1)
        return
    if name is not None and own is None:
        return
    start, end = _extent(node, nodes, own)
    yield Phrase(node, start, end, own or _apposed(node, names, heads))
    last = _last_conjunct(node)
    if last is not None:
        yield Phrase(node, start, max(end, _extent(last, nodes, None)[1]), None, several=True)


def _apposed(
    node: Node, names: Mapping[int, NameSpan], heads: Mapping[int, Node]
) -> NameSpan | None:
    """Return the name that tells who a noun before it is ("the actress, Ann Lee")."""
    for child in node.get("apposition", "description", "flat"):
        name = names.get(child.index)
        if name is not None and heads[name.start] is child and not name.adjective:
            return name
    return None


def _is_nominal(node: Node) -> bool:
    if node.tag in NOMINAL:
        return is_wordlike(node) or node.tag == "$"
    if node.tag == "DT":
        return node.text.lower() in POINTING and node.relation not in {"determiner", "marker"}
    clausal = any(node.get("copula", "subject", "passive_subject"))
    return node.tag.startswith("JJ") and node.first("determiner") is not None and not clausal


def _extent(node: Node, nodes: Sequence[Node], name: NameSpan | None) -> tuple[int, int]:
    """Return the first and past the last number of the words of a phrase, end marks left out."""
    inside = {node.index}
    if name is not None:
        inside.update(range(name.start, name.end))
    for child in node.children:
        if child.relation not in OUTER or (child.tag == "POS" and child.index > node.index):
            inside.update(n.index for n in child.subtree())
    start, end = min(inside), max(inside) + 1
    while end - 1 > node.index and not _may_end(nodes, start, end - 1):
        end -= 1
    while start < node.index and not is_wordlike(nodes[start]) and nodes[start].tag != "$":
        start += 1
    return start, end


def _may_end(nodes: Sequence[Node], start: int, last: int) -> bool:
    """Whether a phrase may end with a word or a bracket that closes one inside of it."""
    node = nodes[last]
    opening = CLOSING_MARKS.get(node.text)
    if opening is not None:
        return any(n.text == opening for n in nodes[start:last])
    return is_wordlike(node) or node.tag in {"POS", "$"} or node.text == "%"


def _last_conjunct(node: Node) -> Node | None:
    """Return the last noun that is joined to this first one, None where none is."""
    joined = [child for child in node.get("conjunct") if _is_nominal(child) or child.is_noun]
    if node.relation == "conjunct" or not joined:
        return None
    return joined[-1]
