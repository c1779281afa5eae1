"""Acts of saying as spans of the article: who speaks, the cue, and what is said."""

from collections.abc import Iterator, Sequence

from kgraph.language.arguments import ArgumentReader
from kgraph.language.speech import Speech
from kgraph.language.tree import Node
from kgraph.model import Saying, Span


def read_sayings(
    speeches: Sequence[Speech], nodes: Sequence[Node], arguments: ArgumentReader
) -> tuple[Saying, ...]:
    """Return the sayings in the order of what is said; acts by one cue are one."""
    by_cue: dict[int, list[Speech]] = {}
    for number, speech in enumerate(speeches):
        key = speech.cue.index if speech.cue is not None else -1 - number
        by_cue.setdefault(key, []).append(speech)
    found = (_saying(acts, nodes, arguments) for acts in by_cue.values())
    return tuple(sorted(found, key=lambda s: (s.content, s.cue or s.content[0])))


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
        content=tuple(_stretches([nodes[index] for index in said])),
        manner="quoted" if quoted else "reported",
    )


def _stretches(words: Sequence[Node]) -> Iterator[Span]:
    """Yield the spans of runs of neighbouring words."""
    first = words[0]
    for word, after in zip(words, [*words[1:], None], strict=True):
        if after is None or after.index != word.index + 1:
            yield Span(first.start, word.end)
            first = after or first
