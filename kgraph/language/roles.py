"""Who is called what: titles before names, and appositions around them.

Read along the words, not along the tree: "Kremlin spokesman Dmitry Peskov", "Yevgeny Kaspersky,
the head of Kaspersky Lab,", "its founder, Yevgeny Kaspersky," look alike whatever the parser makes
of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgraph.language.mentions import NameSpan
from kgraph.language.tree import Node
from kgraph.names.words import words

LONGEST_TITLE = 8
LONGEST_APPOSITION = 10
MODIFIERS = frozenset({"JJ", "NN", "NNP", "NNPS", "NNS", "VBN", "HYPH", "CD", "JJS"})
LINKS = frozenset({"of", "at", "for", "to", "in"})
HYPHENS = frozenset({"-", "\u2010", "\u2011"})
OPENINGS = frozenset({",", "("})
ENDS = frozenset({",", ".", ";", "(", ")"})
CLOSINGS = ENDS | {":", "who", "whose", "\u2014", "\u2013"}
DETERMINERS = frozenset({"DT", "PRP$", "WP$"})
POINTING = ("business_nouns", "body_nouns", "any_body_nouns", "country_nouns")
HELD_BY = {"Person": "roles", "Organization": "organization_roles"}


@dataclass(frozen=True, slots=True)
class Owner:
    """What a role is a role of: nodes ``start`` to ``end``, half-open.

    ``name`` is the name they are, empty for a pronoun or a noun that points to one.
    """

    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun that tells what ``holder`` is, and what it is a role of.

    ``rule`` is ``title`` or ``apposition``; ``former`` tells that it is over.
    """

    holder: NameSpan
    node: Node
    of: Owner | None
    rule: str
    former: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of an article with the names that cover them."""

    nodes: Sequence[Node]
    owners: Mapping[int, NameSpan]

    def role_at(self, index: int, segment: int, roles: str) -> bool:
        """Whether a noun of the word list ``roles`` that is no part of a name stands there."""
        if not 0 <= index < len(self.nodes) or index in self.owners:
            return False
        node = self.nodes[index]
        return node.segment == segment and is_role(node, roles)

    def of_name(self, role: int) -> NameSpan | None:
        """Return the name that the role at ``role`` is a role of.

        It stands before the noun, with words like "prime" between, or after "of".
        """
        return self._name_before(role) or self._name_after(role)

    def owner_of(self, role: int) -> Owner | None:
        """Return the name, pronoun or noun that the role at ``role`` is a role of."""
        name = self.of_name(role)
        if name is not None:
            return Owner(name.start, name.end, name.name)
        return self._pointing_before(role) or self._pointing_after(role)

    def _before(self, role: int) -> Iterator[Node]:
        """Yield the modifiers of a noun from it leftwards, and the word that ends them."""
        segment = self.nodes[role].segment
        for index in range(role - 1, max(-1, role - 1 - LONGEST_TITLE), -1):
            node = self.nodes[index]
            if node.segment != segment:
                return
            yield node
            if index in self.owners or node.tag not in MODIFIERS | {"POS"}:
                return

    def _name_before(self, role: int) -> NameSpan | None:
        for node in self._before(role):
            name = self.owners.get(node.index)
            if name is not None:
                return None if self._is_stance(name) or self._is_portfolio(name, role) else name
        return None

    def _is_stance(self, name: NameSpan) -> bool:
        """Whether the name stands in a word like "pro-Russian"."""
        before = [n.text.lower() for n in self.nodes[max(0, name.start - 2) : name.start]]
        return len(before) == 2 and before[1] in HYPHENS and before[0] in words("stances")

    def _is_portfolio(self, name: NameSpan, role: int) -> bool:
        """Whether the name is only a field of government ("Energy Secretary")."""
        adjoining = name.end == role and name.end - name.start == 1
        return adjoining and self.nodes[name.start].text.lower() in words("portfolios")

    def _name_after(self, role: int) -> NameSpan | None:
        node = self._behind_links(role)
        name = self.owners.get(node.index) if node else None
        return None if name is None or name.adjective else name

    def _behind_links(self, role: int) -> Node | None:
        """Return the first word behind "of the", "of the board of", "of sales at"."""
        nodes, index, segment = self.nodes, role + 1, self.nodes[role].segment
        linked = False
        while index < len(nodes) and index - role <= LONGEST_TITLE:
            node = nodes[index]
            if node.segment != segment:
                return None
            word = node.text.lower()
            if word in LINKS:
                linked = True
            elif not linked:
                return None
            elif node.index in self.owners or not self._is_passed(node):
                return node
            index += 1
        return None

    def _is_passed(self, node: Node) -> bool:
        return node.tag in {"DT", "JJ"} or node.lemma.lower() in words("inner_bodies")

    def _pointing_before(self, role: int) -> Owner | None:
        """Return "its" of "its chair", "giant" of "the giant's chair", X of "X, whose chair"."""
        possessive = False
        for node in self._before(role):
            if node.tag == "PRP$":
                return Owner(node.index, node.index + 1)
            if node.tag == "WP$":
                return self._before_relative(node.index)
            if possessive:
                return Owner(node.index, node.index + 1) if points(node) else None
            possessive = node.tag == "POS"
        return None

    def _before_relative(self, relative: int) -> Owner | None:
        comma = relative - 1
        if comma > 0 and self.nodes[comma].text == "," and comma - 1 in self.owners:
            name = self.owners[comma - 1]
            return Owner(name.start, name.end, name.name)
        return None

    def _pointing_after(self, role: int) -> Owner | None:
        """Return "agency" of "head of the agency"."""
        node = self._behind_links(role)
        if node is None or node.index in self.owners:
            return None
        definite = self.nodes[node.index - 1].text.lower() in {"the", "this", "that"}
        return Owner(node.index, node.index + 1) if definite and points(node) else None


def is_role(node: Node, roles: str = "roles") -> bool:
    """Whether the word says what a person, or another holder of ``roles``, is or does."""
    listed = words(roles)
    return node.is_noun and (node.lemma.lower() in listed or node.text in listed)


def points(node: Node) -> bool:
    """Whether a definite noun may point to a name: "the company", "the agency", "the country"."""
    return node.is_noun and any(node.lemma in words(key) for key in POINTING)


def role_lemma(nodes: Sequence[Node], index: int) -> str:
    """Return the role's lemma with what changes its meaning before it.

    "prime minister", "chief executive officer"; a deputy's and a vice president's are told by
    that word alone ("deputy minister" of "first deputy prime minister"); the head of a part of
    something is its "unit head" ("head of sales", "sales chief").
    """
    lemma = nodes[index].lemma.lower()
    before = [nodes[i].text.lower() for i in _ranks_before(nodes, index)]
    ranks = [rank for rank in before if rank not in words("passing_ranks")]
    below = [rank for rank in ranks if rank in words("lower_ranks")]
    if below:
        return f"{below[-1]} {lemma}"
    if lemma == "officer" and "chief" in ranks:
        return "chief executive officer" if "executive" in ranks else "chief officer"
    if ranks:
        return f"{ranks[-1]} {lemma}"
    if lemma == "leader" and _is_common(nodes, index - 1, nodes[index].segment):
        return f"{nodes[index - 1].text.lower()} {lemma}"
    return f"unit {lemma}" if _heads_a_part(nodes, index) else lemma


def title_start(nodes: Sequence[Node], index: int) -> int:
    """Return where the ranks before the role noun at ``index`` begin."""
    return min(_ranks_before(nodes, index), default=index)


def _ranks_before(nodes: Sequence[Node], index: int) -> list[int]:
    """Return the places of "first", "deputy", "prime" before a role noun, in text order."""
    found, at, segment = list[int](), index - 1, nodes[index].segment
    while at >= 0 and nodes[at].segment == segment:
        if nodes[at].text.lower() in words("ranks"):
            found.append(at)
        elif nodes[at].text not in HYPHENS:
            break
        at -= 1
    return found[::-1]


def _heads_a_part(nodes: Sequence[Node], index: int) -> bool:
    """Whether somebody heads a part: "sales chief", "head of sales", no "head of the firm"."""
    if nodes[index].lemma.lower() not in words("unit_roles"):
        return False
    segment = nodes[index].segment
    if _is_common(nodes, index - 1, segment):
        return True
    after = [n for n in nodes[index + 1 : index + 4] if n.segment == segment]
    if not after or after[0].text.lower() != "of":
        return False
    heads = [n for n in after[1:] if not n.tag.startswith("JJ")]
    common = bool(heads) and heads[0].tag in {"NN", "NNS"}
    return common and heads[0].lemma not in words("whole_nouns")


def _is_common(nodes: Sequence[Node], index: int, segment: int) -> bool:
    inside = index >= 0 and nodes[index].segment == segment
    node = nodes[index]
    return inside and node.tag in {"NN", "NNS"} and node.text.islower() and not is_role(node)


def find_roles(around: Surroundings, names: Sequence[NameSpan]) -> tuple[Role, ...]:
    """Return the roles of all persons and organisations, by name and then by role noun."""
    finders: tuple[Callable[[Surroundings, NameSpan, str], Iterator[Role]], ...]
    finders = (_titles, _appositions, _appositions_before)
    found = {
        (role.holder.start, role.node.index): role
        for name in names
        if name.type in HELD_BY and not name.adjective
        for finder in finders
        for role in finder(around, name, HELD_BY[name.type])
    }
    return tuple(found[key] for key in sorted(found))


def _titles(around: Surroundings, holder: NameSpan, roles: str) -> Iterator[Role]:
    """Yield the roles right before a name: "businessman and senator Ivan Ivanov"."""
    segment = around.nodes[holder.start].segment
    index = _before_specified(around, holder.start - 1, roles)
    while around.role_at(index, segment, roles):
        yield _role(around, holder, index, "title")
        index = title_start(around.nodes, index) - 1
        if index >= 1 and around.nodes[index].text in {"and", "&"}:
            index -= 1


def _before_specified(around: Surroundings, index: int, roles: str) -> int:
    """Return the place of the role noun of "ambassador to the United Nations" before a name."""
    link, nodes, segment = index, around.nodes, around.nodes[index].segment
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
    """Return the words up to a mark or "and"; none where a verb is among them."""
    last = start
    while last < len(around.nodes) and last - start < LONGEST_APPOSITION:
        node = around.nodes[last]
        if node.segment != segment or node.text in ENDS | {"and"}:
            break
        if (node.is_verb and node.tag not in {"VBN", "VBG"}) or node.tag in {"MD", "WP", "WDT"}:
            return range(start, start)
        last += 1
    return range(start, last)


def _leading_role(around: Surroundings, chunk: range, roles: str) -> int | None:
    """Return the last role noun of a chunk that stands before any preposition or participle."""
    found = None
    for index in chunk:
        node = around.nodes[index]
        if node.tag in {"IN", "TO", "VBG"} or (node.tag == "VBN" and found is not None):
            break
        if around.role_at(index, node.segment, roles):
            found = index
    return found


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
    plural = around.nodes[index].tag == "NNS"
    last = _last_joined(around, holder) if plural else holder
    if _closes(around.nodes, last) or (plural and last is not holder):
        yield _role(around, holder, index, "apposition")
        if last is not holder:
            yield _role(around, last, index, "apposition")


def _comma_before(around: Surroundings, start: int) -> int | None:
    """Return the comma before a name, or before the honorific that the name bears."""
    index = start - 1
    if index >= 0 and around.nodes[index].text in words("honorifics"):
        index -= 1
    return index if index > 0 and around.nodes[index].text == "," else None


def _role_before_comma(around: Surroundings, comma: int, roles: str) -> int | None:
    """Return the role noun of "the head of the bank," if no name stands before that phrase."""
    nodes, segment, found = around.nodes, around.nodes[comma].segment, None
    for index in range(comma - 1, max(-1, comma - 1 - LONGEST_APPOSITION), -1):
        node = nodes[index]
        if node.segment != segment or node.is_verb or node.text in ENDS | {"and"}:
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
    return (begun or owned) and not apposed


def _last_joined(around: Surroundings, holder: NameSpan) -> NameSpan:
    """Return the name that "and" joins to a name, else the name itself."""
    nodes, index = around.nodes, holder.end
    if index + 1 >= len(nodes) or nodes[index].text != "and":
        return holder
    index += 1 + (nodes[index + 1].text in words("honorifics"))
    other = around.owners.get(index)
    return other if other is not None and other.type == holder.type else holder


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
    if of is None and shared is not None:
        of = around.owner_of(shared)
    return Role(holder, around.nodes[index], of, rule, _is_former(around.nodes, index))


def _is_former(nodes: Sequence[Node], index: int) -> bool:
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
