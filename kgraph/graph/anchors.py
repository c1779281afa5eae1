"""Anchors: how a judgement names a mention or a claim, and how it finds it again."""

from collections.abc import Callable, Iterable, Mapping

from kgraph.errors import NotFoundError
from kgraph.graph.sightings import find_sightings
from kgraph.model import Anchor, Annotation, Claim, ClaimAnchor, Mention, Span

LONGEST_QUOTE = 2000
"""In code points; a sentence of a hostile article may be as long as the article."""


def anchor_of(annotation: Annotation, mention: Mention) -> Anchor:
    """Return the anchor of a mention, with the name, type and listing of its profile there.

    For a concept, ``annotation`` is one with its concepts marked.

    Raises:
        NotFoundError: the mention stands for nothing that has a profile.
    """
    sightings, homes = find_sightings(annotation)
    if mention.id not in homes:
        raise NotFoundError(
            f"{mention.text!r} names nothing in article {annotation.article}; choose a name"
        )
    (seen,) = (s for s in sightings if s.id == homes[mention.id])
    return Anchor(annotation.article, mention.span, seen.name, seen.type, seen.listed)


def find_profile(
    anchor: Anchor,
    homes: Mapping[Span, str],
    fallback: Callable[[str, str, str], str | None],
) -> str | None:
    """Return the profile that an anchor leads to now, None where nothing is left of it.

    ``homes`` gives the profile of each mention of the anchor's article as it is annotated now, and
    is empty where the article is gone. The mention at the very place comes first, then the one
    that shares the most characters with it, the shortest of those, the first of those; then what
    ``fallback`` finds by type, form and id of a gazetteer.
    """
    if anchor.span in homes:
        return homes[anchor.span]
    near = [span for span in homes if span.overlaps(anchor.span)]
    if near:
        best = min(near, key=lambda s: (-_shared(s, anchor.span), s.end - s.start, s.start))
        return homes[best]
    return fallback(anchor.type, anchor.form, anchor.listed)


def claim_anchor(claim: Claim) -> ClaimAnchor:
    """Return the anchor of a claim; what is longer than ``LONGEST_QUOTE`` is cut."""
    return ClaimAnchor(
        claim=claim.id,
        article=claim.article,
        predicate=claim.predicate,
        subject=claim.subject.span,
        trigger=claim.trigger,
        object=claim.object.span,
        quote=claim.quote[:LONGEST_QUOTE],
        subject_words=claim.subject.words[:LONGEST_QUOTE],
        object_words=claim.object.words[:LONGEST_QUOTE],
    )


def find_claim(anchor: ClaimAnchor, claims: Iterable[Claim]) -> Claim | None:
    """Return the claim that an anchor leads to now, None where nothing is left of it.

    The claim of that id comes first. Else, of the same predicate, the one of the same article
    whose trigger and both ends share the most characters with the anchor's, each at least one.
    Else, of the same predicate, the nearest whose quote and both ends are the same words: the text
    may have moved, in a new version of the article too. Among equals the first id is taken.
    """
    some = sorted((c for c in claims if c.predicate == anchor.predicate), key=lambda c: c.id)
    known = [claim for claim in some if claim.id == anchor.claim]
    placed = sorted(
        (c for c in some if c.article == anchor.article and _shares_all(anchor, c)),
        key=lambda c: -sum(_shares(anchor, c)),
    )
    told = sorted(
        (c for c in some if _words(claim_anchor(c)) == _words(anchor)),
        key=lambda c: abs(c.trigger.start - anchor.trigger.start),
    )
    return next(iter((*known, *placed, *told)), None)


def _shared(left: Span, right: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def _shares(anchor: ClaimAnchor, claim: Claim) -> tuple[int, int, int]:
    return (
        _shared(anchor.trigger, claim.trigger),
        _shared(anchor.subject, claim.subject.span),
        _shared(anchor.object, claim.object.span),
    )


def _shares_all(anchor: ClaimAnchor, claim: Claim) -> bool:
    return all(_shares(anchor, claim))


def _words(anchor: ClaimAnchor) -> tuple[list[str], ...]:
    return tuple(text.split() for text in (anchor.quote, anchor.subject_words, anchor.object_words))
