"""Judgements and retractions, by hand and by hypothesis."""

from hypothesis import strategies as st

from kgraph.model import (
    Anchor,
    ClaimAnchor,
    Judgement,
    JudgementKind,
    Retraction,
    Span,
    Statement,
    with_id,
)


def anchor(form: str, *, article: str = "a", start: int = 0) -> Anchor:
    """Return the anchor of a person at a place of an article."""
    return Anchor(article, Span(start, start + len(form)), form, "Person")


def claim_at(claim: str, *, article: str = "a", start: int = 0) -> ClaimAnchor:
    """Return the anchor of a claim of nine characters at a place of an article."""
    subject, trigger, object_ = (Span(start + at, start + at + 3) for at in (0, 3, 6))
    return ClaimAnchor(claim, article, "meets", subject, trigger, object_, "A met B.", "A", "B")


def judge(kind: JudgementKind, *entities: str, value: str = "", by: str = "Anna") -> Judgement:
    """Return a judgement on entities that are known by their forms."""
    return with_id(Judgement(kind, tuple(map(anchor, entities)), value=value, by=by))


def judge_claim(kind: JudgementKind, claim: ClaimAnchor, *, by: str = "Anna") -> Judgement:
    """Return a judgement on a claim."""
    return with_id(Judgement(kind, claim=claim, by=by))


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_IDS = st.lists(_TEXT, max_size=3).map(tuple)
_SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda s: Span(*sorted(s)))
_ANCHORS = st.builds(Anchor, _TEXT, _SPANS, _TEXT, _TEXT, _TEXT)
_CLAIMS = st.builds(ClaimAnchor, _TEXT, _TEXT, _TEXT, _SPANS, _SPANS, _SPANS, _TEXT, _TEXT, _TEXT)


@st.composite
def _judgements(draw: st.DrawFn) -> Judgement:
    kind: JudgementKind = draw(
        st.sampled_from(
            ("same", "different", "wrong", "right", "type", "name", "hide", "withdrawn")
        )
    )
    count = {"same": 2, "different": 2, "type": 1, "name": 1, "hide": 1}.get(kind, 0)
    taken_back = draw(st.lists(_TEXT, min_size=kind == "withdrawn", max_size=3))
    return Judgement(
        kind,
        entities=tuple(draw(_ANCHORS) for _ in range(count)),
        claim=draw(_CLAIMS) if kind in ("wrong", "right") else None,
        value=f"v{draw(_TEXT)}" if kind in ("type", "name") else "",
        by=draw(_TEXT),
        when=draw(_TEXT),
        why=draw(_TEXT),
        supersedes=tuple(taken_back),
    )


def statements() -> st.SearchStrategy[Statement]:
    """Return judgements and retractions of any text, with their ids."""
    retractions = st.builds(Retraction, _TEXT, st.booleans(), _TEXT, _TEXT, _TEXT, _IDS)
    return _judgements().map(with_id) | retractions.map(with_id)
