"""Who says what: direct quotes and reported speech, each with its cue and its speaker."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgraph.language.lexicon import lexicon
from kgraph.language.tree import Node
from kgraph.model.annotation import Manner


@dataclass(frozen=True, slots=True)
class Speech:
    """One act of saying: ``content`` are the numbers of the nodes that are said.

    ``cue`` and ``speaker`` are None for a quote that nothing near it attributes.
    """

    cue: Node | None
    speaker: Node | None
    content: frozenset[int]
    manner: Manner


@dataclass(slots=True)
class Paragraph:
    """The nodes of a paragraph by segment, and which segments stand in quotation marks."""

    segments: list[list[Node]]
    quoted: list[int]

    @classmethod
    def of(cls, nodes: Sequence[Node], quotes: Sequence[tuple[int, int]]) -> "Paragraph":
        """Group the nodes; ``quotes`` are half-open ranges of node numbers.

        ``quoted`` numbers the quote of each segment, -1 outside, -2 for a mark alone.
        """
        by_segment: dict[int, list[Node]] = {}
        for node in nodes:
            by_segment.setdefault(node.segment, []).append(node)
        segments = [by_segment[key] for key in sorted(by_segment)]
        quoted = list[int]()
        for segment in segments:
            first = segment[0].index
            inside = [n for n, (a, b) in enumerate(quotes) if a <= first < b]
            mark = any(first in {a - 1, b} for a, b in quotes) and len(segment) == 1
            quoted.append(inside[0] if inside else -2 if mark else -1)
        return cls(segments, quoted)


def find_speech(paragraph: Paragraph, quotes: Sequence[tuple[int, int]]) -> tuple[Speech, ...]:
    """Return the acts of saying of one paragraph: quotes first, then reports, in text order."""
    quoted, reports = list[Speech](), list[Speech]()
    last: Speech | None = None
    for number, (start, end) in enumerate(quotes):
        cue, speaker = _quote_cue(paragraph, number)
        if cue is None and last is not None:
            cue, speaker = last.cue, last.speaker
        last = Speech(cue, speaker, frozenset(range(start, end)), "quoted")
        quoted.append(last)
    for position, segment in enumerate(paragraph.segments):
        if paragraph.quoted[position] != -2:
            reports.extend(_reports(paragraph, position, segment))
    return (*quoted, *reports)


def _quote_cue(paragraph: Paragraph, number: int) -> tuple[Node | None, Node | None]:
    """Return cue and speaker of a quote from the words right after it, else right before it."""
    own = [i for i, n in enumerate(paragraph.quoted) if n == number]
    sentences = {paragraph.segments[i][-1].sentence for i in (own[0], own[-1])}
    after = _outside(paragraph, own[-1] + 1, 1)
    before = _outside(paragraph, own[0] - 1, -1)
    ends = paragraph.segments[own[-1]][-1].text
    order = (after, before) if ends in {",", "?", "!", "-", "—"} else (before, after)
    for position in order:
        if position is None:
            continue
        segment = paragraph.segments[position]
        touching = segment[0] if position > own[0] else segment[-1]
        if touching.sentence not in sentences:
            continue
        found = _cue_in(segment)
        if found is not None:
            return found
    return None, None


def _outside(paragraph: Paragraph, position: int, step: int) -> int | None:
    while 0 <= position < len(paragraph.segments):
        if paragraph.quoted[position] == -1:
            return position
        if paragraph.quoted[position] >= 0:
            return None
        position += step
    return None


def _cue_in(segment: Sequence[Node]) -> tuple[Node, Node | None] | None:
    """Return the first cue of a segment that has a speaker, else the first cue."""
    cues = [node for node in segment if is_cue(node)]
    with_speaker = [(cue, speaker_of(cue, segment)) for cue in cues]
    spoken = [pair for pair in with_speaker if pair[1] is not None]
    return next(iter(spoken or with_speaker), None)


def is_cue(node: Node) -> bool:
    """Whether the word is a verb of saying."""
    particle = node.first("particle")
    lemma = f"{node.lemma} {particle.lemma}" if particle else node.lemma
    return node.is_verb and (lemma in lexicon().cues or node.lemma in lexicon().cues)


def speaker_of(cue: Node, segment: Sequence[Node]) -> Node | None:
    """Return the subject of a cue, or the noun right beside it where the tree has none."""
    subject = cue.first("subject")
    if subject is not None:
        return subject
    if cue.first("passive_subject", "passive_auxiliary") is not None:
        return cue.first("agent")
    if cue.relation == "conjunct" and cue.head is not None:
        return speaker_of(cue.head, segment)
    if not cue.is_finite:
        return None
    position = next((i for i, node in enumerate(segment) if node is cue), 0)
    before = segment[position - 1] if position else None
    after = segment[position + 1] if position + 1 < len(segment) else None
    for node in (before, after):
        if node is not None and (node.is_noun or node.tag == "PRP"):
            return _phrase_head(node)
    return None


def _phrase_head(node: Node) -> Node:
    while node.relation in {"compound", "flat", "description"} and node.head is not None:
        node = node.head
    return node


def _reports(paragraph: Paragraph, position: int, segment: Sequence[Node]) -> Iterator[Speech]:
    for node in segment:
        if not is_cue(node):
            continue
        speaker = speaker_of(node, segment)
        content = _complement(node, segment)
        if not content and node.lemma not in lexicon().quote_only_cues:
            content = _around(paragraph, position, node, segment)
        if content and speaker is not None:
            yield Speech(node, speaker, frozenset(content), "reported")
    yield from _according(segment)


def _complement(cue: Node, segment: Sequence[Node]) -> set[int]:
    """Return what a cue reports after itself: behind "that", else its complement clause."""
    position = next(i for i, node in enumerate(segment) if node is cue)
    for index in range(position + 1, len(segment)):
        node = segment[index]
        if node.lemma == "that" and node.relation in {"marker", "determiner"}:
            return {n.index for n in segment[index + 1 :]}
        if node.is_verb or node.tag == "MD":
            break
    complement = next(cue.get("complement"), None)
    if complement is None or complement.index < cue.index:
        return set()
    said = {n.index for n in complement.subtree()}
    first = min((n for n in complement.subtree()), key=lambda n: n.index)
    return set() if first.tag in {"WRB", "IN"} and first.lemma != "that" else said


def _around(paragraph: Paragraph, position: int, cue: Node, segment: Sequence[Node]) -> set[int]:
    """Return what a cue in a segment of its own reports: its sentence's other words.

    After "because," only the words that follow are reported.
    """
    if cue.relation not in {"root", "parataxis"} and cue.head is not None:
        return set()
    if cue is not _first_finite(segment):
        return set()
    sentence = segment[0].sentence
    found, subordinate = set[int](), False
    for other, nodes in enumerate(paragraph.segments):
        if nodes[0].sentence != sentence or other == position or paragraph.quoted[other] != -1:
            continue
        if _first_finite(nodes) is None and not any(n.tag == "MD" for n in nodes):
            continue
        if other == position - 1:
            tail = [n for n in nodes if n.text != ","][-1:]
            subordinate = bool(tail) and tail[0].tag == "IN"
        found |= {n.index for n in nodes}
    if subordinate:
        found = {index for index in found if index > cue.index}
    return found


def _first_finite(segment: Sequence[Node]) -> Node | None:
    return next((n for n in segment if n.is_finite), None)


def _according(segment: Sequence[Node]) -> Iterator[Speech]:
    """Yield "according to X, ...": the rest of the segment is what X says."""
    for node, following in pairwise(segment):
        if node.text.lower() != "according" or following.text.lower() != "to":
            continue
        source = next((n for n in segment if n.index > following.index and n.is_noun), None)
        if source is not None:
            head = _phrase_head(source)
            own = {n.index for n in head.subtree()} | {node.index, following.index}
            content = frozenset(n.index for n in segment) - own
            yield Speech(node, head, content, "reported")


def speech_by_node(speeches: Sequence[Speech]) -> Mapping[int, tuple[Speech, ...]]:
    """Return for each node the acts of saying it is part of, innermost first."""
    found: dict[int, list[Speech]] = {}
    for speech in sorted(speeches, key=lambda s: (len(s.content), min(s.content, default=0))):
        for index in speech.content:
            if speech.cue is None or speech.cue.index != index:
                found.setdefault(index, []).append(speech)
    return {index: tuple(acts) for index, acts in found.items()}
