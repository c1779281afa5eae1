"""Fixed expressions: a verb and the words that follow it, in the active and in the passive."""

from collections.abc import Sequence

from kgraph.language.cues import is_passive
from kgraph.language.lexicon import Expression, lexicon
from kgraph.language.tree import Node

PREPOSITIONS = frozenset({"to", "with", "by", "on", "of", "for", "against", "at", "in"})
WIDEST_GAP = 5
WIDEST_OBJECT = 16
BEFORE_PREPOSITION = 2
OBJECT_BEFORE = frozenset({"on", "to", "in", "into", "before", "under", "with", "behind", "of"})


def find_expression(node: Node) -> tuple[Expression, tuple[Node, ...]] | None:
    """Return the fixed expression that begins with the verb, and its nodes."""
    below = sorted((n for n in node.subtree() if n.index > node.index), key=lambda n: n.index)
    front = _moved_to_front(node)
    for expression in lexicon().expressions.get(node.lemma, ()):
        moved = front is not None and front.lemma.lower() in expression.words[1]
        matched = [node, front] if moved and front is not None else [node]
        bare = len(expression.words) == 2 and expression.words[-1] <= PREPOSITIONS
        if bare and node.first("object") is not None:
            continue
        found = _matched(expression.words, matched, below)
        if found is not None:
            return expression, found
    return None


def _moved_to_front(node: Node) -> Node | None:
    """Return what a passive suffers: "a fine was imposed on X", "sanctions imposed on X"."""
    if not is_passive(node) and node.relation != "participle":
        return None
    head = node.head if node.relation == "participle" else None
    return node.first("passive_subject") or head


def _matched(
    words: Sequence[frozenset[str]], matched: Sequence[Node], below: Sequence[Node]
) -> tuple[Node, ...] | None:
    """Return the nodes of an expression whose first words are ``matched``, the verb foremost."""
    found, rest, last = list(matched), list(words[len(matched) :]), matched[0].index
    for candidate in below:
        near = candidate.index - last <= _widest(words, len(found), candidate)
        if rest and near and candidate.lemma.lower() in rest[0]:
            found.append(candidate)
            rest.pop(0)
            last = candidate.index
    return None if rest else tuple(found)


def _widest(words: Sequence[frozenset[str]], place: int, candidate: Node) -> int:
    """Return how far a word of an expression may be from the one before.

    An object may stand between ("put the bank under sanctions"), but not before the last word if
    that is a preposition: "refer the case to Ann Lee" does not refer to her.
    """
    if place > 1:
        return WIDEST_GAP
    if len(words) == 2:
        return BEFORE_PREPOSITION if candidate.relation == "preposition" else WIDEST_GAP
    return WIDEST_OBJECT if words[1] <= OBJECT_BEFORE else WIDEST_GAP
