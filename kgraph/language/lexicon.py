"""The words of clauses: cues, negations, modals, governors, expressions; from ``words.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kgraph.model import Modality


@dataclass(frozen=True, slots=True)
class Expression:
    """A fixed expression: a verb's lemma and the lemmas that follow it, in order."""

    lemma: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of the language room; lemmas in lower case."""

    cues: frozenset[str]
    quote_only_cues: frozenset[str]
    cue_forms: frozenset[str]
    negations: frozenset[str]
    modals: Mapping[str, Modality]
    adverbs: Mapping[str, Modality]
    governors: Mapping[str, Modality]
    deniers: frozenset[str]
    object_control: frozenset[str]
    pointing_nouns: frozenset[str]
    implicatives: frozenset[str]
    expressions: tuple[Expression, ...]
    irregular_forms: Mapping[str, str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    time_words: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the word lists, read once."""
    data = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    governors = dict(data["governors"])
    deniers = frozenset(governors.pop("denied"))
    return Lexicon(
        cues=frozenset(data["cues"]),
        quote_only_cues=frozenset(data["quote_only_cues"]),
        cue_forms=frozenset(
            form
            for cue in data["cues"]
            for form in _finite_forms(cue.split()[0], data["irregular"])
        ),
        negations=frozenset(data["negations"]),
        modals=_inverted(data["modals"]),
        adverbs=_inverted(data["adverbs"]),
        governors=_inverted(governors),
        deniers=deniers,
        implicatives=frozenset(data["implicatives"]["verbs"]),
        pointing_nouns=frozenset(data["pointing"]["nouns"]),
        object_control=frozenset(data["control"]["object"]),
        expressions=tuple(Expression(e["lemma"], tuple(e["words"])) for e in data["expressions"]),
        irregular_forms={form: verb for verb, forms in data["forms"].items() for form in forms},
        months=tuple(data["time"]["months"]),
        weekdays=tuple(data["time"]["weekdays"]),
        time_words=frozenset(word for group in data["time"].values() for word in group),
    )


def _finite_forms(verb: str, irregular: Mapping[str, str]) -> Iterator[str]:
    """Yield present and past of a verb, before any lemmatizer has run."""
    stem = verb[:-1] + "ie" if verb.endswith("y") and verb[-2] not in "aeiou" else verb
    sibilant = verb.endswith(("s", "sh", "ch", "x", "z"))
    yield verb
    yield stem + ("es" if sibilant else "s")
    yield irregular.get(verb, stem.removesuffix("e") + "ed")


def _inverted(groups: Mapping[Modality, list[str]]) -> Mapping[str, Modality]:
    return {word: group for group, members in groups.items() for word in members}
