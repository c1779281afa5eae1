"""Concepts by their last word in singular and plural."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kgraph.identity.decisions import Key, decide_same, grouped
from kgraph.identity.forms import normal_words
from kgraph.model import Decision, Profile
from kgraph.names.concepts import concept_words

_HISSING = re.compile(r"(?:ss|sh|ch|x|z)es$")


def join_plurals(profiles: Iterable[Profile]) -> Iterator[Decision]:
    """Yield a decision for each two concepts that differ in number only.

    Takes one profile of each normal form. Irregular plurals are not known ("men").
    """
    for group in grouped(profiles, lambda p: _singular_name(p.name)).values():
        for left, right in pairwise(group):
            reason = f'"{left.name}" and "{right.name}" are one noun in singular and plural'
            yield decide_same(left, right, 0.95, reason)


def concept_keys(name: str) -> Iterator[Key]:
    """Yield what concepts are compared by."""
    yield _singular_name(name), False


def _singular_name(name: str) -> str:
    *before, last = normal_words(name)
    return " ".join((*before, _singular(last)))


def _singular(word: str) -> str:
    """Return the regular singular of a word in lower case, the word itself where it is none."""
    alike = word in concept_words()["plural_only"] or word.endswith(("ss", "us", "is"))
    if alike or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if _HISSING.search(word):
        return word[:-2]
    return word.removesuffix("s")
