"""What mends of clauses share: moving a verb, and giving it a subject."""

from collections.abc import Sequence

from kgraph.language.name_spans import NameSpan
from kgraph.language.tree import Node, attach

HELPERS = ("auxiliary", "passive_auxiliary", "copula")


def is_told(verb: Node) -> bool:
    """Whether a verb, or what helps it, is finite."""
    helpers = verb.get(*HELPERS)
    return verb.is_finite or any(helper.is_finite or helper.tag == "MD" for helper in helpers)


def has_that(clause: Node) -> bool:
    """Whether "that" opens a clause."""
    return any(child.text.lower() == "that" for child in clause.get("marker"))


def first_word(verb: Node) -> int:
    """Return the number of a verb's first helper, or its own."""
    return min([verb.index, *(helper.index for helper in verb.get(*HELPERS))])


def move(node: Node, other: Node) -> None:
    """Put a node where ``other`` hangs, which is left without a head."""
    head, relation = other.head, other.relation
    if node.head is not None:
        node.head.children.remove(node)
        node.head = None
    if head is not None:
        head.children.remove(other)
        other.head = None
        attach(node, head, relation)
    node.relation = relation


def seat(node: Node, verb: Node) -> None:
    """Make a node the subject of a verb, of the kind that its voice asks for."""
    passive = verb.first("passive_auxiliary") is not None
    attach(node, verb, "passive_subject" if passive else "subject")
    node.preposition = ""


def outward(name: NameSpan, nodes: Sequence[Node]) -> Node | None:
    """Return the word of a name that hangs on another word, None where none does."""
    own = nodes[name.start : name.end]
    return next((n for n in own if n.head is not None and n.head not in own), None)
