"""What is told of each noun phrase by itself, as small numbers for a scorer of links.

A trait is an array with a number for each phrase of an article; TRAITS names its values.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from kgraph.language.clusters import NamedCluster
from kgraph.language.name_genders import gender_of, may_be_person
from kgraph.language.name_spans import GROUPS, PLACES
from kgraph.language.noun_phrases import POINTING, Phrase
from kgraph.language.referents import Referent
from kgraph.language.role_nouns import is_role
from kgraph.language.speech import Speech
from kgraph.language.surroundings import Surroundings
from kgraph.language.tree import Node
from kgraph.names.words import words

Codes = npt.NDArray[np.int32]
Vectors = npt.NDArray[np.float32]

PRONOUNS: Mapping[str, tuple[str, str, str]] = {
    # word: person, number, gender
    "i": ("1", "one", ""), "me": ("1", "one", ""), "my": ("1", "one", ""), "mine": ("1", "one", ""),
    "myself": ("1", "one", ""), "we": ("1", "several", ""), "us": ("1", "several", ""),
    "our": ("1", "several", ""), "ours": ("1", "several", ""), "ourselves": ("1", "several", ""),
    "you": ("2", "", ""), "your": ("2", "", ""), "yours": ("2", "", ""),
    "yourself": ("2", "one", ""), "he": ("3", "one", "he"), "him": ("3", "one", "he"),
    "his": ("3", "one", "he"), "himself": ("3", "one", "he"), "she": ("3", "one", "she"),
    "her": ("3", "one", "she"), "hers": ("3", "one", "she"), "herself": ("3", "one", "she"),
    "it": ("3", "one", "it"), "its": ("3", "one", "it"), "itself": ("3", "one", "it"),
    "they": ("3", "several", ""), "them": ("3", "several", ""), "their": ("3", "several", ""),
    "theirs": ("3", "several", ""), "themselves": ("3", "several", ""),
    "this": ("3", "one", "it"), "that": ("3", "one", "it"),
    "these": ("3", "several", "it"), "those": ("3", "several", ""),
    "one": ("3", "one", ""), "'s": ("1", "several", ""), "em": ("3", "several", ""),
}  # fmt: skip
GENDERS = ("", "she", "maybe she", "open", "maybe he", "he", "it")
NUMBERS = ("", "one", "several", "group")
PERSONS = ("1", "2", "3")
KINDS = ("pronoun", "name", "the", "this", "owned", "a", "some", "bare", "number", "several")
TYPES = (
    "", "Person", "Organization", "Government", "Country", "Place", "Product",
    "role", "body", "place noun", "unsure name", "other",
)  # fmt: skip
RELATIONS = (
    "", "subject", "passive_subject", "object", "indirect_object", "oblique", "agent", "modifier",
    "possessor", "compound", "apposition", "root", "description", "adverbial", "parataxis",
    "vocative", "complement", "open_complement", "expletive", "dislocated", "participle",
    "relative_clause", "adverbial_clause", "dep", "list",
)  # fmt: skip
ARTICLES = {"the": "the", "a": "a", "an": "a", "another": "a"} | dict.fromkeys(POINTING, "this")
LOOSE = frozenset(
    {"some", "any", "no", "each", "every", "all", "both",
    "either", "neither", "many", "few", "several", "most"}
)  # fmt: skip
WORDS = ("", *PRONOUNS)
TRAITS: Mapping[str, int] = {
    "kind": len(KINDS), "word": len(WORDS), "type": len(TYPES), "gender": len(GENDERS),
    "number": len(NUMBERS), "relation": len(RELATIONS), "joined": 3, "first": 3, "length": 6,
    "repeated": 5, "depth": 5, "inside": 3, "quoted": 2, "clause": 4, "said": 5, "named": 5,
    "governor": 8, "marking": 8,
}  # fmt: skip
MARKING = ("", "of", "in", "to", "by", "for", "with")


@dataclass(frozen=True, slots=True)
class Material:
    """What an article's phrases are read off: its words with names, what rules say, who speaks."""

    around: Surroundings
    clusters: Sequence[NamedCluster]
    referents: Mapping[int, Referent]
    speech: Mapping[int, tuple[Speech, ...]]
    vector: Callable[[str], Vectors]


@dataclass(frozen=True, slots=True)
class Traits:
    """The phrases of an article, their traits by name, and what pairs of them are compared by.

    ``thing`` numbers the named thing of a phrase, ``meant`` what the rules say that a pronoun or
    nominal means: that number, or -2 minus the number of a node; -1 is nothing. ``vectors`` are of
    the heads, of length 1 or 0.
    """

    phrases: Sequence[Phrase]
    codes: Mapping[str, Codes]
    persons: Codes
    heads: Codes
    texts: Codes
    thing: Codes
    meant: Codes
    sentences: Codes
    paragraphs: Codes
    quotes: Codes
    speakers: Codes
    spoken_by: Codes
    words: Sequence[frozenset[str]]
    vectors: Vectors


def read_traits(phrases: Sequence[Phrase], material: Material) -> Traits:
    """Return the traits of the phrases, which are in text order."""
    reader = _Reader(phrases, material)
    return reader.read()


class _Numbers(dict[str, int]):
    """Numbers for strings, in the order in which they are met."""

    def __missing__(self, key: str) -> int:
        self[key] = len(self)
        return self[key]


class _Reader:
    def __init__(self, phrases: Sequence[Phrase], material: Material) -> None:
        self.phrases, self.material = phrases, material
        self.nodes = material.around.nodes
        self.at = {s.start: n for n, c in enumerate(material.clusters) for s, _ in c.members}
        self.number_of = {id(c): n for n, c in enumerate(material.clusters)}
        self.genders = [
            gender_of(c, self.nodes) if c.type == "Person" or may_be_person(c) else ""
            for c in material.clusters
        ]
        self.names_said = Counter(self.at[p.name.start] for p in phrases if p.name is not None)
        self.heads_said = Counter(self._head(p) for p in phrases)

    def read(self) -> Traits:
        rows = [self._codes(phrase) for phrase in self.phrases]
        codes = {name: np.array([row[name] for row in rows], dtype=np.int32) for name in TRAITS}
        speech = [self._speech(phrase) for phrase in self.phrases]
        heads, texts, quotes = _Numbers(), _Numbers(), _Numbers()
        return Traits(
            phrases=self.phrases,
            codes=codes,
            persons=_array(self._person(phrase) for phrase in self.phrases),
            heads=_array(heads[self._head(phrase)] for phrase in self.phrases),
            texts=_array(texts[" ".join(self._text(phrase))] for phrase in self.phrases),
            thing=_array(self._thing(phrase) for phrase in self.phrases),
            meant=_array(self._meant(phrase) for phrase in self.phrases),
            sentences=_array(phrase.head.sentence for phrase in self.phrases),
            paragraphs=self._paragraphs(),
            quotes=_array(quotes[str(id(s))] if s is not None else -1 for s in speech),
            speakers=_array(self._speaker(s) for s in speech),
            spoken_by=_array(self._as_speaker(phrase) for phrase in self.phrases),
            words=[frozenset(self._text(phrase)) for phrase in self.phrases],
            vectors=self._vectors(),
        )

    def _head(self, phrase: Phrase) -> str:
        if phrase.several:
            return f"several {phrase.start} {phrase.end}"
        if phrase.name is not None:
            return self.nodes[phrase.name.end - 1].text.lower()
        return phrase.head.lemma.lower()

    def _text(self, phrase: Phrase) -> list[str]:
        own = self.nodes[phrase.start : phrase.end]
        if phrase.name is not None:
            own = self.nodes[phrase.name.start : phrase.name.end]
        kept = [n.text.lower() for n in own if n.tag not in {"DT", "POS", "PRP$"} or len(own) == 1]
        return kept or [n.text.lower() for n in own]

    def _thing(self, phrase: Phrase) -> int:
        return self.at.get(phrase.name.start, -1) if phrase.name is not None else -1

    def _meant(self, phrase: Phrase) -> int:
        referent = self.material.referents.get(phrase.head.index)
        if referent is None or phrase.several or phrase.name is not None:
            return -1
        if referent.named is not None:
            return self.number_of.get(id(referent.named), -1)
        root = referent.root.node.index
        return -2 - root if root != phrase.head.index else -1

    def _codes(self, phrase: Phrase) -> dict[str, int]:
        head, word = phrase.head, phrase.head.text.lower()
        above = _outermost(phrase.head)
        relation = above.relation if above.relation in RELATIONS else ""
        governor = above.head
        return {
            "kind": KINDS.index(self._kind(phrase)),
            "word": WORDS.index(word) if phrase.is_pronoun and word in PRONOUNS else 0,
            "type": TYPES.index(self._type(phrase)),
            "gender": GENDERS.index(self._gender(phrase)),
            "number": NUMBERS.index(self._number(phrase)),
            "relation": RELATIONS.index(relation),
            "joined": ("conjunct", "apposition").index(head.relation) + 1
            if head.relation in {"conjunct", "apposition"}
            else 0,
            "first": _first(self.nodes, phrase),
            "length": min(5, phrase.end - phrase.start - 1),
            "repeated": _bucket(self.heads_said[self._head(phrase)] - 1, (0, 1, 2, 4)),
            "depth": min(4, sum(a.is_verb for a in head.ancestors())),
            "inside": min(2, sum(a.is_noun for a in head.ancestors())),
            "quoted": int(self._speech(phrase) is not None),
            "clause": _clause(head),
            "said": _bucket(head.sentence, (0, 1, 4, 12)),
            "named": _bucket(self.names_said.get(self._thing(phrase), 0), (0, 1, 3, 7)),
            "governor": _governor(governor),
            "marking": _marking(head.preposition),
        }

    def _kind(self, phrase: Phrase) -> str:
        if phrase.several:
            return "several"
        if phrase.is_pronoun:
            return "pronoun"
        if phrase.name is not None:
            return "name"
        marks = [c.text.lower() for c in phrase.head.get("determiner")]
        found = next((ARTICLES[m] for m in marks if m in ARTICLES), "")
        if found:
            return found
        if any(m in LOOSE for m in marks):
            return "some"
        if phrase.head.first("possessor") is not None:
            return "owned"
        if phrase.head.tag == "CD" or phrase.head.first("number") is not None:
            return "number"
        return "name" if phrase.head.tag.startswith("NNP") else "bare"

    def _type(self, phrase: Phrase) -> str:
        head = phrase.head
        if phrase.is_pronoun or phrase.several:
            return ""
        if phrase.name is not None:
            type_ = self.material.clusters[self._thing(phrase)].type
            if may_be_person(self.material.clusters[self._thing(phrase)]):
                return "unsure name"
            return type_ if type_ in TYPES else "other"
        if head.lemma in words("place_nouns"):
            return "place noun"
        if any(head.lemma in words(k) for k in ("body_nouns", "any_body_nouns", "business_nouns")):
            return "body"
        if is_role(head):
            return "role"
        return "other"

    def _gender(self, phrase: Phrase) -> str:
        if phrase.is_pronoun:
            told = PRONOUNS.get(phrase.head.text.lower())
            return told[2] if told else ""
        thing = self._thing(phrase)
        if thing >= 0:
            return self.genders[thing] or "it"
        lemma = phrase.head.lemma.lower()
        for gender, key in (("he", "masculine"), ("she", "feminine")):
            if lemma in words(key):
                return gender
        return "open" if is_role(phrase.head) else ""

    def _number(self, phrase: Phrase) -> str:
        if phrase.several:
            return "several"
        if phrase.is_pronoun:
            told = PRONOUNS.get(phrase.head.text.lower())
            return told[1] if told else ""
        if phrase.head.tag in {"NNS", "NNPS"}:
            return "several"
        thing = self._thing(phrase)
        type_ = self.material.clusters[thing].type if thing >= 0 else self._type(phrase)
        if type_ in GROUPS or type_ == "body":
            return "group"
        return "one" if phrase.head.is_noun or type_ in PLACES else ""

    def _person(self, phrase: Phrase) -> int:
        told = PRONOUNS.get(phrase.head.text.lower()) if phrase.is_pronoun else None
        return PERSONS.index(told[0]) if told else 2

    def _speech(self, phrase: Phrase) -> Speech | None:
        acts = self.material.speech.get(phrase.head.index, ())
        return next((act for act in acts if act.manner == "quoted"), None)

    def _speaker(self, speech: Speech | None) -> int:
        if speech is None or speech.speaker is None:
            return -1
        return self._thing_or_node(speech.speaker)

    def _thing_or_node(self, node: Node) -> int:
        """Return the number of the thing named by a node or meant by it, else one of the node."""
        owner = self.material.around.owners.get(node.index)
        thing = self.at.get(owner.start) if owner is not None else None
        referent = self.material.referents.get(node.index)
        if thing is None and referent is not None and referent.named is not None:
            thing = self.number_of.get(id(referent.named))
        return thing if thing is not None else -2 - node.index

    def _as_speaker(self, phrase: Phrase) -> int:
        return -1 if phrase.several else self._thing_or_node(phrase.head)

    def _paragraphs(self) -> Codes:
        gaps = (right.start - left.end > 1 for left, right in pairwise(self.nodes))
        numbers = list(accumulate(gaps, initial=0))
        return _array(numbers[phrase.start] for phrase in self.phrases)

    def _vectors(self) -> Vectors:
        unknown = np.zeros_like(self.material.vector(""))
        rows = [
            unknown if p.is_pronoun else self.material.vector(p.head.text) for p in self.phrases
        ]
        table = np.array(rows, dtype=np.float32).reshape(len(rows), len(unknown))
        lengths = np.linalg.norm(table, axis=1, keepdims=True)
        return (table / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def _array(values: object) -> Codes:
    return np.fromiter(values, dtype=np.int32)  # type: ignore[call-overload,no-any-return]


def _bucket(value: int, bounds: Sequence[int]) -> int:
    return sum(value > bound for bound in bounds)


def _first(nodes: Sequence[Node], phrase: Phrase) -> int:
    """Return 2 where the phrase opens a sentence, 1 where it comes within its first words."""
    before = nodes[max(0, phrase.start - 4) : phrase.start]
    own = [n for n in before if n.sentence == phrase.head.sentence and n.text.isalnum()]
    return 2 if not own else int(len(own) < 4)


def _clause(head: Node) -> int:
    """Return in what a head stands: 0 the main clause, 1 a report, 2 a relative one, 3 another."""
    for node in head.ancestors():
        if node.relation == "complement":
            return 1
        if node.relation in {"relative_clause", "participle"}:
            return 2
        if node.relation in {"adverbial_clause", "open_complement"}:
            return 3
    return 0


def _outermost(head: Node) -> Node:
    """Return what a head stands for in its clause: the first of a list, the noun it is beside."""
    node = head.first_conjunct
    while node.relation in {"apposition", "description", "flat"} and node.head is not None:
        node = node.head.first_conjunct
    return node


def _governor(node: Node | None) -> int:
    """Return what kind of word a head hangs on."""
    if node is None:
        return 0
    if node.first("copula") is not None:
        return 1
    if node.is_verb:
        lemmas = {"be": 2, "have": 3, "say": 4}
        return lemmas.get(node.lemma, 5)
    return 6 if node.is_noun else 7


def _marking(preposition: str) -> int:
    return MARKING.index(preposition) if preposition in MARKING else len(MARKING)
