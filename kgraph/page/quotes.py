"""A claim as the page shows it: its sentence in marked segments, and rows of what is known.

Offsets count code points here and UTF-16 units in a browser, so the page is given segments.
"""

from collections.abc import Callable
from itertools import pairwise

from kgraph.model import Claim, End, PartialDate, Span, Speaker, TimeSpan

Segment = tuple[str, str]
Row = tuple[str, str]
Namer = Callable[[str], str]


def segments(claim: Claim) -> list[Segment]:
    """Return the sentence in pieces, each with the roles it plays, in text order.

    Roles are ``subject``, ``predicate`` and ``object``, parted by a space where spans overlap.
    What lies outside the sentence is left out. The pieces joined are the quote.
    """
    spans = _spans(claim)
    ends = {place for _, span in spans for place in (span.start, span.end)}
    cuts = sorted({0, len(claim.quote), *ends})
    return [
        (claim.quote[start:end], " ".join(role for role, s in spans if s.covers(Span(start, end))))
        for start, end in pairwise(cuts)
    ]


def rows(claim: Claim, name: Namer) -> list[Row]:
    """Return what is known of a claim beside its sentence, as label and words.

    ``name`` gives the name of an entity's id. What a claim does not have has no row.
    """
    found = [
        ("according to", _speakers(claim.speakers, name)),
        ("happened", _time(claim.time)),
        ("subject", _stands_for(claim.subject, claim, name)),
        ("object", _stands_for(claim.object, claim, name)),
        ("inferred", claim.inference),
        ("rule", claim.rule),
    ]
    return [(label, words) for label, words in found if words]


def status(claim: Claim) -> str:
    """Return "denied", the modality, or both; empty for what is affirmed and actual."""
    parts = ["denied"] if claim.polarity == "denied" else []
    parts += [claim.modality] if claim.modality != "actual" else []
    return ", ".join(parts)


def date_words(date: PartialDate | None) -> str:
    """Return a date in its ISO form, with a word where the year is not known."""
    if date is None:
        return ""
    return str(date) if date.year else f"{str(date)[2:]} (year not given)"


def _spans(claim: Claim) -> list[tuple[str, Span]]:
    absolute = (
        ("subject", claim.subject.span),
        ("predicate", claim.trigger),
        ("object", claim.object.span),
    )
    clipped = ((role, _inside(span, claim)) for role, span in absolute)
    return [(role, span) for role, span in clipped if span.start < span.end]


def _inside(span: Span, claim: Claim) -> Span:
    shift, length = claim.sentence.start, len(claim.quote)
    return Span(max(span.start - shift, 0), min(span.end - shift, length))


def _speakers(speakers: tuple[Speaker, ...], name: Namer) -> str:
    return ", according to ".join(_speaker(speaker, name) for speaker in speakers)


def _speaker(speaker: Speaker, name: Namer) -> str:
    who = name(speaker.entity) if speaker.entity else speaker.words or "someone not named"
    cue = "" if speaker.cue.casefold() == "according to" else speaker.cue
    manner = "in quotation marks" if speaker.manner == "quoted" else ""
    how = ", ".join(part for part in (cue, manner) if part)
    return f"{who} ({how})" if how else who


def _time(time: TimeSpan | None) -> str:
    if time is None:
        return ""
    days = [day.isoformat() for day in (time.start, time.end) if day]
    return f"{time.words} ({' to '.join(dict.fromkeys(days)) or 'day not known'})"


def _stands_for(end: End, claim: Claim, name: Namer) -> str:
    """Return how words lead to their entity, where it is not by being its name."""
    inside = _inside(end.span, claim)
    outside = "" if inside.start < inside.end else ", outside this sentence"
    who = name(end.entity) if end.entity else ""
    if not outside and not end.via and who in ("", end.words):
        return ""
    target = f" stands for {who}" if who and who != end.words else ""
    via = f", by way of {' / '.join(end.via)}" if end.via else ""
    return f"“{end.words}”{target}{via}{outside}"
