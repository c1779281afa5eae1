"""Pronouns that stand for nobody whom the article names, and relative pronouns.

"He was born in Paris" in an article that names nobody still tells something of somebody: such a
pronoun is a mention of a thing of its own, and all pronouns that go back to the same words are
mentions of one. No entity comes of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgraph.language.pronouns import PERSONAL
from kgraph.language.references import FIRST, Referent
from kgraph.language.speech import Speech
from kgraph.language.tree import Node

REFLEXIVE = {"himself": "he", "herself": "she"}
NEUTRAL = frozenset({"it", "its", "itself", "they", "them", "their", "we", "us", "our"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
RELATIVE_TAGS = frozenset({"WP", "WP$", "WDT"})
PERSON = "Person"


@dataclass(frozen=True, slots=True)
class UnnamedPronoun:
    """A pronoun with the node that its thing is known by; ``type`` is empty where none is told."""

    node: Node
    home: Node
    type: str


def unnamed_pronouns(
    nodes: Sequence[Node],
    referents: Mapping[int, Referent],
    speech: Mapping[int, tuple[Speech, ...]],
) -> Iterator[UnnamedPronoun]:
    """Yield the pronouns that refer to nothing with a name, in text order.

    "I" is one person in each act of saying, and one in the article's own voice.
    """
    speakers: dict[int, Node] = {}
    for node in nodes:
        word, referent = node.text.lower(), referents.get(node.index)
        if node.tag not in {"PRP", "PRP$"} or (referent is not None and referent.named is not None):
            continue
        if word in FIRST:
            acts = [id(act) for act in speech.get(node.index, ()) if act.manner == "quoted"]
            home = speakers.setdefault(acts[0] if acts else 0, node)
            yield UnnamedPronoun(node, home, PERSON)
        elif word in PERSONAL or word in NEUTRAL:
            root = referent.root.node if referent is not None else node
            yield UnnamedPronoun(node, root, PERSON if word in PERSONAL else "")
