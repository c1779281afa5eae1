"""What definite nouns refer to: "the president", "his rival", and groups like "the company"."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgraph.language.clusters import NamedCluster
from kgraph.language.group_references import GroupReader
from kgraph.language.name_spans import apposed_noun
from kgraph.language.pronouns import implied_subject
from kgraph.language.referents import (
    SUBJECTS,
    History,
    Referent,
)
from kgraph.language.role_nouns import is_role, role_lemma
from kgraph.language.roles import Role
from kgraph.language.tree import Node
from kgraph.names.words import words

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
SYNONYMS = ("comic_roles", "magnate_roles", "lawyer_roles", "chief_roles")
LEAD = 1
AGED = 5
NEAR = 2
APPOSED = 7


@dataclass(frozen=True, slots=True)
class NominalReader:
    """Finds what a definite noun refers to, from the words read before it."""

    history: History

    def referent(self, node: Node) -> Referent | None:
        """Return what a definite singular noun refers to, None where no rule is sure."""
        if is_aged(self.history.around.nodes, node.index):
            return self._aged(node)
        if node.tag == "NNS" or node.first("copula") or node.relation == "apposition":
            return None
        if _is_indefinite(node):
            return self._announced(node)
        if self._marks(node) & words("contrast_words") or not _is_definite(node):
            return None
        if is_role(node):
            found = self._by_role(node) or self._rival(node)
            return found or self._described(node) or self._only_person(node)
        if _is_restricted(node):
            return None
        if node.lemma in words("place_nouns"):
            return self._place(node)
        return GroupReader(self.history).referent(node)

    def _place(self, node: Node) -> Referent | None:
        """Return the only place that was called so ("the island" behind "Easter Island")."""
        if self.history.around.of_name(node.index) is not None or node.first("possessor"):
            return None
        called = [
            c for c in self.history.clusters if c.type == "Place" and self._is_called(c, node)
        ]
        if len(called) != 1:
            return None
        why = f"the {node.text}: {called[0].name}, called so"
        return Referent(node, None, False, why, self.history.first(called[0]))

    def _is_called(self, place: NamedCluster, noun: Node) -> bool:
        """Whether a noun was said of a place before: "the city of Turin", "Turin, a city"."""
        nodes, told = self.history.around.nodes, set[str]()
        for span, _ in place.members:
            if span.start > noun.index:
                break
            before = nodes[max(0, span.start - 2) : span.start]
            linked = len(before) > 1 and before[1].text == "of"
            apposed = apposed_noun(nodes, span.end, APPOSED)
            told |= {before[0].lemma} if linked else set()
            told |= {apposed.lemma} if apposed is not None else set()
            told |= {nodes[span.end - 1].text.lower()}
            told |= {"state"} if span.name in words("lands") else set()
        return noun.lemma in told

    def _aged(self, node: Node) -> Referent | None:
        """Return whom "the 48-year-old" means: who is said to be so old, else who stands out."""
        age = self.history.around.nodes[node.index - 4].text
        for cluster in self.history.clusters:
            if cluster.type == "Person" and self._is_of_age(cluster, age):
                why = f"{cluster.name}, {age}"
                return Referent(node, None, True, why, self.history.first(cluster))
        found = self.history.most_salient(node, lambda c: c.type == "Person")
        if found is None or found.named is None or node.sentence - found.node.sentence > NEAR:
            return None
        why = f"the {age}-year-old: {found.named.name}, most spoken of before"
        return Referent(node, None, True, why, found)

    def _is_of_age(self, cluster: NamedCluster, age: str) -> bool:
        nodes = self.history.around.nodes
        behind = ([n.text for n in nodes[s.end : s.end + 2]] for s, _ in cluster.members)
        return [",", age] in behind

    def _named_just_before(self, node: Node) -> NamedCluster | None:
        """Return whom the sentence before has introduced as its subject, by name alone."""
        for seen in self.history.near(node, 1):
            named = seen.named
            if (
                named is not None
                and named.type == "Person"
                and node.sentence - seen.node.sentence == 1
                and seen.node.relation in SUBJECTS
                and named.members[0][0].start <= seen.node.index < named.members[0][0].end
                and " " in named.members[0][0].name
                and not self.history.called.get(id(named))
            ):
                return named
        return None

    def _announced(self, node: Node) -> Referent | None:
        """Return what the next sentence names: "A court ruled ... The High Court said ...".

        So begins news; both are subjects, and nothing else of the kind is named so far.
        """
        if node.sentence > LEAD or node.relation not in SUBJECTS:
            return None
        for cluster in self.history.clusters:
            if any(span.start < node.index for span, _ in cluster.members):
                continue
            first = self.history.first(cluster)
            following = first.node.sentence == node.sentence + 1
            if following and first.node.relation in SUBJECTS and self._is_kind(node, cluster):
                why = f"a {node.text}: {cluster.name}, named in the next sentence"
                return Referent(node, None, first.person, why, first)
        return None

    def _is_kind(self, node: Node, cluster: NamedCluster) -> bool:
        """Whether a thing is called by the noun, or bears it in its name."""
        if node.lemma in words("announced_roles"):
            return self.history.called.get(id(cluster), Counter())[node.lemma] > 0
        names = {word.lower() for span, _ in cluster.members for word in span.name.split()}
        bodies = words("body_nouns") | words("any_body_nouns")
        return cluster.type == "Organization" and node.lemma in names & bodies

    def _marks(self, node: Node) -> set[str]:
        return {child.text.lower() for child in node.children if child.index < node.index}

    def _by_role(self, node: Node) -> Referent | None:
        """Return the person who is given the same role, of the same name, in the article."""
        holders = [role for role in self._alike(node) if self._agrees(node, role)]
        clusters = {id(c): c for r in holders if (c := self.history.at.get(r.holder.start))}
        if len(clusters) != 1:
            return None
        cluster = next(iter(clusters.values()))
        why = f"{cluster.name} is called {holders[0].node.text}"
        return Referent(node, None, cluster.type == "Person", why, self.history.first(cluster))

    def _alike(self, node: Node) -> Iterator[Role]:
        """Yield the roles that the noun may repeat, those of another word for it among them."""
        nodes = self.history.around.nodes
        if self._heads_state(node):
            wanted = set(words("head_of_state"))
        else:
            lemma = role_lemma(nodes, node.index)
            wanted = {lemma}.union(*(words(key) for key in SYNONYMS if lemma in words(key)))
        for role in (r for lemma in sorted(wanted) for r in self.history.by_lemma.get(lemma, ())):
            same = role.node.lemma.lower() == node.lemma.lower()
            if same or role.node.index < node.index:
                yield role

    def _heads_state(self, node: Node) -> bool:
        after = self.history.around.nodes[node.index + 1 : node.index + 3]
        return node.lemma == "head" and [n.text.lower() for n in after] == ["of", "state"]

    def _agrees(self, node: Node, role: Role) -> bool:
        """Whether nothing about the noun speaks against the role: its time, what it is of."""
        past = bool(self._marks(node) & words("past_words"))
        if past != role.former:
            return False
        around = self.history.around
        of = around.of_name(node.index)
        if of is None:
            return self._heads_state(node) or not _is_restricted(node)
        if role.of is None:
            return node.lemma not in words("contenders")
        return self.history.at.get(role.of.start) is self.history.at[of.start]

    def _rival(self, node: Node) -> Referent | None:
        """Return the other one of the two persons that an article is about so far."""
        possessor = node.first("possessor")
        person = self.history.found.get(possessor.index) if possessor else None
        if node.lemma not in words("rival_nouns") or person is None or person.named is None:
            return None
        spoken = [s.named for s in self.history.recent() if s.named and s.named.type == "Person"]
        tally = Counter(id(named) for named in spoken)
        ranked = [n for n, count in tally.most_common(3) if count * 4 >= len(spoken)]
        others = [n for n in ranked if n != id(person.named)]
        if id(person.named) not in ranked or len(others) != 1:
            return None
        other = next(named for named in spoken if id(named) == others[0])
        why = f"{node.text} of {person.named.name}: {other.name}"
        return Referent(node, None, True, why, self.history.first(other))

    def _described(self, node: Node) -> Referent | None:
        """Return the only person named near, where the noun says what somebody is by nature."""
        if node.lemma not in words("descriptive_roles"):
            return None
        if self.history.around.owner_of(node.index) is not None:
            return None
        subject = implied_subject(node)
        acting = self.history.found.get(subject.index) if subject else None
        near = self.history.named_near(node, 1, "Person")
        persons = [person for person in near if acting is None or person is not acting.named]
        if len(persons) != 1 or not self._may_be(node, persons[0]):
            return None
        why = f"the {node.text}: {persons[0].name}, the only person named near"
        return Referent(node, None, True, why, self.history.first(persons[0]))

    def _may_be(self, node: Node, person: NamedCluster) -> bool:
        """Whether the noun speaks against no post that the article gives the person."""
        posted = self.history.called.get(id(person), Counter())
        return node.lemma not in words("fallen_roles") or posted.keys() <= words(
            "descriptive_roles"
        )

    def _only_person(self, node: Node) -> Referent | None:
        """Return the only person named so far, who has no post yet ("Nokia's president")."""
        if role_lemma(self.history.around.nodes, node.index) not in words("chief_posts"):
            return None
        of = self.history.around.of_name(node.index)
        if of is not None and node.relation in SUBJECTS:
            named = self._named_just_before(node)
            if named is not None:
                why = f"the {node.text} of {of.name}: {named.name}, named just before"
                return Referent(node, None, True, why, self.history.first(named))
        spoken = {id(s.named): s for s in self.history.seen if s.named is not None and s.person}
        if (of is None and not _heads_land(node)) or len(spoken) != 1:
            return None
        last = next(iter(spoken.values()))
        person = last.named
        posted = self.history.called.get(id(person), Counter())
        if person is None or posted or node.sentence - last.node.sentence > NEAR:
            return None
        whose = f" of {of.name}" if of is not None else ""
        why = f"the {node.text}{whose}: {person.name}, the only person named so far"
        return Referent(node, None, True, why, self.history.first(person))


def _heads_land(node: Node) -> bool:
    """Whether the noun is for the head of a land or town, which stands without its name."""
    return node.lemma in words("heads_of_lands") and node.first("possessor") is None


def is_aged(nodes: Sequence[Node], index: int) -> bool:
    """Whether "the 48-year-old" ends at ``index``, and says of no noun what it is."""
    if nodes[index].text.lower() != "old" or index < AGED:
        return False
    the, age, *marks = (node.text.lower() for node in nodes[index - AGED : index])
    following = nodes[index + 1 : index + 2]
    modifies = any(n.is_noun or n.tag.startswith("JJ") or n.text == "-" for n in following)
    return the == "the" and age.isdigit() and marks == ["-", "year", "-"] and not modifies


def _is_definite(node: Node) -> bool:
    marks = {child.text.lower() for child in node.get("determiner")}
    return bool(marks & DEFINITE) or node.first("possessor") is not None


def _is_indefinite(node: Node) -> bool:
    return any(child.text.lower() in {"a", "an"} for child in node.get("determiner"))


def _is_restricted(node: Node) -> bool:
    """Whether words behind the noun tell which one is meant ("the company that he founded")."""
    behind = [n for n in node.get("modifier", "participle") if not _follows_comma(node, n)]
    if any(_restricts(node, child) for child in behind):
        return True
    return any(not _is_set_off(node, clause) for clause in node.get("relative_clause"))


def _follows_comma(noun: Node, child: Node) -> bool:
    """Whether a comma parts a participle from its noun ("the airline, founded in 1946,")."""
    marks = (n for n in (*noun.children, *child.subtree()) if n.text == ",")
    return child.is_verb and any(noun.index < n.index < child.index for n in marks)


def _is_set_off(noun: Node, clause: Node) -> bool:
    """Whether a comma parts a clause from its noun ("the company, which was sold")."""
    return any(n.text == "," for n in (*clause.subtree(), *noun.children) if n.index > noun.index)


def _restricts(node: Node, child: Node) -> bool:
    """Whether a modifier restricts; "accused the firm of lying" hangs a verb's words on it."""
    if child.index < node.index:
        return False
    if child.is_verb or child.first("copula") is not None:
        return child.first("marker", "preposition") is None
    business = node.lemma in words("business_nouns") | words("any_body_nouns")
    return not (business and child.preposition == "in" and child.tag.startswith("NNP"))
