"""Drafts that no verb makes: titles, appositions, possessors, nouns of events."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from kgraph.language.belonging import antecedent, find_belongings, is_party
from kgraph.language.draft import BELONGING, CALLED, CHARGES, Draft, bearer, coordinated, noun_roles
from kgraph.language.lexicon import lexicon
from kgraph.language.name_links import name_links
from kgraph.language.name_spans import GROUPS, NameSpan
from kgraph.language.nominals import nominal_roles
from kgraph.language.predicated import Predicated, predicated_roles
from kgraph.language.references import name_head
from kgraph.language.role_nouns import stance_before
from kgraph.language.roles import Role, is_role, role_lemma
from kgraph.language.tree import Node
from kgraph.names.words import words

STANCES = frozenset({"pro", "anti"})
PERSONAL = frozenset({"his", "her", "my"})
"""A man's force, ministry or team is not his ("his Quds Force")."""


def named_drafts(
    nodes: Sequence[Node],
    owners: Mapping[int, NameSpan],
    roles: Sequence[Role],
    verbal: Mapping[int, Draft],
    implied: Mapping[int, Node],
) -> Iterator[Draft]:
    """Yield the drafts of names and nouns, in no stated order.

    ``verbal`` are the drafts of verbs by trigger; a verb of leaving a post is told here from whom
    ("quit as head of Greenpeace"). ``implied`` are words for what a post is of where only the
    context tells, by role noun.
    """
    yield from _from_roles(roles, nodes)
    yield from _apposed_names(nodes, owners)
    yield from _possessives(nodes, owners)
    yield from _belongings(nodes, owners)
    yield from _nominals(nodes, owners, verbal)
    yield from _predicated(nodes, owners, verbal, implied)
    yield from _called(nodes, owners)
    yield from _stances(nodes, owners)
    yield from _labelled(nodes, owners, verbal)
    yield from name_links(nodes, owners)


def _from_roles(roles: Sequence[Role], nodes: Sequence[Node]) -> Iterator[Draft]:
    for role in roles:
        holder = name_head(nodes[role.holder.start : role.holder.end])
        lemma = role_lemma(nodes, role.node.index)
        if role.of is not None and nodes[role.of.end - 1].lemma.lower() in words("unit_nouns"):
            lemma = lemma.removeprefix("unit ")
        draft = Draft(role.node, (role.node,), lemma, role.rule)
        draft.roles.append(("subject", holder))
        draft.former = role.former
        if role.of is not None:
            link = "implied" if role.implied else "of"
            draft.roles.append((link, name_head(nodes[role.of.start : role.of.end])))
        else:
            draft.roles.extend(_place_of_post(role.node))
        yield draft


def _place_of_post(post: Node) -> Iterator[tuple[str, Node]]:
    """Yield "city" of "the mayor of the twin city of Pella", which stands for the place."""
    for child in post.get("modifier"):
        if child.preposition == "of" and child.lemma in words("place_nouns"):
            yield "of", child


def _apposed_names(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> Iterator[Draft]:
    """Yield "its founder, Eugene Kaspersky,": a role noun with a name in apposition.

    What somebody has may be any noun with a name right behind it ("their ship, the Plover,").
    """
    for node in nodes:
        names = [c for c in node.get("apposition") if c.index in owners]
        if not names or node.index in owners or not node.is_noun:
            continue
        if is_role(node):
            draft = Draft(node, (node,), role_lemma(nodes, node.index), "apposition")
            draft.roles = [("subject", names[0]), *noun_roles(node, owners)]
            yield draft
        elif node.first("possessor") and _is_right_behind(node, owners[names[0].index], nodes):
            draft = Draft(node, (node,), node.lemma, "apposition")
            ends = [("subject", names[0]), *(("of", c) for c in node.get("possessor"))]
            draft.roles = list(coordinated(ends, nodes, owners)) if node.tag == "NNS" else ends
            yield draft


def _is_right_behind(noun: Node, name: NameSpan, nodes: Sequence[Node]) -> bool:
    between = [n.text.lower() for n in nodes[noun.index + 1 : name.start]]
    return noun.index < name.start and [t for t in between if t != "the"] in ([], [","])


def _nominals(
    nodes: Sequence[Node], owners: Mapping[int, NameSpan], verbal: Mapping[int, Draft]
) -> Iterator[Draft]:
    """Yield the nouns of events that have two ends at least."""
    for node, verb, roles in nominal_roles(nodes, owners):
        above = verbal.get(node.head.index) if node.head is not None else None
        given = roles if above is None else [*_carriers(node, above, roles), *roles]
        filled = list(coordinated(given, nodes, owners))
        if node.index not in verbal and len(filled) > 1:
            draft = Draft(node, (node,), verb, "nominal", filled)
            if node.relation in {"object", "passive_subject"}:
                draft.governor = above
            yield draft


def _carriers(
    noun: Node, verb: Draft, roles: Sequence[tuple[str, Node]]
) -> Iterator[tuple[str, Node]]:
    """Yield who does or suffers what a noun of an event names, from the verb above it.

    "Announced the purchase of YouTube", "paid in a settlement with Spain", "accused Huawei of
    links to the army", "received help from Britain".
    """
    words, filled = lexicon(), {role for role, _ in roles}
    doing = verb.rule == "active" and noun.relation == "object"
    settling = noun.preposition == "in" and "with" in words.nominals[noun.lemma].roles.values()
    if "subject" not in filled:
        if (doing and verb.lemma in words.carrying) or (settling and verb.rule == "active"):
            yield from (("subject", node) for node in verb.nodes("subject"))
        elif verb.lemma in words.speech.accusing and noun.preposition in CHARGES:
            yield from (("subject", node) for node in verb.nodes("object"))
    elif "object" not in filled and doing and verb.lemma in words.receiving:
        yield from (("object", node) for node in verb.nodes("subject"))


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
            draft.roles = [("subject", held.holder), *noun_roles(noun, owners)]
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
    named = (n if n.index in owners else n.first("apposition") or n for n in others)
    bodies = [n for n in named if n.index in owners and owners[n.index].type in GROUPS]
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


def _stances(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> Iterator[Draft]:
    """Yield "the pro-Russian politician Ann Lee": what somebody is called to be for or against."""
    for name in {span.start: span for span in owners.values()}.values():
        stance = stance_before(nodes, name.start)
        if stance is None or stance.text.lower() not in STANCES:
            continue
        run = takewhile(
            lambda n: n.tag in {"NN", "JJ"} and n.index not in owners, nodes[name.end :]
        )
        nouns = [node for node in run if node.tag == "NN"]
        following = owners.get(nouns[-1].index + 1) if nouns else None
        if following is not None and following.type in {"Person", "Organization"}:
            holder = name_head(nodes[following.start : following.end])
        elif nouns and bearer(nouns[-1], owners) is not nouns[-1]:
            holder = bearer(nouns[-1], owners)
        else:
            continue
        draft = Draft(stance, (stance,), stance.text.lower(), BELONGING)
        draft.roles = [("subject", holder), ("of", name_head(nodes[name.start : name.end]))]
        yield draft


def _labelled(
    nodes: Sequence[Node], owners: Mapping[int, NameSpan], verbal: Mapping[int, Draft]
) -> Iterator[Draft]:
    """Yield what somebody is said to be by "called X a friend of Y", "described X as its ally"."""
    for verb in verbal.values():
        if verb.lemma not in lexicon().speech.labelling:
            continue
        places = [node for role, node in verb.roles if role in {"object", "complement", "as"}]
        places.sort(key=lambda node: node.index)
        for label in places[1:]:
            if label.is_noun and label.index not in owners and label.index not in verbal:
                lemma = role_lemma(nodes, label.index) if is_role(label) else label.lemma
                draft = Draft(label, (label,), lemma, "copula")
                draft.roles = [("subject", places[0]), *noun_roles(label, owners)]
                yield draft


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
            having = owners.get(owner.index)
            if having is not None and _is_body_of(nodes[after.start : after.end], having):
                draft.lemma = "have body"
            if having is not None and having.type == "Country":
                draft.roles = list(coordinated(draft.roles, nodes, owners))
            yield draft


def _is_body_of(name: Sequence[Node], owner: NameSpan) -> bool:
    """Whether a name is of an owner's part: "data protection authority", "Cyber Division"."""
    if owner.type == "Country":
        return name[0].text.islower()
    parts = (
        words("inner_bodies") | words("body_nouns") | words("unit_nouns") | words("national_bodies")
    )
    return owner.type in GROUPS and any(node.text.lower() in parts for node in name)


def _describes(noun: Node) -> bool:
    return noun.lemma in words("product_nouns")


def _possessor(
    mark: Node, after: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Node | None:
    if mark.tag == "PRP$":
        following = nodes[after.end] if after.end < len(nodes) else None
        if following is not None and following.is_noun and not _describes(following):
            return None
        having = {"Product"} if mark.text.lower() in PERSONAL else {"Product", "Organization"}
        return mark if after.type in having else None
    behind = nodes[after.end : after.end + 1]
    if after.type in {"Country", "Place"} and any(n.tag in {"NN", "NNS"} for n in behind):
        return None
    before = owners.get(mark.index - 1)
    if mark.tag == "WP$":
        before = antecedent(mark, nodes, owners)
    if mark.tag not in {"POS", "WP$"} or before is None or not _may_have(before, after):
        return None
    return name_head(nodes[before.start : before.end])


def _may_have(owner: NameSpan, owned: NameSpan) -> bool:
    """Whether one name can own another: a country what is seated there, nobody a country.

    A man's party is not his, nor is his ministry.
    """
    if owner.type == "Person" and words("held_words") & set(owned.name.split()):
        return False
    if is_party(owned):
        return owner.type == "Country"
    if owned.type == "Person":
        return owner.type == "Person"
    return owned.type != "Country" and (owner.type != "Country" or owned.type == "Organization")
