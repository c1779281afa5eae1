"""Cues of negation: words, pairs of words and parts of words that deny; from ``negation.toml``."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from lemminflect import getLemma

from kgraph.language.cues import MARKS
from kgraph.language.tree import Node
from kgraph.model import Span

DENIED = ("JJ", "RB", "NN", "VB")
"""How the tags begin of words that a part may deny."""

PARTS = ("ADJ", "ADV", "NOUN", "VERB")
SHORTEST = 3
"""Letters that the denied rest of a word has at least."""

HELPERS = frozenset({"be", "do", "have", "can", "will", "would", "could", "should", "must"})
PRONOUNS = frozenset({"PRP", "EX", "DT"})


@dataclass(frozen=True, slots=True)
class Cue:
    """What denies: whole words, in text order, or a part of one.

    ``part`` is where in the article the part stands, None for whole words.
    """

    nodes: tuple[Node, ...]
    part: Span | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where in the article it stands."""
        return (self.part,) if self.part else tuple(node.span for node in self.nodes)


@dataclass(frozen=True, slots=True)
class _Words:
    words: frozenset[str]
    prepositions: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    pairs: tuple[tuple[str, str], ...]
    idle: tuple[tuple[str, ...], ...]
    before: tuple[str, ...]
    before_participles: frozenset[str]
    endings: tuple[str, ...]
    behind: re.Pattern[str]
    listed: Mapping[str, str]
    idle_words: frozenset[str]
    reversing: frozenset[str]


@lru_cache(maxsize=1)
def _lists() -> _Words:
    text = Path(__file__).with_name("negation.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    affixes = data["affixes"]
    further = "|".join(map(re.escape, affixes["further"]))
    return _Words(
        words=frozenset(data["words"]),
        prepositions=frozenset(data["prepositions"]),
        phrases=_parted(data["phrases"]),
        pairs=tuple((first, second) for first, second in data["pairs"]),
        idle=_parted(data["idle"]),
        before=tuple(affixes["before"]),
        before_participles=frozenset(affixes["before_participles"]),
        endings=tuple(affixes["endings"]),
        behind=re.compile(rf"(.+)({re.escape(affixes['behind'])})(?:{further})"),
        listed={word: part for part, words in affixes["listed"].items() for word in words},
        idle_words=frozenset(affixes["idle"]["words"]),
        reversing=frozenset(affixes["idle"]["reversing"]),
    )


def _parted(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


def find_cues(nodes: Sequence[Node]) -> Iterator[Cue]:
    """Yield the cues of some nodes, sentence by sentence, by the place of their first word."""
    for _, sentence in groupby(nodes, key=lambda node: node.sentence):
        yield from sorted(_in_sentence(list(sentence)), key=lambda cue: cue.spans)


def _in_sentence(nodes: Sequence[Node]) -> Iterator[Cue]:
    texts = [node.text.lower() for node in nodes]
    idle = (run for run in _runs(texts, _lists().idle) if not _is_told(nodes[run[-1]]))
    taken = {i for run in idle for i in run}
    for run in _runs(texts, _lists().phrases):
        if not taken & {*run}:
            yield Cue(tuple(nodes[i] for i in run))
            taken |= {*run}
    for first, second in _pairs(texts):
        yield Cue((nodes[first], nodes[second]))
        taken |= {first, second}
    for i, node in enumerate(nodes):
        if i in taken:
            continue
        known = texts[i] in _lists().words | _lists().prepositions
        if known and not _is_tag_question(nodes, i):
            yield Cue((node,))
        elif (part := denying_part(node)) is not None:
            yield Cue((node,), part)


def denies_phrase(node: Node) -> bool:
    """Whether a word denies what it stands before, and nothing else ("without")."""
    return node.text.lower() in _lists().prepositions


def _runs(texts: Sequence[str], phrases: Iterable[tuple[str, ...]]) -> Iterator[range]:
    for phrase in phrases:
        for start in range(len(texts) - len(phrase) + 1):
            if tuple(texts[start : start + len(phrase)]) == phrase:
                yield range(start, start + len(phrase))


def _pairs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    for first, second in _lists().pairs:
        if first in texts:
            start = texts.index(first)
            if second in texts[start:]:
                yield start, texts.index(second, start)


def _is_told(noun: Node) -> bool:
    """Whether "doubt" of "no doubt" is what somebody has, or what there is."""
    behind = noun.head is not None and noun.index > noun.head.index
    return noun.is_noun and behind and noun.relation in {"object", "subject"}


def _is_tag_question(nodes: Sequence[Node], index: int) -> bool:
    """Whether "not" asks for consent ("It is fair, is it not?", "did he not?", "isn't it?")."""
    rest = [node for node in nodes[index + 1 :] if node.text not in MARKS]
    asked = rest[1:] if rest and rest[0].tag in PRONOUNS else rest
    before = nodes[max(index - 2, 0) : index]
    helped = any(node.lemma in HELPERS for node in before)
    opened = len(before) > 0 and _opens(nodes, index - 1 - (before[-1].tag in PRONOUNS))
    return helped and opened and [node.text for node in asked] == ["?"]


def _opens(nodes: Sequence[Node], index: int) -> bool:
    """Whether a comma stands before a word."""
    return index > 0 and nodes[index - 1].text == ","


def denying_part(node: Node) -> Span | None:
    """Return where the part of a word stands that denies the rest of it, None where none does."""
    word = node.text.lower()
    if not (node.tag.startswith(DENIED) and word.isalpha()) or node.tag.startswith("NNP"):
        return None
    found = _part(word)
    return None if found is None else Span(node.start + found[0], node.start + found[1])


@cache
def _part(word: str) -> tuple[int, int] | None:
    lists = _lists()
    forms = {word, *(form for part in PARTS for form in _lemmas(word, part))}
    if forms & lists.idle_words:
        return None
    listed = next((lists.listed[form] for form in sorted(forms) if form in lists.listed), None)
    if listed is not None:
        return 0, len(listed)
    for prefix in lists.before:
        if word.startswith(prefix) and _is_denied(prefix, word.removeprefix(prefix)):
            return 0, len(prefix)
    match = lists.behind.fullmatch(word)
    if match and any(_lemmas(match[1], part) for part in ("NOUN", "VERB")):
        return match.span(2)
    return None


def _is_denied(prefix: str, rest: str) -> bool:
    """Whether the rest of a word is a word that the part before it can deny."""
    if len(rest) < SHORTEST:
        return False
    verbs = _lemmas(rest, "VERB")
    if verbs and rest not in verbs:
        undone = any(prefix + verb in _lists().reversing for verb in verbs)
        return prefix in _lists().before_participles and not undone
    if _lemmas(rest, "ADJ") or _lemmas(rest, "ADV") or _is_able(rest):
        return True
    if rest.endswith("ly"):
        return _is_denied(prefix, rest.removesuffix("ly"))
    return any(noun.endswith(_lists().endings) for noun in _lemmas(rest, "NOUN"))


def _is_able(word: str) -> bool:
    """Whether a word tells what can be done to something ("sufferable", "admissible")."""
    verb = word.removesuffix("able")
    known = verb != word and any(_lemmas(verb + end, "VERB") for end in ("", "e"))
    return known or word.endswith("ible")


def _lemmas(word: str, part: str) -> tuple[str, ...]:
    return tuple(getLemma(word, part, lemmatize_oov=False))
