"""Names as spans over nodes, and what can be told of a word by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from unicodedata import combining, normalize

from lemminflect import getAllLemmas

from kgraph.language.tree import Node
from kgraph.names.gazetteer import ListedName
from kgraph.names.words import words

LONGEST_ACRONYM = 5
INNER_CAPITAL = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|Fitz|Van|Von|O')[A-Z][a-z]+[A-Z]")
LOOSE = frozenset({"POS", "DT", "IN", "CC", "TO"})
JOINING = frozenset({",", "POS", "HYPH", "-LRB-", "``"})
BODIES = frozenset({"Organization", "Government"})
GROUPS = BODIES | {"Country"}
PLACES = frozenset({"Place", "Country"})
PHRASE = frozenset({"NN", "NNS", "JJ", "HYPH", "DT", "NNP", "POS", "VBN", "CD"})


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name over nodes ``start`` to ``end`` (half-open, article-wide numbers).

    ``name`` is the form to know it by; ``sure`` tells that a word or gazetteer gave the type,
    which then outvotes the recogniser; ``adjective`` that it is a word for a country's people.
    ``listed`` is the row of the user's gazetteer that the words are. ``doubted`` tells that the
    recogniser takes it for a person and nothing but the lack of an introduction speaks against it.
    """

    start: int
    end: int
    type: str
    name: str
    why: str
    sure: bool = False
    adjective: bool = False
    listed: ListedName | None = None
    doubted: bool = False

    def overlaps(self, other: "NameSpan") -> bool:
        """Whether the two share a node."""
        return self.start < other.end and other.start < self.end

    def inside(self, other: "NameSpan") -> bool:
        """Whether ``other`` holds it and is longer."""
        longer = other.end - other.start > self.end - self.start
        return longer and other.start <= self.start and self.end <= other.end


def text_of(nodes: Sequence[Node], start: int, end: int) -> str:
    """Return the words from ``start`` to ``end``, runs of white space as one space."""
    parts = list[str]()
    for index in range(start, end):
        gap = index > start and nodes[index].start > nodes[index - 1].end
        parts.append(" " * gap + nodes[index].text)
    return "".join(parts)


def is_wordlike(node: Node) -> bool:
    """Whether the node is more than marks."""
    return any(character.isalnum() for character in node.text)


@cache
def is_common(word: str) -> bool:
    """Whether a dictionary of English lists the word, proper nouns left out."""
    return bool(getAllLemmas(word.lower()))


@cache
def dictionary_forms(word: str) -> frozenset[str]:
    """Return the forms under which a dictionary lists the word, whatever a tagger made of it."""
    return frozenset(form for forms in getAllLemmas(word.lower()).values() for form in forms)


def is_role_word(node: Node) -> bool:
    """Whether the word says what a person is or does, whatever its tag."""
    listed = words("roles")
    return any(form in listed for form in (node.text, node.text.lower(), node.lemma.lower()))


def opens_sentence(nodes: Sequence[Node], index: int) -> bool:
    """Whether a capital at ``index`` may be due to its place: after a stop, a colon, a bullet."""
    if index == 0 or nodes[index].segment != nodes[index - 1].segment:
        return True
    if nodes[index].sentence != nodes[index - 1].sentence:
        return True
    return nodes[index - 1].tag not in JOINING and not is_wordlike(nodes[index - 1])


def before(nodes: Sequence[Node], index: int) -> Node | None:
    """Return the node before, if it is of the same segment."""
    if not 0 < index < len(nodes) or nodes[index - 1].segment != nodes[index].segment:
        return None
    return nodes[index - 1]


def after(nodes: Sequence[Node], end: int, length: int) -> list[Node]:
    """Return up to ``length`` nodes from ``end`` on that are of the segment before it."""
    return [n for n in nodes[end : end + length] if n.segment == nodes[end - 1].segment]


def apposed_noun(nodes: Sequence[Node], end: int, reach: int) -> Node | None:
    """Return "company" of ", the Russian security company", ``reach`` nodes behind ``end``."""
    following = after(nodes, end, reach)
    if not following or following[0].text != ",":
        return None
    phrase = list(takewhile(lambda n: n.tag in PHRASE, following[1:]))
    nouns = [n for n in phrase if n.tag in {"NN", "NNS"}]
    opens = bool(phrase) and phrase[0].tag == "DT"
    return nouns[-1] if opens and nouns else None


def folded(name: str) -> str:
    """Return the name without what spellings of it differ in: accents, umlauts, capitals only.

    "Schönbohm" is printed "Schoenbohm" and "Schonbohm" too.
    """
    plain = "".join(c for c in normalize("NFD", name) if not combining(c)).replace("ß", "ss")
    if plain.isupper() and len(plain) > LONGEST_ACRONYM:
        plain = plain.title()
    for letter in "aouAOU":
        plain = plain.replace(f"{letter}e", letter)
    return plain
