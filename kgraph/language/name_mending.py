"""Mends of what a tree does with names: whose they are, what they are the subject of."""

from collections.abc import Mapping, Sequence

from kgraph.language.name_spans import NameSpan
from kgraph.language.references import name_head
from kgraph.language.role_nouns import is_role
from kgraph.language.tree import Node, attach

SUBJECTS = ("subject", "passive_subject")
ENDS = ("object", "subject", "passive_subject", "agent")
BESIDE = frozenset({"modifier", "apposition", "flat", "compound", "oblique"})
INSIDE = frozenset({"compound", "adjective"})
PAST = frozenset({"VBD", "VBN"})


def mend_names(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Mend what hangs on names and what they hang on, in place."""
    for name in {owner.start: owner for owner in owners.values()}.values():
        _free_verb(name, nodes)
        _give_verb(name, nodes)
        _join_title(name, nodes)
        _seat_person(name, nodes, owners)
        _part_agent(name, nodes)
        _join_addition(name, nodes)
        _join_list(name_head(nodes[name.start : name.end]))


def _free_verb(name: NameSpan, nodes: Sequence[Node]) -> None:
    """Read "imposed" as the verb of "The ministry imposed sanctions", taken for one compound."""
    verb = nodes[name.end] if name.end < len(nodes) else None
    noun = verb.head if verb is not None else None
    if verb is None or noun is None or verb.tag not in PAST or verb.relation not in INSIDE:
        return
    subject = name_head(nodes[name.start : name.end])
    if subject.head is not noun or subject.relation not in INSIDE or noun.head is not None:
        return
    noun.children.remove(verb)
    verb.head, verb.relation, verb.tag = None, "root", "VBD"
    for child in [c for c in noun.children if c.index < name.start and c.preposition]:
        attach(child, verb, child.relation)
    attach(subject, verb, "subject")
    attach(noun, verb, "object")


def _give_verb(name: NameSpan, nodes: Sequence[Node]) -> None:
    """Make a name the subject of the verb that a tree takes it for a part of."""
    head = name_head(nodes[name.start : name.end])
    verb = head.head
    if verb is None or not verb.is_finite or head.relation not in INSIDE:
        return
    if head.index < verb.index and verb.first(*SUBJECTS) is None and not head.preposition:
        head.relation = "subject"


def _title(name: NameSpan, nodes: Sequence[Node]) -> Node | None:
    title = nodes[name.start - 1] if name.start else None
    titled = title is not None and name.type == "Person" and is_role(title)
    return title if titled else None


def _join_title(name: NameSpan, nodes: Sequence[Node]) -> None:
    """Give "supporters of president Ann Lee left" its subject, where the tree has Ann Lee."""
    title, head = _title(name, nodes), name_head(nodes[name.start : name.end])
    noun, verb = title.head if title is not None else None, head.head
    if title is None or noun is None or verb is None or head.relation not in SUBJECTS:
        return
    if title.relation != "modifier" or title.preposition != "of" or not noun.is_noun:
        return
    relation, head.preposition = head.relation, title.preposition
    attach(head, noun, "modifier")
    attach(title, head, "description")
    title.preposition = ""
    if verb not in noun.ancestors() and noun not in verb.ancestors():
        attach(noun, verb, relation)
        noun.preposition = ""


def _seat_person(name: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Put Ann Lee in the place of the party in "spoke to Unity Party nominee Ann Lee"."""
    title, head = _title(name, nodes), name_head(nodes[name.start : name.end])
    body, owner = head.head, owners.get(head.head.index) if head.head is not None else None
    if title is None or body is None or owner is None or owner.type != "Organization":
        return
    between = nodes[owner.end : title.index]
    beside = head.relation in BESIDE and all(n.tag in {"JJ", "NN", "VBN"} for n in between)
    if body.head is None or not beside or body.head in nodes[owner.start : owner.end]:
        return
    head.preposition, body.preposition = body.preposition, ""
    attach(head, body.head, body.relation)
    for link in list(body.get("preposition")):
        if link.index < owner.start:
            attach(link, head, "preposition")
    attach(body, head, "compound")


def _part_agent(name: NameSpan, nodes: Sequence[Node]) -> None:
    """Give a name the preposition before its title, and hang it on what that follows.

    "Smer, the party led by minister Ann Lee", "the victory of candidate Ann Lee".
    """
    title, head = _title(name, nodes), name_head(nodes[name.start : name.end])
    links = title.get("preposition") if title is not None and title.head is head else ()
    for link in links:
        before = nodes[link.index - 1]
        if (
            link.text.lower() == "by"
            and before.is_verb
            and head.relation in {"apposition", "conjunct"}
        ):
            attach(head, before, "agent")
        elif head.relation == "apposition" and head.head is before:
            head.relation, head.preposition = "modifier", link.text.lower()


def _join_addition(name: NameSpan, nodes: Sequence[Node]) -> None:
    """Join "as well as Ann Lee" to the name or noun before it."""
    head = name_head(nodes[name.start : name.end])
    before = [node.text.lower() for node in nodes[max(0, name.start - 3) : name.start]]
    verb, end = head.head, name.start - 4
    if before != ["as", "well", "as"] or verb is None or not verb.is_verb or end < 0:
        return
    joined = next(
        (n for n in (nodes[end], *nodes[end].ancestors()) if n.relation in (*ENDS, "conjunct")),
        None,
    )
    if joined is not None and joined is not head and head not in joined.ancestors():
        attach(head, joined, "conjunct")
        head.preposition = ""


def _join_list(head: Node) -> None:
    """Hang a name that is coordinated with a verb on the verb's last end before it."""
    verb = head.head
    if head.relation != "conjunct" or verb is None or not verb.is_verb:
        return
    before = [end for end in verb.get(*ENDS, "oblique") if verb.index < end.index < head.index]
    if before and not any(child.relation in SUBJECTS for child in head.children):
        last = max(before, key=lambda end: end.index)
        attach(head, last, "conjunct")
