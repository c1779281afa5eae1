"""Posts told through a person: "Merkel's foreign minister" is one of Germany's."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kgraph.language.role_nouns import role_lemma
from kgraph.language.roles import Role
from kgraph.language.surroundings import Owner
from kgraph.language.tree import Node
from kgraph.names.words import words


def of_employers(
    roles: Sequence[Role], nodes: Sequence[Node], thing: Callable[[Owner], str]
) -> Iterator[Role]:
    """Yield the roles; those of a person's people are of what the article says he works for.

    ``thing`` gives the name of what an owner means. A state's posts are those of the only country
    that the person is the head of, others those of the only body that he has a post in.
    """
    posts: dict[str, list[Role]] = {}
    for role in roles:
        holder = thing(Owner(role.holder.start, role.holder.end))
        if holder and role.of is not None:
            posts.setdefault(holder, []).append(role)
    for role in roles:
        held = posts.get(thing(role.of), []) if role.of is not None else []
        bodies = [r.of for r in held if r.of is not None and _passes_on(role, r, nodes)]
        single = len({thing(body) for body in bodies}) == 1
        if not single or role_lemma(nodes, role.node.index) in words("colleagues"):
            yield role
        if single:
            yield replace(role, of=bodies[0], implied=True)


def _passes_on(role: Role, head: Role, nodes: Sequence[Node]) -> bool:
    """Whether what somebody's people are is of what that person heads, or works for."""
    lemma, post = role_lemma(nodes, role.node.index), role_lemma(nodes, head.node.index)
    if lemma in words("state_posts") | words("posts_abroad"):
        return post in words("heads_of_state")
    ruling = words("company_officers") | words("chief_posts") | words("unit_posts")
    return lemma in words("colleagues") and post in ruling
