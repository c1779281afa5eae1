"""What clauses are made from: a trigger, its roles as nodes, and what governs it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kgraph.language.lexicon import lexicon
from kgraph.language.mentions import NameSpan
from kgraph.language.references import name_head
from kgraph.language.roles import is_role
from kgraph.language.tree import Node

CALLED = "description"
BELONGING = "belonging"
CHARGES = frozenset({"of", "for", "over"})
ADDING = frozenset({"along with", "together with", "alongside"})
ENDS = frozenset({"subject", "object"})
EMPTY_SUBJECTS = frozenset({"it", "there", "this", "that", "these", "those", "what"})
INDEFINITE = frozenset({"a", "an"})
VERBAL = frozenset({"active", "passive"})
UNTOLD = frozenset({"everything", "something", "anything", "nothing", "all", "what", "one"})
EXCLUDING = frozenset({"not", "never"})
EXEMPLIFYING = frozenset({"including", "such as", "like", "according to"})


@dataclass(slots=True, eq=False)
class Draft:
    """A clause before its arguments are resolved.

    ``trigger`` is the head of its words, ``words`` those that the trigger covers; ``roles`` are
    (role, node) in text order; ``governor`` the draft that this one is an open complement of.
    ``idiom`` are the words behind the verb of an expression ("orders from" of "took no orders");
    ``phrase`` is what an open claim tells, empty where that is the lemma.
    """

    trigger: Node
    words: tuple[Node, ...]
    lemma: str
    rule: str
    roles: list[tuple[str, Node]] = field(default_factory=list)
    governor: "Draft | None" = None
    former: bool = False
    idiom: tuple[Node, ...] = ()
    phrase: str = ""

    def nodes(self, role: str) -> list[Node]:
        """Return the nodes of one role."""
        return [node for name, node in self.roles if name == role]


def first_infinitive(node: Node) -> Node:
    """Return the first of coordinated infinitives or gerunds ("to begin" of "and take over").

    What governs that one governs all; a verb of its own subject stands alone.
    """
    while node.relation == "conjunct" and node.tag in {"VB", "VBG"} and node.head is not None:
        if node.head.tag != node.tag or node.first("subject", "auxiliary") is not None:
            break
        node = node.head
    return node


def noun_roles(noun: Node, owners: Mapping[int, NameSpan]) -> Iterator[tuple[str, Node]]:
    """Yield the (role, node) pairs around a noun: what its prepositions and possessors bring.

    What a post is of is its possessor ("OpenAI's head of research").
    """
    held = is_role(noun) and noun.first("possessor") is not None
    passed = EXEMPLIFYING | ({"of"} if held else set())
    for child in (*noun.children, *(c for n in noun.get("compound") for c in n.get("compound"))):
        linked = child.preposition and child.preposition not in passed
        if child.relation in {"modifier", "oblique"} and linked:
            yield child.preposition, child
        elif child.relation == "possessor" or (
            child.relation in {"compound", "adjective"} and child.index in owners
        ):
            yield "of", child


def coordinated(
    roles: Sequence[tuple[str, Node]], nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Iterator[tuple[str, Node]]:
    """Yield every role once for each member of a coordination ("A and B met C").

    Two words of one name, which a tree may part, fill a role once. What "along with" brings is
    coordinated with the first end.
    """
    done = set[tuple[str, int]]()
    for role, node in _with_additions(roles):
        members = [node] if role == "complement" else _members(_whole(node), owners)
        members = [m for m in members if m is node or not _tells_on(m, node, nodes, owners)]
        for member in members:
            name = owners.get(member.index)
            head = name_head(nodes[name.start : name.end]) if name else member
            own = _own_role(role, node, member)
            if (own, head.index) not in done:
                done.add((own, head.index))
                yield own, head


def _own_role(role: str, first: Node, member: Node) -> str:
    """Return the role of a member that has a preposition of its own ("on Monday and to Ann")."""
    led = role == first.preposition and member.relation == "conjunct" and member is not first
    return member.preposition if led and member.preposition else role


def _with_additions(roles: Sequence[tuple[str, Node]]) -> Iterator[tuple[str, Node]]:
    """Yield roles with "along with B" in the role of the first end ("A sued C along with B")."""
    for role, node in roles:
        before = [(n.index, r) for r, n in roles if r in ENDS and n.index < node.index]
        yield (min(before)[1] if role in ADDING and before else role), node
        added = (c for c in node.get("modifier") if role in ENDS and c.preposition in ADDING)
        yield from ((role, child) for child in added)


def partitive(node: Node) -> Node:
    """Return "products" of "one of its products"."""
    if node.lemma.lower() in lexicon().partitives:
        whole = next((c for c in node.get("modifier") if c.preposition == "of"), None)
        return whole or node
    return node


def _whole(node: Node) -> Node:
    """Return "shares" of "all of its shares", but nothing of "none of its shares"."""
    return node if node.lemma.lower() in lexicon().negations else partitive(node)


def bearer(noun: Node, owners: Mapping[int, NameSpan]) -> Node:
    """Return who a noun tells of: "Ann Lee" of "Ann Lee, the lawyer who sued Google".

    The same of "Ann Lee is the lawyer who sued Google"; the noun itself where it tells of nobody.
    """
    own, head = owners.get(noun.index), noun.head
    if own is not None and not own.adjective:
        return noun
    apposed = noun.relation == "apposition" and head is not None and head.index in owners
    if head is not None and apposed:
        return head
    return _who_is(noun) or noun


def _who_is(noun: Node) -> Node | None:
    """Return the subject of "be" before a noun; in "it is the bank that paid" it tells nothing."""
    copula, subject = noun.first("copula"), noun.first("subject")
    if noun.lemma in UNTOLD:
        return None
    beside = {child.text.lower() for child in noun.get("determiner", "adverb", "auxiliary")}
    if copula is None or subject is None or beside & lexicon().negations:
        return None
    empty = subject.text.lower() in EMPTY_SUBJECTS and not beside & INDEFINITE
    return None if empty else subject


def _named(node: Node, owners: Mapping[int, NameSpan]) -> Node:
    """Return the first name of "its owners, A and B", the name of "a former worker, Ann Lee,"."""
    apposed = [c for c in node.get("apposition") if c.index in owners]
    own = owners.get(node.index)
    one = any(c.text.lower() in INDEFINITE for c in node.get("determiner"))
    people = own is not None and own.adjective and node.tag == "NNPS"
    if (own is not None and not one and not people) or not node.is_noun or not apposed:
        return node
    near = owners[apposed[0].index].start <= node.index + 2
    return apposed[0] if near or node.tag == "NNS" else node


def _tells_on(
    member: Node, first: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> bool:
    """Whether a verb behind a name is its own ("B" of "met A and B will sue").

    A name joined to a time is of a clause whose verb is left out ("left in 1998, and B in 1999").
    """
    if first.tag == "CD" and member.tag.startswith("NNP"):
        return True
    name = owners.get(member.index)
    behind = nodes[name.end : name.end + 1] if name is not None else ()
    verb = first.head
    parted = any(n.text == ";" for n in nodes[first.index : member.index])
    if parted and verb is not None and verb.relation == "relative_clause":
        return True
    follows = verb is not None and verb.is_verb and verb.index < first.index
    return follows and any(n.tag == "MD" or n.is_finite for n in behind)


def _is_excluded(member: Node) -> bool:
    """Whether a coordinated word is told apart from the first ("Oslo and not Rome").

    Nor is a source an end ("for months and according to the ministry").
    """
    apart = any(c.text.lower() in EXCLUDING for c in member.get("adverb", "conjunction"))
    return apart or member.preposition in EXEMPLIFYING


def _members(node: Node, owners: Mapping[int, NameSpan]) -> list[Node]:
    """Return a node with what is coordinated with it; of "its owners, A and B," the names."""
    node = _named(node, owners)
    found, stack = [node], list(node.get("conjunct"))
    while stack:
        member = stack.pop(0)
        beside = node.first("apposition")
        behind = beside is not None and beside.index < member.index and is_role(member)
        if (
            not member.is_verb
            and not _is_excluded(member)
            and (not behind or member.index in owners)
        ):
            found.append(member)
            stack.extend(member.get("conjunct"))
    return found
