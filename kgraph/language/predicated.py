"""Roles that a verb gives or takes: "became chancellor of Germany", "quit as head of Wirecard"."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgraph.language.lexicon import lexicon
from kgraph.language.referents import name_head
from kgraph.language.role_nouns import is_role
from kgraph.language.roles import Role
from kgraph.language.tree import Node
from kgraph.names.words import words

PLACES = frozenset({"as", "object", "complement"})
SOUGHT = frozenset({"for"})
MOVING = frozenset({"leave"})
AFTER = frozenset({"follow", "succeed", "take over from"})


@dataclass(frozen=True, slots=True)
class Predicated:
    """A role that a verb tells of ``holder``; it may be ``over``, or only ``sought``."""

    holder: Node
    noun: Node
    over: bool = False
    sought: bool = False


def predicated_roles(lemma: str, roles: list[tuple[str, Node]]) -> Iterator[Predicated]:
    """Yield what a verb with these (role, node) pairs tells, by role noun.

    The holder is the subject of "become" and the object of "appoint"; who is followed as something
    was it before.
    """
    verbs = lexicon().role_verbs
    group = next((name for name, listed in verbs.items() if lemma in listed), "")
    end = "object" if group in {"gives", "takes"} else "subject"
    places = SOUGHT if group == "seeks" else PLACES
    holders = [node for role, node in roles if role == end and not is_role(node)]
    nouns = [node for role, node in roles if role in places and is_role(node)] if group else []
    for noun in nouns:
        for holder in holders:
            yield Predicated(holder, noun, group in {"takes", "leaves"}, group == "seeks")
        if lemma in AFTER:
            followed = (n for role, n in roles if role == "object" and n is not noun)
            yield from (Predicated(node, noun, over=True) for node in followed)


def left_by_rulers(
    lemma: str,
    filled: Sequence[tuple[str, Node]],
    others: Iterable[tuple[str, Sequence[tuple[str, Node]]]],
) -> Iterator[tuple[str, Node]]:
    """Yield what somebody leaves who "had run Sprint" and "stepped down", all in one sentence.

    ``others`` are the lemmas and the (role, node) pairs of the verbs of the article.
    """
    if not _leaves(lemma, filled):
        return
    subjects = [node for role, node in filled if role == "subject"]
    for other, roles in others:
        rules = other in lexicon().role_verbs["rules"]
        if rules and any(role == "subject" and node in subjects for role, node in roles):
            yield from (
                ("from", n) for role, n in roles if role == "object" and _is_near(n, subjects)
            )


def _is_near(node: Node, others: Sequence[Node]) -> bool:
    return any(node.sentence == other.sentence for other in others)


def left_bodies(
    lemma: str, filled: Sequence[tuple[str, Node]], roles: Sequence[Role], nodes: Sequence[Node]
) -> Iterator[tuple[str, Node]]:
    """Yield what somebody leaves who only "stepped down": what his sentence calls him the head of.

    ``filled`` are the (role, node) pairs of the verb, ``roles`` those of the article.
    """
    if not _leaves(lemma, filled):
        return
    subjects = [node for role, node in filled if role == "subject"]
    for role in roles:
        holds = any(role.holder.start <= n.index < role.holder.end for n in subjects)
        beside = any(n.sentence == role.node.sentence for n in subjects)
        post = not role.former and role.node.lemma not in words("nationals")
        if holds and beside and role.of is not None and post:
            yield "from", name_head(nodes[role.of.start : role.of.end])


def left_by_holders(
    lemma: str, filled: Sequence[tuple[str, Node]], held: Mapping[int, Node]
) -> Iterator[tuple[str, Node]]:
    """Yield what somebody leaves who "resigned": the only body that he is said to have a post at.

    Who only "left" may have left a place.
    """
    if _leaves(lemma, filled) and lemma not in MOVING:
        subjects = (node for role, node in filled if role == "subject")
        yield from (("implied", held[node.index]) for node in subjects if node.index in held)


def _leaves(lemma: str, filled: Sequence[tuple[str, Node]]) -> bool:
    """Whether a verb tells that somebody leaves a post, and not which."""
    named = {role for role, _ in filled} & {"object", "from", "as"}
    return lemma in lexicon().role_verbs["leaves"] and not named
