"""Variants of texts keep their names where the names stand."""

from pathlib import Path

import pytest

from kgraph.training.augmentation import Variants, read_persons, read_places
from kgraph.training.name_corpora import MarkedText, NamedText

PLACES = ("Kota Kinabalu", "Ipoh", "São Tomé")
TEXT = MarkedText(
    "Ada flew from Paris to the Hague.",
    ((0, 3, "PERSON"), (14, 19, "PLACE"), (27, 32, "PLACE")),
)
WORDS = NamedText(("Ada", "saw", "New", "York", "."), ("B-PERSON", "O", "B-PLACE", "I-PLACE", "O"))


def test_places_are_the_short_names_of_the_gazetteer_once(tmp_path: Path) -> None:
    rows = "name,country,subcountry,geonameid\nIpoh,Malaysia,Perak,1\nA b c d,Malaysia,,2\n"
    path = tmp_path / "cities.csv"
    path.write_text(rows, encoding="utf-8")
    assert read_places(path) == ("Ipoh", "Malaysia", "Perak")


def test_a_text_has_other_places_another_opening_or_capitals() -> None:
    variants = Variants(PLACES)
    found = [variants.of_text(TEXT) for _ in range(60)]
    for text in found:
        names = [text.text[start:end] for start, end, _ in text.spans]
        *opening, person, place, other = names
        assert person.lower() == "ada"
        assert place in PLACES or place.lower() == "paris"
        assert other.lower() == "hague"
        assert all(name.lower() in {p.lower() for p in PLACES} for name in opening)
        assert [t for _, _, t in text.spans[-3:]] == ["PERSON", "PLACE", "PLACE"]
    assert {len(text.spans) for text in found} == {3, 4}
    assert any(text.text == TEXT.text.upper() for text in found)


def of_type(text: NamedText, type_: str) -> str:
    assert len(text.words) == len(text.tags)
    return " ".join(w for w, t in zip(text.words, text.tags, strict=True) if t.endswith(type_))


def test_words_have_other_places_or_another_case() -> None:
    variants = Variants(PLACES)
    found = [make(WORDS) for make in (variants.of_words, variants.of_case) for _ in range(40)]
    assert {of_type(words, "PLACE") for words in found} == {*PLACES, "NEW YORK", "new york"}


def test_words_have_other_persons_by_as_much_of_their_names() -> None:
    full = NamedText(("Ada", "Lovelace", "saw", "Bob"), ("B-PERSON", "I-PERSON", "O", "B-PERSON"))
    words = Variants((), ("Ng Wei",)).of_persons(full)
    assert words.words == ("Ng", "Wei", "saw", "Wei")
    assert words.tags == full.tags


def test_persons_are_the_full_names_that_texts_mark() -> None:
    names = ("Ng Wei", "Bob", "J. Doe", "ANN LEE", "Paris France")
    text, spans = "", []
    for name in names:
        type_ = "PLACE" if name == names[-1] else "PERSON"
        spans.append((len(text), len(text) + len(name), type_))
        text += f"{name}, "
    assert read_persons([MarkedText(text, tuple(spans))]) == ("Ng Wei",)


@pytest.mark.parametrize("text", [MarkedText("", ()), MarkedText("ß", ())])
def test_what_has_no_names_is_kept_whole(text: MarkedText) -> None:
    variants = Variants(PLACES)
    assert all(text.text.lower() in variants.of_text(text).text.lower() for _ in range(20))


def test_the_same_texts_give_the_same_variants() -> None:
    once, again = Variants(PLACES), Variants(PLACES)
    assert [once.of_text(TEXT) for _ in range(20)] == [again.of_text(TEXT) for _ in range(20)]
