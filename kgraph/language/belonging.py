"""Persons beside the name of what they belong to: "Labour's Ann Lee", "Ann Lee of Greenpeace"."""

from collections.abc import Iterator, Mapping, Sequence

from kgraph.language.name_spans import NameSpan
from kgraph.language.tree import Node
from kgraph.names.words import words

GROUPS = frozenset({"Organization", "Government", "Country"})
LONGEST = 6
BETWEEN = frozenset({"DT", "JJ", "JJS", "NN", "NNP", "POS", "PRP$"})
LINKS = frozenset({"of", "from"})


def find_belongings(
    nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Iterator[tuple[Node, str, NameSpan, NameSpan]]:
    """Yield (the word between, "member" or "staff", person, group), in text order.

    A member belongs to a party, a national to a country, all others are of the staff.
    """
    for node in nodes[1:-1]:
        if node.index in owners:
            continue
        pair = _by_possessive(node, owners) or _by_link(node, nodes, owners)
        pair = pair or _by_apposition(node, nodes, owners)
        if pair is not None:
            person, group = pair
            yield node, _belongs_as(group), person, group


def antecedent(
    relative: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> NameSpan | None:
    """Return the name that "whose" goes back to ("Ann Lee of France, whose")."""
    before = relative.index - 1 - (nodes[relative.index - 1].text == ",")
    name = owners.get(before)
    if name is not None and name.start > 1 and nodes[name.start - 1].text in LINKS:
        return owners.get(name.start - 2, name)
    return name


def _belongs_as(group: NameSpan) -> str:
    if group.type == "Country":
        return "national"
    return "member" if is_party(group) else "staff"


def is_party(group: NameSpan) -> bool:
    """Whether the name is a party's, or the word for one of its people."""
    known = words("parties") | words("partisans")
    return any(word in known for word in (group.name, *group.name.split()))


def _by_apposition(
    comma: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> tuple[NameSpan, NameSpan] | None:
    """Read "Ann Lee, a Democrat,", "Ann Lee, the panel's senior Republican"."""
    person = owners.get(comma.index - 1)
    if comma.text != "," or person is None:
        return None
    for node in nodes[comma.index + 1 : comma.index + 1 + LONGEST]:
        group = owners.get(node.index)
        if group is not None and group.type in {"Place", "Country"}:
            continue
        if group is not None:
            following = nodes[group.end : group.end + 1]
            beside = node.segment == comma.segment and not any(n.is_noun for n in following)
            return _pair(person, group) if beside and is_party(group) else None
        if node.tag not in BETWEEN:
            return None
    return None


def _by_possessive(mark: Node, owners: Mapping[int, NameSpan]) -> tuple[NameSpan, NameSpan] | None:
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


def _pair(person: NameSpan | None, group: NameSpan | None) -> tuple[NameSpan, NameSpan] | None:
    if person is None or group is None or person.type != "Person" or group.type not in GROUPS:
        return None
    return person, group
