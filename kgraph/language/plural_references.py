"""What plurals refer to: "they", "their", "both men", "the two", to several things at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kgraph.language.clusters import NamedCluster
from kgraph.language.group_references import GroupReader
from kgraph.language.pronouns import PronounReader
from kgraph.language.referents import SUBJECTS, History, Referent, is_public
from kgraph.language.role_nouns import is_role
from kgraph.language.tree import Node
from kgraph.names.words import words

THIRD = frozenset({"they", "them", "their", "theirs"})
PLACES = SUBJECTS | {"object", "indirect_object", "oblique", "agent", "possessor"}
LOOSE = frozenset({"modifier", "oblique", "object"})
"""Places where "they" is never the organisation that the sentence is about ("many of them")."""
REACH = 1
PAIR_REACH = 2
LISTED_REACH = 3
COLLECTIVE = -3
PAIR = 2
ANY = ("Person", "Organization", "Country")


@dataclass(frozen=True, slots=True)
class PluralReader:
    """Finds what a plural refers to, from the words read before it."""

    history: History
    pronouns: PronounReader

    def referent(self, node: Node) -> Referent | None:
        """Return what a plural pronoun or "both men" refers to, None where no rule is sure."""
        if node.text.lower() in THIRD:
            return self._third(node)
        types = self._types_of_pair(node)
        if types:
            return self._pair(node, types)
        return self._leaders(node) if self._means_companies(node) else None

    def _third(self, node: Node) -> Referent | None:
        """Return the best ranked of lists of names, plural nouns and organisations.

        A plural noun that is best is remembered as taken up.
        """
        barred = self.pronouns.barred(node)
        ranked = [
            (self.pronouns.rank(node, seen) + cost, -position, meant, seen)
            for position, seen in enumerate(self.history.near(node, REACH))
            if id(seen.named) not in barred and id(seen.root) not in barred
            for cost, meant in self._meanings(node, seen)
        ]
        if not ranked:
            return None
        _, _, meant, seen = max(ranked, key=lambda row: row[:2])
        if meant is None:
            self.history.taken_up[node.index] = seen.root.node
        return meant

    def _meanings(self, node: Node, seen: Referent) -> list[tuple[int, Referent | None]]:
        """Return what "they" means where it takes up ``seen``, with what is added to its rank.

        A plural noun that nothing resolves is taken up as nothing that has a name.
        """
        if seen.members:
            return [(0, self._of(node, seen.members))]
        if seen.named is None:
            return [(0, None)] if seen.node.tag in {"NNS", "NNPS"} else []
        listed = self._listed(seen)
        if listed:
            return [(0, self._of(node, listed))]
        if seen.named.type != "Organization" or not self._is_collective(node, seen):
            return []
        why = f"{node.text}: {seen.named.name}"
        return [(COLLECTIVE, Referent(node, None, person=False, why=why, antecedent=seen))]

    def _is_collective(self, node: Node, seen: Referent) -> bool:
        """Whether a plural can mean one organisation: a subject, no plural after it."""
        between = self.history.around.nodes[seen.node.index + 1 : node.index]
        plural = any(n.tag in {"NNS", "NNPS"} for n in between)
        return seen.node.relation in SUBJECTS and not plural and node.relation not in LOOSE

    def _listed(self, seen: Referent) -> Sequence[Referent]:
        """Return all that a name begins a list of ("Ann Lee and Peter Brown")."""
        name = self.history.around.owners.get(seen.node.index)
        joined = self.history.around.joined(name) if name is not None else ()
        heads = [self._found(other.start, other.end) for other in joined]
        found = [referent for referent in heads if referent is not None]
        return (seen, *found) if found and len(found) == len(heads) else ()

    def _found(self, start: int, end: int) -> Referent | None:
        found = (self.history.found.get(index) for index in range(start, end))
        return next((r for r in found if r is not None and r.named is not None), None)

    def _types_of_pair(self, node: Node) -> tuple[str, ...]:
        """Return the types that a phrase for two things may mean, none where it is no such."""
        marks = {child.text.lower() for child in node.children if child.index < node.index}
        if marks & words("contrast_words") or node.relation not in PLACES:
            return ()
        word = node.text.lower()
        if (word == "two" and "the" in marks) or (word == "both" and not node.children):
            return ANY
        if word in words("pair_nouns") and "the" in marks:
            return ("Person",)
        if node.tag != "NNS" or not ("both" in marks or {"the", "two"} <= marks):
            return ()
        return _types_of(node)

    def _pair(self, node: Node, types: Sequence[str]) -> Referent | None:
        """Return the only two in the sentence, the last two named together, the only two near."""
        beside = self._only_two(node, 0, types)
        if beside is not None:
            return beside
        for seen in self.history.near(node, LISTED_REACH):
            together = seen.members if seen.person == ("Person" in types) else ()
            if seen.named is not None and seen.named.type in types:
                together = tuple(self._listed(seen))
            if len(together) == PAIR:
                return self._of(node, together)
        found = (self._only_two(node, distance, types) for distance in range(1, PAIR_REACH + 1))
        return next((pair for pair in found if pair is not None), None)

    def _means_companies(self, node: Node) -> bool:
        """Whether the noun is "the companies", told apart from no others."""
        if node.tag != "NNS" or node.lemma not in words("business_nouns"):
            return False
        before = [child for child in node.children if child.index < node.index]
        behind = node.first("relative_clause", "modifier", "participle")
        return [child.text.lower() for child in before] == ["the"] and behind is None

    def _leaders(self, node: Node) -> Referent | None:
        """Return the two companies that are spoken of far more than all others so far."""
        seen = [s for s in self.history.seen if s.named is not None and self._is_company(s.named)]
        tally = Counter(id(s.named) for s in seen)
        counts = [count for _, count in tally.most_common(3)]
        if len(counts) < PAIR or (len(counts) > PAIR and counts[PAIR] * 2 > counts[PAIR - 1]):
            return None
        last = {id(s.named): s for s in seen}
        return self._of(node, [last[named] for named, _ in tally.most_common(PAIR)])

    def _is_company(self, cluster: NamedCluster) -> bool:
        return GroupReader(self.history).business_weight(cluster) > 0

    def _only_two(self, node: Node, distance: int, types: Sequence[str]) -> Referent | None:
        for type_ in types:
            last = self._last_of(node, distance, type_)
            if len(last) == PAIR:
                return self._of(node, last)
        return None

    def _last_of(self, node: Node, distance: int, type_: str) -> Sequence[Referent]:
        last: dict[int, Referent] = {}
        for seen in self.history.near(node, distance):
            named = seen.named
            business = node.lemma in words("business_nouns")
            if named is not None and named.type == type_ and not (business and is_public(named)):
                last.setdefault(id(named), seen)
        return sorted(last.values(), key=lambda seen: seen.node.index)

    def _of(self, node: Node, members: Sequence[Referent]) -> Referent:
        person = all(member.person for member in members)
        names = " and ".join(_name(member.named) for member in members)
        return Referent(node, None, person, f"{node.text}: {names}", members=tuple(members))


def _types_of(noun: Node) -> tuple[str, ...]:
    if noun.lemma in words("business_nouns"):
        return ("Organization",)
    if noun.lemma in words("country_nouns"):
        return ("Country",)
    return ("Person",) if is_role(noun) else ()


def _name(cluster: NamedCluster | None) -> str:
    return cluster.name if cluster is not None else ""
