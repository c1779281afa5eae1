"""Open claims that are not made, because most of their kind are wrong or of no use to a reader."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kgraph.model import Argument, Clause, Mention

PERSON = "Person"
PLACES = frozenset({"Country", "Place"})


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    text = Path(__file__).with_name("untold.toml").read_text(encoding="utf-8")
    return {name: frozenset(listed) for name, listed in tomllib.loads(text).items()}


def why_untold(
    clause: Clause, subject: Argument, other: Argument, mentions: Mapping[str, Mention], text: str
) -> str:
    """Return why no open claim is made of two named ends of a clause, empty where one is.

    ``mentions`` are by id, ``text`` is the article's.
    """
    if subject.mention is None or other.mention is None:
        return ""
    referring = _why_misread(subject, text) or _why_misread(other, text)
    type_ = mentions[other.mention].type
    return referring or _why_apart(clause, other) or _why_little(clause, other, type_)


def _why_misread(end: Argument, text: str) -> str:
    """Return why what an end means is not sure."""
    word = end.span.of(text).lower()
    thing = word in _lists()["things"] and not end.via
    misread = thing or word in _lists()["several"]
    return f'what "{word}" means is read wrong too often' if misread else ""


def _why_apart(clause: Clause, other: Argument) -> str:
    """Return why an end takes no part in what is told."""
    told = f" {clause.lemma} {other.role} "
    apart = next((word for word in sorted(_lists()["apart"]) if f" {word} " in told), "")
    if apart:
        return f'"{apart}" only sets it apart'
    if set(clause.lemma.split()[1:-1]) & _lists()["money"]:
        return "it tells of money"
    said = clause.lemma in _lists()["sayings"] and other.role == "object"
    return f'what stands behind "{clause.lemma}" is said' if said else ""


def _why_little(clause: Clause, other: Argument, type_: str) -> str:
    """Return why a phrase says too little, or what can be said of no such thing."""
    lists, plain = _lists(), other.role == "object"
    half = clause.lemma in lists["halves"] and not other.via
    if plain and (half or clause.lemma.split()[0] in lists["openings"]):
        return f'"{clause.phrase}" says too little without what follows'
    if clause.lemma in lists["empty"]:
        return f'"{clause.phrase}" alone tells nothing'
    if clause.lemma == "be" and plain and type_ in PLACES:
        return "nobody is a place"
    seated = clause.lemma in lists["seats"] and type_ == PERSON
    return f"nobody is a {clause.lemma} of a person" if seated else ""
