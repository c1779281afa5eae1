"""Whether a named person is "he" or "she": by title, by word of kinship, by first name."""

from collections.abc import Sequence

from kgraph.language.clusters import NamedCluster
from kgraph.language.first_names import ENDING, first_names
from kgraph.language.name_spans import apposed_noun, is_common
from kgraph.language.tree import Node
from kgraph.names.words import words

SURE, LIKELY, EVEN = 96, 76, 50
FEMININE_ENDS = tuple(words("feminine_surname_ends"))
UNSURE = frozenset({"Organization", "Place", "Product"})
GENDERS = (("he", "masculine"), ("she", "feminine"))
TITLE_REACH, APPOSED = 4, 8


def may_be_person(cluster: NamedCluster) -> bool:
    """Whether what passes for something else has one bare word for its name, as a surname is.

    A word that a list or a word beside it makes sure of, an acronym and a word of a dictionary
    are none.
    """
    names = [span for span, _ in cluster.members]
    word = cluster.name
    if all(span.doubted for span in names):
        return True
    return (
        cluster.type in UNSURE
        and not any(span.sure or span.adjective or span.listed for span in names)
        and word.isalpha()
        and word.istitle()
        and not is_common(word)
    )


def gender_of(cluster: NamedCluster, nodes: Sequence[Node]) -> str:
    """Return "he", "she", "maybe he", "maybe she" or "open" for a person."""
    titled = [_titled(span.start, nodes) for span, _ in cluster.members]
    titled += [_described(span.end, nodes) for span, _ in cluster.members]
    told = next((gender for gender in titled if gender), "")
    return told or _by_name([span.name.split() for span, _ in cluster.members])


def _titled(start: int, nodes: Sequence[Node]) -> str:
    for node in reversed(nodes[max(0, start - TITLE_REACH) : start]):
        for gender, key in GENDERS:
            if node.text in words(key) or node.lemma.lower() in words(key):
                return gender
        if not (node.is_noun or node.tag == ","):
            break
    return ""


def _described(end: int, nodes: Sequence[Node]) -> str:
    """Return what the noun behind a comma tells ("Ann Lee, a British actress,")."""
    noun = apposed_noun(nodes, end, APPOSED)
    lemma = noun.lemma.lower() if noun is not None else ""
    return next((gender for gender, key in GENDERS if lemma in words(key)), "")


def _by_name(names: Sequence[Sequence[str]]) -> str:
    longest = max(names, key=len, default=[])
    first = longest[0] if longest else ""
    for gender, key in GENDERS:
        if first in words(f"{key}_names"):
            return gender
    if len(longest) > 1 and longest[-1].endswith(FEMININE_ENDS):
        return "she"
    return _by_share(first)


def _by_share(first: str) -> str:
    """Return what a first name tells, or its ending where the name tells nothing."""
    shares = first_names()
    share = shares.get(first, EVEN)
    for bound, sure in ((SURE, ""), (LIKELY, "maybe ")):
        if share >= bound or share <= 100 - bound:
            return sure + ("she" if share > EVEN else "he")
    end = shares.get(f"-{first[-ENDING:].lower()}", EVEN)
    if end >= LIKELY or end <= 100 - LIKELY:
        return "maybe she" if end > EVEN else "maybe he"
    return "open"
