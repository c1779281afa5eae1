"""What is told of a noun phrase and one before it together, as small numbers for a scorer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgraph.language.noun_phrases import Phrase
from kgraph.language.phrase_traits import GENDERS, NUMBERS, RELATIONS, TRAITS, TYPES, Codes, Traits
from kgraph.language.tree import Node

Bits = npt.NDArray[np.bool_]

NEAREST = 24
PRONOUN_REACH = 40
ALIKE = 12
"""How many phrases before it that share a word with a phrase are compared with it, near or far."""

SUBJECTS = tuple(RELATIONS.index(r) for r in ("subject", "passive_subject"))
_G, _N, _R, _T = len(GENDERS), len(NUMBERS), len(RELATIONS), len(TYPES)
_WORDS = TRAITS["word"]
LINKS: Mapping[str, int] = {
    "sentences": 9, "phrases": 8, "same head": 3, "same text": 3, "names": 4, "rules": 6,
    "words": 6, "genders": _G * _G, "numbers": _N * _N, "word and type": _WORDS * _T,
    "word and word": _WORDS * _WORDS, "syntax": 12 * 3, "relations": 2 * _R * _R, "speech": 8 * 9,
    "paragraphs": 5 * 9, "likeness": 12, "rank": 6 * 3, "subject rank": 6 * 3, "same verb": 2,
    "kinds": TRAITS["kind"] ** 2, "word and gender": _WORDS * _G, "word and number": _WORDS * _N,
    "nearer alike": 4, "word and distance": _WORDS * 9,
}  # fmt: skip
(APART, HOLDS, HELD, BOUND, GOVERNED, GOVERNS, PREDICATE, LISTED, APPOSED, OWNER, BESIDE, OWNED) = (
    range(12)
)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of phrases by number: ``later`` and ``earlier``, sorted by later, nearest first.

    ``codes`` are the features of each pair by the names in LINKS.
    """

    later: Codes
    earlier: Codes
    codes: Mapping[str, Codes]


def pair_phrases(traits: Traits, asked: Sequence[int] | None = None) -> Pairs:
    """Return the pairs of each phrase asked about (all where None) with phrases before it."""
    rows = list(_candidates(traits, range(len(traits.phrases)) if asked is None else asked))
    later = np.repeat([i for i, _ in rows], [len(own) for _, own in rows]).astype(np.int32)
    flat = [j for _, own in rows for j in own]
    earlier = np.array(flat, dtype=np.int32)
    return Pairs(later, earlier, _Comparison(traits, later, earlier).codes())


def _candidates(traits: Traits, asked: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield phrases with those before them that they may take up, the nearest first."""
    wanted = set(asked)
    by_word: dict[str, list[int]] = defaultdict(list)
    by_thing: dict[int, list[int]] = defaultdict(list)
    for i, phrase in enumerate(traits.phrases):
        if i in wanted:
            reach = PRONOUN_REACH if phrase.is_pronoun else NEAREST
            found = set(range(max(0, i - reach), i))
            if not phrase.is_pronoun and not phrase.several:
                for word in _keys(traits, i):
                    found.update(by_word[word][-ALIKE:])
            for thing in {int(traits.thing[i]), int(traits.meant[i])} - {-1}:
                found.update(by_thing[thing][-ALIKE // 2 :])
            yield i, sorted(found, reverse=True)
        if not phrase.is_pronoun and not phrase.several:
            for word in _keys(traits, i):
                by_word[word].append(i)
        for thing in {int(traits.thing[i]), -2 - phrase.head.index}:
            by_thing[thing].append(i)


def _keys(traits: Traits, i: int) -> Iterator[str]:
    phrase = traits.phrases[i]
    yield f"head {traits.heads[i]}"
    if phrase.name is not None or phrase.head.tag.startswith("NNP"):
        yield from sorted(w for w in traits.words[i] if w.isalnum())


class _Comparison:
    """Compares the phrases ``later`` with those ``earlier``, pair by pair."""

    def __init__(self, traits: Traits, later: Codes, earlier: Codes) -> None:
        self.traits, self.i, self.j = traits, later, earlier
        self.starts = np.flatnonzero(np.append(True, later[1:] != later[:-1])[: len(later)])
        self.own = {name: (codes[later], codes[earlier]) for name, codes in traits.codes.items()}

    def codes(self) -> dict[str, Codes]:
        t, i, j = self.traits, self.i, self.j
        sentences = t.sentences[i] - t.sentences[j]
        distance = np.digitize(sentences, (1, 2, 3, 4, 6, 9, 16, 40))
        gender, number = self._grid("gender", _G), self._grid("number", _N)
        word, earlier_word = self.own["word"]
        type_ = self.own["type"][1]
        not_pronoun = (self.own["kind"][0] > 0) & (self.own["kind"][1] > 0)
        plain = np.array([not p.several for p in t.phrases], dtype=bool)
        same_head = (t.heads[i] == t.heads[j]) & plain[i] & plain[j] & not_pronoun
        same_text = (t.texts[i] == t.texts[j]) & not_pronoun
        persons = t.persons[i] * 3 + t.persons[j]
        fits = self._fits()
        subjects = np.isin(self.own["relation"][1], SUBJECTS)
        distance_kind = np.minimum(self.own["kind"][0], 2)
        found = {
            "sentences": distance,
            "phrases": np.digitize(i - j, (2, 3, 5, 8, 13, 21, 40)),
            "same head": np.where(not_pronoun, 1 + same_head, 0),
            "same text": np.where(not_pronoun, 1 + same_text, 0),
            "names": _names(t.thing[i], t.thing[j]),
            "rules": self._rules(),
            "words": self._words(same_head, not_pronoun),
            "genders": gender,
            "numbers": number,
            "word and type": word * _T + type_,
            "word and word": word * _WORDS + earlier_word,
            "syntax": self._syntax(sentences) * 3 + distance_kind,
            "relations": (sentences == 0) * _R * _R + self._grid("relation", _R),
            "speech": self._speech() * 9 + persons,
            "paragraphs": np.minimum(t.paragraphs[i] - t.paragraphs[j], 4) * 9 + persons,
            "likeness": self._likeness(not_pronoun),
            "rank": self._rank(fits) * 3 + distance_kind,
            "subject rank": np.where(subjects, self._rank(fits & subjects), 5) * 3 + distance_kind,
            "same verb": self._same_verb(),
            "kinds": self._grid("kind", TRAITS["kind"]),
            "word and gender": word * _G + self.own["gender"][1],
            "word and number": word * _N + self.own["number"][1],
            "nearer alike": np.minimum(self._rank(same_head | same_text), 2) + same_head,
            "word and distance": word * 9 + distance,
        }
        return {name: codes.astype(np.int32) for name, codes in found.items()}

    def _grid(self, name: str, size: int) -> Codes:
        later, earlier = self.own[name]
        return (later * size + earlier).astype(np.int32)

    def _fits(self) -> Bits:
        """Return whether number, gender and person speak against no pair."""
        numbers, genders = self.own["number"], self.own["gender"]
        several, one = NUMBERS.index("several"), NUMBERS.index("one")
        group = NUMBERS.index("group")
        fits = ~((numbers[0] == several) & (numbers[1] == one))
        fits &= ~((numbers[0] == one) & (numbers[1] == several))
        fits &= _AGREEING[genders[0], genders[1]]
        people = np.isin(genders[0], (1, 2, 4, 5))
        fits &= ~(people & (numbers[1] == group))
        fits &= ~(people & (self.own["type"][1] == TYPES.index("other")) & (genders[1] == 0))
        third = self.traits.persons[self.j] == 2
        found: Bits = fits & (third | (self.traits.persons[self.i] != 2))
        return found

    def _rank(self, fits: Bits) -> Codes:
        """Return how many fitting phrases stand nearer than each, 4 at most; 5 where it is none."""
        if not len(fits):
            return np.zeros(0, dtype=np.int32)
        before: Codes = (np.cumsum(fits) - fits).astype(np.int32)
        base: Codes = np.repeat(before[self.starts], np.diff(np.append(self.starts, len(fits))))
        return np.where(fits, np.minimum(before - base, 4), 5).astype(np.int32)

    def _rules(self) -> Codes:
        """Return what the rules say of a pair: 0 nothing, 1 this thing, 2 another; 3, 4 of nodes.

        5 is that they say nothing of a phrase with a thing before it.
        """
        meant, thing = self.traits.meant[self.i], self.traits.thing[self.j]
        also = self.traits.meant[self.j]
        nodes = np.array([-2 - p.head.index for p in self.traits.phrases], dtype=np.int32)
        hit = (meant == thing) | (meant == also) | (meant == nodes[self.j])
        found = np.where(
            meant == -1, 0, np.where(meant >= 0, np.where(hit, 1, 2), np.where(hit, 3, 4))
        )
        return np.where((meant == -1) & (thing >= 0), 5, found).astype(np.int32)

    def _words(self, same_head: Bits, asked: Bits) -> Codes:
        """Return how the words of two phrases agree: 0 not at all, 1 one has the other's head."""
        found = np.zeros(len(self.i), dtype=np.int32)
        words = self.traits.words
        for place in np.flatnonzero(asked):
            later, earlier = words[self.i[place]], words[self.j[place]]
            shared = later & earlier
            if not shared:
                continue
            if same_head[place]:
                found[place] = 3 if later <= earlier else 4 if earlier <= later else 5
            else:
                found[place] = 2 if later <= earlier or earlier <= later else 1
        return found

    def _speech(self) -> Codes:
        t, i, j = self.traits, self.i, self.j
        inside, before = t.quotes[i] >= 0, t.quotes[j] >= 0
        same = (
            inside & before & ((t.quotes[i] == t.quotes[j]) | _equal(t.speakers[i], t.speakers[j]))
        )
        speaks = inside & ~before & _equal(t.speakers[i], t.spoken_by[j])
        spoken = before & ~inside & _equal(t.speakers[j], t.spoken_by[i])
        found = np.where(inside & before, 3, np.where(inside, 5, np.where(before, 7, 0)))
        found = np.where(same, np.where(t.quotes[i] == t.quotes[j], 1, 2), found)
        return np.where(speaks, 4, np.where(spoken, 6, found)).astype(np.int32)

    def _likeness(self, asked: Bits) -> Codes:
        """Return how near the vectors of two heads are, in steps of a tenth; 11 for pronouns."""
        vectors = self.traits.vectors
        near = np.einsum("ij,ij->i", vectors[self.i], vectors[self.j])
        steps = np.clip(np.floor(np.round(near, 3) * 10), 0, 10)
        return np.where(asked, steps, 11).astype(np.int32)

    def _same_verb(self) -> Codes:
        heads = [p.head.head for p in self.traits.phrases]
        lemmas = {h.lemma for h in heads if h is not None}
        numbers = {lemma: n for n, lemma in enumerate(sorted(lemmas))}
        own = np.array([numbers[h.lemma] if h is not None and h.is_verb else -1 for h in heads])
        same: Codes = ((own[self.i] == own[self.j]) & (own[self.i] >= 0)).astype(np.int32)
        return same

    def _syntax(self, sentences: Codes) -> Codes:
        found = np.zeros(len(self.i), dtype=np.int32)
        phrases = self.traits.phrases
        above = [{id(a) for a in p.head.ancestors()} for p in phrases]
        for place in np.flatnonzero(sentences == 0):
            i, j = int(self.i[place]), int(self.j[place])
            found[place] = _stand(phrases[i], phrases[j], above[i], above[j])
        return found


def _names(later: Codes, earlier: Codes) -> Codes:
    both = (later >= 0) & (earlier >= 0)
    return np.where(both, np.where(later == earlier, 1, 2), np.where(later >= 0, 3, 0)).astype(
        np.int32
    )


def _equal(left: Codes, right: Codes) -> Bits:
    same: Bits = (left == right) & (left != -1)
    return same


def _stand(later: Phrase, earlier: Phrase, above: set[int], before: set[int]) -> int:
    """Return how two phrases of one sentence stand to each other."""
    if later.start >= earlier.start and later.end <= earlier.end:
        return HELD
    if earlier.start >= later.start and earlier.end <= later.end:
        return HOLDS
    left, right = earlier.head, later.head
    if (left.relation == "apposition" and left.head is right) or (
        right.relation == "apposition" and right.head is left
    ):
        return APPOSED
    if left.first_conjunct is right.first_conjunct:
        return LISTED
    if left.head is right and left.relation in {"subject", "passive_subject"}:
        return PREDICATE
    return _in_clauses(left.first_conjunct, right.first_conjunct, above, before)


def _in_clauses(left: Node, right: Node, above: set[int], before: set[int]) -> int:
    """Return how two words stand to each other by the words they hang on."""
    governor, own = left.head, right.head
    if governor is None:
        return BESIDE
    if own is governor:
        return BOUND
    if right.relation == "possessor" and own is not None and own.head is governor:
        return OWNER if left.relation == "subject" else OWNED
    if id(governor) in above:
        return GOVERNED
    return GOVERNS if own is not None and id(own) in before else BESIDE


def _agreeing() -> Bits:
    table = np.ones((_G, _G), dtype=bool)
    for left, right in (("she", "he"), ("she", "it"), ("he", "it")):
        for a in {left, f"maybe {left}"} & set(GENDERS):
            for b in {right, f"maybe {right}"} & set(GENDERS):
                table[GENDERS.index(a), GENDERS.index(b)] = False
                table[GENDERS.index(b), GENDERS.index(a)] = False
    return table


_AGREEING = _agreeing()
