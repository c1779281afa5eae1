"""Who is called what: titles before names and appositions after them.

Read along the words, not along the tree: "Kremlin spokesman Dmitry Peskov", "Yevgeny Kaspersky,
the head of Kaspersky Lab," look alike whatever the parser makes of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgraph.language.mentions import NameSpan
from kgraph.language.tree import Node
from kgraph.names.words import words

LONGEST_TITLE = 8
LONGEST_APPOSITION = 10
MODIFIERS = frozenset({"JJ", "NN", "NNP", "NNPS", "NNS", "VBN", "HYPH", "CD", "JJS"})
LINKS = frozenset({"of", "at", "for", "to", "in"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun that tells what ``holder`` is, and the name it is a role of.

    ``rule`` is ``title`` or ``apposition``; ``former`` tells that it is over.
    """

    holder: NameSpan
    node: Node
    of: NameSpan | None
    rule: str
    former: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of an article with the names that cover them."""

    nodes: Sequence[Node]
    owners: Mapping[int, NameSpan]

    def role_at(self, index: int, segment: int) -> bool:
        """Whether a role noun that is no part of a name stands there."""
        if not 0 <= index < len(self.nodes) or index in self.owners:
            return False
        node = self.nodes[index]
        return node.segment == segment and is_role(node)

    def of_name(self, role: int) -> NameSpan | None:
        """Return the name that the role at ``role`` is a role of.

        It stands before the noun, with words like "prime" between, or after "of".
        """
        return self._name_before(role) or self._name_after(role)

    def _name_before(self, role: int) -> NameSpan | None:
        index, segment = role - 1, self.nodes[role].segment
        while index >= 0 and role - index <= LONGEST_TITLE:
            node = self.nodes[index]
            if node.segment != segment:
                return None
            if index in self.owners:
                return self.owners[index]
            if node.tag not in MODIFIERS | {"POS"}:
                return None
            index -= 1
        return None

    def _name_after(self, role: int) -> NameSpan | None:
        following = self.nodes[role + 1 : role + 4]
        if not following or following[0].text.lower() not in LINKS:
            return None
        for node in following[1:]:
            if node.segment != self.nodes[role].segment:
                return None
            if node.index in self.owners:
                name = self.owners[node.index]
                return None if name.adjective else name
            if node.tag not in {"DT", "JJ"}:
                return None
        return None


def is_role(node: Node) -> bool:
    """Whether the word says what a person is or does."""
    listed = words("roles")
    return node.is_noun and (node.lemma.lower() in listed or node.text in listed)


def role_lemma(nodes: Sequence[Node], index: int) -> str:
    """Return the role's lemma with the rank before it: "prime minister", "vice president"."""
    lemma = nodes[index].lemma.lower()
    before = nodes[index - 1] if index else None
    if before is not None and before.segment == nodes[index].segment:
        rank = before.text.lower()
        return f"{rank} {lemma}" if rank in words("ranks") else lemma
    return lemma


def find_roles(around: Surroundings, names: Sequence[NameSpan]) -> tuple[Role, ...]:
    """Return the roles of all persons of an article, by name and then by role noun."""
    persons = [name for name in names if name.type == "Person"]
    found = [r for p in persons for r in (*_titles(around, p), *_appositions(around, p))]
    return tuple(sorted(found, key=lambda r: (r.holder.start, r.node.index)))


def _titles(around: Surroundings, holder: NameSpan) -> Iterator[Role]:
    """Yield the roles right before a name: "businessman and senator Ivan Ivanov"."""
    segment = around.nodes[holder.start].segment
    index = _before_specified(around, holder.start - 1, segment)
    while around.role_at(index, segment):
        yield _role(around, holder, index, "title")
        index -= 1
        if index >= 1 and around.nodes[index].text in {"and", "&"}:
            index -= 1


def _before_specified(around: Surroundings, index: int, segment: int) -> int:
    """Return the place of the role noun of "ambassador to the United Nations" before a name."""
    link, nodes = index, around.nodes
    while link > 0 and index - link <= LONGEST_TITLE and nodes[link].segment == segment:
        if nodes[link].text.lower() in LINKS:
            return link - 1 if around.role_at(link - 1, segment) else index
        if nodes[link].tag not in MODIFIERS | {"DT", "CC"}:
            return index
        link -= 1
    return index


def _appositions(around: Surroundings, holder: NameSpan) -> Iterator[Role]:
    """Yield the roles between the comma after a name and the next comma or stop.

    "Sergei Ivanov, the head of the office, said": the words between hold no verb.
    """
    segment = around.nodes[holder.start].segment
    if not _comma(around.nodes, holder.end, segment):
        return
    last = holder.end + 1
    while last < len(around.nodes) and last - holder.end <= LONGEST_APPOSITION:
        node = around.nodes[last]
        if node.segment != segment or node.text in {",", ".", ";", "(", "and"}:
            break
        if node.is_verb or node.tag in {"MD", "WP", "WDT"}:
            return
        last += 1
    roles = [i for i in range(holder.end + 1, last) if around.role_at(i, segment)]
    leading = [i for i in roles if not _behind_link(around.nodes, holder.end + 1, i)]
    if leading:
        yield _role(around, holder, leading[-1], "apposition")


def _behind_link(nodes: Sequence[Node], first: int, index: int) -> bool:
    return any(node.tag in {"IN", "TO"} for node in nodes[first:index])


def _comma(nodes: Sequence[Node], index: int, segment: int) -> bool:
    inside = index < len(nodes) and nodes[index].segment == segment
    return inside and nodes[index].text == ","


def _role(around: Surroundings, holder: NameSpan, index: int, rule: str) -> Role:
    before = around.nodes[max(0, index - 4) : index]
    former = any(n.lemma in {"former", "ex", "late", "then"} for n in before)
    return Role(holder, around.nodes[index], around.of_name(index), rule, former)
