"""Whose people somebody is one of: "Ann Lee, a German", "the Dutch head of Greenpeace".

Companies have countries in the same way: "its French rival Northwind".
"""

from collections.abc import Iterator, Sequence

from kgraph.language.mentions import NameSpan
from kgraph.language.role_nouns import HYPHENS
from kgraph.language.roles import Role
from kgraph.language.surroundings import MODIFIERS, Owner, Surroundings
from kgraph.language.tree import Node
from kgraph.names.words import words

LONGEST = 8
BETWEEN = MODIFIERS | {"DT", "RB"}
FORMS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "POS", "CD"})


def find_nationalities(
    around: Surroundings, names: Sequence[NameSpan], roles: Sequence[Role]
) -> Iterator[Role]:
    """Yield nationalities of persons and companies, each as a role of the country.

    A role that is of a body leaves the word for a people before it to the person.
    """
    for name in names:
        if name.adjective and name.type == "Country":
            yield from _noun(around, name)
    for role in roles:
        named = role.node.index in around.owners
        people = None if named else around.people_before(role.node.index)
        if people is not None and role.of is not None and role.of.start != people.start:
            yield _national(role.holder, around.nodes[people.end - 1], people)


def _noun(around: Surroundings, people: NameSpan) -> Iterator[Role]:
    """Read "a German," and "a German citizen" behind a name, "the German" before it."""
    nodes, node = around.nodes, around.nodes[people.end - 1]
    after = nodes[people.end : people.end + 1]
    citizen = bool(after) and after[0].lemma in words("nationals") and after[0].is_noun
    person = around.owners.get(people.end)
    if person is not None and person.type == "Person" and after[0].segment == node.segment:
        if node.tag != "JJ" or _is_definite(nodes, people.start):
            yield _national(person, node, people)
        return
    if not citizen and (not after or after[0].tag in FORMS or after[0].text in HYPHENS):
        return
    apposed = _apposed(around, people.start)
    if apposed is not None:
        yield _national(apposed, after[0] if citizen else node, people)


def _is_definite(nodes: Sequence[Node], start: int) -> bool:
    return start > 0 and nodes[start - 1].text.lower() == "the"


def _apposed(around: Surroundings, start: int) -> NameSpan | None:
    """Return the person whom a comma parts from the phrase around ``start``, its article read."""
    nodes, index, opened = around.nodes, start - 1, False
    while index > 0 and start - index <= LONGEST and nodes[index].tag in BETWEEN:
        if index in around.owners:
            return None
        opened = opened or nodes[index].tag == "DT"
        index -= 1
    if not opened or index < 1 or nodes[index].text not in {",", "("}:
        return None
    aged = nodes[index - 1].tag == "CD" and nodes[index - 2].text == ","
    person = around.owners.get(index - 1 - 2 * aged)
    beside = person is not None and nodes[index].segment == nodes[start].segment
    return person if beside and person is not None and person.type == "Person" else None


def _national(holder: NameSpan | Owner, node: Node, people: NameSpan) -> Role:
    owner = Owner(people.start, people.end, people.name)
    return Role(holder, node, owner, "apposition", former=False)
