"""Runs of capitalised words that are names by their own words, whatever the recogniser found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kgraph.language.lexicon import lexicon
from kgraph.language.name_spans import (
    NameSpan,
    after,
    before,
    is_common,
    is_role_word,
    is_wordlike,
    opens_sentence,
    text_of,
)
from kgraph.language.tree import Node
from kgraph.names.countries import country_forms
from kgraph.names.words import type_words, words

FUNCTION_TAGS = frozenset({"DT", "IN", "CC", "TO", "PRP", "PRP$", "WP", "WP$", "WDT", "WRB", "UH"})
NEAR = 6
LINKS = frozenset({"of", "for"})
NUMERAL = re.compile(r"[IVX]+|\d{1,3}")
YEAR = 4


@dataclass(frozen=True, slots=True)
class Runs:
    """The capitalised words of an article; ``recognised`` are the recogniser's names by node."""

    nodes: Sequence[Node]
    recognised: Mapping[int, NameSpan]
    titled: frozenset[int]

    @classmethod
    def of(cls, nodes: Sequence[Node], names: Sequence[NameSpan]) -> "Runs":
        """Return the runs of an article; sentences in title case or capitals have none."""
        recognised = {i: span for span in names for i in range(span.start, span.end)}
        return cls(nodes, recognised, frozenset(_titled(nodes)))

    def capital(self, index: int, segment: int) -> bool:
        """Whether a word of a name may stand there."""
        if not 0 <= index < len(self.nodes):
            return False
        node = self.nodes[index]
        if node.segment != segment or not node.text[:1].isupper() or node.tag in FUNCTION_TAGS:
            return False
        if opens_sentence(self.nodes, index) and not node.tag.startswith("NNP"):
            return False
        role = is_role_word(node) and not self._is_purpose(index)
        return not role and node.text.lower() not in lexicon().time_words

    def _is_purpose(self, index: int) -> bool:
        """Whether a word like "Justice" tells what a body is for ("Court of Justice of")."""
        node, opening = self.nodes[index], before(self.nodes, index)
        of = opening is not None and opening.text in LINKS
        return of and node.text in words("adjectival_roles") and node.tag == "NNP"

    def start_of(self, index: int) -> int:
        """Return where the run begins that the word at ``index`` belongs to."""
        segment = self.nodes[index].segment
        while self.capital(index - 1, segment):
            index -= 1
        return index

    def end_of(self, index: int) -> int:
        """Return where the run ends that the word at ``index`` belongs to."""
        segment = self.nodes[index].segment
        while self.capital(index, segment):
            index += 1
        return index

    def person_at(self, index: int) -> bool:
        """Whether the recogniser has a person there."""
        span = self.recognised.get(index)
        return span is not None and span.type == "Person"

    def common(self, start: int, end: int) -> bool:
        """Whether a dictionary lists all the words."""
        return all(is_common(node.text) for node in self.nodes[start:end])


def _titled(nodes: Sequence[Node]) -> Iterator[int]:
    """Yield the sentences in title case or capitals: their capitals tell nothing."""
    rows: dict[int, list[Node]] = {}
    for node in nodes:
        if len(node.text) > 3 and node.tag not in FUNCTION_TAGS and is_common(node.text):
            rows.setdefault(node.sentence, []).append(node)
    for sentence, row in rows.items():
        if len(row) > 2 and all(node.text[:1].isupper() for node in row):
            yield sentence


def find_typed_runs(runs: Runs) -> Iterator[NameSpan]:
    """Yield runs that end in a telling word, or have one before "of" or "for".

    "National Cyber Security Centre", "Office of Foreign Assets Control", "Competition and Markets
    Authority"; a longer name of the recogniser stands, unless it ran over a possessive.
    """
    last = 0
    for node in runs.nodes:
        type_ = type_words().get(node.text)
        if type_ is None or node.index < last or node.sentence in runs.titled:
            continue
        if not runs.capital(node.index, node.segment) or _is_seat(runs.nodes, node.index):
            continue
        start = max(last, _beginning(runs, node.index))
        end = _ending(runs, node.index)
        if end - start > 1 and not _stays(runs, start, end):
            name = text_of(runs.nodes, start, end)
            yield NameSpan(start, end, type_, name, f"named by {node.text}", sure=True)
            last = end


def _is_seat(nodes: Sequence[Node], index: int) -> bool:
    """Whether the word ends a name that is listed for what it is ("Downing Street")."""
    return text_of(nodes, max(0, index - 1), index + 1) in words("governments") | words("places")


def find_led_runs(runs: Runs) -> Iterator[NameSpan]:
    """Yield "Hurricane Maria", "Operation Overlord", "HMS Beagle": a telling word and a name."""
    last = 0
    for node in runs.nodes:
        if node.text not in words("leading_words") or node.index < last:
            continue
        if node.sentence in runs.titled or not node.tag.startswith("NNP"):
            continue
        end = runs.end_of(node.index + 1) if node.index + 1 < len(runs.nodes) else 0
        end = _behind_number(runs, max(end, node.index + 1))
        start = runs.start_of(node.index)
        if end - node.index > 1 and not _stays(runs, start, end):
            name = text_of(runs.nodes, start, end)
            yield NameSpan(start, end, "Product", name, f"named by {node.text}", sure=True)
            last = end


def _behind_number(runs: Runs, end: int) -> int:
    """Return where "II", "9" end behind a name, else ``end``."""
    return end + any(
        NUMERAL.fullmatch(node.text) and node.start > runs.nodes[end - 1].end
        for node in after(runs.nodes, end, 1)
    )


def _beginning(runs: Runs, index: int) -> int:
    start = _over_number(runs, runs.start_of(index))
    owner = _owner_in_name(runs, start)
    if owner is not None:
        return owner
    opening = before(runs.nodes, start)
    if opening is not None and opening.text in words("adjectival_roles"):
        titled = before(runs.nodes, opening.index)
        start -= titled is None or not titled.text[:1].isupper()
    while start < index and runs.nodes[start].text in country_forms():
        start += 1
    return _over_and(runs, start, index)


def _over_number(runs: Runs, start: int) -> int:
    """Return where a name begins that goes on behind a number ("Agenda 21 Project")."""
    nodes = runs.nodes
    numbered = start > 1 and nodes[start - 1].text.isdigit() and len(nodes[start - 1].text) < YEAR
    if numbered and runs.capital(start - 2, nodes[start].segment):
        return runs.start_of(start - 2)
    return start


def _owner_in_name(runs: Runs, start: int) -> int | None:
    """Return where "U.S. Attorney's Office", "People's Bank" begin, whose first words own it."""
    nodes = runs.nodes
    if start < 2 or nodes[start - 1].tag != "POS" or nodes[start - 2].text not in words("in_name"):
        return None
    first, segment = start - 2, nodes[start].segment
    while first and nodes[first - 1].segment == segment and nodes[first - 1].tag == "NNP":
        first -= 1
    return first


def _over_and(runs: Runs, start: int, index: int) -> int:
    """Return where "Competition and" begins before "Markets Authority", else ``start``.

    Common words only, behind an article: "the Kremlin and State Duma" are two.
    """
    if start < 2 or start > index or runs.nodes[start - 1].text not in {"and", "&"}:
        return start
    if not runs.capital(start - 2, runs.nodes[index].segment):
        return start
    first = runs.start_of(start - 2)
    opening = before(runs.nodes, first)
    joined = opening is not None and opening.tag in {"DT", "POS"} and runs.common(first, start - 1)
    telling = {*type_words(), *words("governments")}
    if not joined or not runs.common(start, index) or runs.nodes[start - 2].text in telling:
        return start
    return first


def _ending(runs: Runs, index: int) -> int:
    """Return where a run ends, with what "of" and "for" bring; 0 where other words end it."""
    end = index + 1
    if type_words()[runs.nodes[index].text] == "Product":
        end = _behind_number(runs, end)
    if runs.capital(end, runs.nodes[index].segment):
        return 0
    if type_words()[runs.nodes[index].text] != "Organization":
        return end
    while True:
        end = _behind_list(runs, end)
        start = _behind_link(runs, end)
        if not start or not _shares(runs, end, start):
            return end
        end = runs.end_of(start)


def _behind_list(runs: Runs, end: int) -> int:
    """Return where ", Media and Sport" ends behind "Department for Culture", else ``end``."""
    segment, last, commas = runs.nodes[end - 1].segment, end, 0
    while last < len(runs.nodes) and runs.nodes[last].text == ",":
        if not runs.capital(last + 1, segment):
            return end
        last, commas = runs.end_of(last + 1), commas + 1
    closes = last < len(runs.nodes) and runs.nodes[last].text == "and"
    if not commas or not closes or not runs.capital(last + 1, segment):
        return end
    closing = runs.end_of(last + 1)
    listed = [n for n in runs.nodes[end:closing] if n.text[:1].isupper()]
    plain = all(is_common(n.text) and n.index not in runs.recognised for n in listed)
    return closing if plain else end


def _behind_link(runs: Runs, end: int) -> int:
    """Return where the capitals begin behind "of", "of the", "for" or "and", 0 if they do not."""
    following = after(runs.nodes, end, 3)
    if not following or following[0].text not in LINKS | {"and"}:
        return 0
    skip = 1 + (len(following) > 1 and following[1].text == "the")
    if skip == 2 and following[0].text == "and":
        return 0
    return end + skip if runs.capital(end + skip, following[0].segment) else 0


def _shares(runs: Runs, link: int, start: int) -> bool:
    """Whether the words on both sides of "of", "for" or "and" are of one name.

    The recogniser knows two names, unless the left one is a single word. Behind "for" and "and"
    common words alone go on.
    """
    if runs.nodes[start].text in type_words() or runs.person_at(start):
        return False
    span = runs.recognised.get(start)
    if span is not None and span.start <= link:
        return True
    left = runs.start_of(link - 1)
    if runs.nodes[link].text == "of":
        return span is None or link - left == 1
    if span is not None:
        return False
    if runs.nodes[link].text == "for":
        return runs.common(start, runs.end_of(start))
    return (
        not _is_title_ahead(runs, start)
        and runs.common(left, link)
        and runs.common(start, runs.end_of(start))
    )


def _is_title_ahead(runs: Runs, start: int) -> bool:
    following = after(runs.nodes, runs.end_of(start), 1)
    return any(node.text[:1].isupper() for node in following)


def _stays(runs: Runs, start: int, end: int) -> bool:
    """Whether a longer name of the recogniser holds the run, and is no two names."""
    own = NameSpan(start, end, "", "", "")
    span = runs.recognised.get(start)
    if span is None or not own.inside(span):
        return False
    beside = [*runs.nodes[span.start : start], *runs.nodes[end : span.end]]
    parting = [n for n in beside if n.text == "and" or n.tag == "POS"]
    return not any(_tells(runs, n.index, -1) and _tells(runs, n.index, 1) for n in parting)


def _tells(runs: Runs, index: int, step: int) -> bool:
    """Whether a telling word is among the few before (-1) or behind (1) ``index``."""
    first, last = sorted((index + step, index + step * NEAR))
    near = runs.nodes[max(0, first) : last + 1]
    return any(n.text in type_words() and n.segment == runs.nodes[index].segment for n in near)


def find_works(runs: Runs) -> Iterator[NameSpan]:
    """Yield "Call of Duty": common words with capitals, joined by "of" and without an article."""
    nodes = runs.nodes
    for node in nodes[1:-1]:
        start = node.index - 1
        if node.text != "of" or node.sentence in runs.titled or not nodes[start].text.istitle():
            continue
        further = nodes[start + 3 : start + 4]  # "Fans of House of Cards"
        if opens_sentence(nodes, start) and [n.text for n in further] == ["of"]:
            continue
        end = _behind_link(runs, node.index)
        end = runs.end_of(end) if end else 0
        if end and _is_work(runs, start, end):
            name = text_of(nodes, start, end)
            yield NameSpan(start, end, "Product", name, "words with capitals", sure=False)


def find_published(runs: Runs) -> Iterator[NameSpan]:
    """Yield "Marine Letters" of "published on Monday in Marine Letters"."""
    nodes = runs.nodes
    for node in nodes:
        if node.lemma != "publish" or node.sentence in runs.titled:
            continue
        following = after(nodes, node.index + 1, NEAR)
        times = list(takewhile(lambda n: n.text != "in" and _tells_when(n), following))
        link = node.index + 1 + len(times)
        if link >= len(nodes) or nodes[link].text != "in":
            continue
        end = runs.end_of(link + 1) if link + 1 < len(nodes) else 0
        if end > link + 2 and runs.common(link + 1, end):
            name = text_of(nodes, link + 1, end)
            yield NameSpan(link + 1, end, "Organization", name, f"published in {name}", sure=True)


def _tells_when(node: Node) -> bool:
    return node.tag == "CD" or node.text.lower() in lexicon().time_words | {"on", "last", "this"}


def _is_work(runs: Runs, start: int, end: int) -> bool:
    nodes = runs.nodes
    opening = before(nodes, start)
    bare = opening is None or opening.tag not in {"DT", "PRP$", "JJ"}
    own = [nodes[start], *(n for n in nodes[start + 1 : end] if n.text[:1].isupper())]
    telling = {*type_words(), *words("organization_nouns"), *words("place_nouns"), "Secretary"}
    plain = all(is_common(n.text) and not is_role_word(n) for n in own)
    first = not (opening is not None and opening.text[:1].isupper() and is_wordlike(opening))
    told = any(n.text in telling or n.text.lower() in telling for n in own)
    return bare and first and plain and not told and len(own[-1].text) > 2
