"""What holds of every value that is encoded, and of every body that is decoded."""

import json
import zlib
from collections.abc import Callable
from dataclasses import fields, replace
from typing import TypeVar, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kgraph.model import (
    Annotation,
    Argument,
    Article,
    Attribution,
    Claim,
    Clause,
    End,
    Mention,
    PartialDate,
    Saying,
    Span,
    Speaker,
    TimeSpan,
)
from kgraph.model.annotation import Manner, MentionKind, Modality, Polarity, Tense
from kgraph.model.dates import Granularity
from kgraph.record import packing
from kgraph.record.codec import (
    decode_annotation,
    decode_article,
    decode_claims,
    digest,
    encode_annotation,
    encode_article,
    encode_claims,
)
from tests.builders import Annotated, annotated_articles

T = TypeVar("T")

some = settings(max_examples=60, deadline=None)

TEXT = "Anna Schmidt, the minister, said:\n\n\u201cÉmile's 🦊 company won.\u201d"
ARTICLE = "5bc92444c56058471486"

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    [
        "",
        " ",
        "!",
        "#",
        "+",
        "=",
        "+: ",
        "a\nb",
        '","',
        "\\",
        "\u2028",
        "\x00",
        "Anna",
        "Anna: Anna",
    ]
)
ids = st.sampled_from(["", "a", "b", ARTICLE, "ffffffffffffffffffff"]) | words
near = st.integers(-3, len(TEXT) + 3)
spans = st.builds(Span, near, near) | st.builds(Span, st.integers(), st.integers())
floats = st.floats(allow_nan=False)
days = st.none() | st.dates()


def tuples(members: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(members, max_size=3).map(tuple)


def choices(literal: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


articles = st.builds(
    Article,
    *[words] * 5,
    st.none() | st.builds(PartialDate, *[st.none() | st.integers()] * 3),
    words,
    words,
    words,
)
times = st.builds(TimeSpan, words, days, days, st.none() | choices(Granularity))
mentions = st.builds(Mention, ids, spans, words, words, choices(MentionKind), ids, *[words] * 3)
arguments = st.builds(
    Argument, words, spans, spans, st.none() | ids, st.none() | ids, tuples(words), words
)
attributions = st.builds(Attribution, st.none() | ids, words, spans, choices(Manner))
sayings = st.builds(
    Saying,
    st.none() | ids,
    st.none() | spans,
    st.none() | spans,
    tuples(spans),
    choices(Manner),
)
clauses = st.builds(
    Clause,
    ids,
    st.integers(),
    spans,
    words,
    words,
    tuples(arguments),
    words,
    tuples(words),
    choices(Polarity),
    choices(Modality),
    choices(Tense),
    tuples(attributions),
    st.none() | times,
    st.none() | floats,
)
annotations = st.builds(
    Annotation,
    ids,
    words,
    tuples(spans),
    tuples(mentions),
    tuples(clauses),
    tuples(sayings),
    tuples(mentions),
    tuples(clauses),
)
ends = st.builds(End, words, spans, st.none() | ids, tuples(words))
claims = st.builds(
    Claim,
    ids,
    ids,
    ids,
    ends,
    words,
    ends,
    words,
    spans,
    spans,
    words,
    words,
    floats,
    words,
    choices(Polarity),
    choices(Modality),
    choices(Tense),
    tuples(st.builds(Speaker, st.none() | ids, words, words, words)),
    st.none() | times,
)


@pytest.mark.parametrize(
    ("type_", "laid_down"),
    [
        (Annotation, 8),
        (Argument, 7),
        (Article, 9),
        (Attribution, 4),
        (Claim, 18),
        (Clause, 14),
        (End, 4),
        (Mention, 9),
        (PartialDate, 3),
        (Saying, 5),
        (Span, 2),
        (Speaker, 4),
        (TimeSpan, 4),
    ],
)
def test_a_type_has_no_field_that_is_not_laid_down(type_: type, laid_down: int) -> None:
    assert len(fields(type_)) == laid_down


@some
@given(articles)
def test_every_article_is_decoded_equal(article: Article) -> None:
    assert decode_article(encode_article(article)) == article


@some
@given(annotations)
def test_every_annotation_is_decoded_equal(annotation: Annotation) -> None:
    assert decode_annotation(encode_annotation(annotation, TEXT), TEXT) == annotation


@some
@given(annotated_articles())
def test_annotations_with_ids_of_their_content_are_decoded_equal(made: list[Annotated]) -> None:
    for article, annotation in made:
        body = encode_annotation(annotation, article.text)
        assert decode_annotation(body, article.text) == annotation


@some
@given(st.lists(claims, max_size=3).map(tuple))
def test_all_claims_are_decoded_equal(told: tuple[Claim, ...]) -> None:
    assert decode_claims(encode_claims(told, TEXT), TEXT) == told


@some
@given(mentions, words)
def test_why_is_exact_whatever_it_shares_with_the_words(mention: Mention, rest: str) -> None:
    for why in (mention.text + rest, f"{mention.text}: {mention.name}", f"+{rest}", f"={rest}"):
        annotation = Annotation(ARTICLE, "p", (), (replace(mention, why=why),), ())
        assert decode_annotation(encode_annotation(annotation, TEXT), TEXT) == annotation


@some
@given(annotations, annotations)
def test_digests_are_equal_where_annotations_are(one: Annotation, other: Annotation) -> None:
    bodies = [encode_annotation(annotation, TEXT) for annotation in (one, other)]
    again = decode_annotation(bodies[0], TEXT)
    assert digest(encode_annotation(again, TEXT)) == digest(bodies[0])
    assert (digest(bodies[0]) == digest(bodies[1])) == (one == other)


@some
@given(st.binary(max_size=60), st.booleans())
@example(b"", False)
def test_what_is_no_body_is_a_value_error(noise: bytes, packed: bool) -> None:
    body = b"\x01" + bytes(10) + zlib.compress(noise, wbits=-15) if packed else noise
    for decode in (decode_article, _annotation, _claims):
        _refuses(decode, body)


@some
@given(annotations, st.data())
def test_a_changed_body_is_a_value_error(annotation: Annotation, data: st.DataObject) -> None:
    """Or nothing is changed: the last bits of a body may be padding."""
    body = encode_annotation(annotation, TEXT)
    place = data.draw(st.integers(0, len(body) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    changed = body[:place] + bytes([body[place] ^ bit]) + body[place + 1 :]
    for wrong in (body[:place], body + b"\x00", body + body):
        _refuses(_annotation, wrong)
    try:
        assert _annotation(changed) == annotation
    except ValueError:
        return


tables = st.lists(st.lists(st.none() | words | st.integers(-1, 1), max_size=3), max_size=40)
numbers = st.lists(
    st.text(st.characters(min_codepoint=32, max_codepoint=40), max_size=3)
    | st.lists(st.integers(), max_size=3).map(lambda given: "".join(f" {n}" for n in given)),
    max_size=70,
)


@settings(max_examples=300, deadline=None)
@given(tables, numbers)
def test_columns_that_are_made_up_are_a_value_error_or_a_value(
    words_: list[list[str | int | None]], numbers_: list[str]
) -> None:
    lines = (json.dumps(words_, ensure_ascii=False), ARTICLE, "".join(f"{n}!" for n in numbers_))
    text = "\n".join(lines)
    for decode, given_ in ((decode_article, ""), (_annotation, TEXT), (_claims, TEXT)):
        try:
            decode(packing.pack(text, given_))
        except ValueError:
            continue


@settings(max_examples=400, deadline=None)
@given(annotations, st.data())
def test_columns_of_which_one_is_wrong_are_a_value_error_or_a_value(
    annotation: Annotation, data: st.DataObject
) -> None:
    text = packing.unpack(encode_annotation(annotation, TEXT), TEXT)
    *words_, written = text.split("\n")
    columns = written.split("!")
    place = data.draw(st.integers(0, len(columns) - 1))
    wrong = ["", "#", "##", "$", "$$$$", " -1", " -1 1 1", " 9" * 3, " 1" + "0" * 30, " x", '"']
    columns[place] = data.draw(st.sampled_from(wrong))
    try:
        _annotation(packing.pack("\n".join([*words_, "!".join(columns)]), TEXT))
    except ValueError:
        return


def _annotation(body: bytes) -> Annotation:
    return decode_annotation(body, TEXT)


def _claims(body: bytes) -> tuple[Claim, ...]:
    return decode_claims(body, TEXT)


def _refuses(decode: Callable[[bytes], object], body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which words it has is told by nobody
        decode(body)
