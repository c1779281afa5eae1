"""Who says what: direct quotes and reported speech, each with its cue and its speaker."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgraph.language.cues import MARKS, Heads, Speech, is_cue, speaker_of
from kgraph.language.interviews import find_turns
from kgraph.language.reports import find_reports
from kgraph.language.tree import Node

__all__ = ["Paragraph", "Speech", "find_speech", "speech_by_node"]

OUTSIDE = -1
MARK_ALONE = -2
DEEPEST = 8
ASKING = frozenset({"?", "!"})


@dataclass(slots=True)
class Paragraph:
    """The nodes of a paragraph by segment, and which segments stand in quotation marks."""

    segments: list[list[Node]]
    quoted: list[int]

    @classmethod
    def of(cls, nodes: Sequence[Node], quotes: Sequence[tuple[int, int]]) -> "Paragraph":
        """Group the nodes; ``quotes`` are half-open ranges of node numbers.

        ``quoted`` numbers the quote of each segment; OUTSIDE and MARK_ALONE (for a mark alone or
        other punctuation) are no quotes.
        """
        by_segment: dict[int, list[Node]] = {}
        for node in nodes:
            by_segment.setdefault(node.segment, []).append(node)
        segments = [by_segment[key] for key in sorted(by_segment)]
        quoted = list[int]()
        for segment in segments:
            first = segment[0].index
            inside = [n for n, (a, b) in enumerate(quotes) if a <= first < b]
            silent = not any(c.isalnum() for node in segment for c in node.text)
            quoted.append(inside[0] if inside else MARK_ALONE if silent else OUTSIDE)
        return cls(segments, quoted)

    def part(self, quote: int) -> list[list[Node]]:
        """Return the segments of one quote, or those OUTSIDE."""
        return [s for s, n in zip(self.segments, self.quoted, strict=True) if n == quote]

    @property
    def begins_quoted(self) -> bool:
        """Whether the first word stands in a quote."""
        return next((n >= 0 for n in self.quoted if n != MARK_ALONE), False)


@dataclass(frozen=True, slots=True)
class _Before:
    """What a paragraph leaves to the next.

    ``open`` is a quote that it does not close, ``last`` the last quote where one ends it, and
    ``cue`` and ``speaker`` those of an introduction that it ends with ("She said:").
    """

    open: Speech | None = None
    last: Speech | None = None
    cue: Node | None = None
    speaker: Node | None = None


def find_speech(
    paragraphs: Iterable[tuple[Paragraph, Sequence[tuple[int, int]]]],
    heads: Heads,
) -> tuple[Speech, ...]:
    """Return the acts of saying of an article: quotes and reports by paragraph, then turns.

    ``heads`` gives the head of a name by each of its nodes. A quote that its paragraph does not
    close goes on in the next where that begins with a quote; a paragraph that is all quote goes
    on with the speaker of the last one.
    """
    found, before = list[Speech](), _Before()
    paragraphs = list(paragraphs)
    for paragraph, quotes in paragraphs:
        quoted = _Quotes(paragraph, heads, before).read(quotes)
        found.extend(quoted)
        for part in sorted({n for n in paragraph.quoted if n != MARK_ALONE}):
            segments = paragraph.part(part)
            for position in range(len(segments)):
                found.extend(find_reports(segments, position, heads))
        before = _left(paragraph, quoted, heads)
    whole = [[node for segment in p.segments for node in segment] for p, _ in paragraphs]
    return (*found, *find_turns(whole, heads))


def _left(paragraph: Paragraph, quoted: Sequence[Speech], heads: Heads) -> _Before:
    nodes = paragraph.segments[-1]
    if quoted and nodes[-1].index in quoted[-1].content:
        return _Before(open=quoted[-1])
    outside = paragraph.part(OUTSIDE)
    if nodes[-1].text == ":" and outside:
        cue, speaker = _cue_in(outside[-1], heads, last=True) or (None, None)
        return _Before(cue=cue, speaker=speaker)
    return _Before(last=quoted[-1]) if quoted else _Before()


@dataclass(slots=True)
class _Quotes:
    """Finds the speakers of the quotes of one paragraph."""

    paragraph: Paragraph
    heads: Heads
    before: _Before

    def read(self, quotes: Sequence[tuple[int, int]]) -> list[Speech]:
        """Return the quotes in text order; one without a cue has that of the one before."""
        found = list[Speech]()
        for number, (start, end) in enumerate(quotes):
            # one whose verb was mended after parsing was parsed with the words around it
            if number not in self.paragraph.quoted:
                continue
            cue, speaker = self._cue(number)
            if cue is None and found:
                cue, speaker = found[-1].cue, found[-1].speaker
            elif cue is None:
                cue, speaker = self._earlier(number)
            found.append(Speech(cue, speaker, frozenset(range(start, end)), "quoted"))
        return found

    def _cue(self, number: int) -> tuple[Node | None, Node | None]:
        """Return cue and speaker of a quote from the words right after it or right before it."""
        own = [i for i, n in enumerate(self.paragraph.quoted) if n == number]
        before, after = self._outside(own[0] - 1, -1), self._outside(own[-1] + 1, 1)
        sentences = {self.paragraph.segments[i][-1].sentence for i in (own[0], own[-1])}
        leading = None
        if before is not None and before[-1].sentence in sentences:
            opening = self.paragraph.segments[own[0]][0]
            leading = _cue_in(before, self.heads, last=True) or _introduction(before, opening)
        trailing = None
        if after is not None and (after[0].sentence in sentences or _is_bare(after)):
            trailing = _cue_in(after, self.heads)
        if leading is not None and before is not None and _leads(before, leading[0]):
            return leading
        if self._breaks_off(own[-1]):
            return trailing or leading or (None, None)
        return leading or trailing or (None, None)

    def _breaks_off(self, position: int) -> bool:
        """Whether a comma, a question or a dash ends the quote, so that its cue follows."""
        ends = self.paragraph.segments[position][-1]
        outside = next(
            (s[0] for s in self.paragraph.segments[position + 1 :] if s[0].text not in MARKS), ends
        )
        return ends.text in ASKING | {",", "-", "—"} or outside.text == ","

    def _earlier(self, number: int) -> tuple[Node | None, Node | None]:
        """Return cue and speaker from what stands before a quote that is a sentence of its own."""
        own = self.paragraph.quoted.index(number)
        before = self._outside(own - 1, -1)
        if before is not None:
            follows = self.paragraph.segments[own][0].sentence == before[-1].sentence + 1
            return (_cue_in(before, self.heads) if follows else None) or (None, None)
        if not self.paragraph.begins_quoted:
            return None, None
        alone = not self.paragraph.part(OUTSIDE)
        speech = self.before.open or (self.before.last if alone else None)
        return (speech.cue, speech.speaker) if speech else (self.before.cue, self.before.speaker)

    def _outside(self, position: int, step: int) -> list[Node] | None:
        """Return the next segment with words, None where it is another quote."""
        while 0 <= position < len(self.paragraph.segments):
            if self.paragraph.quoted[position] != MARK_ALONE:
                outside = self.paragraph.quoted[position] == OUTSIDE
                return self.paragraph.segments[position] if outside else None
            position += step
        return None


def _cue_in(
    segment: Sequence[Node], heads: Heads, *, last: bool = False
) -> tuple[Node, Node | None] | None:
    """Return the first or last cue of a segment that has a speaker, else the first or last."""
    cues = [(node, speaker_of(node, segment, heads)) for node in segment if is_cue(node)]
    found = [pair for pair in cues if pair[1] is not None] or cues
    return (found[-1] if last else found[0]) if found else None


def _introduction(segment: Sequence[Node], opening: Node) -> tuple[Node, Node] | None:
    """Return verb and subject of "Smith spoke to Reuters, “...”", a sentence in the quote."""
    if segment[-1].text not in {",", ":"} or not opening.text[:1].isupper():
        return None
    pairs = ((n, n.first("subject")) for n in segment if n.is_verb and n.is_finite)
    return next(((verb, subject) for verb, subject in pairs if subject is not None), None)


def _leads(segment: Sequence[Node], cue: Node) -> bool:
    return segment[-1].text in {",", ":"} or segment[-1] is cue


def _is_bare(segment: Sequence[Node]) -> bool:
    """Whether a sentence is no more than a cue and its speaker ("“Why?” Smith asked.")."""
    verbs = [node for node in segment if node.is_verb or node.tag == "MD"]
    alone = len(verbs) == 1 and is_cue(verbs[0]) and segment[-1].text not in {",", ":"}
    return alone and verbs[0].first("object", "complement") is None


def speech_by_node(speeches: Sequence[Speech]) -> Mapping[int, tuple[Speech, ...]]:
    """Return for each node the acts of saying it is part of, innermost first, eight at most.

    Of several by one cue the innermost stands.
    """
    found: dict[int, list[Speech]] = {}
    for speech in sorted(speeches, key=lambda s: (len(s.content), min(s.content, default=0))):
        for index in speech.content:
            acts = found.setdefault(index, [])
            if len(acts) == DEEPEST:
                continue
            cues = [act.cue for act in acts if act.cue is not None]
            if speech.cue is None or (speech.cue.index != index and speech.cue not in cues):
                acts.append(speech)
    return {index: tuple(acts) for index, acts in found.items() if acts}
