"""Other forms of what names look like in a corpus, so that a model learns from words around them.

Corpora know few places and persons outside the countries they were written in, and hardly any
capitals. All choices are drawn from one generator with a fixed seed: the same corpora give the
same texts.
"""

import csv
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kgraph.evaluation.columns import OUTSIDE
from kgraph.training.name_corpora import MarkedText, NamedText, mark, runs

SEED = 0
PERSON, PLACE = "PERSON", "PLACE"
FULL = (2, 3)
OPENINGS = ("{}: ", "{} - ", "{} \u2014 ", "{} (AP) - ", "In {}, ")
LONGEST_PLACE = 3


def read_places(path: Path) -> tuple[str, ...]:
    """Return the names of cities, states and countries of the cities gazetteer, each once."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row[field] for row in rows for field in ("name", "country", "subcountry")}
    return tuple(sorted(n for n in names if 0 < len(n.split()) <= LONGEST_PLACE))


def read_persons(texts: Iterable[MarkedText]) -> tuple[str, ...]:
    """Return the full names of two or three words that texts mark as persons, each once."""
    marked = (text.text[a:b] for text in texts for a, b, type_ in text.spans if type_ == PERSON)
    parts = (name.split() for name in marked)
    full = (words for words in parts if len(words) in FULL and all(map(_is_plain, words)))
    return tuple(sorted({" ".join(words) for words in full}))


def _is_plain(word: str) -> bool:
    return word.isalpha() and word[0].isupper() and not word.isupper()


class Variants:
    """Makes variants of texts; each call draws anew."""

    def __init__(self, places: Sequence[str], persons: Sequence[str] = ()) -> None:
        self._places = places
        self._persons = persons
        self._random = random.Random(SEED)  # noqa: S311 (no secret)

    def of_words(self, text: NamedText) -> NamedText:
        """Return words with other places, or all in capitals."""
        kinds = (*(7 * (self._moved_words,)), _capital_words)
        return self._random.choice(kinds)(text)

    def of_case(self, text: NamedText) -> NamedText:
        """Return words all in capitals, all small, or with other places."""
        return self._random.choice((_capital_words, _small_words, self._moved_words))(text)

    def of_persons(self, text: NamedText) -> NamedText:
        """Return words with other persons: a single word gives way to a last name."""
        return self._replaced(text, PERSON, self._person)

    def of_text(self, text: MarkedText) -> MarkedText:
        """Return a text with other places, with a place before it, or all in capitals."""
        kinds = (*(5 * (self._moved,)), self._opened, self._opened, _capitals)
        return self._random.choice(kinds)(text)

    def _moved_words(self, text: NamedText) -> NamedText:
        return self._replaced(text, PLACE, self._place)

    def _place(self, own: Sequence[str], before: Sequence[str]) -> Sequence[str]:
        return own if _after_article(before) else self._random.choice(self._places).split()

    def _person(self, own: Sequence[str], before: Sequence[str]) -> Sequence[str]:  # noqa: ARG002
        name = self._random.choice(self._persons).split()
        return name if len(own) > 1 else name[-1:]

    def _replaced(
        self,
        text: NamedText,
        type_: str,
        other: Callable[[Sequence[str], Sequence[str]], Sequence[str]],
    ) -> NamedText:
        words, tags = list[str](), list[str]()
        for start, end in runs(text.tags):
            own: Sequence[str] = text.words[start:end]
            if text.tags[start] == f"B-{type_}":
                own = other(own, text.words[:start])
                tags += [OUTSIDE] * len(own)
                mark(tags, len(words), len(words) + len(own), type_)
            else:
                tags += text.tags[start:end]
            words += own
        return NamedText(tuple(words), tuple(tags))

    def _moved(self, text: MarkedText) -> MarkedText:
        parts, spans, end, shift = list[str](), list[tuple[int, int, str]](), 0, 0
        for first, last, type_ in text.spans:
            if first < end:
                continue
            own = text.text[first:last]
            if type_ == PLACE and not _after_article(text.text[:first].split()):
                own = self._random.choice(self._places)
            parts += [text.text[end:first], own]
            spans.append((first + shift, first + shift + len(own), type_))
            shift += len(own) - (last - first)
            end = last
        return MarkedText("".join([*parts, text.text[end:]]), tuple(spans))

    def _opened(self, text: MarkedText) -> MarkedText:
        place, form = self._random.choice(self._places), self._random.choice(OPENINGS)
        place = place if form == OPENINGS[-1] else self._random.choice((place, place.upper()))
        opening, start = form.format(place), form.index("{")
        moved = ((a + len(opening), b + len(opening), t) for a, b, t in text.spans)
        return MarkedText(opening + text.text, ((start, start + len(place), PLACE), *moved))


def _capital_words(text: NamedText) -> NamedText:
    return NamedText(tuple(word.upper() for word in text.words), text.tags)


def _small_words(text: NamedText) -> NamedText:
    return NamedText(tuple(word.lower() for word in text.words), text.tags)


def _capitals(text: MarkedText) -> MarkedText:
    capitals = text.text.upper()
    return MarkedText(capitals, text.spans) if len(capitals) == len(text.text) else text


def _after_article(words: Sequence[str]) -> bool:
    return bool(words) and words[-1].lower() in {"the", "a", "an"}
