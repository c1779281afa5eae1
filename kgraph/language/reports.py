"""Reported speech: what a verb or noun of saying reports, and where that ends."""

from collections.abc import Iterator, Sequence

from kgraph.language.boundaries import said_from, told_in
from kgraph.language.cues import (
    Heads,
    Speech,
    cue_lemma,
    interposed,
    is_cue,
    is_passive,
    nominal_run,
    speaker_of,
    speaks,
)
from kgraph.language.lexicon import lexicon
from kgraph.language.noun_reports import STOPS, behind_that, between_semicolons, find_noun_reports
from kgraph.language.tree import Node

ARTICLES = frozenset({"DT", "PRP", "PRP$"})
CALLED = frozenset({"DT", "JJ", "JJR", "JJS", "RB", "NN", "NNS", "NNP", "PRP$", "``", "VBN"})
DETERMINERS = frozenset({"DT", "PRP$", "JJ", "CD", "VBN", "HYPH"})


def find_reports(
    segments: Sequence[Sequence[Node]], position: int, heads: Heads
) -> Iterator[Speech]:
    """Yield the reports in the segment at ``position`` of those of a paragraph.

    ``heads`` gives the head of a name by each of its nodes. What is said may lie in other
    segments of the same sentence.
    """
    segment = segments[position]
    for node in segment:
        if node.is_verb and (speaks(node) or node.lemma in lexicon().speech.before_that):
            speaker = speaker_of(node, segment, heads) or _carried(node, segments, position, heads)
            if speaker is not None:
                content = _by_verb(node, segments, position, speaker) - _beside(node)
                if content:
                    yield Speech(node, speaker, frozenset(content), "reported")
    yield from find_noun_reports(segment, heads)


def _beside(cue: Node) -> set[int]:
    """Return what is done while saying it: "called it a lie, citing the report"."""
    meanwhile = [c for c in cue.get("adverbial_clause") if c.tag == "VBG" and c.index > cue.index]
    return {node.index for clause in meanwhile for node in clause.subtree()}


def _carried(
    cue: Node, segments: Sequence[Sequence[Node]], position: int, heads: Heads
) -> Node | None:
    """Return the speaker of the segment before, for a participle that opens its own."""
    before = segments[position - 1] if position else ()
    if cue.tag != "VBG" or cue is not segments[position][0] or not before:
        return None
    if before[0].sentence != cue.sentence:
        return None
    return next((speaker_of(n, before, heads) for n in reversed(before) if is_cue(n)), None)


def _by_verb(
    cue: Node, segments: Sequence[Sequence[Node]], position: int, speaker: Node
) -> set[int]:
    segment = segments[position]
    at = cue.index - segment[0].index
    plain = is_cue(cue) and cue.lemma not in lexicon().quote_only_cues
    interrupted = _interrupted(cue, segment) if plain else set()
    if interrupted:
        return interrupted
    inverted = cue.index < speaker.index and not is_passive(cue)
    told = _before_speaker(segment, at, speaker) if inverted else segment
    found = _start(cue, told, at) if len(told) > at + 1 else None
    if found is not None:
        return said_from(told, *found)
    return _around(cue, segments, position) if plain else set()


def _before_speaker(segment: Sequence[Node], at: int, speaker: Node) -> Sequence[Node]:
    """Return a segment up to the comma after which its speaker is named ("Saying so, he left")."""
    end = speaker.index - segment[0].index
    while end > at and segment[min(end, len(segment) - 1)].text != ",":
        end -= 1
    return segment[: max(end, at + 1)]


def _start(cue: Node, segment: Sequence[Node], at: int) -> tuple[int, bool] | None:
    """Return where what a verb reports begins behind it, and whether it is a clause.

    None where the verb reports nothing there.
    """
    words, lemma = lexicon().speech, cue_lemma(cue)
    plain = lemma in lexicon().cues
    clause = None
    if plain or cue.lemma in words.before_that:
        clause = behind_that(segment, at, sure=not plain)
    if clause is None and plain:
        clause = _clause(cue, segment, at)
    if clause is not None:
        return clause, True
    finders = (
        (words.addressing | words.claiming, _infinitive),
        (words.accusing, _charge),
        (words.labelling, _label),
        (words.stating, _stated),
    )
    starts = (finder(segment, at) for verbs, finder in finders if cue.lemma in verbs)
    found = next((start for start in starts if start is not None), None)
    return (found, False) if found is not None else None


def _clause(cue: Node, segment: Sequence[Node], at: int) -> int | None:
    """Return the place of a clause without "that" ("said he won", "told staff the fight goes on").

    A tree may take its subject for an object of the verb of saying ("insisted Britain was open").
    """
    if cue.lemma in lexicon().quote_only_cues:
        return None
    complement = next((c for c in cue.get("complement") if c.index > cue.index), None)
    if complement is not None and segment[at + 1].text != ",":
        first = min(node.index for node in complement.subtree()) - segment[0].index
        start = min(max(first, at + 1), len(segment) - 1)
        return None if _opens_other(segment[start : start + 2]) else start
    index = at + 1
    while index < len(segment) and segment[index].tag in ARTICLES | CALLED | {"POS", "CD", "PDT"}:
        index += 1
    if index >= len(segment) or not (segment[index].is_finite or segment[index].tag == "MD"):
        return None
    subject = segment[index - 1]
    if index == at + 1 or not (subject.is_noun or subject.tag == "PRP"):
        return None
    return _behind_addressee(segment, at + 1, index) if _speaks_to(cue) else at + 1


def _opens_other(nodes: Sequence[Node]) -> bool:
    """Whether a question or a noun with a relative clause opens ("wrote songs he sang")."""
    noun = nodes[0].tag in {"NN", "NNS"} and nodes[-1].tag == "PRP"
    return noun or nodes[0].tag in {"WRB", "IN"}


def _speaks_to(cue: Node) -> bool:
    return cue.lemma in lexicon().speech.addressing


def _behind_addressee(segment: Sequence[Node], start: int, verb: int) -> int:
    opening = [i for i in range(start, verb) if segment[i].tag in ARTICLES]
    return opening[-1] if opening else start


def _infinitive(segment: Sequence[Node], at: int) -> int | None:
    """Return the place of "to" in "urged X to go", of what "for" brings in "asked for X to go"."""
    for index in range(at + 1, len(segment) - 1):
        node = segment[index]
        if node.tag == "TO" and segment[index + 1].tag in {"VB", "RB"}:
            return index
        if index == at + 1 and node.text.lower() == "for" and _infinitive(segment, at + 1):
            return index + 1
        if node.is_verb or node.tag == "MD" or node.text in STOPS | {";"}:
            return None
    return None


def _charge(segment: Sequence[Node], at: int) -> int | None:
    """Return the place behind "of" in "accused X of lying", "was accused by X of lying"."""
    cue, charging = segment[at], lexicon().speech.charging
    for index in range(at + 2, len(segment) - 1):
        node = segment[index]
        if f"{cue.lemma} {node.text.lower()}" in charging:
            if segment[index + 1].tag == "VBG" or not is_passive(cue):
                return index + 1
        elif node.is_verb or node.tag == "MD" or node.text in STOPS | {",", ";"}:
            return None
    return None


def _label(segment: Sequence[Node], at: int) -> int | None:
    """Return the place of the object in "called X a threat" and "described X as a threat"."""
    end = at + 1
    while end < len(segment) and segment[end].tag in DETERMINERS:
        end += 1
    while end < len(segment) and (segment[end].is_noun or segment[end].tag in {"PRP", "POS"}):
        end += 1
    if end == at + 1 or end >= len(segment):
        return None
    following = segment[end]
    return at + 1 if following.text.lower() == "as" or following.tag in CALLED else None


def _stated(segment: Sequence[Node], at: int) -> int | None:
    """Return the place of the object in "announced an agreement" and "denied taking orders"."""
    run = nominal_run(segment, at + 1)
    if at + 1 < len(segment) and segment[at + 1].tag == "VBG":
        return at + 1
    known = lexicon().time_words
    return at + 1 if any(n.is_noun and n.text.lower() not in known for n in run) else None


def _interrupted(cue: Node, segment: Sequence[Node]) -> set[int]:
    """Return what ", she wrote," stands in: all else of its segment."""
    places = interposed(cue, segment) or _inverted_places(cue, segment)
    if places is None:
        return set()
    kept = [*segment[: places[0]], *segment[places[1] + 1 :]]
    spoken = any(n.is_finite or n.tag == "MD" for n in kept)
    return told_in(kept) if spoken else set()


def _inverted_places(cue: Node, segment: Sequence[Node]) -> tuple[int, int] | None:
    """Return the places of the commas around ", said Ann Lee, the head of it," before a verb."""
    at = cue.index - segment[0].index
    if at < 2 or segment[at - 1].text != "," or not cue.is_finite:
        return None
    for index in range(at + 2, len(segment) - 1):
        following = segment[index + 1]
        if segment[index].is_finite or segment[index].tag == "MD":
            return None
        if segment[index].text == "," and (following.is_finite or following.tag == "MD"):
            return at - 1, index
    return None


def _around(cue: Node, segments: Sequence[Sequence[Node]], position: int) -> set[int]:
    """Return what a cue in a segment of its own reports: its sentence's other clauses.

    After "because," only the words that follow are reported.
    """
    segment = segments[position]
    attached = cue.relation not in {"root", "parataxis"} and cue.head is not None
    if (attached and cue is not segment[0]) or cue is not _first_finite(segment):
        return set()
    found, subordinate = set[int](), False
    sentence = [n for nodes in segments for n in nodes if n.sentence == cue.sentence]
    near = {n.index for n in between_semicolons(sentence, cue.index)}
    for other, nodes in enumerate(segments):
        if nodes[0].sentence != cue.sentence or other == position:
            continue
        if _first_finite(nodes) is None and not any(n.tag == "MD" for n in nodes):
            continue
        if other == position - 1:
            tail = [n for n in nodes if n.text != ","][-1:]
            subordinate = bool(tail) and tail[0].tag == "IN"
        found |= near & told_in(nodes)
    return {index for index in found if index > cue.index} if subordinate else found


def _first_finite(segment: Sequence[Node]) -> Node | None:
    return next((n for n in segment if n.is_finite), None)
