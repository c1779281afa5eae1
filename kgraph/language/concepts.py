"""Concepts: plain noun phrases, and what each is known by."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from kgraph.language.referents import SUBJECTS, Referent
from kgraph.language.surroundings import Surroundings
from kgraph.language.tree import Node
from kgraph.names.concepts import concept_words

MOST_WORDS = 6
"""Words of a concept's name; of a longer phrase the noun with the words before it is its name."""

DEEPEST = 4
BEFORE = frozenset({"adjective", "compound", "flat", "description", "participle"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
MODIFYING = NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "AFX", "FW", "VBD"}
DEGREES = frozenset({"RBR", "RBS"})
PRONOUNS = frozenset({"it", "its", "they", "them", "their"})
APART = frozenset({"of", "including", "like", "except", "besides", "unlike", "than"})
NOMINAL = SUBJECTS | {"object", "oblique", "modifier"}
TAKING = SUBJECTS | {"possessor"}
JOINERS = frozenset({"and", "or", "&"})
SHORTEST = 2
_PLAIN = re.compile(r"[^\W_][\w.&/'\u2019-]*")
_NUMBER = re.compile(r"\W*\d[\d.,:/-]*(?:%|st|nd|rd|th|s|m|bn|k)?")
_HYPHENS = frozenset("-\u2010\u2011\u2013")


@dataclass(frozen=True, slots=True)
class ConceptNames:
    """What the plain nouns of an article are known by.

    ``referents`` and ``taken_up`` tell what pronouns mean, ``timed`` are nodes that tell a time.
    """

    around: Surroundings
    referents: Mapping[int, Referent]
    taken_up: Mapping[int, Node]
    timed: Container[int]
    _known: dict[int, str] = field(default_factory=dict)

    def meant(self, node: Node) -> Node:
        """Return the noun that a pronoun takes up, the node itself where it is none.

        Only a subject takes up a subject, beyond its sentence that of a main clause: what else
        "it" means is told too seldom by its place.
        """
        if node.text.lower() not in PRONOUNS:
            return node
        referent = self.referents.get(node.index)
        before = referent.root.node if referent is not None else node
        noun = self.taken_up.get(node.index, before)
        main = noun.head is not None and noun.head.relation == "root"
        near = main or noun.sentence == node.sentence
        taking = noun.relation in SUBJECTS and node.relation in TAKING
        return noun if taking and near and noun.first("conjunct") is None else node

    def name(self, node: Node) -> str:
        """Return the name of the concept that a noun or pronoun stands for, empty for none.

        It is the noun in the singular with the words before it, and with what it is of: "life
        cycle of butterfly". Articles, numbers and what only points are left out; a measure is
        known by what is measured.
        """
        noun = self.meant(node)
        if noun.index not in self._known:
            self._known[noun.index] = self._named(noun, MOST_WORDS, 0)
        return self._known[noun.index]

    def bare(self, noun: Node) -> str:
        """Return the noun with the words before it, without what it is of; empty for no noun."""
        return " ".join(self._words(noun))

    def measured(self, noun: Node) -> Node:
        """Return "flowers" of "a wide variety of flowers", else the noun."""
        for _ in range(DEEPEST):
            inner = next((c for c in noun.get("modifier") if c.preposition == "of"), None)
            counts = noun.tag == "CD" or noun.lemma.lower() in concept_words()["measures"]
            if inner is None or not counts:
                break
            noun = inner
        return noun

    def is_relational(self, noun: Node) -> bool:
        """Whether a noun means something only with what it is of ("part", "effect")."""
        return noun.lemma.lower() in concept_words()["relational"]

    def _named(self, node: Node, room: int, depth: int) -> str:
        if node.tag == "VBG":
            return self._doing(node, room)
        noun = self.measured(node)
        if noun.index in self.around.owners and depth:
            return self._proper(noun, room)
        own = self._words(noun)
        if not own or depth > DEEPEST:
            return ""
        tail = self._of(noun, room - len(own) - 1, depth)
        if not tail and self._is_vague(noun, own, depth):
            return ""
        name = " ".join((*own, *(["of", tail] if tail else [])))
        return self._narrowed(noun, name, room) if len(own) <= room else ""

    def _narrowed(self, noun: Node, name: str, room: int) -> str:
        """Return the name of a subject with what parts it from others ("people with diabetes")."""
        if noun.relation not in SUBJECTS:
            return name
        linked = (c for c in noun.get("modifier") if c.preposition and c.index > noun.index)
        first = next(linked, None)
        if first is None or first.preposition in APART or len(first.preposition.split()) > 1:
            return name
        room -= len(name.split()) + 1
        tail = self._named(self.meant(first), room, 1) if room > 0 else ""
        return f"{name} {first.preposition} {tail}" if tail else name

    def _doing(self, verb: Node, room: int) -> str:
        """Return "planting tree" of "planting trees" where that is a subject, else "farming"."""
        done = verb.first("object")
        own = verb.first(*SUBJECTS, "complement", "open_complement", "oblique", "auxiliary")
        if own is not None or verb.relation not in NOMINAL:
            return ""
        if done is None:
            return verb.text.lower()
        if verb.relation not in SUBJECTS:
            return ""
        name = self._named(self.meant(done), room - 1, 1)
        return f"{verb.text.lower()} {name}" if name else ""

    def _is_vague(self, noun: Node, own: list[str], depth: int) -> bool:
        """Whether a noun means nothing without what it is of: a time never does."""
        words, lone = concept_words(), noun.lemma.lower()
        less = lone in words["empty"] or (
            not depth and (self.is_relational(noun) or lone in words["measures"])
        )
        return lone in words["times"] or (less and len(own) == 1)

    def _of(self, noun: Node, room: int, depth: int) -> str:
        """Return the name of what a noun is of, of whom it is; empty where nothing fits."""
        for whole in self._wholes(noun):
            name = self._named(self.meant(whole), room, depth + 1) if room > 0 else ""
            if name:
                return name
        return ""

    def _wholes(self, noun: Node) -> Iterator[Node]:
        yield from (c for c in noun.get("modifier") if c.preposition == "of")
        yield from noun.get("possessor")

    def _proper(self, noun: Node, room: int) -> str:
        """Return a name that is the whole of its phrase: not "Ann Lee" of "Justice Ann Lee"."""
        span = self.around.owners[noun.index]
        before = any(child.index < span.start for child in noun.get(*BEFORE))
        return "" if before or len(span.name.split()) > room else span.name

    def _words(self, noun: Node) -> list[str]:
        """Return a noun in the singular behind the words before it, none where it is no noun."""
        covered = noun.index in self.timed or noun.index in self.around.owners
        if noun.tag not in NOUNS or covered or self._goes_on(noun):
            return []
        before = [n for child in noun.get(*BEFORE) for n in _before(child, noun)]
        kept = [n for n in sorted(before, key=lambda n: n.index) if n.index not in self.timed]
        *pieces, last = map(self._joined, _runs([*kept, noun]))
        pieces = [piece for piece in pieces if not _is_left_out(piece)]
        pieces = [*_without_loose_ends(pieces), last]
        plain = all(_PLAIN.fullmatch(piece) for piece in pieces)
        empty = len(last) < SHORTEST or len(pieces) > MOST_WORDS
        return pieces if plain and not empty else []

    def _goes_on(self, noun: Node) -> bool:
        """Whether a noun is only the beginning of a name ("Chapter 7", "World War II")."""
        after = self.around.nodes[noun.index + 1 : noun.index + 2]
        name = noun.tag.startswith("NNP")
        return name and any(n.tag in {"CD", "NNP", "NNPS", "LS"} for n in after)

    def _joined(self, run: list[Node]) -> str:
        *before, last = run
        head = _singular(last) if last.tag in {"NNS", "NNPS"} else self._lowered(last)
        return "".join((*map(self._lowered, before), head)).strip("".join(_HYPHENS))

    def _lowered(self, node: Node) -> str:
        """Return a word without the capital of a heading or the beginning of a sentence."""
        return node.text if node.index in self.around.owners else _lowered(node)


def _without_loose_ends(words: list[str]) -> list[str]:
    """Return words without an "and" that nothing stands before or behind."""
    while words and words[0] in JOINERS:
        words = words[1:]
    while words and words[-1] in JOINERS:
        words = words[:-1]
    return words


def _is_left_out(word: str) -> bool:
    listed = concept_words()["leading"] | concept_words()["numbers"]
    return word.casefold() in listed or bool(_NUMBER.fullmatch(word))


def _before(child: Node, noun: Node) -> Iterator[Node]:
    """Yield the words of a modifier before a noun; nothing of a list with commas."""
    words, stack = list[Node](), [child]
    while stack:
        node = stack.pop()
        if node.text == ",":
            return
        if node.index < noun.index and _is_inside(node):
            words.append(node)
            stack += node.children
    yield from words


def _is_inside(node: Node) -> bool:
    """Whether a word belongs to a modifier: "publicly owned", "less common", "old and new"."""
    if node.relation == "conjunction" or node.tag in MODIFYING | DEGREES or _is_hyphened(node):
        return True
    return node.relation == "adverb" and node.head is not None and node.head.tag == "VBN"


def _is_hyphened(node: Node) -> bool:
    """Whether it is a hyphen, or a word before one ("well" of "well-known", "one-party")."""
    beside = (*node.children, *(node.head.children if node.head is not None else ()))
    joined = any(child.text in _HYPHENS for child in beside)
    return node.text in _HYPHENS or (joined and node.tag.startswith(("RB", "CD", "IN")))


def _runs(nodes: list[Node]) -> Iterator[list[Node]]:
    """Yield the nodes by words: what no space parts is one word ("long-term")."""
    run: list[Node] = []
    for node in nodes:
        if run and node.start != run[-1].end:
            yield run
            run = []
        run.append(node)
    yield run


def _singular(noun: Node) -> str:
    text = _lowered(noun)
    if text in concept_words()["plural_only"]:
        return text
    if text != text.lower():
        return text.removesuffix("s") if noun.tag == "NNPS" or text[:-1].isupper() else text
    return noun.lemma.lower() if noun.tag == "NNS" else text


def _lowered(node: Node) -> str:
    """Return a word without the capital of a heading or the beginning of a sentence."""
    own = node.tag.startswith("NNP") or node.text[1:] != node.text[1:].lower()
    return node.text if own else node.text.lower()
