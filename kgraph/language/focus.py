"""What an article, or a sentence of it, is about: whose minister, which company's, which court's.

What is inferred stays in doubt: one candidate, or none.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from kgraph.language.clusters import NamedCluster
from kgraph.language.mentions import NameSpan
from kgraph.language.referents import SUBJECTS, Referent, is_public, name_head
from kgraph.language.role_nouns import role_lemma, title_start
from kgraph.language.surroundings import Owner, Surroundings
from kgraph.language.tree import Node
from kgraph.names.words import words

LEAST = 2
DOMINANCE = 3
CABINETS = {"United States": "american_portfolios", "United Kingdom": "british_portfolios"}
# countries with a chancellor at their head, by that title alone
CHANCELLERIES = frozenset({"Austria", "Germany"})
OTHER_BENCHES = frozenset({"federal", "district", "circuit", "county", "state", "appeals"})
MODIFYING = frozenset({"compound", "possessor", "description", "adjective"})
POSSESSING = frozenset({"POS", "PRP$", "WP$"})


@dataclass(frozen=True, slots=True)
class Focus:
    """Finds what posts are of from the names around them.

    ``referents`` are by the number of their node.
    """

    around: Surroundings
    clusters: Sequence[NamedCluster]
    referents: Mapping[int, Referent]

    def of_post(self, node: Node) -> Owner | None:
        """Return the country or company in focus, for a post that only these have."""
        lemma = role_lemma(self.around.nodes, node.index)
        if self._is_owned(node):
            return None
        if lemma.endswith("secretary"):
            return self._cabinet(node, lemma)
        if lemma == "chancellor" and node.text[0].isupper():
            return self._only_named(CHANCELLERIES, node)
        if lemma in words("state_posts"):
            return self._country(node)
        return self._company(node) if lemma in words("company_officers") else None

    def _is_owned(self, node: Node) -> bool:
        """Whether words that name nobody tell what a post is of ("the town's founder")."""
        nodes = self.around.nodes
        before = nodes[max(0, title_start(nodes, node.index) - 2) : node.index]
        behind = nodes[node.index + 1 : node.index + 2]
        part = any(n.lemma in words("body_nouns") for n in nodes[node.index - 1 : node.index])
        linked = [n.text.lower() for n in behind] in (["of"], ["at"])
        owned = linked and not self._field_behind(node)
        return part or any(n.tag in POSSESSING for n in before) or owned

    def _field_behind(self, post: Node) -> str:
        """Return "state" of "secretary of state", nothing for what no minister is of."""
        link, *field = self.around.nodes[post.index + 1 : post.index + 3] or [post]
        name = field[0].text.lower() if field and link.text == "of" else ""
        return name if any(name in words(key) for key in CABINETS.values()) else ""

    def _cabinet(self, post: Node, lemma: str) -> Owner | None:
        """Return which of the countries whose ministers are secretaries the article names.

        "Home Secretary" is a British title, "Commerce Secretary" and "secretary of state" are
        American ones.
        """
        field = self._field_behind(post) or lemma.split()[0]
        if field == "secretary":
            return None
        told = {country for country, key in CABINETS.items() if field in words(key)}
        return self._only_named(told or CABINETS.keys(), post)

    def _only_named(self, wanted: Collection[str], post: Node) -> Owner | None:
        """Return the only one of some countries that the article names."""
        named = [name for name in self._names("Country") if name.name in wanted]
        return nearest(named, post) if len({name.name for name in named}) == 1 else None

    def bench(self, judge: Node) -> Owner | None:
        """Return the only court named in the sentence before a judge, or so far in the article.

        A "federal judge" is of another.
        """
        before = self.around.nodes[max(0, judge.index - 1) : judge.index]
        if any(node.text.lower() in OTHER_BENCHES for node in before):
            return None
        courts = [
            span
            for span in (s for c in self.clusters for s in named_as(c))
            if span.start < judge.index and _is_court(span)
        ]
        beside = [span for span in courts if self._sentence(span) == judge.sentence]
        named = beside or courts
        return nearest(named, judge) if len({court.name for court in named}) == 1 else None

    def _country(self, post: Node) -> Owner | None:
        """Return the country in focus.

        That is the only one in the sentence, where something is said of it or the article is about
        it; in a sentence that names none it is the one that the article is about.
        """
        names = self._names("Country")
        beside = [n for n in names if self._sentence(n) == post.sentence]
        focus = self._dominant(names, post)
        countries = {name.name for name in beside}
        if len(countries) > 1:
            return None
        acting = [n for n in beside if n.start < post.index and self._acts(n)]
        near = acting or [n for n in beside or names if n.name == focus]
        return nearest(near, post)

    def _company(self, post: Node) -> Owner | None:
        """Return the company last referred to in the sentence, else the one in focus.

        A sentence that names one company is about it, where the name is no mere modifier.
        """
        beside = [
            Owner(r.node.index, r.node.index + 1)
            for i, r in sorted(self.referents.items())
            if i < post.index
            and r.node.sentence == post.sentence
            and i not in self.around.owners
            and r.node.lemma in words("business_nouns")
            and r.named is not None
        ]
        if beside and role_lemma(self.around.nodes, post.index) not in words("plain_officers"):
            return beside[-1]
        names = [
            span
            for cluster in self.clusters
            if cluster.type == "Organization" and not is_public(cluster)
            for span in named_as(cluster)
        ]
        own = [n for n in names if self._sentence(n) == post.sentence and n.start < post.index]
        dominant = self._dominant(names, post)
        alone = len({n.name for n in own}) == 1 and self._is_told_of(own, post)
        focus = own[0].name if alone else dominant
        if {n.name for n in own} - {focus}:
            return None
        return nearest([name for name in names if name.name == focus], post)

    def _is_told_of(self, names: Sequence[NameSpan], post: Node) -> bool:
        """Whether a name before a post is an end of its clause, and the post one of its officers.

        That is a chief executive's; who works there, or has founded it, is told by the article.
        """
        nodes = self.around.nodes
        heads = [name_head(nodes[name.start : name.end]) for name in names]
        officer = role_lemma(nodes, post.index) not in words("plain_officers")
        return officer and any(head.relation not in MODIFYING for head in heads)

    def _names(self, type_: str) -> list[NameSpan]:
        return [span for c in self.clusters if c.type == type_ for span, _ in c.members]

    def _sentence(self, name: NameSpan) -> int:
        return self.around.nodes[name.start].sentence

    def _acts(self, name: NameSpan) -> bool:
        own = self.around.nodes[name.start : name.end]
        return not name.adjective and any(node.relation in SUBJECTS for node in own)

    def _dominant(self, names: Sequence[NameSpan], post: Node) -> str:
        """Return what is named before, and in all three times as often as any other of its kind."""
        tally = Counter(name.name for name in names)
        ranked = sorted(tally, key=lambda name: (-tally[name], name))
        second = tally[ranked[1]] if len(ranked) > 1 else 0
        if not ranked or tally[ranked[0]] < max(LEAST, DOMINANCE * second):
            return ""
        before = any(n.name == ranked[0] and n.start < post.index for n in names)
        return ranked[0] if before else ""


def named_as(cluster: NamedCluster) -> list[NameSpan]:
    """Return the names of a thing, each called by the fullest."""
    return [replace(span, name=cluster.name) for span, _ in cluster.members]


def _is_court(name: NameSpan) -> bool:
    return name.type == "Organization" and bool(words("court_words") & set(name.name.split()))


def nearest(names: Sequence[NameSpan], post: Node) -> Owner | None:
    """Return the last of the names before the post, else the first of them all."""
    before = [name for name in names if name.start < post.index]
    last = max(before or names[:1], key=lambda name: name.start, default=None)
    return Owner(last.start, last.end, last.name) if last else None
