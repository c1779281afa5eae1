"""What a cue denies: the clause around it, or the phrase, read off the tree.

The rules are those of the guidelines of the *SEM 2012 shared task (Morante, Schrauwen, Daelemans
2011, "Annotation of negation cues and their scope"): the clause of what is denied with its
subject, helpers, objects and what tells how and when; not the word that links the clause to
another, other clauses coordinated with it, nor what commas set off; the phrase alone where a noun
phrase is denied that is not what its clause tells.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kgraph.language.negation_cues import Cue, denies_phrase
from kgraph.language.tree import Node

SUBJECTS = ("subject", "passive_subject", "expletive")
HELPERS = ("auxiliary", "passive_auxiliary", "copula")
LINKED = ("conjunct", "parataxis")
ASIDE = frozenset({"parataxis", "vocative", "discourse"})
OUTSIDE = ASIDE | {"conjunct", "conjunction", "punct"}
"""Relations of what belongs to another clause, or to none."""

LOOSE = frozenset({"adverbial_clause", "oblique", "adverbial", "adverb", "participle"})
"""Relations of what is outside a clause where marks set it off."""

SET_OFF_NOUNS = frozenset({"relative_clause", "apposition", "participle"})
BEFORE_BOTH = frozenset({"adverb", "determiner", "possessor", "preposition"})
"""Relations of what stands before a coordination and belongs to all its members."""

BESIDE_NOUNS = frozenset({"preposition", "marker"})
COMPLEMENTS = frozenset({"open_complement", "object", "attribute"})
TOLD = frozenset({"open_complement", "attribute"})
HELD = frozenset({"object", "subject", "attribute"})
HOLDING = frozenset({"be", "have"})
HELPING = frozenset({"be", "have", "do"})
NOMINAL = ("NN", "PRP", "DT")
RELATIVE = frozenset({"WDT", "WP"})
MARKS = frozenset({",", ";", ":", "--", "\u2013", "\u2014", "(", ")"})
CONDITIONS = frozenset({"if", "unless", "had", "were", "should"})
"""Words that open a condition, the last three before their subject."""


@dataclass(frozen=True, slots=True)
class ScopeReader:
    """Reads the scopes of cues off the nodes of their text, which are numbered without a gap."""

    nodes: Sequence[Node]
    cues: Sequence[Cue]

    def words(self, cue: Cue) -> tuple[Node, ...]:
        """Return the words in the scope of a cue, in text order; of a denied word the word too."""
        found = {node.index: node for node in self._denied(cue)}
        for node in cue.nodes:
            found.pop(node.index, None)
        if cue.part is not None:
            found |= {node.index: node for node in cue.nodes}
        told = {i for i, node in found.items() if any(c.isalnum() for c in node.text)}
        return tuple(found[i] for i in sorted(found) if i in told or self._is_inside(i, told))

    def _is_inside(self, index: int, words: Container[int]) -> bool:
        """Whether a mark stands inside a word of the scope ("half-hour")."""
        before, mark, after = (self._at(i) for i in (index - 1, index, index + 1))
        if before is None or mark is None or after is None:
            return False
        glued = before.end == mark.start and mark.end == after.start
        return glued and before.index in words and after.index in words

    def _at(self, index: int) -> Node | None:
        place = index - self.nodes[0].index
        return self.nodes[place] if 0 <= place < len(self.nodes) else None

    def _denied(self, cue: Cue) -> Iterator[Node]:
        first = cue.nodes[0]
        if cue.part is not None:
            return self._of_part(first, cue)
        if denies_phrase(first) and first.head is not None:
            return self._phrase(first.head, cue)
        if first.tag.startswith(NOMINAL) and first.relation != "determiner":
            return self._of(first, cue)
        head = _head(cue)
        if head is None or first.relation == "discourse":
            return iter(())
        return chain(self._of(head, cue), self._helper(first))

    def _helper(self, cue: Node) -> Iterator[Node]:
        """Yield the helper before "not", and a pronoun between them ("had it not been")."""
        before, further = self._at(cue.index - 1), self._at(cue.index - 2)
        if before is not None and _helps(before):
            yield before
        elif before is not None and further is not None and before.tag == "PRP" and _helps(further):
            yield from (further, before)

    def _of(self, word: Node, cue: Cue) -> Iterator[Node]:
        """Yield the clause that a word helps to tell, else its phrase."""
        predicate = next((n for n in (word, *word.ancestors()) if _is_predicate(n)), None)
        if predicate is None:
            return self._phrase(word, cue)
        first = word.first_conjunct
        apart = frozenset[int]()
        if first is not word and predicate not in (word, first):
            apart = frozenset(node.index for node in _siblings(word, first))
        return (node for node in self._clause(predicate, cue) if node.index not in apart)

    def _of_part(self, word: Node, cue: Cue) -> Iterator[Node]:
        """Yield what the rest of a word is told of.

        It is told of its noun; of its clause where it is what the clause tells, or what somebody
        has, or what there is ("had an unpleasant day"); of nothing where the word is denied.
        """
        if self._is_denied(word):
            return iter(())
        while word.relation == "adverb" and word.head and not _is_predicate(word.head):
            word = word.head
        first = word.first_conjunct
        noun = first.head
        if first.relation == "adjective" and noun is not None:
            apart = frozenset(node.index for node in _siblings(word, first))
            whole = self._of(noun, cue) if _is_held(noun) else self._phrase(noun, cue)
            return (node for node in whole if node.index not in apart)
        adverbial = first.relation == "adverb" and word.tag.startswith("RB")
        if adverbial or word.is_verb or first.relation in TOLD or _is_predicate(first):
            return self._of(word, cue)
        return chain(self._phrase(word, cue), _shared(word, first))

    def _is_denied(self, word: Node) -> bool:
        """Whether a cue stands before a word, but for adverbs ("not particularly unkind")."""
        index = word.index - 1
        cues = {node.index for cue in self.cues if cue.part is None for node in cue.nodes}
        while index not in cues and (node := self._at(index)) is not None and node.tag == "RB":
            index -= 1
        return index in cues

    def _phrase(self, head: Node, cue: Cue) -> Iterator[Node]:
        yield head
        for child in head.children:
            apart = child.relation in SET_OFF_NOUNS and self._is_set_off(child, head)
            linking = child.relation in BESIDE_NOUNS and child.tag != "TO"
            if child.relation not in OUTSIDE and not apart and not linking:
                yield from self._below(child, cue)

    def _clause(self, head: Node, cue: Cue) -> Iterator[Node]:
        yield head
        for child in head.children:
            if self._belongs(child, head, cue):
                yield from self._below(child, cue)
        yield from _borrowed(head)

    def _below(self, node: Node, cue: Cue) -> Iterator[Node]:
        """Yield a node and all below it, without asides and nouns that have a cue of their own."""
        yield node
        for child in node.children:
            own = child.relation == "conjunct" and self._is_cued(child, cue)
            if child.relation not in ASIDE and not own:
                yield from self._below(child, cue)

    def _is_cued(self, word: Node, cue: Cue) -> bool:
        """Whether "no" or "nor" before a word is another cue than this one."""
        others = {n.index for o in self.cues if o is not cue and not o.part for n in o.nodes}
        return any(child.index in others for child in word.get("determiner", "conjunction"))

    def _belongs(self, child: Node, head: Node, cue: Cue) -> bool:
        if child.relation in OUTSIDE:
            paired = len(cue.nodes) > 1 and any(cue.nodes[-1] is node for node in child.subtree())
            return child.relation == "conjunct" and paired
        if child.relation == "marker":
            return child.tag == "TO"
        if child.tag in RELATIVE and head.relation == "relative_clause":
            return child.relation in SUBJECTS
        return child.relation not in LOOSE or not self._is_set_off(child, head)

    def _is_set_off(self, child: Node, head: Node) -> bool:
        """Whether marks part what hangs on a head from it; a condition before it belongs to it."""
        indexes = sorted(node.index for node in child.subtree() if node.relation != "punct")
        if not indexes:
            return True
        before, opening, after = map(self._at, (indexes[0] - 1, indexes[0], indexes[-1] + 1))
        if child.index > head.index:
            return before is not None and before.text in MARKS
        condition = opening is not None and opening.text.lower() in CONDITIONS
        return after is not None and after.text in MARKS and not condition


def _head(cue: Cue) -> Node | None:
    """Return what the words of a cue hang on; what hangs on them where nothing else does."""
    around = [node.head for node in cue.nodes] if len(cue.nodes) == 1 else [*_around(cue)]
    return next((node for node in around if node is not None), None)


def _around(cue: Cue) -> Iterator[Node | None]:
    below = (child for node in cue.nodes for child in node.children)
    last = cue.nodes[-1].index
    yield from (n for n in below if n.relation in COMPLEMENTS and n.index > last)
    yield from (node.head for node in cue.nodes if node.head not in cue.nodes)


def _helps(node: Node) -> bool:
    return node.tag == "MD" or (node.lemma in HELPING and node.is_verb)


def _is_predicate(node: Node) -> bool:
    """Whether a word heads a clause."""
    if node.relation in HELPERS or node.relation == "adjective":
        return False
    if node.is_verb or node.tag == "MD" or node.first(*SUBJECTS, "copula") is not None:
        return True
    linked = node.head if node.relation in LINKED else None
    return linked is not None and linked.first("copula") is not None


def _is_held(noun: Node) -> bool:
    """Whether a noun is what its clause tells, what somebody has or what there is."""
    head = noun.head
    held = head is not None and head.lemma in HOLDING and noun.relation in HELD
    return held or noun.first("copula") is not None


def _siblings(word: Node, first: Node) -> Iterator[Node]:
    """Yield the other members of a coordination and what joins them, not what they share."""
    if word is not first:
        yield first
        own = word.first("determiner", "possessor") is not None
        for child in first.children:
            shared = child.index > word.index or (not own and child.relation in BEFORE_BOTH)
            if child.relation not in OUTSIDE and not shared:
                yield from child.subtree()
    for member in first.get("conjunct"):
        yield from member.get("conjunction")
        if member is not word:
            yield from member.subtree()


def _shared(word: Node, first: Node) -> Iterator[Node]:
    """Yield what a noun shares with the first of its coordination ("his love and dislike of")."""
    for child in first.children if word is not first else ():
        behind = child.index > word.index and child.relation not in OUTSIDE
        if behind or child.relation in {"determiner", "possessor"}:
            yield from child.subtree()


def _borrowed(head: Node) -> Iterator[Node]:
    """Yield the subject that a clause shares with the one before it, and helpers if it has none."""
    first = head
    while first.relation in LINKED and first.head is not None and not first.first(*SUBJECTS):
        first = first.head
    if first is head:
        return
    shared = [*first.get(*SUBJECTS), *(c for c in first.get("adverb") if c.tag == "WRB")]
    yield from (node for child in shared for node in child.subtree())
    if not head.is_finite and head.first(*HELPERS) is None:
        yield from first.get(*HELPERS)
