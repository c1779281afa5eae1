"""Capitalised words that the recogniser passed over, typed by all that stands beside them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgraph.language.lexicon import lexicon
from kgraph.language.name_evidence import Evidence, best_type, tally
from kgraph.language.name_runs import FUNCTION_TAGS, Runs
from kgraph.language.name_spans import (
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
INNER_CAPITAL = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|Fitz|Van|Von|O')[A-Z][a-z]+[A-Z]")
LETTERS = re.compile(r"[^\W\d_]+(?:[-'&][^\W\d_]+)*")
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
        found = _type_of(runs.nodes, name, group, taken)
        if found is not None:
            type_, why = found
            for span in group:
                yield NameSpan(span.start, span.end, type_, name, why.format(name), sure=True)


def _type_of(
    nodes: Sequence[Node], name: str, group: Sequence[NameSpan], taken: Mapping[int, NameSpan]
) -> Evidence | None:
    found = best_type(tally(nodes, group))
    if all(is_common(word) for word in name.split()):
        single = " " not in name
        product = found is not None and found[0] == "Product"
        return found if found and (product or not single) and found[0] != "Person" else None
    if DEVICE.fullmatch(name):
        return "Product", "{} is spelled like a device"
    if any(_joins_person(nodes, span, taken) for span in group):
        return "Person", "{} and a person"
    if found is None and INNER_CAPITAL.match(name) and " " not in name:
        return "Organization", "capital inside {}"
    return None if found and found[0] != "Organization" and _is_group(nodes, name, group) else found


def _is_group(nodes: Sequence[Node], name: str, group: Sequence[NameSpan]) -> bool:
    """Whether the name is made of initials, a plural, or stands behind "the"."""
    openings = (before(nodes, span.start) for span in group)
    the = any(node is not None and node.text.lower() == "the" for node in openings)
    return name.isupper() or the or any(nodes[span.end - 1].tag.endswith("S") for span in group)


def _joins_person(nodes: Sequence[Node], span: NameSpan, taken: Mapping[int, NameSpan]) -> bool:
    """Whether "and" and a full name follow a single word ("Ann and Carl Weber")."""
    following = after(nodes, span.end, 2)
    other = taken.get(following[1].index) if len(following) > 1 else None
    joined = bool(following) and following[0].text == "and" and " " not in span.name
    return joined and other is not None and other.type == "Person" and " " in other.name


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The words of an article that may be names nobody took."""

    nodes_of: Runs
    taken: Mapping[int, NameSpan]

    def runs(self) -> Iterable[NameSpan]:
        """Yield the longest runs of such words, in text order, without a type."""
        nodes, index = self.nodes_of.nodes, 0
        while index < len(nodes):
            end = index
            while end < len(nodes) and self._may_be(nodes[end], nodes[index].segment):
                end += 1
            if 0 < end - index <= LONGEST and self._stands_alone(index, end):
                yield NameSpan(index, end, "", text_of(nodes, index, end), "")
            index = max(end, index + 1)

    def _may_be(self, node: Node, segment: int) -> bool:
        if node.index in self.taken or node.segment != segment:
            return False
        text = node.text
        capital = text[:1].isupper() or DEVICE.fullmatch(text) is not None
        if not capital or node.tag in FUNCTION_TAGS or node.sentence in self.nodes_of.titled:
            return False
        opening = opens_sentence(self.nodes_of.nodes, node.index)
        return not (opening and is_common(text)) and not _is_usual(node)

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether no other name is right beside the run."""
        nodes = self.nodes_of.nodes
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
    listed = (
        words("abbreviations") | words("honorifics") | words("languages") | words("regional")
        | lexicon().time_words
    )
    known = text in listed or text.lower() in lexicon().time_words
    return (
        known
        or is_role_word(node)
        or text in country_forms()
        or text in demonyms()
        or not LETTERS.fullmatch(text)
        or ROMAN.fullmatch(text) is not None
    )
