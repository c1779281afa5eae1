"""The words of clauses: cues, negations, governors, expressions, nouns; from ``words.toml``."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kgraph.model import Modality


@dataclass(frozen=True, slots=True)
class Expression:
    """A fixed expression: in order, the lemmas that each of its words may have; a verb first."""

    lemma: str
    words: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Nominal:
    """What a noun of an event names: the verb, and the roles of what stands around the noun.

    ``owner`` is the role of its possessor ("Russia's invasion", "the minister's arrest"), empty
    where the possessor takes no part; ``roles`` give the role of what each preposition brings.
    """

    verb: str
    owner: str
    roles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Words of saying that are no plain cue; ``words.toml`` tells what each list holds."""

    before_that: frozenset[str]
    addressing: frozenset[str]
    charging: frozenset[str]
    claiming: frozenset[str]
    labelling: frozenset[str]
    stating: frozenset[str]
    telling: frozenset[str]
    claims: frozenset[str]
    rumours: frozenset[str]
    views: frozenset[str]
    voicing: frozenset[str]
    stances: frozenset[str]
    documents: frozenset[str]
    accusing: frozenset[str]
    """The verbs of ``charging`` without their prepositions."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of the language room; lemmas in lower case."""

    cues: frozenset[str]
    quote_only_cues: frozenset[str]
    speech: SpeechWords
    attitudes: Mapping[str, frozenset[str]]
    cue_forms: frozenset[str]
    negations: frozenset[str]
    modals: Mapping[str, Modality]
    adverbs: Mapping[str, Modality]
    adjectives: Mapping[str, Modality]
    governors: Mapping[str, Modality]
    nominal_governors: Mapping[str, Modality]
    deniers: frozenset[str]
    states: frozenset[str]
    gainsayers: frozenset[str]
    refusals: frozenset[str]
    object_control: frozenset[str]
    blaming: frozenset[str]
    phrasal: frozenset[str]
    pointing_nouns: frozenset[str]
    implicatives: frozenset[str]
    rumoured: frozenset[str]
    carrying: frozenset[str]
    receiving: frozenset[str]
    inquiring: frozenset[str]
    partitives: frozenset[str]
    changing: frozenset[str]
    singling: frozenset[str]
    asking: frozenset[str]
    retelling: frozenset[str]
    clause_links: frozenset[str]
    role_verbs: Mapping[str, frozenset[str]]
    reciprocals: frozenset[str]
    acts: Mapping[str, frozenset[str]]
    expressions: Mapping[str, tuple[Expression, ...]]
    nominals: Mapping[str, Nominal]
    numbers: tuple[str, ...]
    """The words for one, two, and so on, in order."""
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    time_words: frozenset[str]
    time_units: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the word lists, read once; words that deny are those of ``negation.toml``."""
    data, denying = _read("words.toml"), _read("negation.toml")
    governors = dict(data["governors"])
    deniers = frozenset(governors.pop("denied"))
    return Lexicon(
        cues=frozenset(data["cues"]),
        quote_only_cues=frozenset(data["quote_only_cues"]),
        speech=SpeechWords(
            **{key: frozenset(row) for key, row in data["speech"].items()},
            accusing=frozenset(row.split()[0] for row in data["speech"]["charging"]),
        ),
        attitudes={name: frozenset(row) for name, row in data["attitudes"].items()},
        cue_forms=frozenset(
            form
            for cue in data["cues"]
            for form in _finite_forms(cue.split()[0], data["irregular"])
        ),
        negations=frozenset([*denying["words"], *denying["prepositions"]]),
        modals=_inverted(data["modals"]),
        adverbs=_inverted(data["adverbs"]),
        adjectives=_inverted(data["adjectives"]),
        nominal_governors=_inverted(data["nominal_governors"]),
        governors=_inverted(governors),
        deniers=deniers,
        states=frozenset(data["states"]),
        gainsayers=frozenset(data["gainsayers"]),
        refusals=frozenset(data["refusals"]),
        implicatives=frozenset(data["implicatives"]["verbs"]),
        rumoured=frozenset(data["rumoured"]["verbs"]),
        carrying=frozenset(data["carrying"]["verbs"]),
        receiving=frozenset(data["receiving"]["verbs"]),
        inquiring=frozenset(data["inquiring"]["verbs"]),
        acts={n: frozenset(row["triggers"]) for row in data["acts"] for n in row["nouns"]},
        reciprocals=frozenset(data["reciprocals"]),
        role_verbs={name: frozenset(verbs) for name, verbs in data["role_verbs"].items()},
        clause_links=frozenset(data["clause_links"]),
        partitives=frozenset(data["partitives"]),
        changing=frozenset(data["changing"]),
        singling=frozenset(data["singling"]),
        asking=frozenset(data["asking"]),
        retelling=frozenset(data["retelling"]),
        pointing_nouns=frozenset(data["pointing"]["nouns"]),
        object_control=frozenset(data["control"]["object"]),
        phrasal=frozenset(data["control"]["phrasal"]),
        blaming=frozenset(data["control"]["blamed"]),
        expressions=_by_first_word(data["expressions"]),
        nominals={
            noun: Nominal(row["verb"], row.get("owner", ""), row["roles"])
            for row in data["nominals"]
            for noun in row["nouns"]
        },
        numbers=tuple(data["counting"]["numbers"]),
        months=tuple(data["time"]["months"]),
        weekdays=tuple(data["time"]["weekdays"]),
        time_units=frozenset(data["time_units"]),
        time_words=frozenset(word for group in data["time"].values() for word in group),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _by_first_word(rows: Iterable[Mapping[str, Any]]) -> Mapping[str, tuple[Expression, ...]]:
    found: dict[str, tuple[Expression, ...]] = {}
    for row in rows:
        words = tuple(frozenset(word.split("|")) for word in row["words"])
        for first in sorted(words[0]):
            found[first] = (*found.get(first, ()), Expression(row["lemma"], words))
    return found


def _finite_forms(verb: str, irregular: Mapping[str, str]) -> Iterator[str]:
    """Yield present and past of a verb, before any lemmatizer has run."""
    stem = verb[:-1] + "ie" if verb.endswith("y") and verb[-2] not in "aeiou" else verb
    sibilant = verb.endswith(("s", "sh", "ch", "x", "z"))
    yield verb
    yield stem + ("es" if sibilant else "s")
    yield irregular.get(verb, stem.removesuffix("e") + "ed")


def _inverted(groups: Mapping[Modality, list[str]]) -> Mapping[str, Modality]:
    return {word: group for group, members in groups.items() for word in members}
