"""Acts of saying as spans of the article: who speaks, the cue, and what is said."""

from collections.abc import Container, Sequence

from kgraph.language.arguments import ArgumentReader
from kgraph.language.draft import VERBAL, Draft
from kgraph.language.lexicon import lexicon
from kgraph.language.speech import Speech
from kgraph.language.tree import Node, stretches
from kgraph.model import Saying

PLAIN = frozenset({"object", "complement", "topic"})
SPEAKING = frozenset({"i", "we", "you"})
BESIDE = frozenset(
    {"subject", "indirect_object", "in", "at", "by", "from", "during", "after", "before"}
)


def read_sayings(
    speeches: Sequence[Speech],
    drafts: Sequence[Draft],
    nodes: Sequence[Node],
    arguments: ArgumentReader,
) -> tuple[Saying, ...]:
    """Return the sayings in the order of what is said; acts by one cue are one.

    What a verb of telling, judging or wanting has as its object is said too ("rejected the deal").
    What "I" and "you" say inside a quote is only the quote's.
    """
    cues = {speech.cue.index for speech in speeches if speech.cue is not None}
    others = (draft for draft in drafts if draft.trigger.index not in cues)
    speeches = [*speeches, *(act for draft in others if (act := _told(draft)) is not None)]
    quoted = {i for speech in speeches if speech.manner == "quoted" for i in speech.content}
    speeches = [s for s in speeches if s.content and not _goes_on(s, quoted)]
    by_cue: dict[int, list[Speech]] = {}
    for number, speech in enumerate(speeches):
        key = speech.cue.index if speech.cue is not None else -1 - number
        by_cue.setdefault(key, []).append(speech)
    found = (_saying(acts, nodes, arguments) for acts in by_cue.values())
    return tuple(sorted(found, key=lambda s: (s.content, s.cue or s.content[0])))


def _goes_on(speech: Speech, quoted: Container[int]) -> bool:
    """Whether the speaker of a quote, or who is spoken to, says something inside it."""
    inside = speech.cue is not None and speech.cue.index in quoted
    return inside and speech.speaker is not None and speech.speaker.text.lower() in SPEAKING


def _told(draft: Draft) -> Speech | None:
    """Return what somebody talks of, judges or wants."""
    if draft.rule not in VERBAL or not draft.nodes("subject"):
        return None
    lemma, words = draft.lemma, lexicon().speech.telling
    about = [
        node
        for role, node in draft.roles
        if role not in BESIDE and (lemma in words if role in PLAIN else f"{lemma} {role}" in words)
    ]
    content = frozenset(
        word.index
        for node in about
        for word in node.subtree()
        if word is not node.first("preposition")
    )
    if not content:
        return None
    return Speech(draft.trigger, draft.nodes("subject")[0], content, "reported")


def _saying(acts: Sequence[Speech], nodes: Sequence[Node], arguments: ArgumentReader) -> Saying:
    speaker = next((act.speaker for act in acts if act.speaker is not None), None)
    said = sorted(frozenset[int]().union(*(act.content for act in acts)))
    quoted = any(act.manner == "quoted" for act in acts)
    who = None if speaker is None else arguments.argument("subject", speaker)
    cue = acts[0].cue
    return Saying(
        speaker=None if who is None else who.mention,
        phrase=None if who is None else who.phrase,
        cue=None if cue is None else cue.span,
        content=tuple(stretches([nodes[index] for index in said])),
        manner="quoted" if quoted else "reported",
    )
