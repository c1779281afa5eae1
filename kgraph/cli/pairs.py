"""Two entities that may be one, as a reader compares them and as data for a program."""

from collections.abc import Iterator, Sequence
from itertools import islice

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kgraph.cli.claims import Part, article_data, source_name
from kgraph.cli.terminal import LISTED, rest_lines, styled
from kgraph.graph import KnowledgeGraph, Passage, UnsurePair

NARROW = 80
"""In fewer columns the two stand one under the other."""

LONGEST = 400
"""Code points of a sentence that are shown, around what it mentions, and of a reason."""

LONGEST_NAME = 120
"""Code points of a name that are shown."""

SENTENCES = 3
"""Shown of each of the two at first, and so many more whenever more are asked for."""


def pair_blocks(
    graph: KnowledgeGraph, pair: UnsurePair, *, width: int, sentences: range
) -> Iterator[RenderableType]:
    """Yield both of a pair with those of their sentences, side by side where there is room.

    From the first sentence on it is introduced by the names, and followed by the reasons.
    """
    sides = [_side(graph, pair, number, sentences) for number in (0, 1)]
    if width < NARROW:
        for side in sides:
            yield from (*side, Text())
    else:
        table = Table.grid(expand=True, padding=(0, 3, 0, 0))
        table.add_column(ratio=1, overflow="fold")
        table.add_column(ratio=1, overflow="fold")
        table.add_row(*(Group(*side) for side in sides))
        yield from (table, Text())
    if sentences.start == 0:
        yield styled(("unsure", "yellow"), f"  {pair.score:.2f}")
        for reason in pair.reasons:
            yield styled(f"  {_cut(reason, LONGEST)}")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]} ..."


def _side(
    graph: KnowledgeGraph, pair: UnsurePair, number: int, sentences: range
) -> Sequence[RenderableType]:
    entity = graph.entity(pair.entities[number])
    passages = graph.passages_of(entity, profile=pair.profiles[number])
    quotes = [line for p in _of(passages, sentences) for line in _quote_lines(p)]
    if sentences.start > 0:
        return quotes or [styled(("no more sentences", "dim"))]
    name = graph.profile(pair.profiles[number]).name
    head = [styled((_cut(name, LONGEST_NAME), "bold"), f"  {entity.type}")]
    if name != entity.name:
        head.append(styled("as part of ", (_cut(entity.name, LONGEST_NAME), "bold")))
    forms = (form for form, _ in entity.forms if form not in (name, entity.name))
    others = [_cut(form, LONGEST_NAME) for form in forms]
    if others:
        head.append(styled(f"also: {', '.join(others[:SENTENCES])}"))
    relations = len(graph.relations_of(entity))
    articles = len(entity.articles)
    head.append(
        styled(f"mentions: {entity.mentions}, articles: {articles}, relations: {relations}")
    )
    return [*head, *quotes]


def _of(passages: Iterator[Passage], wanted: range) -> Iterator[Passage]:
    return islice(passages, wanted.start, wanted.stop)


def _quote_lines(passage: Passage) -> Iterator[Text]:
    yield Text()
    yield styled(*_marked(passage))
    yield styled((f"  {source_name(passage.article)}", "dim"))


def _marked(passage: Passage) -> Iterator[Part]:
    """Yield the sentence in parts, what it mentions in bold, without the far ends of a long one."""
    text, spans = passage.article.text, [mention.span for mention in passage.mentions]
    around = max(0, LONGEST - (spans[0].end - spans[0].start)) // 2
    start = max(passage.span.start, spans[0].start - around)
    end = min(passage.span.end, start + LONGEST)
    if start > passage.span.start:
        yield "... "
    at = start
    for span in spans:
        if at <= span.start and span.end <= end:
            yield text[at : span.start]
            yield span.of(text), "bold"
            at = span.end
    yield text[at:end]
    if end < passage.span.end:
        yield " ..."


def list_lines(graph: KnowledgeGraph, pairs: Sequence[UnsurePair]) -> Iterator[Text]:
    """Yield the pairs with the reasons why they are unsure, most valuable first."""
    yield styled(f"unsure pairs: {len(pairs)}")
    for pair in pairs[:LISTED]:
        left, right = (graph.profile(id_) for id_ in pair.profiles)
        yield Text()
        yield styled(
            (left.name, "bold"), "  or  ", (right.name, "bold"), f"  {left.type}  {pair.score:.2f}"
        )
        for reason in pair.reasons:
            yield styled(f"  {reason}")
    yield from rest_lines(len(pairs))


def list_data(graph: KnowledgeGraph, pairs: Sequence[UnsurePair]) -> dict[str, object]:
    """Return the pairs, most valuable first, with a few sentences of each, ready for JSON."""
    return {"pairs": [_pair_data(graph, pair) for pair in pairs]}


def _pair_data(graph: KnowledgeGraph, pair: UnsurePair) -> dict[str, object]:
    return {
        "left": _side_data(graph, pair, 0),
        "right": _side_data(graph, pair, 1),
        "score": pair.score,
        "reasons": list(pair.reasons),
        "value": pair.value,
    }


def _side_data(graph: KnowledgeGraph, pair: UnsurePair, number: int) -> dict[str, object]:
    entity, id_ = graph.entity(pair.entities[number]), pair.profiles[number]
    passages = graph.passages_of(entity, profile=id_)
    return {
        "id": id_,
        "name": graph.profile(id_).name,
        "entity": {"id": entity.id, "type": entity.type, "name": entity.name},
        "sentences": [
            {"text": p.text, "article": article_data(p.article)}
            for p in islice(passages, SENTENCES)
        ],
    }
