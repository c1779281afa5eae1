"""Runs of capitalised words that are names by their own words, whatever the recogniser found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
LINKS = frozenset({"of", "for"})
SMALL = frozenset({"of", "for", "and", "the", "on", "to", "in", "&"})
DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
ACRONYM = range(2, 8)
LONGEST_DATELINE = 4
TITLE_CASE = 0.7


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
        if opens_sentence(self.nodes, index) and not node.tag.startswith(("NNP", "JJ")):
            return False
        return not is_role_word(node) and node.text.lower() not in lexicon().time_words

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
        if len(node.text) > 3 and node.text.isalpha():
            rows.setdefault(node.sentence, []).append(node)
    for sentence, row in rows.items():
        common = [node for node in row if is_common(node.text)]
        capitals = sum(node.text[:1].isupper() for node in common)
        if len(common) > 2 and capitals > TITLE_CASE * len(common):
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


def _beginning(runs: Runs, index: int) -> int:
    start = runs.start_of(index)
    while start < index and runs.nodes[start].text in country_forms():
        start += 1
    return _over_and(runs, start, index)


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
    if runs.capital(end, runs.nodes[index].segment):
        return 0
    while True:
        start = _behind_link(runs, end)
        if not start or runs.person_at(start):
            return end
        if runs.nodes[end].text == "and" and not _shares(runs, end, start):
            return end
        end = runs.end_of(start)


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
    """Whether the words on both sides of "and" are of one name."""
    span = runs.recognised.get(start)
    if span is not None:
        return span.start <= link
    left = runs.start_of(link - 1)
    alone = runs.nodes[start].text in type_words() or _is_title_ahead(runs, start)
    return not alone and runs.common(left, link) and runs.common(start, runs.end_of(start))


def _is_title_ahead(runs: Runs, start: int) -> bool:
    following = after(runs.nodes, runs.end_of(start), 1)
    return any(node.text[:1].isupper() for node in following)


def _stays(runs: Runs, start: int, end: int) -> bool:
    """Whether a longer name of the recogniser holds the run."""
    own = NameSpan(start, end, "", "", "")
    span = runs.recognised.get(start)
    if span is None or not own.inside(span):
        return False
    beside = [*runs.nodes[span.start : start], *runs.nodes[end : span.end]]
    return not any(node.tag == "POS" for node in beside)


def find_bracketed(runs: Runs) -> Iterator[NameSpan]:
    """Yield "Transport for London (TfL)": both names of an organisation, by its initials.

    The letters in brackets behind a name that the recogniser takes for an organisation are a name
    too, whatever they are short for.
    """
    nodes = runs.nodes
    for node in nodes[:-2]:
        letters = nodes[node.index + 1]
        if node.text != "(" or nodes[node.index + 2].text != ")" or not is_acronym(letters.text):
            continue
        start = _spelled_out(runs, node.index, letters.text)
        span = runs.recognised.get(node.index - 1)
        if start:
            name = text_of(nodes, start, node.index)
            type_ = type_words().get(nodes[node.index - 1].text, "Organization")
            yield NameSpan(start, node.index, type_, name, f"{letters.text} for short", sure=True)
        elif node.index - 1 not in runs.recognised or (span and span.type != "Organization"):
            continue
        yield NameSpan(
            letters.index, letters.index + 1, "Organization", letters.text, "in brackets", sure=True
        )


def is_acronym(text: str) -> bool:
    """Whether the word is made of initials and names no country ("BBC", "TfL")."""
    capitals = sum(character.isupper() for character in text)
    usual = text in country_forms() or text in words("abbreviations")
    return text.isalpha() and len(text) in ACRONYM and capitals > 1 and not usual


def _spelled_out(runs: Runs, end: int, letters: str) -> int:
    """Return where the words before ``end`` begin whose initials are the letters, 0 if none do."""
    segment = runs.nodes[end].segment
    for start in range(end - 2, max(0, end - 3 * len(letters)), -1):
        node = runs.nodes[start]
        if node.segment != segment or not (node.text[:1].isupper() or node.text in SMALL):
            return 0
        row = [n.text for n in runs.nodes[start:end]]
        initials = {
            "".join(word[0] for word in row).casefold(),
            "".join(word[0] for word in row if word[:1].isupper()).casefold(),
        }
        if node.text[:1].isupper() and letters.casefold() in initials:
            return start
    return 0


def find_works(runs: Runs) -> Iterator[NameSpan]:
    """Yield "Call of Duty": common words with capitals, joined by "of" and without an article."""
    nodes = runs.nodes
    for node in nodes[1:-1]:
        start = node.index - 1
        if node.text != "of" or node.sentence in runs.titled or not nodes[start].text.istitle():
            continue
        end = _behind_link(runs, node.index)
        end = runs.end_of(end) if end else 0
        if end and _is_work(runs, start, end):
            name = text_of(nodes, start, end)
            yield NameSpan(start, end, "Product", name, "words with capitals", sure=False)


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


def find_signed(nodes: Sequence[Node]) -> Iterator[NameSpan]:
    """Yield "1+1" of "the 1+1 channel": numbers joined by a sign, before what they are."""
    for sign in nodes[1:-2]:
        start, end = sign.index - 1, sign.index + 2
        joined = nodes[start].end == sign.start and sign.end == nodes[end - 1].start
        noun = after(nodes, end, 1)
        if sign.text in {"+", "&"} and joined and nodes[start].tag == "CD":
            if any(n.lemma in words("organization_nouns") for n in noun):
                name = text_of(nodes, start, end)
                yield NameSpan(start, end, "Organization", name, noun[0].text, sure=True)


def find_datelines(nodes: Sequence[Node]) -> Iterator[NameSpan]:
    """Yield "SACRAMENTO" of "SACRAMENTO -" and "Turin" of "Turin, 28 April": where it was written."""
    for node in nodes:
        if node.index and nodes[node.index - 1].segment == node.segment:
            continue
        end = node.index
        while end - node.index < LONGEST_DATELINE and end < len(nodes) and nodes[end].text.isalpha():
            end += 1
        if end > node.index and _closes_dateline(nodes, node.index, end):
            name = text_of(nodes, node.index, end)
            yield NameSpan(node.index, end, "Place", name, "dateline", sure=True)


def _closes_dateline(nodes: Sequence[Node], start: int, end: int) -> bool:
    following = [n.text for n in nodes[end : end + 3]]
    row = [n.text for n in nodes[start:end]]
    if all(word.isupper() for word in row) and following[:1] and following[0] in DASHES:
        apart = nodes[end].start > nodes[end - 1].end
        return apart and len("".join(row)) > 3
    months = lexicon().months
    dated = any(w.lower() in months for w in following[1:]) and any(w.isdigit() for w in following)
    return following[:1] == [","] and dated and all(word.istitle() for word in row)
