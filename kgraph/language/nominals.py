"""Clauses that a noun makes: "Google's purchase of YouTube", "the arrest of Ann Lee"."""

from collections.abc import Iterator, Mapping, Sequence

from kgraph.language.lexicon import Nominal, lexicon
from kgraph.language.mentions import NameSpan
from kgraph.language.tree import Node


def nominal_roles(
    nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Iterator[tuple[Node, str, list[tuple[str, Node]]]]:
    """Yield each noun of an event with the verb it stands for and its (role, node) pairs.

    In text order.
    """
    for node in nodes:
        nominal = lexicon().nominals.get(node.lemma) if node.is_noun else None
        if nominal is None or node.index in owners:
            continue
        yield node, nominal.verb, list(_roles(node, nominal, owners))


def _roles(
    node: Node, nominal: Nominal, owners: Mapping[int, NameSpan]
) -> Iterator[tuple[str, Node]]:
    beside = list(node.get("modifier", "oblique"))
    beside += [c for b in beside for c in b.get("modifier") if c.preposition == "by"]
    brought = [
        (nominal.roles[child.preposition], child)
        for child in beside
        if child.preposition in nominal.roles
    ]
    yield from brought
    taken = {role for role, _ in brought}
    possessor = node.first("possessor") or _named_modifier(node, owners)
    if possessor is None:
        return
    if nominal.owner not in taken:
        yield nominal.owner, possessor
    elif "object" not in taken:
        yield "object", possessor


def _named_modifier(node: Node, owners: Mapping[int, NameSpan]) -> Node | None:
    """Return "Russian" of "the Russian invasion of Crimea", "FBI" of "the FBI investigation"."""
    return next((c for c in node.get("compound", "adjective") if c.index in owners), None)
