"""What definite nouns refer to: "the company", "the agency", "the president", "his rival"."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kgraph.language.clusters import NamedCluster
from kgraph.language.mentions import NameSpan
from kgraph.language.pronouns import implied_subject
from kgraph.language.referents import (
    SUBJECTS,
    History,
    Referent,
    is_party,
    is_public,
    name_head,
)
from kgraph.language.role_nouns import is_role, role_lemma
from kgraph.language.roles import Role
from kgraph.language.tree import Node
from kgraph.names.countries import countries
from kgraph.names.words import words

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
GROUPS = frozenset({"Organization", "Government"})
ACRONYM = range(2, 7)
SYNONYMS = ("comic_roles", "magnate_roles", "lawyer_roles", "chief_roles")
LEAD = 1
NEAR = 2
SHORT = 2
LED, KNOWN, PLAIN, DOUBTFUL = 4.0, 2.0, 1.0, 0.5


@dataclass(frozen=True, slots=True)
class NominalReader:
    """Finds what a definite noun refers to, from the words read before it."""

    history: History

    def referent(self, node: Node) -> Referent | None:
        """Return what a definite singular noun refers to, None where no rule is sure."""
        if node.tag == "NNS" or node.first("copula") or node.relation == "apposition":
            return None
        if _is_indefinite(node):
            return self._announced(node)
        if self._marks(node) & words("contrast_words") or not _is_definite(node):
            return None
        if is_role(node):
            found = self._by_role(node) or self._rival(node) or self._described(node)
            return found or self._only_person(node)
        return None if _is_restricted(node) else self._group(node)

    def _announced(self, node: Node) -> Referent | None:
        """Return what the next sentence names: "A court ruled ... The High Court said ...".

        So begins news; both are subjects, and nothing else of the kind is named so far.
        """
        if node.sentence > LEAD or node.relation not in SUBJECTS:
            return None
        for cluster in self.history.clusters:
            if any(span.start < node.index for span, _ in cluster.members):
                continue
            first = self._first(cluster)
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

    def _group(self, node: Node) -> Referent | None:
        """Return the organisation or country that "the company" or "the country" means."""
        of = self.history.around.of_name(node.index)
        if of is not None:
            before = of.start < node.index and node.first("possessor") is None
            business = before and node.lemma in words("business_nouns")
            return self._company_of_place(node, of) if business else None
        if node.lemma in words("country_nouns"):
            return self._country(node)
        if node.lemma == "government":
            return self._government(node)
        if node.lemma in words("business_nouns"):
            return self._own_company(node) or self._company(node)
        if node.lemma in words("body_nouns") | words("any_body_nouns"):
            return self._body(node)
        return self._company_called(node) if node.lemma in words("business_kinds") else None

    def _company_called(self, node: Node) -> Referent | None:
        """Return the company that was called the same ("the airline")."""

        def weigh(cluster: NamedCluster) -> float:
            called = self.history.called.get(id(cluster), Counter())[node.lemma]
            return self._business_weight(cluster) if called else 0

        found = self.history.most_salient(node, weigh)
        return _pointing(node, found, f"the {node.text}: the one called so")

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

    def _company_of_place(self, node: Node, place: NameSpan) -> Referent | None:
        """Return the company of "the Russian company", "the Munich-based firm".

        The one known to be, else the only one near, else the one most spoken of before.
        """
        if place.type not in {"Country", "Place"}:
            return None
        known = [c for c in self._companies() if place.name in self._places_of(c, place.type)]
        if not known:
            near = self.history.named_near(node, 1, "Organization")
            beside = self._named_beside(node)
            sure = [c for c in near if self._business_weight(c) >= PLAIN and id(c) not in beside]
            known = [c for c in sure if not self._places_of(c, place.type)]
        why = f"the {node.text} of {place.name}"
        if len(known) == 1:
            return Referent(node, None, False, f"{why}: {known[0].name}", self._first(known[0]))
        return None if known else _pointing(node, self._elsewhere(node, place), why)

    def _named_beside(self, node: Node) -> set[int]:
        """Return what the rest of the sentence names, which "the company" then seldom means."""
        return {
            id(cluster)
            for start, cluster in self.history.at.items()
            if start > node.index and self.history.around.nodes[start].sentence == node.sentence
        }

    def _elsewhere(self, node: Node, place: NameSpan) -> Referent | None:
        beside = self._named_beside(node)

        def weigh(cluster: NamedCluster) -> float:
            other = self._places_of(cluster, place.type) or id(cluster) in beside
            return 0 if other else self._business_weight(cluster)

        return self.history.most_salient(node, weigh)

    def _companies(self) -> Iterator[NamedCluster]:
        named = {id(s.named): s.named for s in self.history.recent() if s.named is not None}
        return (cluster for cluster in named.values() if self._business_weight(cluster))

    def _places_of(self, cluster: NamedCluster, type_: str) -> set[str]:
        at = self.history.at
        owners = [r.of for r in self.history.roles if at.get(r.holder.start) is cluster and r.of]
        named = (at.get(owner.start) for owner in owners)
        return {owner.name for owner in named if owner is not None and owner.type == type_}

    def _body(self, node: Node) -> Referent | None:
        found = self.history.most_salient(node, lambda cluster: self._body_weight(node, cluster))
        return _pointing(node, found, f"the {node.text}: the one most spoken of before")

    def _body_weight(self, node: Node, cluster: NamedCluster) -> float:
        if cluster.type not in GROUPS:
            return 0
        bodies = words("panels") if node.lemma in words("panels") else {node.lemma}
        bears = any(
            word.lower().endswith(tuple(bodies))
            for span, _ in cluster.members
            for word in span.name.split()
        )
        if node.lemma == "party" and is_party(cluster):
            return LED if self._is_led(cluster) else KNOWN
        central = bears and node.lemma == "bank" and _is_central(cluster)
        if central:
            return DOUBTFUL
        if bears or self.history.called.get(id(cluster), Counter())[node.lemma]:
            return KNOWN
        if self._is_business(cluster):
            return 0
        if _stands_in(node.lemma, cluster):
            return PLAIN
        any_body = node.lemma in words("any_body_nouns")
        return PLAIN if any_body and (is_public(cluster) or _is_acronym(cluster)) else 0

    def _is_led(self, cluster: NamedCluster) -> bool:
        """Whether somebody was said to lead it so far, who is then its leader."""
        posts = words("chief_posts") | {"leader"}
        return any(
            self.history.at.get(role.of.start) is cluster
            for post in posts
            for role in self.history.by_lemma.get(post, ())
            if role.of is not None
        )

    def _is_business(self, cluster: NamedCluster) -> bool:
        return self._business_weight(cluster) == KNOWN

    def _country(self, node: Node) -> Referent | None:
        """Return the only country named near, by its own name before by the word for its people.

        What stands in the same sentence comes first; a government there speaks of its country.
        """
        for distance in (0, 1):
            names = [n for n in self._countries_before(node) if self._distance(node, n) == distance]
            own = [name for name in names if not name.adjective]
            named = {self._country_of(name) for name in own or names}
            if named:
                cluster = self._only_country(named)
                return None if cluster is None else self._meaning(node, cluster)
        return None

    def _countries_before(self, node: Node) -> Iterator[NameSpan]:
        for cluster in self.history.clusters:
            if cluster.type in {"Country", "Government"}:
                yield from (span for span, _ in cluster.members if span.start < node.index)

    def _distance(self, node: Node, name: NameSpan) -> int:
        return node.sentence - self.history.around.nodes[name.start].sentence

    def _country_of(self, name: NameSpan) -> str:
        adjective = self.history.at[name.start].name.removesuffix(" government")
        governed = [c.name for c in countries() if c.adjective == adjective]
        return governed[0] if governed else name.name

    def _only_country(self, found: Collection[str]) -> NamedCluster | None:
        clusters = (c for c in self.history.clusters if c.type == "Country" and c.name in found)
        return next(clusters, None) if len(found) == 1 else None

    def _meaning(self, node: Node, cluster: NamedCluster) -> Referent:
        why = f"the {node.text}: {cluster.name}, named last"
        return Referent(node, None, False, why, self._first(cluster))

    def _government(self, node: Node) -> Referent | None:
        """Return the only government near whose name is its country's."""
        adjectives = {country.adjective for country in countries()}
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
        return role.of is None or self.history.at.get(role.of.start) is self.history.at[of.start]

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
        return Referent(node, None, True, why, self._first(other))

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
        if len(persons) != 1:
            return None
        why = f"the {node.text}: {persons[0].name}, the only person named near"
        return Referent(node, None, True, why, self._first(persons[0]))

    def _only_person(self, node: Node) -> Referent | None:
        """Return the only person named so far, who has no post yet ("Nokia's president")."""
        if role_lemma(self.history.around.nodes, node.index) not in words("chief_posts"):
            return None
        of = self.history.around.of_name(node.index)
        spoken = {id(s.named): s for s in self.history.seen if s.named is not None and s.person}
        if of is None or len(spoken) != 1:
            return None
        last = next(iter(spoken.values()))
        person = last.named
        posted = self.history.called.get(id(person), Counter())
        if person is None or posted or node.sentence - last.node.sentence > NEAR:
            return None
        why = f"the {node.text} of {of.name}: {person.name}, the only person named so far"
        return Referent(node, None, True, why, self._first(person))

    def _first(self, cluster: NamedCluster) -> Referent:
        name = next((s for s, _ in cluster.members if not s.adjective), cluster.members[0][0])
        head = name_head(self.history.around.nodes[name.start : name.end])
        return Referent(head, cluster, cluster.type == "Person")


def _pointing(node: Node, found: Referent | None, why: str) -> Referent | None:
    return Referent(node, None, False, why, found) if found is not None else None


def _is_definite(node: Node) -> bool:
    marks = {child.text.lower() for child in node.get("determiner")}
    return bool(marks & DEFINITE) or node.first("possessor") is not None


def _is_indefinite(node: Node) -> bool:
    return any(child.text.lower() in {"a", "an"} for child in node.get("determiner"))


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
    if child.is_verb or child.first("copula") is not None:
        return child.first("marker", "preposition") is None
    business = node.lemma in words("business_nouns")
    return not (business and child.preposition == "in" and child.tag.startswith("NNP"))


def _is_central(cluster: NamedCluster) -> bool:
    named = {word for span, _ in cluster.members for word in span.name.split()}
    return bool(named & words("central_words"))


def _stands_in(noun: str, cluster: NamedCluster) -> bool:
    """Whether an acronym has the noun's letter: "the bureau" for the FBI."""
    return _is_acronym(cluster) and len(cluster.name) > SHORT and noun[0].upper() in cluster.name


def _is_acronym(cluster: NamedCluster) -> bool:
    name = cluster.name.replace(".", "")
    return name.isupper() and len(name) in ACRONYM
