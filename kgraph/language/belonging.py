"""Persons beside the name of what they belong to: "Labour's Ann Lee", "Ann Lee of Greenpeace"."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from kgraph.language.name_spans import BODIES, GROUPS, NameSpan
from kgraph.language.role_nouns import HYPHENS
from kgraph.language.tree import Node
from kgraph.names.words import words

LONGEST = 6
BETWEEN = frozenset({"DT", "JJ", "JJS", "NN", "NNP", "POS", "PRP$"})
LINKS = frozenset({"of", "from"})
LONGEST_PHRASE = 10
SEATED = frozenset({"based", "headquartered", "listed"})
KINDS = {"Person": ("roles",), "Organization": ("organization_roles", "organization_nouns")}


def find_belongings(
    nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Iterator[tuple[Node, str, NameSpan, NameSpan]]:
    """Yield (the word between, what of the group, person or part, group), in text order.

    A "member" belongs to a party, a "national" to a country, all others are of the "staff"; a part
    of a body is its "unit" ("the Cyber Division of the Justice Ministry").
    """
    for node in nodes[1:-1]:
        if node.index in owners:
            continue
        pair = _by_possessive(node, owners) or _by_link(node, nodes, owners)
        pair = pair or _by_apposition(node, nodes, owners)
        for person, group in [pair] if pair is not None else _pairs(node, nodes, owners):
            yield node, _belongs_as(group), person, group
            yield from _sits_on(person, group, nodes, owners)
        if node.text == "of":
            yield from _unit_of(node, nodes, owners)


def antecedent(
    relative: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> NameSpan | None:
    """Return the name that "whose" goes back to ("Ann Lee of France, whose").

    Behind a phrase that tells of a name it is that one ("Greenpeace, a group with an office in
    Turin, whose").
    """
    before = relative.index - 1 - (nodes[relative.index - 1].text == ",")
    name = owners.get(before)
    if name is None or name.start < 2:
        return name
    if nodes[name.start - 1].text in LINKS and name.start - 2 in owners:
        return owners[name.start - 2]
    return _described(name, nodes, owners) or name


def _described(
    name: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> NameSpan | None:
    """Return the name that the phrase around ``name`` tells of, in which it is not the head."""
    phrase = list(
        takewhile(
            lambda n: n.text != "," and not n.is_finite and n.segment == nodes[name.start].segment,
            reversed(nodes[max(0, name.start - LONGEST_PHRASE) : name.start]),
        )
    )[::-1]
    links = [i for i, node in enumerate(phrase) if node.tag == "IN"]
    outer = owners.get(phrase[0].index - 2) if phrase else None
    if outer is None or not links or phrase[0].tag != "DT":
        return None
    nouns = [node for node in phrase[: links[0]] if node.is_noun]
    kinds = KINDS.get(outer.type, ())
    told = bool(nouns) and any(nouns[-1].lemma in words(kind) for kind in kinds)
    return outer if told else None


def _unit_of(
    link: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Iterator[tuple[Node, str, NameSpan, NameSpan]]:
    """Read "the Cyber Division of the Justice Ministry"."""
    after = link.index + 1 + (nodes[link.index + 1].tag == "DT")
    part, whole = owners.get(link.index - 1), owners.get(after)
    if part is None or whole is None or part.type != "Organization":
        return
    if whole.type == "Country" and not set(part.name.split()) & words("public_words"):
        yield link, "seat", part, whole
    if whole.type != "Organization":
        return
    telling = nodes[part.end - 1].text.lower() in words("unit_nouns") | words("unit_words")
    if telling and nodes[after].segment == link.segment:
        yield link, "unit", part, whole


def _sits_on(
    person: NameSpan, group: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Iterator[tuple[Node, str, NameSpan, NameSpan]]:
    """Read "Ann Lee, a Democrat on the Justice Committee"."""
    on, after = nodes[group.end : group.end + 1], group.end + 1
    if not on or on[0].text != "on" or after >= len(nodes):
        return
    body = owners.get(after + (nodes[after].tag == "DT"))
    if body is not None and body.type == "Organization" and is_party(group):
        yield on[0], "member", person, body


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
        if group is not None and _is_paired(group, nodes, owners):
            return None
        if group is not None and group.type in {"Place", "Country"}:
            continue
        if group is not None:
            following = nodes[group.end : group.end + 1]
            beside = node.segment == comma.segment and not any(n.is_noun for n in following)
            return _pair(person, group) if beside and is_party(group) else None
        if node.tag not in BETWEEN:
            return None
    return None


def _is_paired(group: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> bool:
    """Whether another party follows ("a Republican and a Democrat" behind two names)."""
    other = owners.get(group.end + 2)
    joined = [node.text for node in nodes[group.end : group.end + 2]]
    return other is not None and is_party(other) and joined in (["and", "a"], ["and", "an"])


def _pairs(
    comma: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Iterator[tuple[NameSpan, NameSpan]]:
    """Yield the pairs of "Ann Lee and Tom Hall, a Republican and a Democrat"."""
    second, first_group = owners.get(comma.index - 1), owners.get(comma.index + 2)
    if comma.text != "," or second is None or second.start < 2 or first_group is None:
        return
    first, joined = owners.get(second.start - 2), nodes[second.start - 1].text == "and"
    if first is None or not joined or not _is_paired(first_group, nodes, owners):
        return
    for person, group in ((first, first_group), (second, owners[first_group.end + 2])):
        if person.type == "Person" and is_party(group):
            yield person, group


def _by_possessive(mark: Node, owners: Mapping[int, NameSpan]) -> tuple[NameSpan, NameSpan] | None:
    group, person = owners.get(mark.index - 1), owners.get(mark.index + 1)
    return _pair(person, group) if mark.tag == "POS" else None


def _by_link(
    link: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> tuple[NameSpan, NameSpan] | None:
    """Read "Ann Lee of Greenpeace", "Ann Lee, of the Greens,"."""
    if link.text not in LINKS:
        return None
    before = link.index - 1
    before -= nodes[before].text.lower() in words("past_words")
    before -= nodes[before].text == ","
    after = link.index + 1
    if after < len(nodes) and nodes[after].tag == "DT":
        after += 1
    group = owners.get(after)
    inner = inner_name(group, nodes, owners) if group is not None else None
    found = _pair(owners.get(before), inner or group)
    return found if found and nodes[after].segment == nodes[before].segment else None


def _pair(person: NameSpan | None, group: NameSpan | None) -> tuple[NameSpan, NameSpan] | None:
    if person is None or group is None or person.type != "Person" or group.type not in GROUPS:
        return None
    return person, group


def inner_name(
    name: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> NameSpan | None:
    """Return the body behind the name of its land: "Finland's Nokia", "Finland-based Nokia"."""
    following = [node.text.lower() for node in nodes[name.end : name.end + 2]]
    seated = len(following) > 1 and following[0] in HYPHENS and following[1] in SEATED
    owned = nodes[name.end].tag == "POS" if name.end < len(nodes) else False
    inner = owners.get(name.end + (2 if seated else 1)) if seated or owned else None
    return inner if inner is not None and inner.type in BODIES else None
