"""The words of an article with its names, and what a role noun among them is a role of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgraph.language.belonging import antecedent, inner_name
from kgraph.language.mentions import NameSpan
from kgraph.language.name_spans import PLACES
from kgraph.language.role_nouns import HYPHENS, is_role, points, role_lemma, stance_before
from kgraph.language.tree import Node
from kgraph.names.words import words

LONGEST_TITLE = 8
MODIFIERS = frozenset({"JJ", "NN", "NNP", "NNPS", "NNS", "VBN", "HYPH", "CD", "JJS"})
PASSED = frozenset({"DT", "JJ", "JJS", "POS", "RB", "HYPH", "VBN"})
LINKS = frozenset({"of", "at", "for", "to", "in"})


@dataclass(frozen=True, slots=True)
class Owner:
    """What a role is a role of: nodes ``start`` to ``end``, half-open.

    ``name`` is the name they are, empty for a pronoun or a noun that points to one.
    """

    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of an article with the names that cover them."""

    nodes: Sequence[Node]
    owners: Mapping[int, NameSpan]

    def role_at(self, index: int, segment: int, roles: str) -> bool:
        """Whether a noun of the word list ``roles`` that is no part of a name stands there."""
        if not 0 <= index < len(self.nodes) or index in self.owners:
            return False
        node = self.nodes[index]
        listed = node.tag == "JJ" and node.lemma.lower() in words(roles)
        mistaken = listed and not self._is_rank(index)
        return node.segment == segment and (mistaken or is_role(node, roles))

    def _is_rank(self, index: int) -> bool:
        """Whether a word that is tagged as an adjective is one ("executive director").

        A tagger takes rare nouns before names for adjectives ("funnyman Peter Brown"), and
        "chief executive" for two of them.
        """
        before, after = self.nodes[max(0, index - 1) : index], self.nodes[index + 1 : index + 2]
        chief = any(node.text.lower() == "chief" for node in before)
        ranking = self.nodes[index].lemma.lower() in words("ranks")
        return ranking and not chief and any(n.is_noun or n.tag == "JJ" for n in after)

    def joined(self, name: NameSpan) -> list[NameSpan]:
        """Return the names that commas and a last "and" join to a name, of its type."""
        found, index, ended = list[NameSpan](), name.end, False
        while not ended and index + 1 < len(self.nodes):
            marks = [node.text for node in self.nodes[index : index + 2]]
            if marks[0] not in {",", "and"}:
                break
            ended = "and" in marks
            index += 1 + (marks == [",", "and"])
            index += any(n.text in words("honorifics") for n in self.nodes[index : index + 1])
            other = self.owners.get(index)
            if other is None or other.type != name.type:
                return []
            found.append(other)
            index = other.end
        return found if ended else []

    def of_name(self, role: int) -> NameSpan | None:
        """Return the name that the role at ``role`` is a role of.

        It stands before the noun, with words like "prime" between, or after "of". Behind the word
        for a people it is the organisation after "of" ("the German head of Greenpeace"), unless
        the role is to speak for the country there ("the German ambassador to NATO").
        """
        before = self._name_before(role)
        if before is None:
            return self._name_after(role)
        if before.adjective and self.nodes[role].lemma.lower() not in words("posts_abroad"):
            after = self._name_after(role)
            return after if after is not None and after.type == "Organization" else before
        return before

    def people_before(self, role: int) -> NameSpan | None:
        """Return the word for a country's people among the modifiers of a role noun."""
        name = self._name_before(role)
        return name if name is not None and name.adjective else None

    def owner_of(self, role: int) -> Owner | None:
        """Return the name, pronoun or noun that the role at ``role`` is a role of."""
        name = self.of_name(role)
        if name is not None and name.start > role:
            before = self._pointing_before(role)
            if before is not None:
                return before
        if name is not None:
            post = role_lemma(self.nodes, role)
            shared = self.nodes[role].lemma.lower() == "counterpart" != post
            outer = None if shared else self._outer_pointing(name)
            return outer or Owner(name.start, name.end, name.name)
        return self._pointing_before(role) or self._pointing_after(role)

    def _before(self, role: int) -> Iterator[Node]:
        """Yield the modifiers of a noun from it leftwards, and the word that ends them."""
        segment = self.nodes[role].segment
        for index in range(role - 1, max(-1, role - 1 - LONGEST_TITLE), -1):
            node = self.nodes[index]
            if node.segment != segment:
                return
            yield node
            passed = words("prefixes") | words("past_words")
            joined = node.tag in MODIFIERS | {"POS"} or node.text.lower() in passed
            if index in self.owners or not joined:
                return

    def _name_before(self, role: int) -> NameSpan | None:
        for node in self._before(role):
            name = self.owners.get(node.index)
            if name is not None:
                passed = self._is_stance(name) or self._is_portfolio(name, role)
                passed = passed or self._is_joined_on(name)
                return None if passed else self._outer(name) or name
        return None

    def _outer(self, name: NameSpan) -> NameSpan | None:
        """Return "Nokia" of "Nokia's UK spokesman", whose country is only a part of its own."""
        owned = name.type in PLACES and self.nodes[name.start - 1].tag == "POS"
        outer = self.owners.get(name.start - 2) if owned and name.start > 1 else None
        return None if outer is None or outer.type in PLACES else outer

    def _outer_pointing(self, name: NameSpan) -> Owner | None:
        """Return "its" of "its UK spokesman", "company" of "the company's UK spokesman"."""
        before = self.nodes[max(0, name.start - 2) : name.start]
        if name.type not in PLACES or not before:
            return None
        if before[-1].tag == "PRP$":
            return Owner(name.start - 1, name.start)
        pointing = len(before) > 1 and before[1].tag == "POS" and points(before[0])
        return Owner(name.start - 2, name.start - 1) if pointing else None

    def _is_joined_on(self, name: NameSpan) -> bool:
        """Whether the name is part of "Syrian-backed", "Kenyan-born", "U.S. District Judge"."""
        behind = self.nodes[name.end : name.end + 2]
        if self.nodes[name.end - 1].text in words("bench_words"):
            return any(n.lemma.lower() in words("bench") for n in behind[:1])
        joined = len(behind) == 2 and behind[0].text in HYPHENS
        return joined and behind[1].tag in {"VBN", "VBG", "VBD"} and behind[1].text != "based"

    def _is_stance(self, name: NameSpan) -> bool:
        """Whether the name stands in a word like "pro-Russian"."""
        return stance_before(self.nodes, name.start) is not None

    def _is_portfolio(self, name: NameSpan, role: int) -> bool:
        """Whether the name is only a field of government ("Energy Secretary")."""
        adjoining = name.end == role and name.end - name.start == 1
        field = self.nodes[name.start].text
        post = self.nodes[role].lemma.capitalize() in words("portfolio_posts")
        party = field in words("parties") and not post
        return adjoining and field.lower() in words("portfolios") and not party

    def _name_after(self, role: int) -> NameSpan | None:
        node = self._behind_links(role)
        name = self.owners.get(node.index) if node else None
        place = self._place_called(name) if name is not None else None
        return place or (None if name is None or name.adjective else name)

    def _place_called(self, land: NameSpan) -> NameSpan | None:
        """Return the place of "of the Spanish island of Majorca", whose land stands before it."""
        following = self.nodes[land.end : land.end + 2]
        if [n.lemma in words("place_nouns") or n.text == "of" for n in following] != [True, True]:
            return None
        return self.owners.get(land.end + 2) if following[1].text == "of" else None

    def _behind_links(self, role: int) -> Node | None:
        """Return the first word behind "of the", "of the board of", "of sales at"."""
        nodes, index, segment = self.nodes, role + 1, self.nodes[role].segment
        linked = False
        while index < len(nodes) and index - role <= LONGEST_TITLE:
            node = nodes[index]
            if node.segment != segment:
                return None
            word = node.text.lower()
            if word in LINKS:
                linked = True
            elif not linked:
                return None
            elif node.index in self.owners or not self._is_passed(node):
                inner = self._owned_name(node.index)
                return node if inner is None else nodes[inner.start]
            index += 1
        return None

    def _owned_name(self, index: int) -> NameSpan | None:
        """Return "Nokia" of "Finland's Nokia", "Finland-based Nokia", the last of several."""
        name, found = self.owners.get(index), None
        while name is not None and (inner := inner_name(name, self.nodes, self.owners)):
            name = found = inner
        return found

    def _is_passed(self, node: Node) -> bool:
        inner = node.tag in PASSED or node.lemma.lower() in words("inner_bodies")
        inner = inner or node.text in words("honorifics")
        described = node.lemma in words("organization_nouns") and node.index + 1 in self.owners
        owned = node.is_noun and self._is_possessor(node)
        return inner or described or owned or self._is_title(node)

    def _is_title(self, node: Node) -> bool:
        """Whether a role noun stands before a person ("spokesman for President Putin")."""
        index = node.index + 1
        while index < len(self.nodes) and is_role(self.nodes[index]) and index not in self.owners:
            index += 1
        name = self.owners.get(index)
        return is_role(node) and name is not None and name.type == "Person"

    def _is_possessor(self, node: Node) -> bool:
        after = self.nodes[node.index + 1 : node.index + 2]
        return bool(after) and after[0].tag == "POS"

    def _pointing_before(self, role: int) -> Owner | None:
        """Return "its" of "its chair", "giant" of "the giant's chair", X of "X, whose chair"."""
        possessive = False
        for node in self._before(role):
            if node.tag == "PRP$":
                return Owner(node.index, node.index + 1)
            if node.tag == "WP$":
                return self._before_relative(node.index)
            if possessive:
                return Owner(node.index, node.index + 1) if points(node) else None
            possessive = node.tag == "POS"
        return None

    def _before_relative(self, relative: int) -> Owner | None:
        """Return what "whose" goes back to: a name, or a role noun right before it."""
        name = antecedent(self.nodes[relative], self.nodes, self.owners)
        if name is not None:
            return Owner(name.start, name.end, name.name)
        told = relative > 0 and is_role(self.nodes[relative - 1])
        return Owner(relative - 1, relative) if told else None

    def _pointing_after(self, role: int) -> Owner | None:
        """Return "agency" of "head of the agency", "head of the agency's Berlin office"."""
        node = self._behind_links(role)
        if node is None or node.index in self.owners:
            return None
        for noun in self.nodes[role + 1 : node.index]:
            if self._is_possessor(noun) and points(noun):
                return Owner(noun.index, noun.index + 1)
        definite = self.nodes[node.index - 1].text.lower() in {"the", "this", "that"}
        return Owner(node.index, node.index + 1) if definite and points(node) else None
