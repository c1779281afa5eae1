"""What an article refers to, in reading order: the memory that rules of reference draw on."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from kgraph.language.clusters import NamedCluster
from kgraph.language.role_nouns import role_lemma
from kgraph.language.roles import Role
from kgraph.language.surroundings import Surroundings
from kgraph.language.tree import Node
from kgraph.names.words import words

WORD = re.compile(r"[^\W_]+")
REACH = 5
MEMORY = 200
HELD = frozenset({"object", "indirect_object", "agent", "passive_subject"})
SUBJECTS = frozenset({"subject", "passive_subject"})
GENDERS = (("he", "masculine"), ("she", "feminine"))
SURNAMES = tuple(words("feminine_surname_ends"))


@dataclass(slots=True, eq=False)
class Referent:
    """Something a pronoun can mean: a named thing, or a plain noun phrase (``cluster`` None).

    ``members`` are the things that a plural means together.
    """

    node: Node
    cluster: NamedCluster | None
    person: bool
    why: str = ""
    antecedent: "Referent | None" = None
    members: "tuple[Referent, ...]" = ()

    @property
    def root(self) -> "Referent":
        """The referent at the beginning of the chain of antecedents."""
        first = self
        while first.antecedent is not None:
            first = first.antecedent
        return first

    @property
    def named(self) -> NamedCluster | None:
        """The named thing meant, if any."""
        return self.root.cluster


@dataclass(slots=True)
class History:
    """What was read so far of an article, and what its names and roles tell beforehand.

    ``found`` holds referents by the number of their node, ``at`` the named things by the first
    node of each name, ``titles`` the role nouns before names by the same, ``called`` the role nouns
    given to each thing, by the thing's ``id``, ``by_lemma`` the roles by their lemmas, ``owned``
    the roles by the first node of what they are of, ``headlined`` what the headline names, by the
    thing's ``id``, ``taken_up`` the plural nouns that "they" takes up by the number of its node.
    """

    around: Surroundings
    clusters: Sequence[NamedCluster]
    roles: Sequence[Role]
    at: Mapping[int, NamedCluster]
    titles: Mapping[int, Node]
    called: Mapping[int, Counter[str]]
    by_lemma: Mapping[str, Sequence[Role]]
    owned: Mapping[int, Sequence[Role]]
    genders: dict[int, str]
    headlined: frozenset[int]
    found: dict[int, Referent] = field(default_factory=dict)
    seen: list[Referent] = field(default_factory=list)
    taken_up: dict[int, Node] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        around: Surroundings,
        clusters: Sequence[NamedCluster],
        roles: Sequence[Role],
        headline: str = "",
    ) -> "History":
        """Return the history of an article of which nothing is read yet."""
        at = {span.start: c for c in clusters for span, _ in c.members}
        called = defaultdict[int, Counter[str]](Counter)
        genders = {id(c): gender for c in clusters if (gender := _gender_of_name(c))}
        for role in roles:
            cluster = at.get(role.holder.start)
            if cluster is not None:
                called[id(cluster)][role.node.lemma.lower()] += 1
                _note_gender(genders, role.node.lemma.lower(), cluster)
        for start, cluster in at.items():
            _note_gender(genders, around.nodes[start - 1].text if start else "", cluster)
        titles = {r.holder.start: r.node for r in roles if r.rule == "title"}
        by_lemma, owned = defaultdict[str, list[Role]](list), defaultdict[int, list[Role]](list)
        for role in roles:
            by_lemma[role_lemma(around.nodes, role.node.index)].append(role)
            if role.of is not None:
                owned[role.of.start].append(role)
        headlined = frozenset(id(c) for c in clusters if _is_in(headline, c))
        return cls(around, clusters, roles, at, titles, called, by_lemma, owned, genders, headlined)

    def add(self, referent: Referent) -> None:
        """Remember what was read last."""
        self.found[referent.node.index] = referent
        self.seen.append(referent)

    def recent(self) -> Sequence[Referent]:
        """Return what was read last, in text order, as much as is remembered."""
        return self.seen[-MEMORY:]

    def first(self, cluster: NamedCluster) -> Referent:
        """Return the referent of the first name of a thing, of its own names where it has one."""
        name = next((s for s, _ in cluster.members if not s.adjective), cluster.members[0][0])
        head = name_head(self.around.nodes[name.start : name.end])
        return Referent(head, cluster, cluster.type == "Person")

    def near(self, node: Node, sentences: int = REACH) -> Iterator[Referent]:
        """Yield what was read in the last few sentences, the latest first."""
        return takewhile(
            lambda seen: node.sentence - seen.node.sentence <= sentences, reversed(self.seen)
        )

    def named_near(self, node: Node, sentences: int, type_: str) -> list[NamedCluster]:
        """Return the named things of a type in the last few sentences, each once."""
        named = (seen.named for seen in self.near(node, sentences))
        return list({id(n): n for n in named if n is not None and n.type == type_}.values())

    def most_salient(self, node: Node, weigh: Callable[[NamedCluster], float]) -> Referent | None:
        """Return the last referent to the named thing that stands out most before ``node``."""
        return next((seen for _, seen in self.ranked(node, weigh)), None)

    def ranked(
        self, node: Node, weigh: Callable[[NamedCluster], float]
    ) -> Sequence[tuple[float, Referent]]:
        """Return how much each named thing stands out before ``node``, the most first.

        With it comes the last referent to it. Each reference counts by nearness, a subject's
        twice, times what ``weigh`` gives its thing; at zero it is no candidate. What is an
        argument of the same verb is none either.
        """
        bound = {id(s.named) for s in self.near(node, 0) if _shares_verb(node, s.node)}
        bound |= {id(cluster) for cluster in self._named_after(node)}
        scores, latest = defaultdict[int, float](float), dict[int, Referent]()
        for seen in self.recent():
            named = seen.named
            if named is None or id(named) in bound:
                continue
            weight = weigh(named) * (2 if seen.node.relation in SUBJECTS else 1)
            scores[id(named)] += weight / (1 + node.sentence - seen.node.sentence)
            latest[id(named)] = seen
        found = [(scores[n], latest[n]) for n in latest if scores[n] > 0]
        return sorted(found, key=lambda row: (row[0], row[1].node.index), reverse=True)

    def _named_after(self, node: Node) -> Iterator[NamedCluster]:
        """Yield what is named later as an argument of the same verb ("the group uses Acme")."""
        verb = node.head
        for child in verb.children if verb is not None and verb.is_verb else ():
            owner = self.around.owners.get(child.index)
            if owner is not None and child.index > node.index and child.relation in HELD:
                yield self.at[owner.start]


def is_public(cluster: NamedCluster) -> bool:
    """Whether a word of its names tells that it is a public body."""
    public = words("public_words") | words("public_acronyms")
    named = {word for span, _ in cluster.members for word in span.name.split()}
    return cluster.type == "Government" or any(
        w.replace(".", "") in public or w.capitalize() in public for w in named
    )


def is_party(cluster: NamedCluster) -> bool:
    """Whether a word of its names tells that it is a party."""
    parties = words("parties") | words("partisans")
    named = {word for span, _ in cluster.members for word in (span.name, *span.name.split())}
    return cluster.type == "Organization" and bool(named & parties)


def name_head(nodes: Sequence[Node]) -> Node:
    """Return the node of a name that the rest of the sentence hangs on."""
    inside = {id(node) for node in nodes}
    outward = [n for n in nodes if n.head is None or id(n.head) not in inside]
    return outward[0]


def _is_in(headline: str, cluster: NamedCluster) -> bool:
    """Whether a headline names the thing."""
    padded = f" {' '.join(WORD.findall(headline)).lower()} "
    names = {" ".join(WORD.findall(span.name)).lower() for span, _ in cluster.members}
    return any(name and f" {name} " in padded for name in names)


def _shares_verb(node: Node, other: Node) -> bool:
    return node.head is not None and node.head is other.head and node.head.is_verb


def _gender_of_name(cluster: NamedCluster) -> str:
    """Return "he" or "she" where a person's first name tells, else nothing."""
    names = [span.name.split() for span, _ in cluster.members if cluster.type == "Person"]
    first = max(names, key=len, default=[])[:1]
    told = (gender for gender, key in GENDERS if first and first[0] in words(f"{key}_names"))
    feminine = any(parts[-1].endswith(SURNAMES) for parts in names if len(parts) > 1)
    return next(told, "she" if feminine else "")


def _note_gender(genders: dict[int, str], word: str, cluster: NamedCluster) -> None:
    for gender, key in GENDERS:
        if word in words(key):
            genders[id(cluster)] = gender
