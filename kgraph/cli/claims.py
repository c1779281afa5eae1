"""Claims and relations as lines for a reader and as data for a program."""

from collections.abc import Iterator

from rich.text import Text

from kgraph.cli.terminal import styled
from kgraph.graph import KnowledgeGraph
from kgraph.model import Article, Claim, End, Entity, Relation, Span, Speaker, TimeSpan

Part = str | tuple[str, str]

_COUNTS = (
    ("stated", "green"),
    ("alleged", "cyan"),
    ("denied", "red"),
    ("hypothetical", "yellow"),
)


def relation_line(graph: KnowledgeGraph, relation: Relation) -> Text:
    """Return ``subject  predicate  object`` with how its claims divide."""
    ends = [graph.entity(end).name for end in (relation.subject, relation.object)]
    counts = ((getattr(relation, name), name, style) for name, style in _COUNTS)
    tail: list[Part] = [(f"  {count} {name}", style) for count, name, style in counts if count]
    days = [day for day in dict.fromkeys((relation.first, relation.last)) if day]
    if days:
        tail.append((f"  {'..'.join(days)}", "dim"))
    if len(relation.articles) > 1:
        sources = f"  {len(relation.articles)} articles, {relation.origins} of them independent"
        tail.append((sources, "dim"))
    predicate = relation.predicate
    if relation.phrase:
        predicate += f" ({relation.phrase})"
    return styled((ends[0], "bold"), "  ", predicate, "  ", (ends[1], "bold"), *tail)


def status(claim: Claim) -> list[Part]:
    """Return polarity and modality; what departs from "affirmed, actual" is in capitals."""
    denied, supposed = claim.polarity == "denied", claim.modality != "actual"
    return [
        ("DENIED", "bold red") if denied else ("affirmed", "green"),
        ", ",
        (claim.modality.upper(), "bold yellow") if supposed else ("actual", "green"),
    ]


def voice(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return who says it, innermost first; empty for the article's own voice."""
    return ", according to ".join(speaker_name(graph, s) for s in claim.speakers)


def speaker_name(graph: KnowledgeGraph, speaker: Speaker) -> str:
    """Return the speaker's name, or the article's words in quotes where it names nobody."""
    return graph.entity(speaker.entity).name if speaker.entity else f'"{speaker.words}"'


def claim_lines(graph: KnowledgeGraph, claim: Claim, *, indent: str = "  ") -> Iterator[Text]:
    """Yield the claim's status, speaker and source on one line and its quote on the next."""
    said_by = voice(graph, claim)
    says: list[Part] = [", says ", (said_by, "cyan")] if said_by else []
    source = (f"  [{source_name(graph.article(claim.article))}]", "dim")
    yield styled(indent, *status(claim), *says, source)
    yield styled(indent, "  ", *marked(claim))


def source_name(article: Article) -> str:
    """Return title, publisher and date, as far as they are known."""
    parts = (article.title, article.publisher, str(article.published or ""))
    return ", ".join(part for part in parts if part) or article.url or article.id


def marked(claim: Claim) -> list[Part]:
    """Return the quote with subject, predicate and object in named brackets.

    An end that stands in another sentence has no bracket.
    """
    spans = (
        (claim.subject.span, "subject"),
        (claim.trigger, "predicate"),
        (claim.object.span, "object"),
    )
    inside = [(span, name) for span, name in spans if claim.sentence.covers(span)]
    # Of brackets that open at one place the longer comes first; those that close there go before.
    cuts = sorted(
        [(span.start, 1, -span.end, f"[{name}: ") for span, name in inside]
        + [(span.end, 0, -span.start, "]") for span, name in inside]
    )
    parts: list[Part] = []
    at = 0
    for place, _, _, bracket in cuts:
        offset = place - claim.sentence.start
        parts += [claim.quote[at:offset], (bracket, "bold magenta")]
        at = offset
    return [*parts, claim.quote[at:]]


def claim_data(graph: KnowledgeGraph, claim: Claim) -> dict[str, object]:
    """Return the claim with all that proves it, ready for JSON; spans are ``[start, end]``."""
    article = graph.article(claim.article)
    return {
        "id": claim.id,
        "subject": _end_data(graph, claim.subject),
        "predicate": claim.predicate,
        "object": _end_data(graph, claim.object),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "tense": claim.tense,
        "speakers": [_speaker_data(graph, s) for s in claim.speakers],
        "phrase": claim.phrase,
        "trigger": {"words": claim.trigger.of(article.text), "span": _pair(claim.trigger)},
        "time": _time_data(claim.time),
        "rule": claim.rule,
        "inference": claim.inference,
        "confidence": claim.confidence,
        "quote": claim.quote,
        "sentence": _pair(claim.sentence),
        "article": article_data(article),
    }


def relation_data(graph: KnowledgeGraph, relation: Relation) -> dict[str, object]:
    """Return the relation with its counts and whole claims, ready for JSON."""
    claims = [claim_data(graph, c) for c in graph.claims_for(relation)]
    return {**_relation_head(graph, relation), "claims": claims}


def relation_figures(graph: KnowledgeGraph, relation: Relation) -> dict[str, object]:
    """Return the relation with its counts and the ids of its articles and claims, for JSON."""
    ids = {"articles": list(relation.articles), "claims": list(relation.claims)}
    return {**_relation_head(graph, relation), **ids}


def _relation_head(graph: KnowledgeGraph, relation: Relation) -> dict[str, object]:
    return {
        "id": relation.id,
        "subject": graph.entity(relation.subject).name,
        "predicate": relation.predicate,
        "object": graph.entity(relation.object).name,
        "phrase": relation.phrase,
        "stated": relation.stated,
        "alleged": relation.alleged,
        "denied": relation.denied,
        "hypothetical": relation.hypothetical,
        "first": relation.first,
        "last": relation.last,
    }


def entity_figures(entity: Entity) -> dict[str, object]:
    """Return the entity with its names and the ids of its articles, ready for JSON."""
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "forms": dict(entity.forms),
        "types": dict(entity.types),
        "country": entity.country,
        "mentions": entity.mentions,
        "articles": list(entity.articles),
    }


def article_data(article: Article) -> dict[str, object]:
    """Return where the article comes from, ready for JSON."""
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": str(article.published or ""),
        "url": article.url,
    }


def end_name(graph: KnowledgeGraph, end: End) -> str:
    """Return the name of the entity, or the article's words where they name none."""
    return graph.entity(end.entity).name if end.entity else end.words


def _end_data(graph: KnowledgeGraph, end: End) -> dict[str, object]:
    name = graph.entity(end.entity).name if end.entity else None
    return {"name": name, "words": end.words, "via": list(end.via), "span": _pair(end.span)}


def _speaker_data(graph: KnowledgeGraph, speaker: Speaker) -> dict[str, object]:
    name = graph.entity(speaker.entity).name if speaker.entity else None
    return {"name": name, "words": speaker.words, "cue": speaker.cue, "manner": speaker.manner}


def _time_data(time: TimeSpan | None) -> dict[str, object] | None:
    if time is None:
        return None
    start, end = (day and day.isoformat() for day in (time.start, time.end))
    return {"words": time.words, "start": start, "end": end, "granularity": time.granularity}


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
