"""The proof of one claim, row by row."""

from collections.abc import Iterator

from rich.text import Text

from kgraph.cli.claims import Part, marked, source_name, speaker_name, status
from kgraph.cli.terminal import styled
from kgraph.graph import KnowledgeGraph
from kgraph.model import Claim, End, Speaker, TimeSpan


def proof_lines(graph: KnowledgeGraph, claim: Claim) -> Iterator[Text]:
    """Yield the sentence with its parts marked, then one row for each thing that is known."""
    yield styled("  ", *marked(claim))
    for name, parts in _rows(graph, claim):
        yield styled("    ", (f"{name:10}  ", "dim"), *parts)


def _rows(graph: KnowledgeGraph, claim: Claim) -> Iterator[tuple[str, list[Part]]]:
    article = graph.article(claim.article)
    yield "status", [*status(claim), f", {claim.tense}" if claim.tense != "none" else ""]
    yield "subject", [_end(graph, claim.subject)]
    yield "predicate", [f'{claim.predicate}, from "{claim.trigger.of(article.text)}"']
    yield "object", [_end(graph, claim.object)]
    yield "phrase", [claim.phrase]
    yield "rule", [claim.rule]
    if claim.inference:
        yield "inferred", [(claim.inference, "yellow")]
    yield "speaker", [_chain(graph, claim)]
    if claim.time:
        yield "happened", [_time(claim.time)]
    yield "confidence", [f"{claim.confidence:.2f}"]
    yield "source", [source_name(article)]
    yield "claim", [claim.id]


def _end(graph: KnowledgeGraph, end: End) -> str:
    if end.entity is None:
        return f'"{end.words}", which names nothing in the graph'
    name = graph.entity(end.entity).name
    if name == end.words and not end.via:
        return f'"{name}"'
    steps = ", ".join(f'"{words}"' for words in end.via)
    way = f" by way of {steps}" if steps else ""
    return f'"{end.words}", which stands for {name}{way}'


def _chain(graph: KnowledgeGraph, claim: Claim) -> str:
    if not claim.speakers:
        return "none: the article says it in its own voice"
    return ", according to ".join(_speaker(graph, speaker) for speaker in claim.speakers)


def _speaker(graph: KnowledgeGraph, speaker: Speaker) -> str:
    return f'{speaker_name(graph, speaker)} ({speaker.manner}, "{speaker.cue}")'


def _time(time: TimeSpan) -> str:
    if time.start is None or time.end is None:
        return f'"{time.words}", which no date in the article resolves'
    days = f"{time.start}" if time.start == time.end else f"{time.start} to {time.end}"
    return f'"{time.words}": {days}'
