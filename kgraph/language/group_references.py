"""What definite nouns for groups refer to: "the company", "the agency", "the country"."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kgraph.language.clusters import NamedCluster
from kgraph.language.group_kinds import (
    BANKS,
    bears,
    fits_kind,
    is_acronym,
    is_agency,
    is_business_noun,
    is_central,
    is_no_business,
    is_paper,
    stands_in,
)
from kgraph.language.name_spans import BODIES, NameSpan
from kgraph.language.referents import History, Referent, is_party, is_public
from kgraph.language.tree import Node
from kgraph.names.countries import countries
from kgraph.names.words import kind_words, words

LEAD = 2
LED, KNOWN, PLAIN, DOUBTFUL = 4.0, 2.0, 1.0, 0.5


@dataclass(frozen=True, slots=True)
class GroupReader:
    """Finds which organisation or country a definite noun refers to, from what was read before."""

    history: History

    def referent(self, node: Node) -> Referent | None:
        """Return the organisation or country that "the company" or "the country" means."""
        of = self.history.around.of_name(node.index)
        located = of is not None and self._is_located(node, of)
        if located and node.lemma in words("any_body_nouns"):
            return self._only_body(node)
        if of is not None and not located:
            before = of.start < node.index and node.first("possessor") is None
            business = before and is_business_noun(node)
            return self._company_of_place(node, of) if business else None
        if node.lemma in words("country_nouns"):
            return self._country(node)
        if node.lemma == "government":
            return self._government(node)
        if node.lemma in words("business_nouns"):
            owned = node.first("possessor") is not None
            return self._own_company(node) if owned else self._company(node)
        if node.lemma in words("body_nouns") | words("any_body_nouns"):
            found = self._body(node)
            return self._leading(node) if found is None and node.lemma == "bank" else found
        if node.lemma in words("paper_nouns"):
            found = self.history.most_salient(node, is_paper)
            return _pointing(node, found, f"the {node.text}: the one named last")
        if node.lemma in words("unit_heads") | words("inner_parts") | words("court_nouns"):
            return None if node.first("possessor") is not None else self._body(node)
        if node.lemma not in words("business_kinds"):
            return None
        return self._company_called(node) or self._leading(node)

    def _is_located(self, node: Node, place: NameSpan) -> bool:
        """Whether "in" and a place follow, which only tell where the company or body is."""
        between = self.history.around.nodes[node.index + 1 : place.start]
        listed = words("business_nouns") | words("any_body_nouns")
        return node.lemma in listed and [n.text for n in between][:1] == ["in"]

    def _only_body(self, node: Node) -> Referent | None:
        """Return the only public body named so far, for "the watchdog in Copenhagen"."""
        ranked = self.history.ranked(node, lambda cluster: self._body_weight(node, cluster))
        found = ranked[0][1] if len(ranked) == 1 else None
        return _pointing(node, found, f"the {node.text}: the only such body so far")

    def _company_called(self, node: Node) -> Referent | None:
        """Return the company that was called the same, or is by its name ("the airline")."""
        kind = kind_words(node.lemma)

        def weigh(cluster: NamedCluster) -> float:
            called = self.history.called.get(id(cluster), Counter())[node.lemma]
            return self.business_weight(cluster) if called or bears(cluster, kind) else 0

        found = self.history.most_salient(node, weigh)
        return _pointing(node, found, f"the {node.text}: the one called so")

    def _leading(self, node: Node, among: Collection[int] = ()) -> Referent | None:
        """Return the company that stands out far before all others, whatever its kind.

        ``among`` are the only ones to look at, by ``id``, all where there are none.
        """
        if node.first("possessor") is not None or node.first("compound") is not None:
            return None

        def weigh(cluster: NamedCluster) -> float:
            return self.business_weight(cluster) if not among or id(cluster) in among else 0

        ranked = self.history.ranked(node, weigh)
        scores = [score for score, _ in ranked[:2]]
        if not scores or (len(scores) > 1 and scores[0] <= LEAD * scores[1]):
            return None
        return _pointing(node, ranked[0][1], f"the {node.text}: the one most spoken of by far")

    def _company(self, node: Node) -> Referent | None:
        if node.lemma == "business" and node.first("adjective", "compound") is not None:
            return None
        found = self.history.most_salient(node, self.business_weight)
        return _pointing(node, found, f"the {node.text}: the one most spoken of before")

    def business_weight(self, cluster: NamedCluster) -> float:
        """Return how well a thing may be "the company", 0 where it is none."""
        if cluster.type != "Organization" or is_public(cluster) or is_no_business(cluster):
            return 0
        if is_central(cluster) and bears(cluster, BANKS):
            return 0
        called = self.history.called.get(id(cluster), Counter())
        often = self._renown(cluster)
        if any(word in words("business_nouns") for word in called):
            return KNOWN * often
        if any(word in words("nonprofit_nouns") for word in called):
            return 0
        return (DOUBTFUL if is_acronym(cluster) else PLAIN) * often

    def _own_company(self, node: Node) -> Referent | None:
        """Return the organisation that the person in "his company" has a role of."""
        possessor = node.first("possessor")
        person = self.history.found.get(possessor.index) if possessor else None
        if person is None or not person.person:
            return None
        if person.named is None:
            return self._company_of_role(node, person.root.node)
        for role in self.history.roles:
            of = self.history.at.get(role.of.start) if role.of else None
            held = self.history.at.get(role.holder.start) is person.named
            if held and of is not None and of.type == "Organization" and not is_public(of):
                return Referent(node, None, False, f"{person.named.name}'s", self.history.first(of))
        return None

    def _company_of_role(self, node: Node, role: Node) -> Referent | None:
        """Return the organisation that "a Northwind boss" is of, who has no name."""
        of = self.history.around.of_name(role.index)
        cluster = self.history.at.get(of.start) if of is not None else None
        if cluster is None or cluster.type != "Organization":
            return None
        why = f"of the {role.text} of {cluster.name}"
        return Referent(node, None, False, why, self.history.first(cluster))

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
            sure = [c for c in near if self.business_weight(c) >= PLAIN and id(c) not in beside]
            known = [c for c in sure if not self._places_of(c, place.type)]
        why = f"the {node.text} of {place.name}"
        meant = self._in_sentence(node, known) if len(known) > 1 else known
        if len(meant) == 1:
            return Referent(
                node, None, False, f"{why}: {meant[0].name}", self.history.first(meant[0])
            )
        if known:
            among = {id(cluster) for cluster in known}
            return None if self._is_contrasted(node, place) else self._leading(node, among)
        return _pointing(node, self._elsewhere(node, place), why)

    def _is_contrasted(self, node: Node, place: NameSpan) -> bool:
        """Whether the sentence tells companies of several countries apart."""
        others = (n for n in self.history.around.nodes if n.sentence == node.sentence)
        places = (self.history.around.of_name(n.index) for n in others if is_business_noun(n))
        return any(of is not None and of.name != place.name for of in places)

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
            return 0 if other else self.business_weight(cluster)

        return self.history.most_salient(node, weigh)

    def _companies(self) -> Iterator[NamedCluster]:
        named = {id(s.named): s.named for s in self.history.recent() if s.named is not None}
        return (cluster for cluster in named.values() if self.business_weight(cluster))

    def _places_of(self, cluster: NamedCluster, type_: str) -> set[str]:
        at = self.history.at
        owners = [r.of for r in self.history.roles if at.get(r.holder.start) is cluster and r.of]
        named = (at.get(owner.start) for owner in owners)
        return {owner.name for owner in named if owner is not None and owner.type == type_}

    def _body(self, node: Node) -> Referent | None:
        found = self.history.most_salient(node, lambda cluster: self._body_weight(node, cluster))
        return _pointing(node, found, f"the {node.text}: the one most spoken of before")

    def _body_weight(self, node: Node, cluster: NamedCluster) -> float:
        if cluster.type not in BODIES or not fits_kind(node, cluster):
            return 0
        bearing = bears(cluster, words("panels") if node.lemma in words("panels") else {node.lemma})
        if node.lemma == "party" and is_party(cluster):
            return LED if self._is_led(cluster) else KNOWN
        central = bearing and node.lemma == "bank" and is_central(cluster)
        if central:
            return DOUBTFUL
        if bearing or self.history.called.get(id(cluster), Counter())[node.lemma]:
            return KNOWN
        if self._is_business(cluster):
            return 0
        if stands_in(node.lemma, cluster) and node.first("adjective", "compound") is None:
            return PLAIN
        any_body = node.lemma in words("any_body_nouns")
        public = is_public(cluster) or is_acronym(cluster) or is_agency(cluster)
        return PLAIN if any_body and public else 0

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
        return self.business_weight(cluster) >= KNOWN * self._renown(cluster)

    def _renown(self, cluster: NamedCluster) -> float:
        """Return how much an article is about a thing: how often it names it, and its headline."""
        headlined = id(cluster) in self.history.headlined
        return math.sqrt(len(cluster.members)) * (1 + headlined)

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
