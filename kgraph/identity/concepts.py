"""Concepts by their last word in singular and plural."""

import re
from collections.abc import Iterator

from kgraph.identity.decisions import Key
from kgraph.identity.forms import normal_words
from kgraph.names.concepts import concept_words

_HISSING = re.compile(r"(?:ss|sh|ch|x|z)es$")


def compare_concepts(left: str, right: str) -> tuple[str, ...]:
    """Return the feature of two concepts that differ in number only, nothing of others.

    Irregular plurals are not known ("men").
    """
    return ("plural",) if _singular_name(left) == _singular_name(right) else ()


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
