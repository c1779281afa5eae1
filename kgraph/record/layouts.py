"""The columns of each type: what comes first, and what can be guessed from what came before.

Each function writes the rows that it is given to a writer and hands them back; with a reader and no
rows it returns what was written. An annotation and claims lie upon the text of their article.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain, repeat, starmap
from typing import Any, TypeVar, get_args

from kgraph.model import (
    Annotation,
    Argument,
    Article,
    Attribution,
    Claim,
    Clause,
    End,
    Mention,
    Modality,
    PartialDate,
    Polarity,
    Saying,
    Span,
    Speaker,
    Tense,
    TimeSpan,
    clause_id_at,
    mention_id,
)
from kgraph.model.annotation import Manner, MentionKind
from kgraph.model.dates import Granularity
from kgraph.record.columns import LIMIT, Columns, bounded, flat, regrouped

T = TypeVar("T")

_KINDS = frozenset(get_args(MentionKind))
_MANNERS = frozenset(get_args(Manner))
_POLARITIES = frozenset(get_args(Polarity))
_MODALITIES = frozenset(get_args(Modality))
_TENSES = frozenset(get_args(Tense))
_GRANULARITIES = frozenset((None, *get_args(Granularity)))
_NAMED, _BEHIND, _WHOLE = "", "+", "="


def lay_article(columns: Columns, given: Sequence[Article]) -> Article:
    """Write or read one article."""
    (article,) = _rows(
        Article,
        columns.words([a.id for a in given]),
        columns.words([a.text for a in given]),
        columns.words([a.title for a in given]),
        columns.words([a.url for a in given]),
        columns.words([a.publisher for a in given]),
        columns.singles([a.published for a in given], partial(_days, columns)),
        columns.words([a.place for a in given]),
        columns.words([a.language for a in given], repeat("en")),
        columns.words([a.agency for a in given]),
    )
    return article


def lay_outline(columns: Columns, given: Sequence[Annotation], text: str) -> Annotation:
    """Write or read what an annotation begins with: its sentences, mentions and concepts."""
    (article,) = columns.words([a.article for a in given])
    (pipeline,) = columns.words([a.pipeline for a in given])
    sentences = columns.spans(flat(a.sentences for a in given))
    (named,) = columns.counts([len(a.mentions) for a in given])
    mentions = flat((*a.mentions, *a.concepts) for a in given)
    mentions = _mentions(columns, mentions, article, text)
    own, concepts = regrouped(mentions, (named, len(mentions) - named))
    return Annotation(article, pipeline, tuple(sentences), own, (), (), concepts)


def lay_annotation(columns: Columns, given: Sequence[Annotation], text: str) -> Annotation:
    """Write or read the annotation of the article that has ``text``."""
    outline = lay_outline(columns, given, text)
    mentions = (*outline.mentions, *outline.concepts)
    frame = _Frame.of(outline.article, text, outline.sentences, mentions)
    (told,) = columns.counts([len(a.clauses) for a in given])
    clauses = _clauses(columns, flat((*a.clauses, *a.statements) for a in given), frame)
    sayings = _sayings(columns, flat(a.sayings for a in given), frame)
    others, statements = regrouped(clauses, (told, len(clauses) - told))
    return replace(outline, clauses=others, sayings=tuple(sayings), statements=statements)


def lay_claims(columns: Columns, given: Sequence[Claim], text: str) -> tuple[Claim, ...]:
    """Write or read claims of the article that has ``text``, in their order."""
    triggers = columns.spans([c.trigger for c in given])
    sentences = columns.spans_near([c.sentence for c in given], triggers)
    rows = _rows(
        Claim,
        columns.words([c.id for c in given]),
        columns.words([c.clause for c in given]),
        columns.words([c.article for c in given]),
        _ends(columns, [c.subject for c in given], triggers, text),
        columns.words([c.predicate for c in given]),
        _ends(columns, [c.object for c in given], triggers, text),
        columns.words([c.phrase for c in given]),
        triggers,
        sentences,
        columns.words([c.quote for c in given], _words(sentences, text)),
        columns.words([c.rule for c in given]),
        columns.floats([c.confidence for c in given]),
        columns.words([c.inference for c in given]),
        columns.choices([c.polarity for c in given], _POLARITIES, "affirmed"),
        columns.choices([c.modality for c in given], _MODALITIES, "actual"),
        columns.choices([c.tense for c in given], _TENSES, "none"),
        columns.groups([c.speakers for c in given], partial(_speakers, columns)),
        columns.singles([c.time for c in given], partial(_times, columns)),
    )
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What clauses and sayings lie upon; ``ends`` gives the mention that ends at a place."""

    article: str
    text: str
    sentences: Sequence[int]
    mentions: Sequence[str]
    ends: Mapping[int, str]

    @classmethod
    def of(
        cls, article: str, text: str, sentences: Iterable[Span], mentions: Sequence[Mention]
    ) -> "_Frame":
        ends = {mention.span.end: mention.id for mention in reversed(mentions)}
        ids = [mention.id for mention in mentions]
        return cls(article, text, [sentence.start for sentence in sentences], ids, ends)


def _mentions(columns: Columns, given: Sequence[Mention], article: str, text: str) -> list[Mention]:
    spans = columns.spans([m.span for m in given])
    ids = columns.words([m.id for m in given], [mention_id(article, span) for span in spans])
    texts = columns.words([m.text for m in given], _words(spans, text))
    names = columns.words([m.name for m in given], texts)
    return _rows(
        Mention,
        ids,
        spans,
        texts,
        columns.words([m.type for m in given]),
        columns.choices([m.kind for m in given], _KINDS),
        columns.words([m.cluster for m in given], ids, ids),
        names,
        _reasons(columns, given, texts, names),
        columns.words([m.listed for m in given]),
    )


def _reasons(
    columns: Columns, given: Sequence[Mention], texts: Sequence[str], names: Sequence[str]
) -> list[str]:
    """Write or read why each is a mention: mostly its words and what stands behind them."""
    parted = columns.words([_parted(m) for m in given])
    longest = max((len(word) for word in (*texts, *names, *parted)), default=0)
    rows = zip(texts, names, parted, strict=True)
    return bounded(starmap(_joined, rows), len(texts) * 3 * (longest + 1))


def _parted(mention: Mention) -> str:
    if mention.why == f"{mention.text}: {mention.name}":
        return _NAMED
    if mention.why.startswith(mention.text):
        return _BEHIND + mention.why[len(mention.text) :]
    return _WHOLE + mention.why


def _joined(text: str, name: str, parted: str) -> str:
    if parted == _NAMED:
        return f"{text}: {name}"
    return text + parted[1:] if parted.startswith(_BEHIND) else parted[1:]


def _clauses(columns: Columns, given: Sequence[Clause], frame: _Frame) -> list[Clause]:
    triggers = columns.spans([c.trigger for c in given])
    ids, arguments = _arguments(columns, given, triggers, frame)
    places = [bisect_right(frame.sentences, trigger.start) for trigger in triggers]
    moved = columns.numbers([c.sentence - p for c, p in zip(given, places, strict=False)])
    lemmas = columns.words([c.lemma for c in given], _words(triggers, frame.text))
    return _rows(
        Clause,
        ids,
        [p + m for p, m in zip(places, moved, strict=True)],
        triggers,
        lemmas,
        columns.words([c.phrase for c in given], lemmas),
        arguments,
        columns.words([c.rule for c in given]),
        columns.groups([c.under for c in given], columns.words),
        columns.choices([c.polarity for c in given], _POLARITIES, "affirmed"),
        columns.choices([c.modality for c in given], _MODALITIES, "actual"),
        columns.choices([c.tense for c in given], _TENSES, "none"),
        _attributions(columns, given, triggers, frame),
        columns.singles([c.time for c in given], partial(_times, columns)),
        columns.singles([c.chance for c in given], columns.floats),
    )


def _arguments(
    columns: Columns, given: Sequence[Clause], triggers: Sequence[Span], frame: _Frame
) -> tuple[list[str], list[tuple[Argument, ...]]]:
    """Write or read the ids of clauses and their arguments, which the ids depend on."""
    lengths = columns.counts([len(c.arguments) for c in given])
    own = flat(c.arguments for c in given)
    spans = columns.spans_near([a.span for a in own], _repeated(triggers, lengths))
    roles = columns.words([a.role for a in own])
    placed = [(s.start, s.end, role) for s, role in zip(spans, roles, strict=True)]
    places = regrouped(placed, lengths)
    hashes = [
        clause_id_at(frame.article, trigger, place)
        for trigger, place in zip(triggers, places, strict=True)
    ]
    ids = columns.words([c.id for c in given], hashes)
    ends = [frame.ends.get(span.end) for span in spans]
    arguments = _rows(
        Argument,
        roles,
        spans,
        columns.spans_around([a.phrase for a in own], spans),
        columns.optional([a.mention for a in own], ends, frame.mentions),
        columns.optional([a.clause for a in own], known=ids),
        columns.groups([a.via for a in own], columns.words),
        columns.words([a.lead for a in own]),
    )
    return ids, regrouped(arguments, lengths)


def _attributions(
    columns: Columns, given: Sequence[Clause], triggers: Sequence[Span], frame: _Frame
) -> list[tuple[Attribution, ...]]:
    lengths = columns.counts([len(c.attribution) for c in given])
    own = flat(c.attribution for c in given)
    attributions = _rows(
        Attribution,
        columns.optional([a.speaker for a in own], known=frame.mentions),
        columns.words([a.words for a in own]),
        columns.spans_near([a.cue for a in own], _repeated(triggers, lengths)),
        columns.choices([a.manner for a in own], _MANNERS),
    )
    return regrouped(attributions, lengths)


def _sayings(columns: Columns, given: Sequence[Saying], frame: _Frame) -> list[Saying]:
    contents = columns.groups([s.content for s in given], columns.spans)
    cues = columns.singles([s.cue for s in given], columns.spans)
    phrases = columns.singles([s.phrase for s in given], columns.spans)
    ends = [None if phrase is None else frame.ends.get(phrase.end) for phrase in phrases]
    speakers = columns.optional([s.speaker for s in given], ends, frame.mentions)
    manners = columns.choices([s.manner for s in given], _MANNERS)
    return _rows(Saying, speakers, phrases, cues, contents, manners)


def _ends(columns: Columns, given: Sequence[End], triggers: Sequence[Span], text: str) -> list[End]:
    spans = columns.spans_near([e.span for e in given], triggers)
    words = columns.words([e.words for e in given], _words(spans, text))
    entities = columns.optional([e.entity for e in given])
    ways = columns.groups([e.via for e in given], columns.words)
    return _rows(End, words, spans, entities, ways)


def _speakers(columns: Columns, given: Sequence[Speaker]) -> list[Speaker]:
    return _rows(
        Speaker,
        columns.optional([s.entity for s in given]),
        columns.words([s.words for s in given]),
        columns.words([s.cue for s in given]),
        columns.words([s.manner for s in given]),
    )


def _times(columns: Columns, given: Sequence[TimeSpan]) -> list[TimeSpan]:
    words = columns.words([t.words for t in given])
    starts = columns.optional([_written(t.start) for t in given])
    ends = columns.optional([_written(t.end) for t in given], starts)
    grains = columns.choices([t.granularity for t in given], _GRANULARITIES)
    return _rows(TimeSpan, words, map(_day, starts), map(_day, ends), grains)


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _days(columns: Columns, given: Sequence[PartialDate]) -> list[PartialDate]:
    return _rows(
        PartialDate,
        columns.singles([d.year for d in given], columns.numbers),
        columns.singles([d.month for d in given], columns.numbers),
        columns.singles([d.day for d in given], columns.numbers),
    )


def _rows(make: Callable[..., T], *fields: Iterable[Any]) -> list[T]:
    """Return values of columns of their fields, which have to be equally long."""
    return list(starmap(make, zip(*fields, strict=True)))


def _words(spans: Sequence[Span], text: str) -> list[str]:
    return bounded((span.of(text) for span in spans), len(spans) * len(text))


def _repeated(values: Iterable[T], lengths: Iterable[int]) -> Iterable[T]:
    bounded_lengths = (min(length, LIMIT) for length in lengths)
    return chain.from_iterable(map(repeat, values, bounded_lengths))
