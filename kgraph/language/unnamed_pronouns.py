"""Pronouns that stand for nobody whom the article names.

"He was born in Paris" in an article that names nobody still tells something of somebody: such a
pronoun is a mention of a thing of its own, and all pronouns that go back to the same words are
mentions of one. No entity comes of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgraph.language.arguments import PRONOUNS
from kgraph.language.first_persons import ONE
from kgraph.language.pronouns import PERSONAL
from kgraph.language.referents import Referent
from kgraph.language.speech import Speech
from kgraph.language.tree import Node

NEUTRAL = frozenset({"it", "its", "itself", "they", "them", "their", "we", "us", "our"})
PERSON = "Person"


@dataclass(frozen=True, slots=True)
class UnnamedPronoun:
    """A pronoun with the first one of its thing; ``type`` is empty where none is told."""

    node: Node
    home: Node
    type: str


def unnamed_pronouns(
    nodes: Sequence[Node],
    referents: Mapping[int, Referent],
    speech: Mapping[int, tuple[Speech, ...]],
) -> Iterator[UnnamedPronoun]:
    """Yield the pronouns that refer to nothing with a name, in text order.

    "I" is one person in each act of saying, and one in the article's own voice. A plural that means
    several named things is left out.
    """
    homes: dict[int, Node] = {}
    for node in nodes:
        word, referent = node.text.lower(), referents.get(node.index)
        known = referent is not None and (referent.named is not None or referent.members)
        if node.tag not in PRONOUNS or known:
            continue
        if word in ONE:
            acts = [id(act) for act in speech.get(node.index, ()) if act.manner == "quoted"]
            yield UnnamedPronoun(node, homes.setdefault(acts[0] if acts else 0, node), PERSON)
        elif word in PERSONAL or word in NEUTRAL:
            root = id(referent.root.node if referent is not None else node)
            yield UnnamedPronoun(node, homes.setdefault(root, node), _type(word))


def _type(word: str) -> str:
    return PERSON if word in PERSONAL else ""
