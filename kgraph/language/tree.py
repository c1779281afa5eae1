"""Trees as the patterns read them: neutral relation names, whatever parser drew the tree."""

import tomllib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from spacy.tokens import Doc, Token

from kgraph.model import Span


@lru_cache(maxsize=1)
def label_table() -> dict[str, Mapping[str, str]]:
    """Return the tables ``relations`` and ``entities``: from parsers' labels to kgraph's."""
    return tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))


@dataclass(slots=True, eq=False)
class Node:
    """One word of an article in its tree; ``start`` and ``end`` count code points of the article.

    ``preposition`` is the word or words that mark the node ("of", "because of"), in lower case.
    """

    index: int
    text: str
    lemma: str
    tag: str
    start: int
    end: int
    sentence: int
    segment: int
    relation: str = ""
    preposition: str = ""
    head: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """The word's own span."""
        return Span(self.start, self.end)

    def get(self, *relations: str) -> Iterator["Node"]:
        """Yield the children of these relations, in text order."""
        return (child for child in self.children if child.relation in relations)

    def first(self, *relations: str) -> "Node | None":
        """Return the first child of these relations."""
        return next(self.get(*relations), None)

    def subtree(self) -> Iterator["Node"]:
        """Yield the node and all below it, in no stated order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(node.children)

    def ancestors(self) -> Iterator["Node"]:
        """Yield the head, its head, and so on."""
        node = self.head
        while node is not None:
            yield node
            node = node.head

    @property
    def first_conjunct(self) -> "Node":
        """The first member of the coordination that the node is part of, or the node itself."""
        node = self
        while node.relation == "conjunct" and node.head is not None:
            node = node.head
        return node

    @property
    def is_verb(self) -> bool:
        """Whether the tag is a verb's."""
        return self.tag.startswith("VB")

    @property
    def is_finite(self) -> bool:
        """Whether the tag is a finite verb's; modals are told apart."""
        return self.tag in {"VBD", "VBZ", "VBP"}

    @property
    def is_noun(self) -> bool:
        """Whether the tag is a noun's or a proper noun's."""
        return self.tag.startswith("NN")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: its offset, and the numbers its first units bear."""

    offset: int
    node: int
    sentence: int
    segment: int


def read_nodes(doc: Doc, place: Place, sentence_starts: Container[int]) -> list[Node]:
    """Return the nodes of one paragraph, in text order."""
    nodes, sentence, segment = list[Node](), place.sentence - 1, place.segment - 1
    for token in doc:
        sentence += token.i in sentence_starts
        segment += bool(token.is_sent_start) or token.i == 0
        nodes.append(_node(token, place, sentence, segment))
    for token, node in zip(doc, nodes, strict=True):
        if token.head.i != token.i:
            attach(node, nodes[token.head.i], node.relation)
    for node in nodes:
        _lift_copula(node)
        _lift_preposition(node)
    for node in nodes:
        node.children.sort(key=lambda child: child.index)
        node.preposition = node.preposition or _marking(node)
    return nodes


def _node(token: Token, place: Place, sentence: int, segment: int) -> Node:
    label = token.dep_.split("||")[0]
    start = place.offset + token.idx
    return Node(
        index=place.node + token.i,
        text=token.text,
        lemma=_lemma(token),
        tag="_SP" if token.is_space else token.tag_,
        start=start,
        end=start + len(token.text),
        sentence=sentence,
        segment=segment,
        relation=label_table()["relations"].get(label, label),
    )


def _lemma(token: Token) -> str:
    return token.text if token.tag_.startswith("NNP") else (token.lemma_ or token.text).lower()


def stretches(nodes: Sequence[Node]) -> Iterator[Span]:
    """Yield the spans of the runs of neighbours among ``nodes``, which are in text order."""
    start = 0
    for place in range(1, len(nodes) + 1):
        if place == len(nodes) or nodes[place].index != nodes[place - 1].index + 1:
            yield Span(nodes[start].start, nodes[place - 1].end)
            start = place


def attach(node: Node, head: Node, relation: str) -> None:
    """Hang ``node`` on ``head``, taking it from where it hung; on itself it does not hang.

    A head that hangs below the node takes the node's place first: a tree stays a tree.
    """
    if head is node:
        return
    if any(ancestor is node for ancestor in head.ancestors()):
        _lift(head, node)
    if node.head is not None:
        node.head.children.remove(node)
    node.head, node.relation = head, relation
    head.children.append(node)


def _lift(node: Node, above: Node) -> None:
    """Put a node where one above it hangs, beside it."""
    if node.head is not None:
        node.head.children.remove(node)
    node.head, node.relation = above.head, above.relation
    if above.head is not None:
        above.head.children.append(node)


def _lift_copula(node: Node) -> None:
    """Make the complement of "be" the head, as Universal Dependencies has it (ClearNLP)."""
    complement = node.first("attribute")
    if complement is None or node.lemma != "be":
        return
    head, relation = node.head, node.relation
    for child in [c for c in node.children if c is not complement]:
        attach(child, complement, child.relation)
    complement.head = None
    node.children.clear()
    if head is not None:
        head.children.remove(node)
        node.head = None
        attach(complement, head, relation)
    complement.relation = relation
    attach(node, complement, "copula")


def _lift_preposition(node: Node) -> None:
    """Hang a preposition's object on the preposition's head, and it on its object (ClearNLP)."""
    head, target = node.head, node.first("preposition_object")
    if node.relation not in {"preposition_phrase", "agent_phrase"} or not head or not target:
        return
    nominal = head.is_noun or head.tag == "CD"
    relation = "modifier" if nominal else "oblique"
    attach(target, head, "agent" if node.relation == "agent_phrase" else relation)
    attach(node, target, "preposition")


def _marking(node: Node) -> str:
    words = [
        word
        for child in node.get("preposition")
        if child.tag != "POS"
        for word in (child, *child.get("fixed"))
    ]
    return " ".join(word.text.lower() for word in words)
