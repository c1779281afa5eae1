"""Roles that a verb gives or takes: "became chancellor of Germany", "quit as head of Wirecard"."""

from collections.abc import Iterator

from kgraph.language.lexicon import lexicon
from kgraph.language.role_nouns import is_role
from kgraph.language.tree import Node

PLACES = frozenset({"as", "object", "complement"})


def predicated_roles(
    lemma: str, roles: list[tuple[str, Node]]
) -> Iterator[tuple[Node, Node, bool]]:
    """Yield (holder, role noun, whether it is over) for a verb with these (role, node) pairs.

    The holder is the subject of "become" and the object of "appoint".
    """
    verbs = lexicon().role_verbs
    group = next((name for name, listed in verbs.items() if lemma in listed), "")
    if not group:
        return
    end = "object" if group in {"gives", "takes"} else "subject"
    holders = [node for role, node in roles if role == end and not is_role(node)]
    nouns = [node for role, node in roles if role in PLACES and is_role(node)]
    for holder in holders:
        for noun in nouns:
            yield holder, noun, group in {"takes", "leaves"}
