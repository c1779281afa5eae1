"""What definite nouns for groups refer to: "the company", "the agency", "the country"."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kgraph.language.clusters import NamedCluster
from kgraph.language.mentions import NameSpan
from kgraph.language.referents import History, Referent, is_party, is_public
from kgraph.language.tree import Node
from kgraph.names.countries import countries
from kgraph.names.words import words

GROUPS = frozenset({"Organization", "Government"})
ACRONYM = range(2, 7)
SHORT = 2
LED, KNOWN, PLAIN, DOUBTFUL = 4.0, 2.0, 1.0, 0.5


@dataclass(frozen=True, slots=True)
class GroupReader:
    """Finds which organisation or country a definite noun refers to, from what was read before."""

    history: History

    def referent(self, node: Node) -> Referent | None:
        """Return the organisation or country that "the company" or "the country" means."""
        of = self.history.around.of_name(node.index)
        if of is not None:
            before = of.start < node.index and node.first("possessor") is None
            business = before and node.lemma in words("business_nouns") | words("business_kinds")
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
        if cluster.type != "Organization" or is_public(cluster) or _is_no_business(cluster):
            return 0
        called = self.history.called.get(id(cluster), Counter())
        if any(word in words("business_nouns") for word in called):
            return KNOWN
        if any(word in words("nonprofit_nouns") for word in called):
            return 0
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
                return Referent(node, None, False, f"{person.named.name}'s", self.history.first(of))
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
        meant = self._in_sentence(node, known) if len(known) > 1 else known
        if len(meant) == 1:
            return Referent(
                node, None, False, f"{why}: {meant[0].name}", self.history.first(meant[0])
            )
        return None if known else _pointing(node, self._elsewhere(node, place), why)

    def _in_sentence(self, node: Node, clusters: Sequence[NamedCluster]) -> Sequence[NamedCluster]:
        """Return those that the sentence named before the noun, all where it named none."""
        near = {id(seen.named) for seen in self.history.near(node, 0)}
        return [c for c in clusters if id(c) in near] or clusters

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
        if _stands_in(node.lemma, cluster) and node.first("adjective", "compound") is None:
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
        return Referent(node, None, False, why, self.history.first(cluster))

    def _government(self, node: Node) -> Referent | None:
        """Return the only government near whose name is its country's."""
        adjectives = {country.adjective for country in countries()}
        near = self.history.named_near(node, 3, "Government")
        own = [c for c in near if c.name.removesuffix(" government") in adjectives]
        if len(own) != 1:
            return None
        return Referent(node, None, False, "the government named last", self.history.first(own[0]))


def _pointing(node: Node, found: Referent | None, why: str) -> Referent | None:
    return Referent(node, None, False, why, found) if found is not None else None


def _is_central(cluster: NamedCluster) -> bool:
    named = {word for span, _ in cluster.members for word in span.name.split()}
    return bool(named & words("central_words"))


def _stands_in(noun: str, cluster: NamedCluster) -> bool:
    """Whether an acronym has the noun's letter: "the bureau" for the FBI."""
    return _is_acronym(cluster) and len(cluster.name) > SHORT and noun[0].upper() in cluster.name


def _is_no_business(cluster: NamedCluster) -> bool:
    """Whether a word of its names tells that it is no company: a school, a party, a charity."""
    named = {word for span, _ in cluster.members for word in span.name.split()}
    return bool(named & words("nonprofit_words"))


def _is_acronym(cluster: NamedCluster) -> bool:
    name = cluster.name.replace(".", "")
    return name.isupper() and len(name) in ACRONYM
