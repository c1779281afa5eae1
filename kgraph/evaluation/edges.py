"""The task ``edges``: how many of the edges that readers marked as worth having the graph has.

Readers marked, before they saw any output, what a knowledge graph of some articles is worth having
for: two things with names and the words between them, each edge once in an article. The key holds
no text: its first line names the file of articles, beside the key; each other line has a reader,
the article's address, and where subject, predicate and object stand (code points, half-open).

An edge is **joined** where a claim between two entities, read in the sentence of its predicate,
has an entity at each end that is mentioned at the marked places, either way round. It is **found**
where, besides, the claim's trigger shares a character with the marked predicate, or its phrase a
content word (by its first four letters): another reading of the same two does not count, nor does
the same fact in another sentence.

* ``recall`` and ``joined``: the share of a reader's edges, the mean of all readers; with
  ``.READER`` that of one.
* ``polarity``: the share of the found edges that are denied or affirmed as marked.

Counts are ``edges`` of all readers, ``found`` and ``joined`` of them; and of all articles of the
file, marked or not, ``claims`` between two entities, ``words``, and ``claims_per_1000_words``,
rounded. Readers also marked edges whose ends have no name ("same-sex marriage"): figures and counts
under ``concepts.`` are those of the graph that has concepts.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from operator import attrgetter
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from kgraph.errors import ReadError
from kgraph.evaluation.files import parse_json, read_lines
from kgraph.evaluation.scores import Scores, defined, share
from kgraph.evaluation.wording import phrases_agree
from kgraph.graph import KnowledgeGraph
from kgraph.model import Claim, End, Span
from kgraph.pipeline.build import BuildOptions, build

FORM = "a line with articles, then lines with reader, url, subject, predicate, object and denied"
PER = 1000

_Place = tuple[int, int]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Header(_Row):
    articles: str


class Edge(_Row):
    """An edge that a reader marked."""

    reader: str
    url: str
    subject: _Place
    predicate: _Place
    object: _Place
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the graph has of an edge."""

    reader: str
    joined: bool
    found: bool
    polar: bool


def score_edges(
    path: Path, *, pipeline: str | None, progress: Callable[[str, int], None] | None
) -> Scores:
    """Return the figures of the key at ``path``; nothing is written beside it.

    ``progress`` is called with the title and the number of each article.

    Raises:
        KGraphError: the key, its articles or the pipeline cannot be used.
    """
    source, edges = read_edges(path)
    figures, counts = dict[str, float | None](), dict[str, int]()
    with tempfile.TemporaryDirectory() as folder:
        for prefix, concepts in (("", False), ("concepts.", True)):
            options = BuildOptions(pipeline=pipeline, concepts=concepts)
            graph = build([source], Path(folder) / "news.kg", options=options, progress=progress)
            verdicts = list(judge(edges, graph, str(path)))
            figures |= {f"{prefix}{name}": value for name, value in _figures(verdicts).items()}
            counts |= {f"{prefix}{name}": n for name, n in _counts(verdicts, graph).items()}
    return Scores("edges", defined(figures), dict(sorted(counts.items())))


def _figures(verdicts: Sequence[Verdict]) -> dict[str, float | None]:
    readers = sorted({verdict.reader for verdict in verdicts})
    figures: dict[str, float | None] = {}
    for name, of in (("recall", attrgetter("found")), ("joined", attrgetter("joined"))):
        own = [_share(of, (v for v in verdicts if v.reader == r)) for r in readers]
        figures |= {f"{name}.{r}": value for r, value in zip(readers, own, strict=True)}
        figures[name] = sum(value or 0 for value in own) / len(own) if own else None
    found = [verdict for verdict in verdicts if verdict.found]
    return figures | {"polarity": share(sum(verdict.polar for verdict in found), len(found))}


def _counts(verdicts: Sequence[Verdict], graph: KnowledgeGraph) -> dict[str, int]:
    own = {
        "edges": len(verdicts),
        "found": sum(verdict.found for verdict in verdicts),
        "joined": sum(verdict.joined for verdict in verdicts),
    }
    return own | density(graph)


def read_edges(path: Path) -> tuple[Path, tuple[Edge, ...]]:
    """Return the file of the articles, and the edges in the order of their lines.

    Raises:
        ReadError: the file cannot be read or is no such key.
    """
    lines = list(read_lines(path))
    if not any(line.strip() for line in lines):
        raise ReadError(f"{path}: is empty; expected {FORM}")
    header = parse_json(lines[0], TypeAdapter(_Header), f"{path}: line 1", FORM)
    edges = tuple(
        parse_json(line, TypeAdapter(Edge), f"{path}: line {number}", FORM)
        for number, line in enumerate(lines[1:], 2)
        if line.strip()
    )
    return path.parent / header.articles, edges


def judge(edges: Iterable[Edge], graph: KnowledgeGraph, place: str) -> Iterator[Verdict]:
    """Yield what the graph has of each edge.

    Raises:
        ReadError: an edge is in none of the articles; the message begins with ``place``.
    """
    articles = {article.url: article.id for article in graph.articles}
    claims: dict[str, list[Claim]] = {}
    for claim in graph.claims:
        if claim.subject.entity and claim.object.entity:
            claims.setdefault(claim.article, []).append(claim)
    mentioned = {id_: _mentioned(graph, id_) for id_ in sorted({*articles.values()} & {*claims})}
    for edge in edges:
        if edge.url not in articles:
            raise ReadError(f"{place}: no article has the address {edge.url!r}; mend the key")
        id_ = articles[edge.url]
        said = Span(*edge.predicate).of(graph.article(id_).text)
        near = [c for c in claims.get(id_, ()) if c.sentence.overlaps(Span(*edge.predicate))]
        joined = [c for c in near if _joins(c, edge, mentioned[id_])]
        found = [c for c in joined if _says(c, edge, said)]
        polar = any((c.polarity == "denied") == edge.denied for c in found)
        yield Verdict(edge.reader, bool(joined), bool(found), polar)


def _says(claim: Claim, edge: Edge, words: str) -> bool:
    """Whether a claim says what the marked predicate does."""
    shared = bool(claim.phrase) and phrases_agree(claim.phrase, words)
    return shared or claim.trigger.overlaps(Span(*edge.predicate))


def density(graph: KnowledgeGraph) -> dict[str, int]:
    """Return the counts of claims between two entities and of words of a graph's articles."""
    claims = sum(bool(c.subject.entity and c.object.entity) for c in graph.claims)
    words = sum(len(article.text.split()) for article in graph.articles)
    per = round(PER * claims / max(words, 1))
    return {"claims": claims, "words": words, "claims_per_1000_words": per}


def _mentioned(graph: KnowledgeGraph, article: str) -> Sequence[tuple[Span, str]]:
    entities = graph.mention_entities(article)
    mentions = graph.annotation(article).mentions
    return [(m.span, entities[m.id]) for m in mentions if m.id in entities]


def _joins(claim: Claim, edge: Edge, mentioned: Sequence[tuple[Span, str]]) -> bool:
    marked = (Span(*edge.subject), Span(*edge.object))
    ends = (claim.subject, claim.object)
    fits = {
        (i, j): _fits(end, place, mentioned)
        for (i, end), (j, place) in product(enumerate(ends), enumerate(marked))
    }
    return (fits[0, 0] and fits[1, 1]) or (fits[0, 1] and fits[1, 0])


def _fits(end: End, place: Span, mentioned: Sequence[tuple[Span, str]]) -> bool:
    """Whether an end stands at the place, or its entity is mentioned there."""
    there = any(span.overlaps(place) and entity == end.entity for span, entity in mentioned)
    return there or end.span.overlaps(place)


def _share(of: Callable[[Verdict], bool], verdicts: Iterable[Verdict]) -> float | None:
    own = [of(verdict) for verdict in verdicts]
    return share(sum(own), len(own))
