"""Drafts of clauses: a trigger, its roles as nodes, and what governs it; read off the trees."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kgraph.language.belonging import antecedent, find_belongings, is_party
from kgraph.language.cues import is_passive
from kgraph.language.lexicon import Expression, lexicon
from kgraph.language.mentions import NameSpan
from kgraph.language.nominals import nominal_roles
from kgraph.language.predicated import Predicated, left_bodies, predicated_roles
from kgraph.language.references import name_head
from kgraph.language.roles import Role, is_role, role_lemma
from kgraph.language.tree import Node
from kgraph.names.words import words

DEEPEST = 6
BODIES = frozenset({"Organization", "Government", "Country"})
CHARGES = frozenset({"of", "for", "over"})
ASKED = ("object", "indirect_object", "on", "upon", "to", "for")
CALLED = "description"
BELONGING = "belonging"
WIDEST_GAP = 5
EXEMPLIFYING = frozenset({"including", "such as", "like", "according to"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
VERBAL_PREPOSITIONS = frozenset({"to", "from", "with", "against", "into"})
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
    nodes: Sequence[Node],
    owners: Mapping[int, NameSpan],
    roles: Sequence[Role],
    implied: Mapping[int, Node] = MappingProxyType({}),
) -> list[Draft]:
    """Return the drafts of an article by trigger; titles and possessives among them.

    ``implied`` are words for what a post is of where only the context tells, by role noun.
    """
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
        draft.roles.extend(left_bodies(draft.lemma, draft.roles, roles, nodes))
    for draft in by_trigger.values():
        draft.roles = _reciprocal(draft, list(_coordinated(draft.roles, nodes, owners)))
    nominal = [
        *_from_roles(roles, nodes),
        *_apposed_names(nodes, owners),
        *_possessives(nodes, owners),
        *_belongings(nodes, owners),
        *_nominals(nodes, owners, by_trigger),
        *_predicated(nodes, owners, by_trigger, implied),
        *_called(nodes, owners),
    ]
    drafts = [*by_trigger.values(), *nominal]
    return sorted(drafts, key=lambda d: (d.trigger.index, d.rule, [n.index for _, n in d.roles]))


def doers(drafts: Sequence[Draft]) -> Mapping[str, tuple[Node, ...]]:
    """Return by each noun of an act ("deal") the subjects of the drafts that tell of one.

    In text order.
    """
    return {
        noun: _subjects(draft for draft in drafts if draft.lemma in triggers)
        for noun, triggers in lexicon().acts.items()
    }


def _subjects(drafts: Iterable[Draft]) -> tuple[Node, ...]:
    found = {node.index: node for draft in drafts for node in draft.nodes("subject")}
    return tuple(found[index] for index in sorted(found))


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
    draft.roles.extend(_brought_by_object(draft))
    draft.roles.extend(_accuser(draft, owners))
    expression = _expression(node)
    return _with_expression(draft, *expression) if expression else draft


def _accuser(draft: Draft, owners: Mapping[int, NameSpan]) -> Iterator[tuple[str, Node]]:
    """Yield the doer that a tree hangs on the charge ("accused of fraud by Anna Schmidt")."""
    if draft.rule == "passive" and draft.lemma in lexicon().speech.accusing:
        beside = [c for role, n in draft.roles if role in CHARGES for c in n.get("modifier")]
        doers = [c for c in beside if c.preposition == "by" and c.index in owners]
        yield from (("subject", doer) for doer in doers[:1] if not draft.nodes("subject"))


def _brought_by_object(draft: Draft) -> Iterator[tuple[str, Node]]:
    """Yield what a tree hangs on the object though it may belong to the verb ("sold it to X")."""
    taken = {role for role, _ in draft.roles}
    for noun in draft.nodes("object"):
        for child in noun.get("modifier"):
            if child.preposition in VERBAL_PREPOSITIONS - taken:
                yield child.preposition, child


def _expression(node: Node) -> tuple[Expression, tuple[Node, ...]] | None:
    """Return the fixed expression that begins with the verb, and its nodes."""
    expressions = lexicon().expressions.get(node.lemma)
    if expressions is None:
        return None
    below = sorted((n for n in node.subtree() if n.index > node.index), key=lambda n: n.index)
    for expression in expressions:
        matched, rest = [node], list(expression.words[1:])
        for candidate in below:
            near = candidate.index - matched[-1].index <= WIDEST_GAP
            if rest and near and candidate.lemma in rest[0]:
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
    subject = node.first("subject", "passive_subject")
    if subject is None:
        return None
    if node.index in owners:
        place = (node.preposition or "object", node)
        return Draft(node, (node,), "be", "copula", [("subject", subject), place])
    noun = _partitive(node)
    lemma = role_lemma(nodes, noun.index) if is_role(noun) else noun.lemma
    draft = Draft(noun, (noun,), lemma, "copula", [("subject", subject)])
    draft.roles.extend(_noun_roles(noun, owners))
    return draft


def _partitive(node: Node) -> Node:
    """Return "products" of "one of its products"."""
    if node.lemma.lower() in lexicon().partitives:
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
        elif head.is_noun and draft.trigger.tag == "VB" and draft.rule == "active":
            draft.roles.extend(_planner(head, drafts, depth))
        return
    governor = drafts.get(head.index)
    if source is None or governor is None or _has_own_subject(draft):
        return
    _inherit(governor, drafts, depth + 1)
    inherited = "object" if governor.rule == "passive" else "subject"
    if source == "control" and governor.trigger.lemma in lexicon().object_control:
        asked = (r for r in ASKED if governor.nodes(r))
        inherited = next(asked, inherited)
    draft.roles.extend((role, node) for node in governor.nodes(inherited)[:1])


def _planner(noun: Node, drafts: Mapping[int, Draft], depth: int) -> Iterator[tuple[str, Node]]:
    """Yield as subject who has the plan, the right, the offer to do what an infinitive tells."""
    owner = noun.first("possessor")
    if owner is not None:
        yield "subject", owner
        return
    verb = drafts.get(noun.head.index) if noun.head is not None else None
    if verb is not None and noun.relation == "object" and verb.rule == "active":
        _inherit(verb, drafts, depth + 1)
        yield from (("subject", node) for node in verb.nodes("subject")[:1])


def _has_own_subject(draft: Draft) -> bool:
    """Whether an adverbial clause has a finite verb of its own, and so a subject of its own."""
    return draft.trigger.relation == "adverbial_clause" and draft.trigger.is_finite


def _replace_relative(draft: Draft) -> None:
    """Put the noun that a relative clause hangs on in the place of "who", "which", "that"."""
    if draft.trigger.relation != "relative_clause" or draft.trigger.head is None:
        return
    noun = draft.trigger.head
    if noun.relation == "apposition" and noun.head is not None and noun.text in words("partisans"):
        noun = noun.head
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
        members = [node] if role == "complement" else _members(node, owners)
        for member in members:
            name = owners.get(member.index)
            head = name_head(nodes[name.start : name.end]) if name else member
            if (role, head.index) not in done:
                done.add((role, head.index))
                yield role, head


def _members(node: Node, owners: Mapping[int, NameSpan]) -> list[Node]:
    """Return a node with what is coordinated with it; of "its owners, A and B," the names."""
    apposed = [c for c in node.get("apposition") if c.index in owners]
    if node.tag == "NNS" and node.index not in owners and apposed:
        node = apposed[0]
    found, stack = [node], list(node.get("conjunct"))
    while stack:
        member = stack.pop(0)
        beside = node.first("apposition")
        behind = beside is not None and beside.index < member.index and is_role(member)
        if not member.is_verb and (not behind or member.index in owners):
            found.append(member)
            stack.extend(member.get("conjunct"))
    return found


def _reciprocal(draft: Draft, roles: list[tuple[str, Node]]) -> list[tuple[str, Node]]:
    """Let A be with B where "A and B met"."""
    subjects = [node for role, node in roles if role == "subject"]
    others = {role for role, _ in roles} & {"object", "with"}
    if draft.lemma not in lexicon().reciprocals or others or len(subjects) < 2:
        return roles
    partners = subjects[1:]
    return [("with", n) if r == "subject" and n in partners else (r, n) for r, n in roles]


def _from_roles(roles: Sequence[Role], nodes: Sequence[Node]) -> Iterator[Draft]:
    for role in roles:
        holder = name_head(nodes[role.holder.start : role.holder.end])
        draft = Draft(role.node, (role.node,), role_lemma(nodes, role.node.index), role.rule)
        draft.roles.append(("subject", holder))
        draft.former = role.former
        if role.of is not None:
            link = "implied" if role.implied else "of"
            draft.roles.append((link, name_head(nodes[role.of.start : role.of.end])))
        yield draft


def _apposed_names(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> Iterator[Draft]:
    """Yield "its founder, Eugene Kaspersky,": a role noun with a name in apposition."""
    for node in nodes:
        names = [c for c in node.get("apposition") if c.index in owners]
        if names and is_role(node) and node.index not in owners:
            draft = Draft(node, (node,), role_lemma(nodes, node.index), "apposition")
            draft.roles = [("subject", names[0]), *_noun_roles(node, owners)]
            yield draft


def _nominals(
    nodes: Sequence[Node], owners: Mapping[int, NameSpan], verbal: Mapping[int, Draft]
) -> Iterator[Draft]:
    for node, verb, roles in nominal_roles(nodes, owners):
        if node.index not in verbal:
            draft = Draft(node, (node,), verb, "nominal", list(_coordinated(roles, nodes, owners)))
            if node.head is not None and node.relation in {"object", "passive_subject"}:
                draft.governor = verbal.get(node.head.index)
            yield draft


def _predicated(
    nodes: Sequence[Node],
    owners: Mapping[int, NameSpan],
    verbal: Mapping[int, Draft],
    implied: Mapping[int, Node],
) -> Iterator[Draft]:
    for verb in verbal.values():
        for held in predicated_roles(verb.lemma, verb.roles):
            noun = held.noun
            lemma = "candidate" if held.sought else role_lemma(nodes, noun.index)
            draft = Draft(noun, (noun,), lemma, "apposition")
            draft.roles = [("subject", held.holder), *_noun_roles(noun, owners)]
            if not draft.nodes("of"):
                draft.roles.extend(_implied(held, verb, owners, implied))
            draft.former = held.over
            draft.governor = None if held.over else verb
            leaves = held.over and verb.rule == "active" and not verb.nodes("object")
            if leaves and not verb.nodes("from"):
                verb.roles.extend(("from", body) for body in draft.nodes("of"))
            if verb.lemma == "follow" and held.over:
                verb.lemma = "follow as"
            yield draft


def _implied(
    held: Predicated, verb: Draft, owners: Mapping[int, NameSpan], implied: Mapping[int, Node]
) -> Iterator[tuple[str, Node]]:
    """Yield what a post without an owner is of: who gives it, who is joined, or the context's."""
    others = (n for role, n in verb.roles if role in {"subject", "object"} and n is not held.holder)
    bodies = [n for n in others if n.index in owners and owners[n.index].type in BODIES]
    of = bodies[0] if bodies else implied.get(held.noun.index)
    if of is not None:
        yield "implied", of


def _called(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> Iterator[Draft]:
    """Yield "the Russian company", "the Moscow-based firm": a business and its place."""
    for node in nodes:
        if node.lemma not in words("business_nouns") or node.index in owners:
            continue
        beside = list(node.get("adjective", "compound"))
        beside += [c for b in beside if b.text.lower() == "based" for c in b.children]
        places = (owners.get(child.index) for child in beside)
        for place in places:
            if place is not None and place.type in {"Country", "Place"}:
                head = name_head(nodes[place.start : place.end])
                yield Draft(node, (node,), node.lemma, CALLED, [("subject", node), ("of", head)])


def _belongings(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> Iterator[Draft]:
    for link, lemma, person, group in find_belongings(nodes, owners):
        draft = Draft(link, (link,), lemma, BELONGING)
        ends = (("subject", person), ("of", group))
        draft.roles = [(role, name_head(nodes[n.start : n.end])) for role, n in ends]
        yield draft


def _possessives(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> Iterator[Draft]:
    """Yield "Musk's Tesla", "its Chrome": a possessor right before a name."""
    for mark in nodes[:-1]:
        after = owners.get(mark.index + 1)
        if mark.index in owners or after is None or nodes[mark.index + 1].segment != mark.segment:
            continue
        owner = _possessor(mark, after, nodes, owners)
        if owner is not None:
            draft = Draft(mark, (mark,), "have", "possessive")
            owned = name_head(nodes[after.start : after.end])
            draft.roles = [("subject", owner), ("object", owned)]
            country = owners.get(owner.index)
            if country is not None and country.type == "Country":
                draft.lemma = "have body" if nodes[after.start].text.islower() else "have"
                draft.roles = list(_coordinated(draft.roles, nodes, owners))
            yield draft


def _describes(noun: Node) -> bool:
    return noun.lemma in words("product_nouns")


def _possessor(
    mark: Node, after: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Node | None:
    if mark.tag == "PRP$":
        following = nodes[after.end] if after.end < len(nodes) else None
        if following is not None and following.is_noun and not _describes(following):
            return None
        return mark if after.type in {"Product", "Organization"} else None
    before = owners.get(mark.index - 1)
    if mark.tag == "WP$":
        before = antecedent(mark, nodes, owners)
    if mark.tag not in {"POS", "WP$"} or before is None or not _may_have(before, after):
        return None
    return name_head(nodes[before.start : before.end])


def _may_have(owner: NameSpan, owned: NameSpan) -> bool:
    """Whether one name can own another: a country what is seated there, nobody a country.

    A man's party is not his.
    """
    if is_party(owned):
        return owner.type == "Country"
    if owned.type == "Person":
        return owner.type == "Person"
    return owned.type != "Country" and (owner.type != "Country" or owned.type == "Organization")
