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
    lists = _lists()
    for end in (subject, other):
        word = end.span.of(text).lower()
        if word in lists["things"] and not end.via:
            return f'what "{word}" means is read wrong too often'
    told = f" {clause.lemma} {other.role} "
    apart = next((word for word in sorted(lists["apart"]) if f" {word} " in told), "")
    if apart:
        return f'"{apart}" only sets it apart'
    if clause.lemma in lists["sayings"] and other.role == "object":
        return f'what stands behind "{clause.lemma}" is said'
    if set(clause.lemma.split()[1:-1]) & lists["money"]:
        return "it tells of money"
    if clause.lemma == "be" and other.role == "object" and mentions[other.mention].type in PLACES:
        return "nobody is a place"
    half = clause.lemma in lists["halves"] and not other.via
    if other.role == "object" and (half or clause.lemma.split()[0] in lists["openings"]):
        return f'"{clause.phrase}" says too little without what follows'
    if clause.lemma in lists["seats"] and mentions[other.mention].type == PERSON:
        return f"nobody is a {clause.lemma} of a person"
    return ""
