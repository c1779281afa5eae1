"""Roles that only the context completes: whose minister, whose officer, which company.

Read after references are resolved. What is inferred stays in doubt: one candidate, or none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kgraph.language.clusters import NamedCluster
from kgraph.language.colleagues import of_employers
from kgraph.language.focus import Focus, named_as, nearest
from kgraph.language.mentions import NameSpan
from kgraph.language.nationalities import find_nationalities
from kgraph.language.referents import Referent, name_head
from kgraph.language.role_nouns import is_role, role_lemma
from kgraph.language.roles import Role, is_former
from kgraph.language.surroundings import Owner, Surroundings
from kgraph.language.tree import Node
from kgraph.names.words import words

REACH = 4
BEGINNING = 5


def complete_roles(
    roles: Sequence[Role],
    around: Surroundings,
    clusters: Sequence[NamedCluster],
    referents: Mapping[int, Referent],
) -> tuple[Role, ...]:
    """Return the roles with what they imply: owners not said, and whose people somebody is.

    ``referents`` are by the number of their node. Ordered by holder and role noun.
    """
    context = _Context(roles, Focus(around, clusters, referents))
    names = [span for cluster in clusters for span, _ in cluster.members]
    national = find_nationalities(around, names, roles)
    posts = of_employers(list(map(context.completed, roles)), around.nodes, context.thing)
    found = [*posts, *context.companies(), *context.posts(), *national]
    return tuple(sorted(found, key=lambda r: (r.holder.start, r.node.index)))


def implied_owners(
    roles: Sequence[Role],
    around: Surroundings,
    clusters: Sequence[NamedCluster],
    referents: Mapping[int, Referent],
) -> Mapping[int, Node]:
    """Return words for what posts are of where only the context tells, by the post's noun.

    These are nouns that no name stands beside: "became prime minister".
    """
    context = _Context(roles, Focus(around, clusters, referents))
    told = {role.node.index for role in roles}
    found: dict[int, Node] = {}
    for node in around.nodes:
        if is_role(node) and node.index not in told and around.owner_of(node.index) is None:
            of = context.focus.of_post(node)
            if of is not None:
                found[node.index] = name_head(around.nodes[of.start : of.end])
    return found


def held_posts(
    roles: Sequence[Role], around: Surroundings, referents: Mapping[int, Referent]
) -> Mapping[int, Node]:
    """Return the only body that a person has a post at, by the number of each word for the person.

    Posts that are over do not count; who has two is left out, as is who is called so only later.
    """
    held: dict[int, dict[int, Node]] = {}
    for role in roles:
        holder, of = referents.get(_head(role.holder, around).index), role.of
        body = referents.get(_head(of, around).index) if of is not None else None
        if holder is None or holder.named is None or body is None or body.named is None:
            continue
        if not role.former and body.named.type == "Organization":
            held.setdefault(id(holder.named), {}).setdefault(id(body.named), body.node)
    return {
        index: body
        for index, referent in referents.items()
        for bodies in (held.get(id(referent.named), {}),)
        for body in bodies.values()
        if referent.person and len(bodies) == 1 and body.index < index
    }


def _head(owner: Owner | NameSpan, around: Surroundings) -> Node:
    return name_head(around.nodes[owner.start : owner.end])


@dataclass(frozen=True, slots=True)
class _Context:
    """What an article tells beside the words around a title."""

    roles: Sequence[Role]
    focus: Focus

    @property
    def around(self) -> Surroundings:
        """The words of the article with its names."""
        return self.focus.around

    @property
    def clusters(self) -> Sequence[NamedCluster]:
        """The things that the article names."""
        return self.focus.clusters

    @property
    def referents(self) -> Mapping[int, Referent]:
        """What words refer to, by the number of their node."""
        return self.focus.referents

    def completed(self, role: Role) -> Role:
        """Return the role with the owner that its context implies, if it has none and is sure."""
        lemma = role_lemma(self.around.nodes, role.node.index)
        if role.of is not None or (role.former and lemma in words("state_posts")):
            return role
        of = self._of_title(role, lemma) if role.rule == "title" else None
        of = of or self.focus.of_post(role.node)
        return role if of is None else replace(role, of=of, implied=True)

    def _of_title(self, role: Role, lemma: str) -> Owner | None:
        if lemma in words("kin"):
            return self._relative(role) if role.node.text.islower() else None
        bench = self.focus.bench(role.node) if lemma in words("bench") else None
        return bench or self._told_before(role) or self._of_the_chief(lemma) or self._body(role)

    def _relative(self, role: Role) -> Owner | None:
        """Return the only person before ("Ann Lee came with son Tom").

        That is in the sentence, or in the one before where it has none.
        """
        for distance in (0, 1):
            before = [r for r in self._persons(role.node, distance) if r.node is not role.node]
            if before:
                persons = {id(referent.named) for referent in before}
                node = before[-1].node if len(persons) == 1 else None
                return None if node is None else Owner(node.index, node.index + 1)
        return None

    def _persons(self, node: Node, distance: int) -> Iterator[Referent]:
        """Yield the persons meant before a node, so many sentences before its own."""
        for index, referent in sorted(self.referents.items()):
            if (
                index < node.index
                and referent.node.index == index
                and node.sentence - referent.node.sentence == distance
                and referent.node.relation not in {"possessor", "description"}
                and referent.named is not None
                and referent.named.type == "Person"
            ):
                yield referent

    def _body(self, role: Role) -> Owner | None:
        """Return the only body whose name the title repeats in short.

        "Commission President Ann Lee", "Competition Commissioner Ann Lee" of the European
        Commission.
        """
        before = self.around.nodes[max(0, role.node.index - 1) : role.node.index]
        short = before[0].text if before and before[0].text[:1].isupper() else ""
        alike = role.node.lemma.lower() in words("posts_of_bodies")
        begun = role.node.text.lower()[:BEGINNING]
        bodies = [
            span
            for cluster in self.clusters
            if cluster.type in {"Organization", "Government"}
            for span in named_as(cluster)
            if (last := span.name.split()[-1]) == short in words("public_words")
            or (alike and last.lower().startswith(begun))
        ]
        return nearest(bodies, role.node) if len({body.name for body in bodies}) == 1 else None

    def companies(self) -> Iterator[Role]:
        """Yield the country of a company that "the Russian company" refers to."""
        told = {role.node.index for role in self.roles}
        for index, referent in sorted(self.referents.items()):
            node, named = referent.node, referent.named
            if node.index != index or index in self.around.owners or named is None:
                continue
            of = self.around.of_name(index) if node.is_noun else None
            if (
                of is not None
                and of.adjective
                and named.type == "Organization"
                and index not in told
            ):
                holder = Owner(index, index + 1)
                owner = Owner(of.start, of.end, of.name)
                yield Role(holder, node, owner, "apposition", former=False)

    def posts(self) -> Iterator[Role]:
        """Yield the post of a person that "Nokia's president" refers to, told nowhere else."""
        told = {role.node.index for role in self.roles}
        at = {span.start: cluster for cluster in self.clusters for span, _ in cluster.members}
        held = {(id(at.get(r.holder.start)), r.node.lemma.lower()) for r in self.roles}
        for index, referent in sorted(self.referents.items()):
            node, named = referent.node, referent.named
            if node.index != index or index in self.around.owners or named is None:
                continue
            of = self.around.of_name(index) if is_role(node) else None
            post = (id(named), node.lemma.lower())
            if of is not None and referent.person and index not in told and post not in held:
                owner = Owner(of.start, of.end, of.name)
                former = is_former(self.around.nodes, index)
                yield Role(Owner(index, index + 1), node, owner, "apposition", former)

    def _told_before(self, role: Role) -> Owner | None:
        """Return whose judge "a judge of the High Court" was, shortly before "Judge Ann Lee"."""
        before = reversed(self.around.nodes[: role.node.index])
        near = takewhile(lambda n: role.node.sentence - n.sentence <= REACH, before)
        alike = [n for n in near if n.lemma.lower() == role.node.lemma.lower() and is_role(n)]
        held = {other.node.index for other in self.roles} if alike else set[int]()
        owners = [
            owner
            for node in alike
            if node.index not in held
            and node.index not in self.around.owners
            and any(child.text.lower() in {"a", "an"} for child in node.get("determiner"))
            and (owner := self.around.owner_of(node.index)) is not None
        ]
        return self._only(owners)

    def _of_the_chief(self, lemma: str) -> Owner | None:
        """Return whose deputy governor somebody is, where the article has one governor."""
        if lemma.split()[0] not in words("lower_ranks"):
            return None
        chiefs = [
            r.of
            for r in self.roles
            if r.of is not None and role_lemma(self.around.nodes, r.node.index) == lemma.split()[-1]
        ]
        return self._only(chiefs)

    def _only(self, owners: Sequence[Owner]) -> Owner | None:
        """Return the first of several words for one thing, None where they are not for one."""
        return owners[0] if len({self.thing(owner) for owner in owners}) == 1 else None

    def thing(self, owner: Owner) -> str:
        """Return the name of what an owner means, its own where nothing is known of it."""
        referents = [self.referents.get(i) for i in range(owner.start, owner.end)]
        names = [r.named.name for r in referents if r is not None and r.named is not None]
        return names[0] if names else owner.name
