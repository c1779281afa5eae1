"""What pronouns and nominals refer to inside an article, by rules, each with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kgraph.language.belonging import antecedent
from kgraph.language.clusters import NamedCluster
from kgraph.language.name_spans import PLACES, NameSpan
from kgraph.language.nominal_references import DEFINITE, NominalReader, is_aged
from kgraph.language.plural_references import PluralReader
from kgraph.language.pronouns import PronounReader
from kgraph.language.referents import History, Referent, name_head
from kgraph.language.role_nouns import is_role
from kgraph.language.roles import Role
from kgraph.language.speech import Speech
from kgraph.language.surroundings import Surroundings
from kgraph.language.tree import Node
from kgraph.names.words import words

__all__ = ["DEFINITE", "Reader", "Referent", "name_head"]

LOCATING = frozenset({"in", "from", "at", "near"})
DESCRIBED_BY = {
    "Person": ("roles",),
    "Organization": ("organization_nouns", "organization_roles", "body_nouns"),
    "Product": ("product_nouns",),
    "Place": ("place_nouns",),
}


@dataclass(slots=True)
class Reader:
    """Walks an article once and remembers what each pronoun and nominal refers to."""

    around: Surroundings
    clusters: Sequence[NamedCluster]
    roles: Sequence[Role]
    speech: Mapping[int, tuple[Speech, ...]]
    headline: str = ""
    _history: History = field(init=False)
    _held: dict[int, Role] = field(init=False)

    def read(self) -> Mapping[int, Referent]:
        """Return referents by the number of their head node, names included."""
        self._history = History.of(self.around, self.clusters, self.roles, self.headline)
        self._held = {r.node.index: r for r in self.roles if r.node.tag != "NNS"}
        nominals = NominalReader(self._history)
        pronouns = PronounReader(self._history, self.speech)
        plurals = PluralReader(self._history, pronouns)
        heads = self._name_heads()
        for node in self.around.nodes:
            referent = heads.get(node.index) or plurals.referent(node)
            if referent is None and node.tag in {"PRP", "PRP$"}:
                referent = pronouns.referent(node)
            elif referent is None and node.tag == "WP$":
                referent = self._relative(node)
            elif referent is None:
                referent = self._common(node, nominals)
            if referent is not None:
                self._history.add(referent)
        return self._history.found

    @property
    def taken_up(self) -> Mapping[int, Node]:
        """The plural nouns without a name that "they" takes up, by the number of its node."""
        return self._history.taken_up

    def _name_heads(self) -> dict[int, Referent]:
        heads: dict[int, Referent] = {}
        for cluster in self.clusters:
            for span, why in cluster.members:
                head = name_head(self.around.nodes[span.start : span.end])
                if not span.adjective:
                    heads[head.index] = Referent(head, cluster, cluster.type == "Person", why)
        return heads

    def _relative(self, node: Node) -> Referent | None:
        """Return what "whose" goes back to: the name before it, else the noun it hangs below."""
        name = antecedent(node, self.around.nodes, self.around.owners)
        clauses = (n for n in node.ancestors() if n.relation == "relative_clause")
        noun = next((clause.head for clause in clauses), None)
        if name is not None:
            noun = self._located(name) or name_head(self.around.nodes[name.start : name.end])
        seen = self._history.found.get(noun.index) if noun is not None else None
        if seen is None or seen.named is None:
            return None
        return Referent(node, None, seen.person, f"{node.text}: {seen.named.name}", seen)

    def _located(self, place: NameSpan) -> Node | None:
        """Return "watchdog" of "the watchdog in Turin, whose", which is no place's."""
        outer = self.around.nodes[max(0, place.start - 2) : place.start]
        if place.type not in PLACES or len(outer) < 2 or outer[1].text not in LOCATING:
            return None
        thing = outer[0].is_noun or outer[0].index in self.around.owners
        return outer[0] if thing else None

    def _common(self, node: Node, nominals: NominalReader) -> Referent | None:
        aged = is_aged(self.around.nodes, node.index)
        if not (node.is_noun or aged) or node.index in self.around.owners:
            return None
        holder = self._holder(node) or self._apposed(node)
        if holder is not None:
            return holder
        if node.relation in {"compound", "flat", "description"}:
            return None
        return nominals.referent(node) or Referent(node, None, is_role(node))

    def _holder(self, node: Node) -> Referent | None:
        """Return whom a role noun before or behind a name tells of."""
        role = self._held.get(node.index)
        cluster = self._history.at.get(role.holder.start) if role else None
        if role is None or cluster is None:
            return None
        head = name_head(self.around.nodes[role.holder.start : role.holder.end])
        holder = Referent(head, cluster, cluster.type == "Person")
        return Referent(node, None, holder.person, f"{node.text}, {cluster.name}", holder)

    def _apposed(self, node: Node) -> Referent | None:
        """Return the name that a noun for its type stands beside ("the bureau, the FBI,")."""
        beside = [
            child
            for child in node.get("apposition", "flat", "description", "modifier")
            if child.relation == "apposition" or child.index == node.index + 1
        ]
        if node.relation in {"apposition", "compound", "flat", "description"}:
            beside.extend([node.head] if node.head is not None else [])
        for other in beside:
            owner = self.around.owners.get(other.index)
            cluster = self._history.at.get(owner.start) if owner else None
            if cluster is not None and not other.preposition and _describes(node, cluster):
                holder = Referent(other, cluster, cluster.type == "Person")
                return Referent(node, None, holder.person, f"{node.text}, {cluster.name}", holder)
        return None


def _describes(node: Node, cluster: NamedCluster) -> bool:
    return any(node.lemma in words(key) for key in DESCRIBED_BY.get(cluster.type, ()))
