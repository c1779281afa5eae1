"""Persons beside the name of what they belong to: "Labour's Ann Lee", "Ann Lee of Greenpeace"."""

from collections.abc import Iterator, Mapping, Sequence

from kgraph.language.name_spans import NameSpan
from kgraph.language.tree import Node
from kgraph.names.words import words

GROUPS = frozenset({"Organization", "Government"})
LINKS = frozenset({"of", "from"})


def find_belongings(
    nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Iterator[tuple[Node, str, NameSpan, NameSpan]]:
    """Yield (the word between, "member" or "staff", person, group), in text order.

    A member belongs to a party, all others are of the staff.
    """
    for node in nodes[1:-1]:
        if node.index in owners:
            continue
        pair = _by_possessive(node, owners) or _by_link(node, nodes, owners)
        if pair is not None:
            person, group = pair
            party = any(word in words("parties") for word in (group.name, *group.name.split()))
            yield node, "member" if party else "staff", person, group


def _by_possessive(
    mark: Node, owners: Mapping[int, NameSpan]
) -> tuple[NameSpan, NameSpan] | None:
    group, person = owners.get(mark.index - 1), owners.get(mark.index + 1)
    return _pair(person, group) if mark.tag == "POS" else None


def _by_link(
    link: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> tuple[NameSpan, NameSpan] | None:
    """Read "Ann Lee of Greenpeace", "Ann Lee, of the Greens,"."""
    if link.text not in LINKS:
        return None
    before = link.index - 1 - (nodes[link.index - 1].text == ",")
    after = link.index + 1
    if after < len(nodes) and nodes[after].tag == "DT":
        after += 1
    found = _pair(owners.get(before), owners.get(after))
    return found if found and nodes[after].segment == nodes[before].segment else None


def _pair(
    person: NameSpan | None, group: NameSpan | None
) -> tuple[NameSpan, NameSpan] | None:
    if person is None or group is None or person.type != "Person" or group.type not in GROUPS:
        return None
    return person, group
