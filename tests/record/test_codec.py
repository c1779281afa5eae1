"""How small bodies are, and what is refused."""

import hashlib
import zlib
from dataclasses import replace

import pytest
from pydantic import TypeAdapter, ValidationError

from kgraph.model import Annotation, Article, Span
from kgraph.record import columns, packing
from kgraph.record.codec import (
    decode_annotation,
    decode_article,
    digest,
    encode_annotation,
    encode_article,
)
from tests.builders import Fact, tell

PUTIN, BANK = ("Person", "Vladimir Putin"), ("Organization", "European Central Bank")
FACT = Fact(PUTIN, "ban", BANK, "affirmed", "actual", PUTIN, dated=True)
ARTICLE, ANNOTATION = tell([FACT] * 20)


def test_ids_and_words_that_the_article_tells_are_not_stored() -> None:
    unpacked = packing.unpack(encode_annotation(ANNOTATION, ARTICLE.text), ARTICLE.text)
    ids = {m.id for m in ANNOTATION.mentions} | {c.id for c in ANNOTATION.clauses}
    assert not any(id_ in unpacked for id_ in ids)
    assert "European" not in unpacked


def test_an_annotation_is_a_fraction_of_its_compressed_json() -> None:
    body = encode_annotation(ANNOTATION, ARTICLE.text)
    assert 4 * len(body) < len(zlib.compress(TypeAdapter(Annotation).dump_json(ANNOTATION), 9))


def test_annotations_of_another_text_are_refused() -> None:
    body = encode_annotation(Annotation(ARTICLE.id, "p", (), (), ()), ARTICLE.text)
    with pytest.raises(ValueError, match="belongs to something else"):
        decode_annotation(body, ARTICLE.text.replace("Putin", "Rasputin", 1))


def test_a_text_without_a_form_in_utf_8_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        encode_article(replace(ARTICLE, title="\ud800"))
    named = tuple(replace(mention, why="\udfff") for mention in ANNOTATION.mentions)
    with pytest.raises(ValueError, match="surrogates"):
        encode_annotation(replace(ANNOTATION, mentions=named), ARTICLE.text)


def test_a_word_for_a_kind_that_there_is_not_is_a_value_error() -> None:
    strange = replace(ANNOTATION.mentions[0], kind="verb")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="none of those"):
        encode_annotation(replace(ANNOTATION, mentions=(strange,)), ARTICLE.text)


def test_a_digest_depends_on_the_value_and_not_on_how_well_it_was_compressed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = encode_annotation(ANNOTATION, ARTICLE.text)
    monkeypatch.setattr(packing, "_LEVEL", 1)
    larger = encode_annotation(ANNOTATION, ARTICLE.text)
    assert larger != body
    assert digest(larger) == digest(body)
    assert len(digest(body)) == 20
    assert decode_annotation(larger, ARTICLE.text) == ANNOTATION


def test_zeros_with_and_without_a_sign_have_one_digest() -> None:
    bodies = [
        encode_annotation(
            replace(ANNOTATION, clauses=(replace(ANNOTATION.clauses[0], chance=zero),)),
            ARTICLE.text,
        )
        for zero in (0.0, -0.0)
    ]
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("body", [b"", b"\x01" + bytes(10), b"\x02" + bytes(20)])
def test_what_is_no_body_has_no_digest(body: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        digest(body)


def test_a_body_that_swells_is_refused_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = packing.pack(" " * 100_000)
    monkeypatch.setattr(packing, "LIMIT", 99_999)
    with pytest.raises(ValueError, match="damaged"):
        packing.unpack(body)
    with pytest.raises(ValueError, match="too large"):
        packing.pack(" " * 100_000)


def test_a_small_body_that_repeats_a_large_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = replace(ANNOTATION.mentions[0], span=Span(0, len(ARTICLE.text)), text=ARTICLE.text)
    body = encode_annotation(replace(ANNOTATION, mentions=(whole,) * 9, clauses=()), ARTICLE.text)
    monkeypatch.setattr(columns, "LIMIT", 8 * len(ARTICLE.text))
    with pytest.raises(ValueError, match="too large"):
        decode_annotation(body, ARTICLE.text)


def test_columns_in_deep_brackets_and_half_characters_are_refused() -> None:
    for tables in ("[" * 100_000, '[["\\ud800"]]', "[[1]]", "{}", ""):
        with pytest.raises(ValidationError):
            decode_article(packing.pack(f"{tables}\n\n"))


def test_a_longer_article_keeps_all_of_its_characters() -> None:
    text = "\n\n".join(f"Nr. {n}: \u00e9\U0001f98a \\ \" '" for n in range(20_000))
    article = Article("a", text)
    assert decode_article(encode_article(article)) == article
    far = Annotation("a", "p", (Span(0, 9), Span(len(text) - 9, len(text))), (), ())
    assert decode_annotation(encode_annotation(far, text), text) == far


def test_the_layout_of_version_1_stays_what_it_is() -> None:
    assert hashlib.sha256(packing._always_likely()).hexdigest()[:20] == "151369f596884220fbff"
    assert digest(encode_article(ARTICLE)) == "13a536d7d6ea183a3964"
    assert digest(encode_annotation(ANNOTATION, ARTICLE.text)) == "b46122400ba2a08a7daf"
    unpacked = packing.unpack(encode_article(Article("a", "Hello.")))
    assert unpacked == '[["a"],["Hello."],[],[],[],[],[],[]]\n\n$!$!#!#!#!#!!!!!!!#!#!#!'
