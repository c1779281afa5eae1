"""What a tree gives a clause for an end, and is none: it belongs to a name, a list, an example."""

from collections.abc import Mapping, Sequence

from kgraph.language.draft import Draft
from kgraph.language.name_spans import PLACES, NameSpan
from kgraph.language.tree import Node
from kgraph.names.words import words

GOING_ON = frozenset({"NN", "NNS", "VBG", "POS"})
BESIDE_PLACES = frozenset({"near", "outside", "close to", "next to"})


def is_within_reach(
    draft: Draft, role: str, node: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> bool:
    """Whether an end can be one: in no other item of a list, and no country behind its city.

    Not "Ann Lee" of "a judge, who had sons; Ann Lee;", nor "Peru" of "a jet in Lima, Peru, fell".
    """
    first, last = sorted((draft.trigger.index, node.index))
    if role == "object" and any(n.text == ";" for n in nodes[first:last]):
        return False
    return role != "subject" or not is_address(node, nodes, owners)


def is_address(node: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> bool:
    """Whether a name only tells where the place before it is ("Peru" of "in Lima, Peru")."""
    name = owners.get(node.index)
    if name is None or name.type not in PLACES or name.start < 2:
        return False
    before = owners.get(name.start - 2)
    if nodes[name.start - 1].text != "," or before is None or before.type not in PLACES:
        return False
    link = nodes[before.start - 1].tag if before.start else ""
    after = [n.text for n in nodes[name.end : name.end + 2]]
    listed = "and" in after or "or" in after
    return link in {"IN", "TO"} and not listed


def is_example(node: Node, verb: Node) -> bool:
    """Whether "as" only brings an example ("in such states as Ohio")."""
    such = (n.index for n in verb.subtree() if n.text.lower() == "such")
    return node.preposition == "as" and any(verb.index < index < node.index for index in such)


def is_of_name(node: Node, owners: Mapping[int, NameSpan]) -> bool:
    """Whether "from", "near" behind a name tell of it ("won by Ann Lee from Peru", "in X, near Y").

    Who does something is from a place, and no place is near another in what is done there.
    """
    link = node.first("preposition")
    own = owners.get(node.index)
    place = own.type in PLACES if own is not None else node.lemma in words("place_nouns")
    if link is None or not place:
        return False
    name, aside = owners.get(link.index - 1), owners.get(link.index - 2)
    agents = node.head.get("agent") if node.head is not None else ()
    agent = name is not None and any(name.start <= a.index < name.end for a in agents)
    near = node.preposition in BESIDE_PLACES
    beside = next((n for n in (name, aside) if n is not None), None)
    return (agent and node.preposition == "from") or (
        near and beside is not None and beside.type in PLACES
    )


def goes_on(name: NameSpan, nodes: Sequence[Node]) -> bool:
    """Whether what somebody is stands behind a name ("was the Rome Open champion")."""
    behind = nodes[name.end : name.end + 1]
    return any(n.tag in GOING_ON and n.segment == nodes[name.start].segment for n in behind)
