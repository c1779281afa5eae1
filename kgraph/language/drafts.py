"""Drafts of clauses: a trigger, its roles as nodes, and what governs it; read off the trees."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from kgraph.language.cues import is_passive
from kgraph.language.draft import (
    CHARGES,
    EXEMPLIFYING,
    Draft,
    coordinated,
    first_infinitive,
    noun_roles,
    partitive,
)
from kgraph.language.expressions import find_expression
from kgraph.language.inheritance import inherit, replace_relative, tables
from kgraph.language.lexicon import Expression, lexicon
from kgraph.language.mentions import NameSpan
from kgraph.language.named_drafts import named_drafts
from kgraph.language.noun_paths import noun_paths
from kgraph.language.predicated import left_bodies, left_by_holders, left_by_rulers
from kgraph.language.reach import goes_on, is_address, is_example, is_of_name, is_within_reach
from kgraph.language.roles import Role, is_role, role_lemma
from kgraph.language.tree import Node

ASKING = frozenset({"whether", "if", "how", "why"})
OF_ADJECTIVES = frozenset({"of", "to", "about"})
BECOMING = frozenset({"become", "remain"})
VERBAL_PREPOSITIONS = frozenset({"to", "from", "with", "against", "into"})
UNVERBED = frozenset({"auxiliary", "passive_auxiliary", "copula", "adjective", "compound"})


def draft_clauses(
    nodes: Sequence[Node],
    owners: Mapping[int, NameSpan],
    roles: Sequence[Role],
    implied: Mapping[int, Node] = MappingProxyType({}),
    held: Mapping[int, Node] = MappingProxyType({}),
) -> list[Draft]:
    """Return the drafts of an article by trigger; titles and possessives among them.

    ``implied`` are words for what a post is of where only the context tells, by role noun;
    ``held`` are words for the body that somebody has a post at, by each word for him.
    """
    by_trigger: dict[int, Draft] = {}
    for node in nodes:
        draft = _copular(node, nodes, owners) if node.first("copula") else _verbal(node, owners)
        draft = draft or _also_is(node, nodes, owners)
        if draft is not None:
            by_trigger[node.index] = draft
    for draft in by_trigger.values():
        draft.governor = _governor(draft.trigger, by_trigger)
    for draft in by_trigger.values():
        replace_relative(draft, owners)
    for draft in by_trigger.values():
        inherit(draft, by_trigger, owners)
    for draft in by_trigger.values():
        left = left_bodies(draft.lemma, draft.roles, roles, nodes)
        draft.roles.extend((role, n) for role, n in left if not _is_person(n, owners))
        told = ((d.lemma, d.roles) for d in by_trigger.values())
        draft.roles.extend(left_by_rulers(draft.lemma, draft.roles, told))
        draft.roles.extend(left_by_holders(draft.lemma, draft.roles, held))
    for draft in by_trigger.values():
        ends = [end for end in draft.roles if is_within_reach(draft, *end, nodes, owners)]
        draft.roles = _reciprocal(draft, list(coordinated(ends, nodes, owners)))
    found = named_drafts(nodes, owners, roles, by_trigger, implied)
    named = [d for d in found if not any(is_address(n, nodes, owners) for n in d.nodes("subject"))]
    for draft in named:
        draft.roles = _reciprocal(draft, draft.roles)
    paths = [path for draft in by_trigger.values() for path in noun_paths(draft, owners)]
    drafts = [*by_trigger.values(), *named, *paths]
    return sorted(drafts, key=lambda d: (d.trigger.index, d.rule, [n.index for _, n in d.roles]))


def _is_person(node: Node, owners: Mapping[int, NameSpan]) -> bool:
    name = owners.get(node.index)
    return name is not None and name.type == "Person"


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
    for role, relations in tables()["roles"][voice].items():
        draft.roles.extend((role, child) for child in node.get(*relations))
    for child in node.get("oblique", "modifier"):
        linked = child.preposition and child.preposition not in EXEMPLIFYING
        if linked and not is_of_name(child, owners) and not is_example(child, node):
            draft.roles.append((child.preposition, child))
    draft.roles.extend(_brought_by_object(draft))
    draft.roles.extend(_brought_by_speaker(node))
    if node.lemma in BECOMING:
        draft.roles = list(_become(draft.roles, owners))
    draft.roles.extend(_agent(draft, owners))
    draft.roles.extend(_asked_about(draft))
    draft.roles.extend(_where(draft))
    expression = find_expression(node)
    return _with_expression(draft, *expression) if expression else draft


def _become(
    roles: Sequence[tuple[str, Node]], owners: Mapping[int, NameSpan]
) -> Iterator[tuple[str, Node]]:
    """Yield what somebody becomes as the object, and its surroundings; posts are told apart."""
    for role, node in roles:
        if role == "complement" and node.is_noun and not is_role(node):
            yield "object", node
            yield from noun_roles(node, owners)
        else:
            yield role, node


def _agent(draft: Draft, owners: Mapping[int, NameSpan]) -> Iterator[tuple[str, Node]]:
    """Yield the doer that a tree hangs on a noun behind a passive.

    "Accused of fraud by Anna Schmidt", "appointed to the bench by Ronald Reagan", but not "hit by
    a bid of Microsoft's" or "known for the attack by Russia".
    """
    if draft.rule != "passive" or draft.nodes("subject"):
        return
    brought = [node for role, node in draft.roles if role == "by" and node.index in owners]
    if brought:
        yield "subject", brought[0]
        return
    accusing = draft.lemma in lexicon().speech.accusing
    for role, noun in draft.roles:
        if noun.lemma in lexicon().nominals and not (accusing and role in CHARGES):
            continue
        doers = [c for c in noun.get("modifier") if c.preposition == "by" and c.index in owners]
        if role != "object" and doers:
            yield "subject", doers[0]
            return


def _asked_about(draft: Draft) -> Iterator[tuple[str, Node]]:
    """Yield whom an inquiry is about ("examining whether Daimler paid", "how Russia hacked it")."""
    if draft.lemma not in lexicon().inquiring or draft.rule != "active":
        return
    for clause in draft.trigger.get("complement", "adverbial_clause", "open_complement"):
        marks = {c.text.lower() for c in clause.get("marker", "adverb")}
        if marks & ASKING:
            yield from (("object", node) for node in clause.get("subject", "passive_subject"))


def _where(draft: Draft) -> Iterator[tuple[str, Node]]:
    """Yield where somebody works of "the bank, where she works"."""
    verb = draft.trigger
    marks = {child.text.lower() for child in verb.get("adverb", "oblique")}
    place = verb.head if verb.relation == "relative_clause" else None
    if place is not None and verb.lemma in lexicon().role_verbs["places"] and "where" in marks:
        yield "at", place


def _brought_by_object(draft: Draft) -> Iterator[tuple[str, Node]]:
    """Yield what a tree hangs on the object though it may belong to the verb ("sold it to X")."""
    taken = {role for role, _ in draft.roles}
    reproaching = lexicon().attitudes["reproaching"]
    for noun in (*draft.nodes("object"), *draft.nodes("as")):
        for child in noun.get("modifier"):
            reproach = f"{draft.lemma} {child.preposition}" in reproaching
            if child.preposition in VERBAL_PREPOSITIONS - taken or reproach:
                yield child.preposition, child
    for post in draft.nodes("as") if "from" not in taken else ():
        bodies = (child for child in post.get("modifier") if child.preposition == "of")
        before = (c for body in bodies for c in body.get("modifier") if c.preposition == "from")
        yield from (("from", node) for node in before)


def _brought_by_speaker(verb: Node) -> Iterator[tuple[str, Node]]:
    """Yield "on" of "writes Ann Lee on Facebook", which a tree hangs on the name."""
    if verb.lemma in lexicon().cues:
        behind = (c for c in verb.get("subject") if c.index > verb.index)
        beside = (c for speaker in behind for c in speaker.get("modifier"))
        yield from ((c.preposition, c) for c in beside if c.preposition in {"on", "via", "to"})


def _with_expression(draft: Draft, expression: Expression, words: tuple[Node, ...]) -> Draft:
    """Give the draft the expression's lemma; what its last preposition brings is the object."""
    inside = {word.index for word in words}
    kept = [(role, n) for role, n in draft.roles if n.index not in inside]
    last = words[-1]
    if last.relation == "preposition" and last.head is not None:
        kept = [(role, n) for role, n in kept if n is not last.head and role != "object"]
        kept.append(("object", last.head))
    kept += _beside(words[1:], inside)
    draft.roles, draft.lemma, draft.idiom = kept, expression.lemma, words[1:]
    together = all(b.index - a.index == 1 for a, b in pairwise(words))
    draft.words = words if together else words[:1]
    return draft


def _beside(words: Sequence[Node], inside: Container[int]) -> Iterator[tuple[str, Node]]:
    """Yield what a tree hangs on a word of an expression ("pleaded guilty in London")."""
    for word in words:
        for child in word.get("oblique"):
            if child.preposition and child.index not in inside:
                yield child.preposition, child


def _copular(node: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> Draft | None:
    subject = node.first("subject", "passive_subject")
    if subject is None:
        return None
    if _names_holder(node, subject, owners):
        lemma = role_lemma(nodes, subject.index)
        ends = [("subject", node), *noun_roles(subject, owners)]
        return Draft(subject, (subject,), lemma, "copula", ends)
    if node.index in owners:
        if not node.preposition and goes_on(owners[node.index], nodes):
            return None
        place = (node.preposition or "object", node)
        return Draft(node, (node,), "be", "copula", [("subject", subject), place])
    noun = partitive(node)
    lemma = role_lemma(nodes, noun.index) if is_role(noun) else noun.lemma
    draft = Draft(noun, (noun,), lemma, "copula", [("subject", subject)])
    draft.roles.extend(noun_roles(noun, owners))
    return draft


def _also_is(node: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> Draft | None:
    """Return the second post of "is the president and CEO of Sony", "is a poet, a son of Ann's"."""
    if node.relation not in {"conjunct", "apposition"} or not is_role(node):
        return None
    first = node.head
    subject = first.first("subject") if first is not None and first.first("copula") else None
    if first is None or subject is None or node.index in owners or first.index in owners:
        return None
    draft = Draft(node, (node,), role_lemma(nodes, node.index), "copula", [("subject", subject)])
    own = list(noun_roles(node, owners))
    shared = node.relation == "conjunct" and not any(role == "of" for role, _ in own)
    draft.roles += own + [pair for pair in noun_roles(first, owners) if shared and pair[0] == "of"]
    return draft


def _names_holder(name: Node, post: Node, owners: Mapping[int, NameSpan]) -> bool:
    """Whether a person is named behind "be" as who has a post ("its director is Ann Lee")."""
    person = name.index in owners and owners[name.index].type == "Person" and not name.preposition
    return person and is_role(post) and post.index not in owners


def _governor(node: Node, drafts: Mapping[int, Draft]) -> Draft | None:
    node = first_infinitive(node)
    if node.head is None:
        return None
    if node.relation == "adverbial_clause":
        return drafts.get(node.head.index) if _tells_of_adjective(node, node.head) else None
    if node.relation not in {"open_complement", "complement", "participle"}:
        return None
    if node.relation == "participle":
        verb = node.head.head
        given = verb is not None and node.head.relation == "object" and node.tag != "VBN"
        return drafts.get(verb.index) if verb is not None and given else None
    return drafts.get(node.head.index)


def _tells_of_adjective(gerund: Node, head: Node) -> bool:
    """Whether a clause tells what somebody is capable of, committed to, old enough for."""
    if gerund.tag == "VB" and any(c.text.lower() == "enough" for c in head.get("adverb")):
        return True
    marks = {child.text.lower() for child in gerund.get("marker")}
    return gerund.tag == "VBG" and head.tag.startswith("JJ") and bool(marks & OF_ADJECTIVES)


def _reciprocal(draft: Draft, roles: list[tuple[str, Node]]) -> list[tuple[str, Node]]:
    """Let A be with B where "A and B met"."""
    subjects = [node for role, node in roles if role == "subject"]
    others = {role for role, _ in roles} & {"object", "with"}
    if draft.lemma not in lexicon().reciprocals or others or len(subjects) < 2:
        return roles
    partners = subjects[1:]
    return [("with", n) if r == "subject" and n in partners else (r, n) for r, n in roles]
