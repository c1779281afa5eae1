"""Sentences, and the segments of them that are parsed apart.

A sentence is what evidence quotes. A segment is what the parser sees as one tree: the words
inside a pair of quotation marks are parsed apart from the words that say who speaks, and so is
a cue that follows or interrupts what it reports (", the minister told reporters on Monday").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from kgraph.language.lexicon import lexicon
from kgraph.language.past_tenses import FINITE, mend_before_parsing, only_verb

OPENING = frozenset('"“„«')
CLOSING = frozenset('"”»')
MARKS = OPENING | CLOSING
SINGLE_OPENING = frozenset("'`\u2018")
SINGLE_CLOSING = frozenset("'\u2019")
TYPEWRITTEN = frozenset({"``", "''"})
BEFORE_CLOSING = frozenset({",", ".", "!", "?", "…", "..."})
FINAL = frozenset({".", "!", "?", "…", "...", "?!", "!!"})
TRAILING = MARKS | frozenset("')\u2019]")
NOMINAL = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "DT", "JJ", "PRP", "PRP$", "POS", "CD", "IN", "HYPH", "FW"}
)
FOUND = "kgraph_sentence_starts"
"""Where in ``Doc.user_data`` the sentence starts are kept that the pipeline found itself."""
CLOSED = FINAL | {","}
LONGEST_SPEAKER = 10
LONGEST_TIME = 8
_INITIAL = re.compile(r"[A-Z]\.?$")


@dataclass(frozen=True, slots=True)
class QuoteRegion:
    """Tokens between a pair of quotation marks; ``start`` and ``end`` leave out the marks."""

    start: int
    end: int


def sentence_starts(doc: Doc) -> list[int]:
    """Return the indexes of the tokens that begin a sentence, in order, the first included.

    Rules find those behind a full stop; what the pipeline found itself counts behind any other
    mark ("(Anna Lee): Why run?").
    """
    found = doc.user_data.get(FOUND, frozenset())
    return [
        i
        for i in range(len(doc))
        if i == 0 or _ends_before(doc, i) or (i in found and _is_behind_mark(doc, i))
    ]


def _is_behind_mark(doc: Doc, index: int) -> bool:
    before = doc[index - 1]
    if before.is_alpha or before.text == "," or _opens_quote(doc, index - 1):
        return False
    return doc[index].text not in FINAL and not _trails(doc, index)


def _opens_quote(doc: Doc, index: int) -> bool:
    """Whether a token is a mark that opens a quote."""
    return _opens_single(doc[index]) or (_mark(doc[index]) in OPENING and _opened(doc, index + 1))


def _trails(doc: Doc, index: int) -> bool:
    """Whether a token is a mark that belongs to what stands before it."""
    token = doc[index]
    opens = _opens_single(token) or (_mark(token) in OPENING and not _opened(doc, index))
    return _mark(token) in TRAILING and not opens


def _ends_before(doc: Doc, index: int) -> bool:
    token = doc[index]
    last = index - 1
    if _trails(doc, index):
        return False
    if _opens_quote(doc, last):
        return False
    while last > 0 and _mark(doc[last]) in TRAILING and _mark(doc[last - 1]) in FINAL | TRAILING:
        last -= 1
    if doc[last].text not in FINAL or _abbreviates(doc, last):
        return False
    opens = _mark(token) in TRAILING
    head = doc[index + 1] if opens and index + 1 < len(doc) else token
    return not head.text[:1].islower()


def _opened(doc: Doc, index: int) -> bool:
    """Whether a quotation mark before ``index`` is still open."""
    marks = [_mark(token) for token in doc[:index]]
    straight = marks.count('"') % 2
    opened = sum(mark in OPENING - CLOSING for mark in marks)
    closed = sum(mark in CLOSING - OPENING for mark in marks)
    return bool(straight) or opened > closed


def _mark(token: Token) -> str:
    """Return a token's text, a double mark for two single ones ("''Why?'' he asked.")."""
    return '"' if token.text in TYPEWRITTEN else token.text


def _abbreviates(doc: Doc, last: int) -> bool:
    if doc[last].text != "." or last == 0 or doc[last - 1].whitespace_:
        return False
    return bool(_INITIAL.match(doc[last - 1].text)) and doc[last - 1].tag_ in {"NNP", "NN"}


def quote_regions(doc: Doc) -> tuple[QuoteRegion, ...]:
    """Return the quoted stretches that are speech, in order.

    A stretch is speech when it holds a finite verb and at least three words; titles and scare
    quotes are not. A double mark that is never closed opens a stretch to the end of the
    paragraph; a single one, which may be an apostrophe, opens none.
    """
    regions, start, single = list[QuoteRegion](), -1, False
    for token in doc:
        if (start < 0 or single) and _opens_single(token):
            start, single = token.i + 1, True
        elif start < 0 and _mark(token) in OPENING:
            start = token.i + 1
        elif start >= 0 and (_closes_single(token) if single else _mark(token) in CLOSING):
            if _is_speech(doc, start, token.i):
                regions.append(QuoteRegion(start, token.i))
            start, single = -1, False
    if start >= 0 and not single and _is_speech(doc, start, len(doc)):
        regions.append(QuoteRegion(start, len(doc)))
    return tuple(regions)


def _opens_single(token: Token) -> bool:
    """Whether a single mark stands before a word and behind a space."""
    before = token.nbor(-1) if token.i else None
    apart = before is None or bool(before.whitespace_) or _mark(before) in OPENING
    return token.text in SINGLE_OPENING and apart and not token.whitespace_


def _closes_single(token: Token) -> bool:
    """Whether a single mark stands behind punctuation, where no apostrophe does."""
    return token.text in SINGLE_CLOSING and token.nbor(-1).text in BEFORE_CLOSING


def _is_speech(doc: Doc, start: int, end: int) -> bool:
    region = doc[start:end]
    told = any(t.tag_ in FINITE for t in region) or only_verb([*region]) is not None
    return sum(t.is_alpha for t in region) >= 3 and told


def mark_segments(doc: Doc) -> Doc:
    """Set where segments begin; the parser builds one tree a segment. Past tenses are mended."""
    doc.user_data[FOUND] = frozenset(t.i for t in doc if t.is_sent_start)
    starts = set(sentence_starts(doc))
    for first, last in pairwise([*sorted(starts), len(doc)]):
        mend_before_parsing(list(doc[first:last]))
    for region in quote_regions(doc):
        starts |= {region.start - 1, region.start, region.end, region.end + 1}
    starts |= {index for start, end in cue_stretches(doc) for index in (start, end)}
    starts |= set(_after_leading_times(doc))
    for token in doc:
        token.is_sent_start = token.i in starts
    return doc


def _after_leading_times(doc: Doc) -> Iterator[int]:
    """Yield where sentences go on after a time that opens them ("In September 2017, ")."""
    for first in sentence_starts(doc):
        stretch = doc[first : first + LONGEST_TIME]
        comma = next((t.i for t in stretch if t.text == ","), -1)
        if comma + 1 < len(doc) and doc[comma + 1].tag_ == "CD":
            comma = next((t.i for t in doc[comma + 1 : first + LONGEST_TIME] if t.text == ","), -1)
        opening = doc[first:comma]
        verbless = not any(t.tag_.startswith(("VB", "MD", "WP", "WRB")) for t in opening)
        timed = any(t.lower_ in lexicon().time_words for t in opening)
        if comma > first and verbless and timed and _is_time(doc[comma - 1]):
            yield comma + 1


def _is_time(token: Token) -> bool:
    return token.tag_ == "CD" or token.lower_ in lexicon().time_words


def cue_stretches(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the cues that follow or interrupt what they report, half-open.

    ``X is a leader, the minister told reporters.`` and ``because, he claimed, it leaks``: a
    comma, a speaker without a verb, a verb of saying, and nothing after it that it could report.
    """
    bounds = [*sentence_starts(doc), len(doc)]
    for first, last in pairwise(bounds):
        for comma in range(first + 1, last):
            if doc[comma].text == ",":
                stretch = _cue_after(doc, comma, first, last)
                if stretch:
                    yield stretch


def _cue_after(doc: Doc, comma: int, first: int, last: int) -> tuple[int, int] | None:
    start = comma + 1
    verb = start
    if verb < last and _is_cue(doc[verb]):
        return _inverted_cue(doc, first, verb, last)
    while verb < last and verb - start <= LONGEST_SPEAKER and doc[verb].tag_ in NOMINAL:
        verb += 1
    if verb > start and _tells(doc, first, comma):
        verb = _behind_aside(doc, verb, last)
    if verb == start or verb >= last or not _is_cue(doc[verb]):
        return None
    if doc[start].tag_ == "IN":
        return None
    end = _cue_end(doc, verb, last)
    reported = doc[first:comma]
    interrupts = doc[comma - 1].tag_ in {"IN", "CC"} or doc[comma - 1].lower_ == "because"
    if end is None or not (interrupts or any(t.tag_ in FINITE for t in reported)):
        return None
    begins_with_link = doc[first].tag_ in {"IN", "WRB"} and not interrupts
    if begins_with_link and sum(t.tag_ in FINITE for t in reported) < 2:
        return None
    return start, end


def _behind_aside(doc: Doc, comma: int, last: int) -> int:
    """Return the place of "said" in "Ann Lee, the head of Shell, said", else that given."""
    if comma >= last or doc[comma].text != ",":
        return comma
    closing = next((t.i for t in doc[comma + 1 : last] if t.text == ","), last)
    aside = doc[comma + 1 : closing]
    plain = all(t.tag_ in NOMINAL for t in aside)
    return closing + 1 if aside and closing < last and plain else comma


def _inverted_cue(doc: Doc, first: int, verb: int, last: int) -> tuple[int, int] | None:
    """Return the stretch of ", said the minister," or ", said John Smith of Reuters."."""
    end = verb + 1
    while end < last and doc[end].tag_ in NOMINAL - {"PRP", "PRP$"}:
        end += 1
    closes = end < last and (doc[end].text == "," or doc[end].text in FINAL)
    if not closes or end == verb + 1 or doc[verb + 1].tag_ == "IN":
        return None
    return (verb, end + 1) if _tells(doc, first, verb - 1) else None


def _tells(doc: Doc, first: int, comma: int) -> bool:
    """Whether words up to a comma hold a finite verb outside relative clauses behind a comma."""
    relative = False
    for token in doc[first:comma]:
        if token.text == ",":
            following = doc[token.i + 1 : token.i + 3]
            relative = any(t.tag_ in {"WP", "WP$", "WDT"} for t in following)
        elif token.tag_ in FINITE and not relative:
            return True
    return False


def _is_cue(token: Token) -> bool:
    finite = token.tag_ in {"VBD", "VBZ", "VBP"}
    closed = token.tag_ == "VBN" and token.i + 1 < len(token.doc) and token.nbor().text in CLOSED
    return (finite or closed) and token.lower_ in lexicon().cue_forms


def _cue_end(doc: Doc, verb: int, last: int) -> int | None:
    """Return where the cue stops; None where it goes on to report something after itself."""
    index = verb + 1
    if index < last and doc[index].tag_ == "RP":
        index += 1
    while index < last and doc[index].tag_ in NOMINAL - {"IN", "PRP", "PRP$"}:
        index += 1
    if index >= last or _mark(doc[index]) in FINAL | MARKS:
        return index if index >= last else index + 1
    if doc[index].text == ",":
        return index + 1
    rest = doc[index:last]
    goes_on = rest[0].tag_ in {"IN", "TO", "WRB", "VBG", "RB"} and rest[0].lower_ != "that"
    return last if goes_on else None
