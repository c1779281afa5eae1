"""Who is called what: titles before names, and appositions around them.

Read along the words, not along the tree: "Kremlin spokesman Dmitry Peskov", "Yevgeny Kaspersky,
the head of Kaspersky Lab,", "its founder, Yevgeny Kaspersky," look alike whatever the parser makes
of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgraph.language.mentions import NameSpan
from kgraph.language.role_nouns import HYPHENS, is_role, role_lemma, title_start
from kgraph.language.surroundings import LINKS, LONGEST_TITLE, MODIFIERS, Owner, Surroundings
from kgraph.language.tree import Node
from kgraph.names.words import words

__all__ = ["Owner", "Role", "Surroundings", "find_roles", "is_former", "is_role", "role_lemma"]

LONGEST_APPOSITION = 10
OPENINGS = frozenset({",", "("})
ENDS = frozenset({",", ".", ";", "(", ")"})
CLOSINGS = ENDS | {":", "who", "whose", "\u2014", "\u2013"}
INCLUDING = frozenset({"among them", "including", "namely"})
RELATIVES = frozenset({"WP", "WDT", "WP$"})
DETERMINERS = frozenset({"DT", "PRP$", "WP$"})
HELD_BY = {"Person": "roles", "Organization": "organization_roles"}


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun that tells what ``holder`` is, and what it is a role of.

    ``rule`` is ``title`` or ``apposition``; ``former`` tells that it is over, ``implied`` that the
    text does not say what it is of.
    """

    holder: NameSpan | Owner
    node: Node
    of: Owner | None
    rule: str
    former: bool
    implied: bool = False


def find_roles(around: Surroundings, names: Sequence[NameSpan]) -> tuple[Role, ...]:
    """Return the roles of all persons and organisations, by name and then by role noun."""
    finders: tuple[Callable[[Surroundings, NameSpan, str], Iterator[Role]], ...]
    finders = (_titles, _appositions, _appositions_before, _seats)
    found = {
        (role.holder.start, role.node.index): role
        for name in names
        if name.type in HELD_BY and not name.adjective
        for finder in finders
        for role in finder(around, name, HELD_BY[name.type])
    }
    return tuple(found[key] for key in sorted(found))


def _titles(around: Surroundings, holder: NameSpan, roles: str) -> Iterator[Role]:
    """Yield the roles right before a name: "businessman and senator Ivan Ivanov".

    A plural is the title of all names that follow: "co-founders Ann Lee and Peter Brown".
    """
    segment = around.nodes[holder.start].segment
    index = _before_specified(around, holder.start - 1, roles)
    while around.role_at(index, segment, roles):
        plural = around.nodes[index].tag == "NNS"
        for name in (holder, *(around.joined(holder) if plural else ())):
            yield _role(around, name, index, "title")
        index = title_start(around.nodes, index) - 1
        if index >= 1 and around.nodes[index].text in {"and", "&"}:
            index -= 1


def _before_specified(around: Surroundings, index: int, roles: str) -> int:
    """Return the place of the role noun of "ambassador to the United Nations" before a name."""
    link, nodes, segment = index, around.nodes, around.nodes[index].segment
    titled = nodes[index].text in words("honorifics")
    if around.role_at(index, segment, roles) or not nodes[index].is_noun or titled:
        return index
    while link > 0 and index - link <= LONGEST_TITLE and nodes[link].segment == segment:
        if nodes[link].text.lower() in LINKS and around.role_at(link - 1, segment, roles):
            return link - 1
        if nodes[link].tag not in MODIFIERS | {"DT", "CC", "IN"}:
            return index
        link -= 1
    return index


def _appositions(around: Surroundings, holder: NameSpan, roles: str) -> Iterator[Role]:
    """Yield the roles between the comma or bracket after a name and the next comma or stop.

    "Sergei Ivanov, 52, founder and head of the office, said": the words between hold no verb.
    """
    segment = around.nodes[holder.start].segment
    start = _behind_age(around.nodes, _behind_origin(around, holder.end))
    if not _opens(around.nodes, start, segment):
        return
    chunk = _chunk(around, start + 1, segment)
    index = _leading_role(around, chunk, roles)
    if index is None:
        return
    joined = chunk.stop < len(around.nodes) and around.nodes[chunk.stop].text == "and"
    second = _chunk(around, chunk.stop + 1, segment) if joined else range(0)
    other = _leading_role(around, second, roles)
    yield _role(around, holder, index, "apposition", shared=other)
    if other is not None:
        yield _role(around, holder, other, "apposition", shared=index)


def _chunk(around: Surroundings, start: int, segment: int) -> range:
    """Return the words up to a mark, "and" or "who"; none where a verb is among them."""
    last = start
    while last < len(around.nodes) and last - start < LONGEST_APPOSITION:
        node = around.nodes[last]
        if node.segment != segment or node.text in ENDS | {"and"}:
            break
        if node.tag in RELATIVES or _begins_infinitive(around.nodes, last):
            break
        if (node.is_verb and node.tag not in {"VBN", "VBG"}) or node.tag == "MD":
            return range(start, start)
        last += 1
    return range(start, last)


def _begins_infinitive(nodes: Sequence[Node], index: int) -> bool:
    return nodes[index].tag == "TO" and [n.tag for n in nodes[index + 1 : index + 2]] == ["VB"]


def _leading_role(around: Surroundings, chunk: range, roles: str) -> int | None:
    """Return the last role noun of a chunk that stands before any preposition or participle."""
    found = None
    for index in range(_behind_time(around.nodes, chunk), chunk.stop):
        node = around.nodes[index]
        if index in around.owners:
            continue
        acting = node.text.lower() in words("ranks")
        ends = node.tag in {"IN", "TO", "VBG"} and not acting
        if ends or (node.tag == "VBN" and found is not None):
            break
        if around.role_at(index, node.segment, roles) and not _is_title(around, index):
            found = index
    return found


def _behind_time(nodes: Sequence[Node], chunk: range) -> int:
    """Return where a chunk goes on behind "once", "until 2014", "from 2010 to 2014"."""
    index = chunk.start
    while index < chunk.stop and nodes[index].text.lower() in words("time_openings"):
        index += 1
        while index < chunk.stop and _tells_time(nodes[index]):
            index += 1
    return index


def _tells_time(node: Node) -> bool:
    return node.tag == "CD" or node.text.lower() in words("time_words")


def _is_title(around: Surroundings, index: int) -> bool:
    """Whether the role noun is the title of a person named right behind it."""
    name = around.owners.get(index + 1)
    return name is not None and name.type == "Person"


def _behind_origin(around: Surroundings, end: int) -> int:
    """Return where "of South Carolina" ends, if a name is followed by it."""
    nodes = around.nodes
    if end + 1 < len(nodes) and nodes[end].text in {"of", "from"} and end + 1 in around.owners:
        return around.owners[end + 1].end
    return end


def _behind_age(nodes: Sequence[Node], end: int) -> int:
    """Return the comma behind "52" in ", 52,", if that follows."""
    if end + 2 < len(nodes) and nodes[end + 1].tag == "CD" and nodes[end + 2].text == ",":
        return end + 2
    return end


def _opens(nodes: Sequence[Node], index: int, segment: int) -> bool:
    inside = index < len(nodes) and nodes[index].segment == segment
    return inside and nodes[index].text in OPENINGS


def _appositions_before(around: Surroundings, holder: NameSpan, roles: str) -> Iterator[Role]:
    """Yield the role before a comma and a name that a mark closes: "its chair, Ann Lee,".

    A plural takes the names that "and" joins: "its owners, Ann Lee and Peter Brown,".
    """
    comma = _comma_before(around, holder.start)
    index = _role_before_comma(around, comma, roles) if comma is not None else None
    if index is None:
        return
    joined = around.joined(holder) if around.nodes[index].tag == "NNS" else []
    if joined or _closes(around.nodes, holder):
        names = (holder, *joined)
        owners = _owners_of(around, index) if joined else ()
        paired = owners if len(owners) == len(names) else [around.owner_of(index)] * len(names)
        former = is_former(around.nodes, index)
        for name, of in zip(names, paired, strict=True):
            yield Role(name, around.nodes[index], of, "apposition", former)


def _owners_of(around: Surroundings, index: int) -> Sequence[Owner]:
    """Return all that a plural is of ("the presidents of Poland and Chile")."""
    first = around.of_name(index)
    if first is None or first.start < index:
        return ()
    return [Owner(n.start, n.end, n.name) for n in (first, *around.joined(first))]


def _comma_before(around: Surroundings, start: int) -> int | None:
    """Return the comma before a name; an honorific, "the" or "including" may stand between."""
    index = start - 1
    if index >= 0 and around.nodes[index].text in words("honorifics") | {"the"}:
        index -= 1
    opening = [node.text.lower() for node in around.nodes[max(0, index - 1) : index + 1]]
    index -= next((n for n in (1, 2) if " ".join(opening[-n:]) in INCLUDING), 0)
    return index if index > 0 and around.nodes[index].text == "," else None


def _role_before_comma(around: Surroundings, comma: int, roles: str) -> int | None:
    """Return the role noun of "the head of the bank," if no name stands before that phrase."""
    nodes, segment, found = around.nodes, around.nodes[comma].segment, None
    for index in range(comma - 1, max(-1, comma - 1 - LONGEST_APPOSITION), -1):
        node = nodes[index]
        listed = node.text == "and" and {index - 1, index + 1} <= around.owners.keys()
        closed = node.text in ENDS | {"and"} and not listed
        if node.segment != segment or node.is_verb or closed:
            break
        behind = nodes[index + 1]
        ends = behind.index == comma or behind.text.lower() in LINKS
        if ends and around.role_at(index, segment, roles):
            found = index
    return found if found is not None and _begins_phrase(around, found) else None


def _begins_phrase(around: Surroundings, role: int) -> bool:
    """Whether a determiner or an owner begins the role's phrase, and no name stands before it."""
    index, nodes = role - 1, around.nodes
    while index > 0 and nodes[index].tag in MODIFIERS | {"POS"}:
        index -= 1
    begun = nodes[index].tag in DETERMINERS
    first = index if begun else index + 1
    owned = any(nodes[i].tag == "POS" or i in around.owners for i in range(first, role))
    apposed = first >= 2 and nodes[first - 1].text in OPENINGS and first - 2 in around.owners
    several = nodes[role].tag == "NNS"
    return (begun or owned or several) and (nodes[first].tag == "WP$" or not apposed)


def _seats(around: Surroundings, holder: NameSpan, roles: str) -> Iterator[Role]:
    """Yield the place of "Moscow-based Kaspersky", "the High Court in London", "London's Court"."""
    if roles != HELD_BY["Organization"]:
        return
    nodes, head = around.nodes, _kind_word(around.nodes, holder)
    before, after = nodes[max(0, holder.start - 3) : holder.start], nodes[holder.end :][:3]
    if [n.text.lower() for n in before[-2:]] in [[hyphen, "based"] for hyphen in HYPHENS]:
        yield from _seat(around, holder, before[-1], before[0].index, "title")
    yield from _owner_before(around, holder)
    if head.text.capitalize() not in words("seated_words"):
        return
    if [n.text for n in after[:1]] == ["in"]:
        place = after[1 + (len(after) > 2 and after[1].text.lower() == "the") :]
        yield from (
            r for n in place[:1] for r in _seat(around, holder, head, n.index, "apposition")
        )
    elif before and before[-1].tag == "POS":
        yield from _seat(around, holder, head, before[-1].index - 1, "apposition")


def _owner_before(around: Surroundings, holder: NameSpan) -> Iterator[Role]:
    """Yield the owner of "Microsoft-owned Northwind"."""
    before = around.nodes[max(0, holder.start - 3) : holder.start]
    owner = around.owners.get(before[0].index) if before else None
    told = [n.text.lower() for n in before[1:]] in [[hyphen, "owned"] for hyphen in HYPHENS]
    if told and owner is not None:
        of = Owner(owner.start, owner.end, owner.name)
        yield Role(holder, before[-1], of, "title", former=False)


def _kind_word(nodes: Sequence[Node], name: NameSpan) -> Node:
    """Return "Organisation" of "Organisation for Security and Trade", else the last word."""
    own = nodes[name.start : name.end]
    linked = (i for i, node in enumerate(own) if i and node.text in {"of", "for"})
    return own[next(linked, len(own)) - 1]


def _seat(
    around: Surroundings, holder: NameSpan, node: Node, place: int, rule: str
) -> Iterator[Role]:
    seat = around.owners.get(place)
    if seat is not None and seat.type in {"Place", "Country"}:
        yield Role(holder, node, Owner(seat.start, seat.end, seat.name), rule, former=False)


def _closes(nodes: Sequence[Node], name: NameSpan) -> bool:
    """Whether a mark stands behind a name, and no list goes on there."""
    after = nodes[name.end : name.end + 2]
    if not after or after[0].segment != nodes[name.start].segment:
        return True
    listed = len(after) > 1 and after[0].text == "," and after[1].text in {"and", "or"}
    return after[0].text in CLOSINGS and not listed


def _role(
    around: Surroundings, holder: NameSpan, index: int, rule: str, *, shared: int | None = None
) -> Role:
    of = around.owner_of(index)
    behind = around.nodes[index + 1 : index + 2]
    told = any(node.text.lower() in LINKS for node in behind)
    if of is None and shared is not None and not told:
        of = around.owner_of(shared)
    if of is None and rule == "title" and not told:
        of = _behind_name(around, holder)
    former = is_former(around.nodes, index) or _is_opened_as_over(around, holder, index)
    return Role(holder, around.nodes[index], of, rule, former)


def _behind_name(around: Surroundings, holder: NameSpan) -> Owner | None:
    """Return "Norway" of "President Ann Lee of Norway", the land or body of the title."""
    link, nodes = holder.end, around.nodes
    if link + 1 >= len(nodes) or nodes[link].text != "of" or holder.type != "Person":
        return None
    name = around.owners.get(link + 1 + (nodes[link + 1].text.lower() == "the"))
    after = nodes[name.end : name.end + 1] if name is not None else []
    if (
        name is None
        or name.adjective
        or name.type == "Person"
        or any(n.tag == "POS" for n in after)
    ):
        return None
    return Owner(name.start, name.end, name.name)


def _is_opened_as_over(around: Surroundings, holder: NameSpan, index: int) -> bool:
    """Whether "once", "until 2014" opens the apposition that a role noun stands in."""
    opening = around.nodes[holder.end : min(index, holder.end + 2)]
    return any(node.text.lower() in words("past_openings") for node in opening)


def is_former(nodes: Sequence[Node], index: int) -> bool:
    """Whether "former", "ex-", "then" stands among the modifiers of a role noun."""
    past = words("past_words")
    for after, node in pairwise(reversed(nodes[max(0, index - LONGEST_TITLE) : index + 1])):
        if node.segment != after.segment:
            return False
        if node.lemma.lower() in past:
            return True
        if node.tag not in MODIFIERS | {"POS", "RB"} and node.text not in HYPHENS:
            return False
    return False
