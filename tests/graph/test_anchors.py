"""How a judgement finds its mention or its claim again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.errors import NotFoundError
from kgraph.graph.anchors import (
    LONGEST_QUOTE,
    anchor_of,
    claim_anchor,
    find_claim,
    find_profile,
)
from kgraph.graph.sightings import find_sightings, profile_id
from kgraph.model import Anchor, Claim, Span
from tests.builders import (
    Annotated,
    annotated_articles,
    make_annotation,
    make_article,
    make_mention,
    refer,
)
from tests.graphs import banned_graph

CLAIMS = banned_graph().claims
CLAIM = CLAIMS[0]


def moved(claim: Claim, by: int, *, id_: str = "new") -> Claim:
    """Return the claim under another id, all its places moved."""

    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return replace(
        claim,
        id=id_,
        trigger=move(claim.trigger),
        sentence=move(claim.sentence),
        subject=replace(claim.subject, span=move(claim.subject.span)),
        object=replace(claim.object, span=move(claim.object.span)),
    )


def nothing(*_: str) -> None:
    return None


def test_the_anchor_of_a_mention_has_the_name_and_listing_of_its_cluster() -> None:
    article = make_article("Anna Weber came. She left. Weber laughed.")
    name = make_mention(article, "Anna Weber", "Person")
    she = refer(make_mention(article, "She", "Person"), name)
    short = replace(make_mention(article, "Weber", "Person", nth=1), cluster=name.id, listed="7")
    annotation = make_annotation(article, [name, she, short], [])
    for mention in (name, she, short):
        found = anchor_of(annotation, mention)
        assert found == Anchor(article.id, mention.span, "Anna Weber", "Person", "7")


def test_a_mention_of_nothing_named_has_no_anchor() -> None:
    article = make_article("They left.")
    they = replace(make_mention(article, "They", "Person"), name="", kind="pronoun")
    with pytest.raises(NotFoundError, match=r"^'They' names nothing in article"):
        anchor_of(make_annotation(article, [they], []), they)


@given(annotated_articles())
def test_every_anchor_finds_its_profile_in_its_place_and_when_the_article_is_gone(
    some: list[Annotated],
) -> None:
    for _, annotation in some:
        _, homes = find_sightings(annotation)
        places = {m.span: homes[m.id] for m in annotation.mentions}
        for mention in annotation.mentions:
            anchor = anchor_of(annotation, mention)
            assert find_profile(anchor, places, nothing) == homes[mention.id]
            assert find_profile(anchor, {}, profile_id) == homes[mention.id]


@pytest.mark.parametrize(
    ("homes", "profile"),
    [
        ({Span(10, 15): "exact", Span(5, 20): "longer"}, "exact"),
        ({Span(8, 12): "two", Span(11, 18): "four"}, "four"),
        ({Span(5, 20): "long", Span(9, 16): "short"}, "short"),
        ({Span(12, 16): "second", Span(9, 13): "first"}, "first"),
        ({Span(5, 10): "before", Span(15, 20): "after"}, "Person Ann 7"),
        ({}, "Person Ann 7"),
    ],
)
def test_the_place_comes_first_then_what_overlaps_most_then_the_name(
    homes: dict[Span, str], profile: str
) -> None:
    anchor = Anchor("a", Span(10, 15), "Ann", "Person", "7")
    for order in (homes, dict(reversed(homes.items()))):
        assert find_profile(anchor, order, lambda *words: " ".join(words)) == profile
    assert find_profile(anchor, {}, nothing) is None


@given(st.permutations(CLAIMS))
def test_every_claim_is_found_by_its_anchor(claims: list[Claim]) -> None:
    assert all(find_claim(claim_anchor(claim), claims) == claim for claim in claims)


def test_the_id_comes_before_the_place_and_the_place_before_the_words() -> None:
    same_place, far = moved(CLAIM, 0), moved(CLAIM, 900)
    near = replace(moved(CLAIM, 2, id_="near"), quote="New words.")
    anchor = claim_anchor(CLAIM)
    assert find_claim(anchor, [far, near, same_place, CLAIM]) == CLAIM
    assert find_claim(anchor, [far, near, same_place]) == same_place
    assert find_claim(anchor, [far, near]) == near
    assert find_claim(anchor, [far]) == far


def test_in_a_new_version_the_nearest_claim_of_the_same_words_is_found() -> None:
    new = [replace(moved(CLAIM, by, id_=f"{by}"), article="new") for by in (0, 70, 40)]
    anchor = claim_anchor(moved(CLAIM, 50))
    assert find_claim(anchor, new) == new[2]
    spaced = replace(new[1], quote=CLAIM.quote.replace(" ", "\n "))
    assert find_claim(anchor, [spaced]) == spaced


def test_a_claim_of_another_predicate_place_and_end_is_not_taken() -> None:
    others = [
        replace(CLAIM, id="1", predicate="likes"),
        moved(replace(CLAIM, subject=replace(CLAIM.subject, words="Else")), 900, id_="2"),
        moved(replace(CLAIM, quote="Other words."), 900, id_="3"),
        replace(CLAIM, id="4", article="new", quote="Other words."),
        replace(CLAIM, id="5", trigger=Span(0, 0), quote="Other words."),
    ]
    assert find_claim(claim_anchor(CLAIM), others) is None


def test_a_sentence_without_end_is_cut_and_found_again() -> None:
    long = replace(CLAIM, quote="word " * 10_000)
    anchor = claim_anchor(long)
    assert len(anchor.quote) == LONGEST_QUOTE
    found = replace(moved(long, 9), article="new")
    assert find_claim(anchor, [found]) == found
