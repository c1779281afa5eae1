"""What definite nouns refer to: "the company", "the agency", "the president", "his rival"."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.language.clusters import NamedCluster
from kgraph.language.referents import History, Referent, is_public, name_head
from kgraph.language.roles import Role, is_role, role_lemma
from kgraph.language.tree import Node
from kgraph.names.countries import country_forms
from kgraph.names.words import words

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
GROUPS = frozenset({"Organization", "Government"})
ACRONYM = range(2, 7)
SYNONYMS = ("comic_roles", "magnate_roles", "lawyer_roles", "chief_roles")
KNOWN, PLAIN, DOUBTFUL = 2.0, 1.0, 0.5


@dataclass(frozen=True, slots=True)
class NominalReader:
    """Finds what a definite noun refers to, from the words read before it."""

    history: History

    def referent(self, node: Node) -> Referent | None:
        """Return what a definite singular noun refers to, None where no rule is sure."""
        if node.tag == "NNS" or node.first("copula") or node.relation == "apposition":
            return None
        if self._marks(node) & words("contrast_words") or not _is_definite(node):
            return None
        if is_role(node):
            return self._by_role(node) or self._rival(node) or self._described(node)
        return None if _is_restricted(node) else self._group(node)

    def _marks(self, node: Node) -> set[str]:
        return {child.text.lower() for child in node.children if child.index < node.index}

    def _group(self, node: Node) -> Referent | None:
        """Return the organisation or country that "the company" or "the country" means."""
        of = self.history.around.of_name(node.index)
        if of is not None:
            business = of.adjective and node.lemma in words("business_nouns")
            return self._company_of_country(node, of.name) if business else None
        if node.lemma in words("country_nouns"):
            return self._country(node)
        if node.lemma == "government":
            return self._government(node)
        if node.lemma in words("business_nouns"):
            return self._own_company(node) or self._company(node)
        if node.lemma in words("body_nouns") | words("any_body_nouns"):
            return self._body(node)
        return None

    def _company(self, node: Node) -> Referent | None:
        found = self.history.most_salient(node, self._business_weight)
        return _pointing(node, found, f"the {node.text}: the one most spoken of before")

    def _business_weight(self, cluster: NamedCluster) -> float:
        if cluster.type != "Organization" or is_public(cluster):
            return 0
        called = self.history.called.get(id(cluster), Counter())
        if any(word in words("business_nouns") for word in called):
            return KNOWN
        return DOUBTFUL if _is_acronym(cluster) else PLAIN

    def _own_company(self, node: Node) -> Referent | None:
        """Return the organisation that the person in "his company" has a role of."""
        possessor = node.first("possessor")
        person = self.history.found.get(possessor.index) if possessor else None
        if person is None or person.named is None or not person.person:
            return None
        for role in self.history.roles:
            of = self.history.at.get(role.of.start) if role.of else None
            held = self.history.at.get(role.holder.start) is person.named
            if held and of is not None and of.type == "Organization" and not is_public(of):
                return Referent(node, None, False, f"{person.named.name}'s", self._first(of))
        return None

    def _company_of_country(self, node: Node, country: str) -> Referent | None:
        """Return the company of "the Russian company": known to be, else the only one near."""
        known = [c for c in self._companies() if country in self._countries_of(c)]
        if not known:
            near = self.history.named_near(node, 1, "Organization")
            known = [c for c in near if self._business_weight(c) and not self._countries_of(c)]
        if len(known) != 1:
            return None
        why = f"the {node.text} of {country}: {known[0].name}"
        return Referent(node, None, False, why, self._first(known[0]))

    def _companies(self) -> Iterator[NamedCluster]:
        named = {id(s.named): s.named for s in self.history.seen if s.named is not None}
        return (cluster for cluster in named.values() if self._business_weight(cluster))

    def _countries_of(self, cluster: NamedCluster) -> set[str]:
        at = self.history.at
        owners = [r.of for r in self.history.roles if at.get(r.holder.start) is cluster and r.of]
        named = (at.get(owner.start) for owner in owners)
        return {owner.name for owner in named if owner is not None and owner.type == "Country"}

    def _body(self, node: Node) -> Referent | None:
        found = self.history.most_salient(node, lambda cluster: self._body_weight(node, cluster))
        return _pointing(node, found, f"the {node.text}: the one most spoken of before")

    def _body_weight(self, node: Node, cluster: NamedCluster) -> float:
        if cluster.type not in GROUPS:
            return 0
        bears = any(
            word.lower().endswith(node.lemma)
            for span, _ in cluster.members
            for word in span.name.split()
        )
        if bears or self.history.called.get(id(cluster), Counter())[node.lemma]:
            return KNOWN
        if node.lemma not in words("any_body_nouns") or self._is_business(cluster):
            return 0
        return PLAIN if is_public(cluster) or _is_acronym(cluster) else 0

    def _is_business(self, cluster: NamedCluster) -> bool:
        return self._business_weight(cluster) == KNOWN

    def _country(self, node: Node) -> Referent | None:
        """Return the only country named near, by its own name before by the word for its people."""
        names = [
            span
            for cluster in self.history.clusters
            if cluster.type == "Country"
            for span, _ in cluster.members
            if span.start < node.index
            and node.sentence - self.history.around.nodes[span.start].sentence <= 1
        ]
        own = [span for span in names if not span.adjective]
        starts = {span.name: span.start for span in own or names}
        if len(starts) != 1:
            return None
        name, start = next(iter(starts.items()))
        cluster = self.history.at[start]
        country = Referent(self.history.around.nodes[start], cluster, False)
        return Referent(node, None, False, f"the {node.text}: {name}, named last", country)

    def _government(self, node: Node) -> Referent | None:
        """Return the only government near whose name is its country's."""
        adjectives = {country.adjective for country in country_forms().values()}
        near = self.history.named_near(node, 3, "Government")
        own = [c for c in near if c.name.removesuffix(" government") in adjectives]
        if len(own) != 1:
            return None
        return Referent(node, None, False, "the government named last", self._first(own[0]))

    def _by_role(self, node: Node) -> Referent | None:
        """Return the person who is given the same role, of the same name, in the article."""
        holders = [role for role in self._alike(node) if self._agrees(node, role)]
        clusters = {id(c): c for r in holders if (c := self.history.at.get(r.holder.start))}
        if len(clusters) != 1:
            return None
        cluster = next(iter(clusters.values()))
        why = f"{cluster.name} is called {holders[0].node.text}"
        return Referent(node, None, cluster.type == "Person", why, self._first(cluster))

    def _alike(self, node: Node) -> Iterator[Role]:
        """Yield the roles that the noun may repeat, those of another word for it among them."""
        nodes = self.history.around.nodes
        after = [n.text.lower() for n in nodes[node.index + 1 : node.index + 3]]
        if node.lemma == "head" and after == ["of", "state"]:
            wanted = set(words("head_of_state"))
        else:
            lemma = role_lemma(nodes, node.index)
            wanted = {lemma}.union(*(words(key) for key in SYNONYMS if lemma in words(key)))
        for role in self.history.roles:
            if role_lemma(nodes, role.node.index) in wanted:
                yield role

    def _agrees(self, node: Node, role: Role) -> bool:
        """Whether nothing about the noun speaks against the role: its time, what it is of."""
        past = bool(self._marks(node) & words("past_words"))
        if past != role.former:
            return False
        around = self.history.around
        of = around.of_name(node.index)
        if of is None:
            return not _is_restricted(node)
        return role.of is None or self.history.at.get(role.of.start) is self.history.at[of.start]

    def _rival(self, node: Node) -> Referent | None:
        """Return the other one of the two persons that an article is about so far."""
        possessor = node.first("possessor")
        person = self.history.found.get(possessor.index) if possessor else None
        if node.lemma not in words("rival_nouns") or person is None or person.named is None:
            return None
        spoken = [s.named for s in self.history.seen if s.named and s.named.type == "Person"]
        tally = Counter(id(named) for named in spoken)
        ranked = [n for n, count in tally.most_common(3) if count * 4 >= len(spoken)]
        others = [n for n in ranked if n != id(person.named)]
        if id(person.named) not in ranked or len(others) != 1:
            return None
        other = next(named for named in spoken if id(named) == others[0])
        why = f"{node.text} of {person.named.name}: {other.name}"
        return Referent(node, None, True, why, self._first(other))

    def _described(self, node: Node) -> Referent | None:
        """Return the only person named near, where the noun says what somebody is by nature."""
        if node.lemma not in words("descriptive_roles") or self._marks(node) & words("past_words"):
            return None
        if self.history.around.owner_of(node.index) is not None:
            return None
        persons = self.history.named_near(node, 1, "Person")
        if len(persons) != 1:
            return None
        why = f"the {node.text}: {persons[0].name}, the only person named near"
        return Referent(node, None, True, why, self._first(persons[0]))

    def _first(self, cluster: NamedCluster) -> Referent:
        name = next((s for s, _ in cluster.members if not s.adjective), cluster.members[0][0])
        head = name_head(self.history.around.nodes[name.start : name.end])
        return Referent(head, cluster, cluster.type == "Person")


def _pointing(node: Node, found: Referent | None, why: str) -> Referent | None:
    return Referent(node, None, False, why, found) if found is not None else None


def _is_definite(node: Node) -> bool:
    marks = {child.text.lower() for child in node.get("determiner")}
    return bool(marks & DEFINITE) or node.first("possessor") is not None


def _is_restricted(node: Node) -> bool:
    """Whether words behind the noun tell which one is meant ("the company that he founded")."""
    if any(_restricts(node, child) for child in node.get("modifier", "participle")):
        return True
    clauses = node.get("relative_clause")
    return any(not any(n.text == "," for n in clause.subtree()) for clause in clauses)


def _restricts(node: Node, child: Node) -> bool:
    """Whether a modifier restricts; "accused the firm of lying" hangs a verb's words on it."""
    if child.index < node.index:
        return False
    if child.is_verb:
        return child.first("marker", "preposition") is None
    business = node.lemma in words("business_nouns")
    return not (business and child.preposition == "in" and child.tag.startswith("NNP"))


def _is_acronym(cluster: NamedCluster) -> bool:
    name = cluster.name.replace(".", "")
    return name.isupper() and len(name) in ACRONYM
