"""Drafts of clauses: a trigger, its roles as nodes, and what governs it; read off the trees."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from kgraph.language.lexicon import Expression, lexicon
from kgraph.language.mentions import NameSpan
from kgraph.language.references import name_head
from kgraph.language.roles import Role, is_role, role_lemma
from kgraph.language.tree import Node

DEEPEST = 6
WIDEST_GAP = 5
PARTITIVES = frozenset({"one", "some", "part", "most", "many", "two", "three"})
EXEMPLIFYING = frozenset({"including", "such as", "like", "according to"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
UNVERBED = frozenset({"auxiliary", "passive_auxiliary", "copula", "adjective", "compound"})


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("patterns.toml").read_text(encoding="utf-8"))


@dataclass(slots=True, eq=False)
class Draft:
    """A clause before its arguments are resolved.

    ``trigger`` is the head of its words, ``words`` those that the trigger covers; ``roles`` are
    (role, node) in text order; ``governor`` the draft that this one is an open complement of.
    """

    trigger: Node
    words: tuple[Node, ...]
    lemma: str
    rule: str
    roles: list[tuple[str, Node]] = field(default_factory=list)
    governor: "Draft | None" = None
    former: bool = False

    def nodes(self, role: str) -> list[Node]:
        """Return the nodes of one role."""
        return [node for name, node in self.roles if name == role]


def draft_clauses(
    nodes: Sequence[Node], owners: Mapping[int, NameSpan], roles: Sequence[Role]
) -> list[Draft]:
    """Return the drafts of an article by trigger; titles and possessives among them."""
    by_trigger: dict[int, Draft] = {}
    for node in nodes:
        draft = _copular(node, nodes, owners) if node.first("copula") else _verbal(node, owners)
        if draft is not None:
            by_trigger[node.index] = draft
    for draft in by_trigger.values():
        draft.governor = _governor(draft.trigger, by_trigger)
    for draft in by_trigger.values():
        _inherit(draft, by_trigger)
    for draft in by_trigger.values():
        draft.roles = list(_coordinated(draft.roles, nodes, owners))
    nominal = [
        *_from_roles(roles, nodes),
        *_apposed_names(nodes, owners),
        *_possessives(nodes, owners),
    ]
    drafts = [*by_trigger.values(), *nominal]
    return sorted(drafts, key=lambda d: (d.trigger.index, d.rule, [n.index for _, n in d.roles]))


def is_passive(node: Node) -> bool:
    """Whether a verb is in the passive, participles after a noun included."""
    if node.first("passive_auxiliary", "passive_subject", "agent") is not None:
        return True
    return node.tag == "VBN" and node.relation == "participle"


def _verbal(node: Node, owners: Mapping[int, NameSpan]) -> Draft | None:
    if not node.is_verb or node.relation in UNVERBED or node.index in owners:
        return None
    voice = "passive" if is_passive(node) else "active"
    particle = node.first("particle")
    words = (node, particle) if particle else (node,)
    draft = Draft(node, words, " ".join(w.lemma for w in words), voice)
    for role, relations in _tables()["roles"][voice].items():
        draft.roles.extend((role, child) for child in node.get(*relations))
    for child in node.get("oblique", "modifier"):
        if child.preposition and child.preposition not in EXEMPLIFYING:
            draft.roles.append((child.preposition, child))
    expression = _expression(node)
    return _with_expression(draft, *expression) if expression else draft


def _expression(node: Node) -> tuple[Expression, tuple[Node, ...]] | None:
    """Return the fixed expression that begins with the verb, and its nodes."""
    expressions = [e for e in lexicon().expressions if e.words[0] == node.lemma]
    if not expressions:
        return None
    below = sorted((n for n in node.subtree() if n.index > node.index), key=lambda n: n.index)
    for expression in expressions:
        matched, rest = [node], list(expression.words[1:])
        for candidate in below:
            near = candidate.index - matched[-1].index <= WIDEST_GAP
            if rest and near and candidate.lemma == rest[0]:
                matched.append(candidate)
                rest.pop(0)
        if not rest:
            return expression, tuple(matched)
    return None


def _with_expression(draft: Draft, expression: Expression, words: tuple[Node, ...]) -> Draft:
    """Give the draft the expression's lemma; what its last preposition brings is the object."""
    inside = {word.index for word in words}
    kept = [(role, n) for role, n in draft.roles if n.index not in inside]
    last = words[-1]
    if last.relation == "preposition" and last.head is not None:
        kept = [(role, n) for role, n in kept if n is not last.head and role != "object"]
        kept.append(("object", last.head))
    draft.roles, draft.lemma = kept, expression.lemma
    together = all(b.index - a.index == 1 for a, b in pairwise(words))
    draft.words = words if together else words[:1]
    return draft


def _copular(node: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> Draft | None:
    subject = node.first("subject")
    if subject is None:
        return None
    noun = _partitive(node)
    lemma = role_lemma(nodes, noun.index) if is_role(noun) else noun.lemma
    draft = Draft(noun, (noun,), lemma, "copula", [("subject", subject)])
    draft.roles.extend(_noun_roles(noun, owners))
    return draft


def _partitive(node: Node) -> Node:
    """Return "products" of "one of its products"."""
    if node.lemma.lower() in PARTITIVES:
        whole = next((c for c in node.get("modifier") if c.preposition == "of"), None)
        return whole or node
    return node


def _noun_roles(noun: Node, owners: Mapping[int, NameSpan]) -> Iterator[tuple[str, Node]]:
    for child in noun.children:
        linked = child.preposition and child.preposition not in EXEMPLIFYING
        if child.relation in {"modifier", "oblique"} and linked:
            yield child.preposition, child
        elif child.relation == "possessor" or (
            child.relation in {"compound", "adjective"} and child.index in owners
        ):
            yield "of", child


def _governor(node: Node, drafts: Mapping[int, Draft]) -> Draft | None:
    if node.head is None or node.relation not in {"open_complement", "complement", "participle"}:
        return None
    if node.relation == "participle":
        verb = node.head.head
        return drafts.get(verb.index) if verb and node.head.relation == "object" else None
    return drafts.get(node.head.index)


def _inherit(draft: Draft, drafts: Mapping[int, Draft], depth: int = 0) -> None:
    """Give a draft without a subject the one that its place in the tree implies."""
    role = "object" if draft.rule == "passive" else "subject"
    _replace_relative(draft)
    if draft.rule == "copula" or draft.nodes(role) or depth > DEEPEST or draft.trigger.head is None:
        return
    source = _tables()["inherit"].get(draft.trigger.relation)
    head = draft.trigger.head
    if source == "noun":
        if (head.is_noun or head.tag == "PRP") and draft.trigger.first("marker") is None:
            draft.roles.append((role, head))
        return
    governor = drafts.get(head.index)
    if source is None or governor is None or _has_own_subject(draft):
        return
    _inherit(governor, drafts, depth + 1)
    inherited = "object" if governor.rule == "passive" else "subject"
    if source == "control" and governor.trigger.lemma in lexicon().object_control:
        inherited = "object" if governor.nodes("object") else inherited
    draft.roles.extend((role, node) for node in governor.nodes(inherited)[:1])


def _has_own_subject(draft: Draft) -> bool:
    """Whether an adverbial clause has a finite verb of its own, and so a subject of its own."""
    return draft.trigger.relation == "adverbial_clause" and draft.trigger.is_finite


def _replace_relative(draft: Draft) -> None:
    """Put the noun that a relative clause hangs on in the place of "who", "which", "that"."""
    if draft.trigger.relation != "relative_clause" or draft.trigger.head is None:
        return
    noun = draft.trigger.head
    draft.roles = [
        (role, noun if node.text.lower() in RELATIVES else node) for role, node in draft.roles
    ]


def _coordinated(
    roles: Sequence[tuple[str, Node]], nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Iterator[tuple[str, Node]]:
    """Yield every role once for each member of a coordination ("A and B met C").

    Two words of one name, which a tree may part, fill a role once.
    """
    done = set[tuple[str, int]]()
    for role, node in roles:
        others = [c for c in node.get("conjunct") if not c.is_verb] if role != "complement" else []
        for member in (node, *others):
            name = owners.get(member.index)
            head = name_head(nodes[name.start : name.end]) if name else member
            if (role, head.index) not in done:
                done.add((role, head.index))
                yield role, head


def _from_roles(roles: Sequence[Role], nodes: Sequence[Node]) -> Iterator[Draft]:
    for role in roles:
        holder = name_head(nodes[role.holder.start : role.holder.end])
        draft = Draft(role.node, (role.node,), role_lemma(nodes, role.node.index), role.rule)
        draft.roles.append(("subject", holder))
        draft.former = role.former
        if role.of is not None:
            draft.roles.append(("of", name_head(nodes[role.of.start : role.of.end])))
        yield draft


def _apposed_names(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> Iterator[Draft]:
    """Yield "its founder, Eugene Kaspersky,": a role noun with a name in apposition."""
    for node in nodes:
        names = [c for c in node.get("apposition") if c.index in owners]
        if names and is_role(node) and node.index not in owners:
            draft = Draft(node, (node,), role_lemma(nodes, node.index), "apposition")
            draft.roles = [("subject", names[0]), *_noun_roles(node, owners)]
            yield draft


def _possessives(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> Iterator[Draft]:
    """Yield "Musk's Tesla": a name right before a possessive mark and a name."""
    for mark in nodes[1:-1]:
        before, after = owners.get(mark.index - 1), owners.get(mark.index + 1)
        if (
            mark.tag != "POS"
            or mark.index in owners
            or not before
            or not after
            or "Country" in {before.type, after.type}
        ):
            continue
        draft = Draft(mark, (mark,), "have", "possessive")
        owner = name_head(nodes[before.start : before.end])
        draft.roles = [("subject", owner), ("object", name_head(nodes[after.start : after.end]))]
        yield draft
