"""Capitalised words that the recogniser passed over, typed by all that stands beside them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgraph.language.given_names import is_given_name
from kgraph.language.lexicon import lexicon
from kgraph.language.name_evidence import Evidence, best_type, tally
from kgraph.language.name_runs import FUNCTION_TAGS, Runs
from kgraph.language.name_spans import (
    INNER_CAPITAL,
    NameSpan,
    after,
    before,
    is_common,
    is_role_word,
    opens_sentence,
    text_of,
)
from kgraph.language.tree import Node
from kgraph.names.countries import country_forms, demonyms
from kgraph.names.words import words

LONGEST = 3
USUAL = ("abbreviations", "honorifics", "languages", "regional")
OWNERS = frozenset({"Organization", "Country"})
LOCATING = frozenset({"in", "near", "at", "from", "to"})
LETTERS = re.compile(r"[^\W\d_]{2,}(?:[-'&][^\W\d_]+)*")
ROMAN = re.compile(r"[IVX]+")
DEVICE = re.compile(r"i[A-Z][A-Za-z]+")
"""Words like "iPhone"; other names begin so ("eBay") but are companies."""


def find_unlisted(runs: Runs, taken: Mapping[int, NameSpan]) -> Iterator[NameSpan]:
    """Yield words with capitals that nobody took and that the words beside them tell a type of.

    A word of a dictionary is one only as a product ("its Android operating system") or with
    another; a capital inside a word tells an organisation where nothing else does ("FireEye").
    """
    groups: dict[str, list[NameSpan]] = {}
    for span in _Candidates(runs, taken).runs():
        groups.setdefault(span.name, []).append(span)
    for name, group in groups.items():
        short = groups.get(name.split()[0], []) if " " in name else []
        found = _type_of(runs.nodes, name, [*group, *short], taken)
        if found is not None:
            type_, why = found
            for span in (*group, *short):
                yield NameSpan(
                    span.start, span.end, type_, name, why.replace("{}", name), sure=True
                )


def _type_of(
    nodes: Sequence[Node], name: str, group: Sequence[NameSpan], taken: Mapping[int, NameSpan]
) -> Evidence | None:
    found = best_type(tally(nodes, group))
    for told in (_by_names_beside(nodes, span, taken) for span in group):
        if told is not None:
            return told
    if all(is_common(word) for word in name.split()):
        fit = {"Product"} if " " not in name else {"Product", "Organization"}
        return found if found and found[0] in fit and not name.isupper() else None
    if DEVICE.fullmatch(name):
        return "Product", "{} is spelled like a device"
    if found is None and INNER_CAPITAL.match(name) and " " not in name:
        return "Organization", "capital inside {}"
    first, *rest = name.split()
    proper = all(n.tag.startswith("NNP") for s in group for n in nodes[s.start : s.end])
    known = is_given_name(first) and not is_common(first) and proper
    named = bool(rest) and is_given_name(first) and not is_common(rest[-1])
    if found is None and (named or (rest and known)):
        found = ("Person", f"{first} is a given name")
    return None if found and found[0] in _unfit(nodes, name, group) else found


def _unfit(nodes: Sequence[Node], name: str, group: Sequence[NameSpan]) -> frozenset[str]:
    """Return the types that a name cannot be of: a plural, made of initials, or behind "the"."""
    lasts = [nodes[span.end - 1] for span in group]
    if any(node.tag.endswith("S") and node.text.endswith("s") for node in lasts):
        return frozenset({"Person", "Place", "Organization"})
    if name.isupper():
        return frozenset({"Person", "Place"})
    openings = (before(nodes, span.start) for span in group)
    the = any(node is not None and node.text.lower() == "the" for node in openings)
    return frozenset({"Person"} if the else ())


def _by_names_beside(
    nodes: Sequence[Node], span: NameSpan, taken: Mapping[int, NameSpan]
) -> Evidence | None:
    """Read "Ann and Carl Weber", "Northwind's Ann Quarn said", "in Reading, England"."""
    if _joins_person(nodes, span, taken):
        return "Person", "{} and a person"
    opening, following = before(nodes, span.start), after(nodes, span.end, 2)
    if opening is None or len(following) < 2:
        return None
    owner = taken.get(opening.index - 1) if opening.tag == "POS" else None
    pair = span.end - span.start == 2 and not is_common(nodes[span.end - 1].text)
    acts = following[0].is_verb or following[0].tag in {",", "MD", "JJ"}
    if owner is not None and owner.type in OWNERS and pair and acts:
        return "Person", f"{owner.name}'s {{}}"
    larger = taken.get(following[1].index) if following[0].text == "," else None
    if larger is not None and larger.type in {"Place", "Country"} and not larger.adjective:
        return ("Place", f"in {{}}, {larger.name}") if opening.text in LOCATING else None
    return None


def _joins_person(nodes: Sequence[Node], span: NameSpan, taken: Mapping[int, NameSpan]) -> bool:
    """Whether "and" and a full name follow a single word ("Ann and Carl Weber")."""
    following = after(nodes, span.end, 2)
    other = taken.get(following[1].index) if len(following) > 1 else None
    given = " " not in span.name and not is_common(span.name)
    joined = bool(following) and following[0].text == "and" and given
    return joined and other is not None and other.type == "Person" and " " in other.name


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The words of an article that may be names nobody took."""

    article: Runs
    taken: Mapping[int, NameSpan]

    def runs(self) -> Iterable[NameSpan]:
        """Yield the longest runs of such words, in text order, without a type."""
        nodes, index = self.article.nodes, 0
        while index < len(nodes):
            end = index
            while end < len(nodes) and self._may_be(nodes[end], nodes[index].segment):
                end += 1
            end += self._is_numbered(index, end)
            if 0 < end - index <= LONGEST and self._stands_alone(index, end):
                yield NameSpan(index, end, "", text_of(nodes, index, end), "")
            index = max(end, index + 1)

    def _is_numbered(self, start: int, end: int) -> bool:
        """Whether a number ends the name ("Nord Stream 2")."""
        following = after(self.article.nodes, end, 1) if end > start + 1 else []
        return any(node.tag == "CD" and len(node.text) == 1 for node in following)

    def _may_be(self, node: Node, segment: int) -> bool:
        if node.index in self.taken or node.segment != segment:
            return False
        text = node.text
        capital = text[:1].isupper() or DEVICE.fullmatch(text) is not None
        if not capital or node.tag in FUNCTION_TAGS or node.sentence in self.article.titled:
            return False
        opening = opens_sentence(self.article.nodes, node.index)
        return not (opening and is_common(text)) and not _is_usual(node)

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether no other name is right beside the run, and no hyphen joins it to the left."""
        nodes = self.article.nodes
        opening = before(nodes, start)
        if opening is not None and opening.text == "-" and opening.end == nodes[start].start:
            return False
        beside = [n for n in (start - 1, end) if 0 <= n < len(nodes)]
        return not any(
            n in self.taken
            and nodes[n].segment == nodes[start].segment
            and not self.taken[n].adjective
            for n in beside
        )


def _is_usual(node: Node) -> bool:
    """Whether the word has a capital for another reason than to be a name."""
    text = node.text
    listed = lexicon().time_words.union(*map(words, USUAL))
    known = text in listed or text.lower() in lexicon().time_words
    return (
        known
        or is_role_word(node)
        or text in country_forms()
        or text in demonyms()
        or not LETTERS.fullmatch(text)
        or ROMAN.fullmatch(text) is not None
    )
