"""What pronouns and nominals refer to inside an article, by rules, each with its reason."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from kgraph.language.clusters import NamedCluster
from kgraph.language.mentions import NameSpan
from kgraph.language.roles import Role, Surroundings, is_role
from kgraph.language.speech import Speech
from kgraph.language.tree import Node
from kgraph.names.words import words

PERSONAL = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
NEUTRAL = frozenset({"it", "its"})
FIRST = frozenset({"i", "me", "my", "mine"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
REACH = 5
MEMORY = 200
GROUPS = frozenset({"Organization", "Government"})
PARTITIVES = frozenset({"one", "some", "part", "most", "many"})
SUBJECTS = frozenset({"subject", "passive_subject"})


@dataclass(slots=True, eq=False)
class Referent:
    """Something a pronoun can mean: a named thing, or a plain noun phrase (``cluster`` None)."""

    node: Node
    cluster: NamedCluster | None
    person: bool
    why: str = ""
    antecedent: "Referent | None" = None

    @property
    def root(self) -> "Referent":
        """The referent at the beginning of the chain of antecedents."""
        return self.antecedent.root if self.antecedent else self

    @property
    def named(self) -> NamedCluster | None:
        """The named thing meant, if any."""
        return self.root.cluster


@dataclass(slots=True)
class Reader:
    """Walks an article once and remembers what each pronoun and nominal refers to."""

    around: Surroundings
    clusters: Sequence[NamedCluster]
    roles: Sequence[Role]
    speech: Mapping[int, tuple[Speech, ...]]
    found: dict[int, Referent] = field(default_factory=dict)
    _genders: dict[int, str] = field(default_factory=dict)
    _seen: list[Referent] = field(default_factory=list)
    _groups: list[Referent] = field(default_factory=list)
    _at: dict[int, NamedCluster] = field(default_factory=dict)
    _titles: dict[int, Role] = field(default_factory=dict)

    def read(self) -> Mapping[int, Referent]:
        """Return referents by the number of their head node, names included."""
        self._at = {span.start: c for c in self.clusters for span, _ in c.members}
        self._titles = {role.node.index: role for role in self.roles if role.rule == "title"}
        self._learn_genders()
        heads = self._name_heads()
        for node in self.around.nodes:
            referent = heads.get(node.index) or self._common(node)
            if referent is not None:
                self.found[node.index] = referent
                self._seen.append(referent)
                if referent.cluster is not None and referent.cluster.type in GROUPS:
                    self._groups.append(referent)
        return self.found

    def _name_heads(self) -> dict[int, Referent]:
        heads: dict[int, Referent] = {}
        for cluster in self.clusters:
            for span, why in cluster.members:
                head = name_head(self.around.nodes[span.start : span.end])
                if not span.adjective:
                    person = cluster.type == "Person"
                    heads[head.index] = Referent(head, cluster, person, why)
        return heads

    def _learn_genders(self) -> None:
        for role in self.roles:
            self._note_gender(role.node.lemma.lower(), role.holder.start)
        for cluster in self.clusters:
            for span, _ in cluster.members:
                before = self.around.nodes[span.start - 1].text if span.start else ""
                if before in words("honorifics"):
                    self._note_gender(before, span.start)

    def _note_gender(self, word: str, start: int) -> None:
        for gender, listed in (("he", words("masculine")), ("she", words("feminine"))):
            if word in listed:
                cluster = self._at.get(start)
                if cluster is not None:
                    self._genders[id(cluster)] = gender

    def _common(self, node: Node) -> Referent | None:
        word = node.text.lower()
        if node.tag in {"PRP", "PRP$"}:
            return self._pronoun(node, word)
        if not node.is_noun or node.index in self.around.owners:
            return None
        titled = self._titled(node) or self._apposed(node)
        if titled is not None:
            return titled
        if node.relation in {"compound", "flat", "description"}:
            return None
        if self._is_definite(node):
            antecedent = self._nominal(node)
            if antecedent is not None:
                return antecedent
        return Referent(node, None, is_role(node))

    def _apposed(self, node: Node) -> Referent | None:
        """Return the name that a noun stands beside ("the mayor of London, Ann Lee,")."""
        beside = [
            child
            for child in node.get("apposition", "flat", "description", "modifier")
            if child.relation == "apposition" or child.index == node.index + 1
        ]
        if node.relation == "apposition" and node.head is not None:
            beside.append(node.head)
        for other in beside:
            owner = self.around.owners.get(other.index)
            cluster = self._at.get(owner.start) if owner else None
            if cluster is not None and not other.preposition:
                holder = Referent(other, cluster, cluster.type == "Person")
                return Referent(node, None, holder.person, f"{node.text}, {cluster.name}", holder)
        return None

    def _is_definite(self, node: Node) -> bool:
        marks = {c.text.lower() for c in node.get("determiner")}
        return bool(marks & DEFINITE) or node.first("possessor") is not None

    def _nominal(self, node: Node) -> Referent | None:
        """Return what "the president", "the head of state", "the company" refers to."""
        if node.first("copula") or node.relation == "apposition" or node.tag == "NNS":
            return None
        if is_role(node):
            return self._by_role(node)
        if node.tag != "NN" or node.first("modifier", "participle", "relative_clause"):
            return None
        return self._group(node) if self.around.of_name(node.index) is None else None

    def _group(self, node: Node) -> Referent | None:
        """Return the organisation that "the company" or "the department" means.

        A body is meant by the noun in its name; a business is the one named most often before
        that is no public body.
        """
        groups = self._groups[-MEMORY:]
        if node.lemma in words("body_nouns"):
            bearing = [s for s in groups if node.lemma.capitalize() in _words_of(s)]
            why = f"the {node.text}: the one with that word in its name"
        elif node.lemma in words("business_nouns"):
            bearing = [s for s in groups if not _is_public(s) and s.node.head is not node.head]
            why = f"the {node.text}: the organisation named most often so far"
        elif node.lemma == "government":
            bearing = [s for s in groups if s.cluster and s.cluster.type == "Government"][-1:]
            why = "the government named last"
        else:
            return None
        tally = Counter(_cluster_name(s) for s in bearing)
        latest = {_cluster_name(s): s for s in bearing}
        best = max(tally, key=lambda name: (tally[name], latest[name].node.index), default="")
        return Referent(node, None, False, why, latest[best]) if best else None

    def _titled(self, node: Node) -> Referent | None:
        """Return the person right behind a title, which a tree may take for its head."""
        role = self._titles.get(node.index)
        cluster = self._at.get(role.holder.start) if role else None
        if role is None or cluster is None:
            return None
        holder = self._holder(role.holder, cluster)
        return Referent(node, None, True, f"{node.text} is the title of {cluster.name}", holder)

    def _by_role(self, node: Node) -> Referent | None:
        """Return the person who is given the same role, of the same name, in the article."""
        wanted, of = {node.lemma.lower()}, self.around.of_name(node.index)
        if node.lemma == "head" and self._followed_by(node, ("of", "state")):
            wanted, of = set(words("head_of_state")), None
        named = of.name if of else None
        holders = [
            role
            for role in self.roles
            if role.node.lemma.lower() in wanted
            and (named is None or (role.of is None or role.of.name == named))
            and not role.former
        ]
        clusters = {id(c): c for r in holders if (c := self._at.get(r.holder.start))}
        if len(clusters) != 1 or (
            of is None
            and node.first("modifier")
            and "state" not in {child.lemma for child in node.get("modifier")}
        ):
            return None
        cluster = next(iter(clusters.values()))
        holder = self._holder(cluster.members[0][0], cluster)
        title = holders[0].node.text
        return Referent(node, None, True, f"{cluster.name} is called {title}", holder)

    def _holder(self, name: NameSpan, cluster: NamedCluster) -> Referent:
        return Referent(name_head(self.around.nodes[name.start : name.end]), cluster, True)

    def _followed_by(self, node: Node, following: Sequence[str]) -> bool:
        after = self.around.nodes[node.index + 1 : node.index + 1 + len(following)]
        return [n.text.lower() for n in after] == list(following)

    def _pronoun(self, node: Node, word: str) -> Referent | None:
        if word in PERSONAL:
            return self._third(node, person=True, gender=PERSONAL[word])
        if word in NEUTRAL and not self._is_empty(node):
            return self._third(node, person=False, gender="")
        return None

    def _is_empty(self, node: Node) -> bool:
        """Whether "it" means nothing: "it is clear that", "it was he who"."""
        head = node.head
        if node.relation == "expletive" or head is None:
            return True
        clausal = head.first("complement", "open_complement") is not None
        return head.tag.startswith("JJ") and head.first("copula") is not None and clausal

    def _third(self, node: Node, *, person: bool, gender: str) -> Referent:
        ranked = [
            (self._rank(node, seen), -position, seen)
            for position, seen in enumerate(self._near(node))
            if self._fits(node, seen, person=person, gender=gender)
        ]
        if not ranked:
            return Referent(node, None, person)
        best = max(ranked, key=lambda row: row[:2])[2]
        named = best.named
        if named is not None and gender:
            self._genders.setdefault(id(named), gender)
        where = "same sentence" if best.node.sentence == node.sentence else "sentence before"
        name = named.name if named else best.root.node.text
        return Referent(node, None, person, f"{node.text}: {name}, {where}", best)

    def _near(self, node: Node) -> Iterator[Referent]:
        """Yield what was read in the last few sentences, the latest first."""
        return takewhile(
            lambda seen: node.sentence - seen.node.sentence <= REACH, reversed(self._seen)
        )

    def _fits(self, node: Node, seen: Referent, *, person: bool, gender: str) -> bool:
        if seen.person != person:
            return False
        named = seen.named
        if named is not None and person and self._genders.get(id(named), gender) != gender:
            return False
        if seen.node.tag in {"NNS", "NNPS"} and seen.named is None:
            return False
        if named is not None and self._speaks(node, named):
            return False
        return not _bound(node, seen.node)

    def _speaks(self, node: Node, cluster: NamedCluster) -> bool:
        """Whether the pronoun stands in a quote of that very speaker, who would say "I"."""
        for speech in self.speech.get(node.index, ()):
            if speech.manner == "quoted" and speech.speaker is not None:
                speaker = self.around.owners.get(speech.speaker.index)
                starts = {span.start for span, _ in cluster.members}
                if speaker is not None and speaker.start in starts:
                    return True
        return False

    def _rank(self, node: Node, seen: Referent) -> int:
        distance = node.sentence - seen.node.sentence
        rank = -10 * distance
        rank += 4 * (seen.node.relation in SUBJECTS)
        rank += 2 * (seen.node.relation == "object")
        rank += 2 * (seen.named is not None)
        rank -= 4 * (seen.node.relation in {"compound", "possessor", "description"})
        rank += self._nearness(node, seen.node)
        rank += 3 * (distance > 0 and seen.node.relation in SUBJECTS and _in_main_clause(seen.node))
        quoted = bool(self.speech.get(node.index)) == bool(self.speech.get(seen.node.index))
        return rank + 2 * quoted

    def _nearness(self, node: Node, candidate: Node) -> int:
        """Return up to 5 for the subject of a clause that holds the pronoun, the nearest first."""
        if candidate.relation not in SUBJECTS:
            return 0
        verbs = [a for a in node.ancestors() if a.first(*SUBJECTS) is not None]
        depth = next((d for d, verb in enumerate(verbs) if candidate.head is verb), None)
        return 0 if depth is None else max(0, 5 - 2 * depth)


def _cluster_name(referent: Referent) -> str:
    return referent.cluster.name if referent.cluster else ""


def _words_of(referent: Referent) -> list[str]:
    return _cluster_name(referent).split()


def _is_public(referent: Referent) -> bool:
    public = words("public_words")
    return referent.named is None or any(word in public for word in _words_of(referent))


def _in_main_clause(node: Node) -> bool:
    return node.head is not None and node.head.head is None


def _bound(pronoun: Node, candidate: Node) -> bool:
    """Whether the two cannot be one thing: arguments of one verb, or one inside the other."""
    if any(a is candidate for a in pronoun.ancestors()):
        return candidate.relation not in SUBJECTS
    if pronoun.tag == "PRP$":
        predicate = _predicate_noun(pronoun)
        return (
            predicate is not None
            and candidate.head is predicate
            and (pronoun.head is predicate or predicate.lemma in PARTITIVES)
        )
    return pronoun.head is candidate.head and candidate.head is not None


def _predicate_noun(pronoun: Node) -> Node | None:
    """Return the noun after "be" that holds the pronoun ("X is one of its products")."""
    return next((a for a in pronoun.ancestors() if a.first("copula")), None)


def name_head(nodes: Sequence[Node]) -> Node:
    """Return the node of a name that the rest of the sentence hangs on."""
    inside = {id(node) for node in nodes}
    outward = [n for n in nodes if n.head is None or id(n.head) not in inside]
    return outward[0]


def first_person(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield "I", "me" and "my"."""
    return (n for n in nodes if n.tag in {"PRP", "PRP$"} and n.text.lower() in FIRST)
