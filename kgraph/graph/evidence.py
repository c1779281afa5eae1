"""What an article says beside the names of its persons that tells who bears them."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgraph.identity import normal_form
from kgraph.model import Annotation, Article, Clause, Mention, Span
from kgraph.model.evidence import Counts, Evidence, Years
from kgraph.names.fields import field_counts, role_fields
from kgraph.names.words import words
from kgraph.ontology import CONCEPT

PERSON = "Person"
MOST_COMPANIONS = 32
"""Names kept of an article, those of the same sentences first."""

NEAR = 2
"""Sentences before and behind one that mentions a person whose words count as well."""

_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_AGE = re.compile(
    r"\b(\d{2})[- ]years?[- ]old\b|\bat the age of (\d{2})\b|(?<=\w), (?:now )?(\d{2})(?=[,.;])"
    r"|\b(?:aged|who is|is now|turns|turned) (\d{2})\b"
)
"""An age: "the 34-year-old", "aged 34", "Ann Lee, 34,"."""

_OWNED = re.compile(r"(?:\b(?:his|her|their|whose)|['\u2019]s?) (?:[\w-]+ )?$")
"""Before the age of somebody's: "her 14-year-old son"."""

_CALLED = re.compile(r"\b[Tt]he ((?:[\w-]+ ){0,2}[\w-]+)")

_LIFE = re.compile(r" \((?:born [\w ,]{0,16})?(\d{4})(?: ?[-\u2013\u2014] ?(\d{4}))?\)")
_DOERS = frozenset({"subject", "object"})
_LEAST_AGE, _MOST_AGE = 10, 110


def find_evidence(
    article: Article,
    annotation: Annotation,
    homes: Mapping[str, str],
    wanted: Container[str] = (),
) -> dict[str, Evidence]:
    """Return what an article says of the bearers of its names, by the names' ids.

    ``homes`` gives the name of each mention of one. These are persons, and what is
    ``wanted``. Concepts say nothing, whether they are marked or not.
    """
    reader = _Reader.of(article, annotation, homes)
    return {name: reader.evidence(some) for name, some in reader.bearers(wanted)}


@dataclass(frozen=True, slots=True)
class _Reader:
    article: Article
    sentences: Sequence[Span]
    homes: Mapping[str, str]
    mentions: Mapping[str, Sequence[Mention]]
    """By profile."""
    clauses: Mapping[str, Sequence[Clause]]
    """By the profile of an argument that a clause is about."""
    places: Mapping[str, set[int]]
    """The numbers of the sentences that mention each profile."""
    persons: Mapping[int, set[str]]
    """Names of persons by the number of a sentence that mentions them."""
    names: Mapping[str, str]
    """The longest name of each profile."""

    @classmethod
    def of(cls, article: Article, annotation: Annotation, homes: Mapping[str, str]) -> "_Reader":
        mentions: dict[str, list[Mention]] = {}
        for mention in annotation.mentions:
            if mention.id in homes and mention.type != CONCEPT:
                mentions.setdefault(homes[mention.id], []).append(mention)
        clauses: dict[str, list[Clause]] = {}
        for clause in annotation.clauses:
            about = {a.mention for a in clause.arguments if a.role in _DOERS and not a.via}
            for profile in sorted({homes[m] for m in about if m is not None and m in homes}):
                clauses.setdefault(profile, []).append(clause)
        starts = [sentence.start for sentence in annotation.sentences]
        places = {
            profile: {bisect_right(starts, m.span.start) - 1 for m in some}
            for profile, some in mentions.items()
        }
        persons: dict[int, set[str]] = {}
        for profile, own in places.items():
            for place in own if mentions[profile][0].type == PERSON else ():
                persons.setdefault(place, set()).add(profile)
        names = {
            profile: max((m.name for m in some), key=lambda n: (len(n), n))
            for profile, some in mentions.items()
        }
        return cls(article, annotation.sentences, homes, mentions, clauses, places, persons, names)

    def bearers(self, wanted: Container[str]) -> Iterator[tuple[str, Sequence[Mention]]]:
        for name, some in self.mentions.items():
            if name in wanted or any(m.type == PERSON and m.name for m in some):
                yield name, some

    def evidence(self, mentions: Sequence[Mention]) -> Evidence:
        name = self.homes[mentions[0].id]
        own = self.places[name]
        near = {i for at in own for i in range(at - NEAR, at + NEAR + 1)}
        clauses = self.clauses.get(name, ())
        roles = _once(self._roles(name, clauses))
        told = [s.of(self.article.text) for i, s in enumerate(self.sentences) if i in near]
        is_told_of = bool(roles) or len(mentions) > 1
        born, died = self._years(name, mentions, clauses)
        forms = [m.text.casefold() for m in mentions if m.kind == "pronoun"]
        titles = [self._word_before(m) for m in mentions if m.kind == "name"]
        return Evidence(
            roles=roles,
            fields=tuple(sorted(field_counts(" ".join(told)).items())) if is_told_of else (),
            countries=_once(self._countries(own)),
            companions=_once(self._companions(name, own)),
            he=sum(f in _HE for f in forms) + sum(t in words("masculine") for t in titles),
            she=sum(f in _SHE for f in forms) + sum(t in words("feminine") for t in titles),
            born=born,
            died=died,
            active=self._active(clauses),
        )

    def _word_before(self, mention: Mention) -> str:
        before = self.article.text[max(0, mention.span.start - 20) : mention.span.start].split()
        return before[-1] if before else ""

    def _roles(self, name: str, clauses: Iterable[Clause]) -> Iterator[str]:
        """Yield what the person is said to be, and called with "the" where nobody else is meant."""
        for clause in clauses:
            told = clause.phrase == f"be {clause.lemma}" and not clause.lemma.isdigit()
            if told and clause.polarity == "affirmed":
                yield clause.lemma
        for sentence in self._own_sentences(name):
            for match in _CALLED.finditer(sentence):
                yield from (w for w in match[1].casefold().split() if w in role_fields())

    def _countries(self, sentences: set[int]) -> Iterator[str]:
        for profile, some in self.mentions.items():
            if some[0].type == "Country" and not sentences.isdisjoint(self.places[profile]):
                yield normal_form(self.names[profile])

    def _companions(self, profile: str, own: set[int]) -> list[str]:
        """Return what else the article names, but no countries and no persons by one word."""
        ranked = []
        for other, some in self.mentions.items():
            name, near = self.names[other], not own.isdisjoint(self.places[other])
            kept = other != profile and some[0].type != "Country"
            if kept and (some[0].type != PERSON or " " in name):
                ranked.append((not near, -len(some), normal_form(name)))
        return [name for _, _, name in sorted(ranked)[:MOST_COMPANIONS]]

    def _years(
        self, name: str, mentions: Sequence[Mention], clauses: Iterable[Clause]
    ) -> tuple[Years | None, int | None]:
        """Return the years of birth that are possible, and the year of death, as far as told."""
        told, died = list[Years](), None
        published = self.article.published.year if self.article.published else None
        named = {m.id for m in mentions if m.kind == "name"}  # a pronoun may mean a relative
        for clause in clauses:
            year = clause.time.start.year if clause.time and clause.time.start else None
            is_fact = clause.polarity == "affirmed" and clause.modality == "actual"
            if not is_fact or named.isdisjoint(a.mention for a in clause.arguments):
                continue
            if clause.lemma == "bear" and year:
                told.append((year, year))
            elif clause.lemma == "die":
                died = year or published
            elif clause.phrase == f"be {clause.lemma}" and _is_age(clause.lemma) and published:
                told.append(_born(published, int(clause.lemma)))
        for mention in mentions:
            if life := _LIFE.match(self.article.text, mention.span.end):
                told.append((int(life[1]), int(life[1])))
                died = int(life[2]) if life[2] else died
        if published:
            told += (_born(published, age) for age in self._ages(name))
        return (Counter(told).most_common(1)[0][0] if told else None), died

    def _ages(self, name: str) -> Iterator[int]:
        """Yield the ages in sentences that are of this person only."""
        for sentence in self._own_sentences(name):
            for match in _AGE.finditer(sentence):
                age = next(filter(None, match.groups()))
                if _is_age(age) and not _OWNED.search(sentence, 0, match.start()):
                    yield int(age)

    def _own_sentences(self, name: str) -> Iterator[str]:
        """Yield the sentences of this person and no other, and those behind that mention nobody."""
        for place, sentence in enumerate(self.sentences):
            if self._spoken_of(place) == {name}:
                yield sentence.of(self.article.text)

    def _spoken_of(self, place: int) -> set[str]:
        """Return the persons of a sentence, where it mentions none those of the one before."""
        here = self.persons.get(place, set())
        return here or self.persons.get(place - 1, set())

    def _active(self, clauses: Iterable[Clause]) -> Years | None:
        """Return the year of publication where something is said that the person does now."""
        year = self.article.published.year if self.article.published else None
        now = any(c.tense == "present" and c.modality == "actual" for c in clauses)
        return (year, year) if year and now else None


def _is_age(word: str) -> bool:
    return word.isdecimal() and _LEAST_AGE <= int(word) < _MOST_AGE


def _born(year: int, age: int) -> Years:
    return (year - age - 1, year - age)


def _once(names: Iterable[str]) -> Counts:
    return tuple((name, 1) for name in sorted(set(names)))
