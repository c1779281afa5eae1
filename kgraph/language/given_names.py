"""Names of persons known by a given name that begins them, whatever a recogniser made of them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from kgraph.language.name_spans import NameSpan, folded, is_common, is_role_word, text_of
from kgraph.language.tree import Node
from kgraph.names.countries import country_forms, demonyms
from kgraph.names.words import words

LONGEST = 4
"""Words before a hyphen that a name has at most."""

SYLLABLE = 6


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    listed = words("given_names") | words("masculine_names") | words("feminine_names")
    return listed | {folded(name) for name in listed}


def is_given_name(word: str) -> bool:
    """Whether a word is a given name, or several that hyphens join ("Hans-Peter")."""
    return all(part in _given() or folded(part) in _given() for part in word.split("-"))


def find_hyphened(nodes: Sequence[Node], names: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Yield "Hans-Peter Bergfeld", "Ann Lee-Bergfeld", "Lee Min-ho": a tokenizer cuts them.

    The names of two persons may stand so as well ("the Lee-Bergfeld talks"): nothing is one
    person's without a given name before all of it, and no other before the last of it. A given
    name is listed, or begins the name of a person among ``names`` that the hyphen cuts.
    """
    persons = [n for n in names if n.type == "Person"]
    for node in nodes[1:-1]:
        left, right = nodes[node.index - 1], nodes[node.index + 1]
        if node.text != "-" or left.end != node.start or node.end != right.start:
            continue
        if not _may_name(left):
            continue
        span = _syllables(nodes, left, right) or _joined(nodes, left, right, persons)
        if span is not None:
            start, end, why = span
            yield NameSpan(start, end, "Person", text_of(nodes, start, end), why)


def _syllables(nodes: Sequence[Node], left: Node, right: Node) -> tuple[int, int, str] | None:
    """Read "Lee Min-ho", where the second syllable of the given name is in lower case."""
    surname = nodes[left.index - 1] if left.index else None
    if surname is None or surname.segment != left.segment or not right.text.islower():
        return None
    short = max(len(left.text), len(right.text)) <= SYLLABLE and right.text.isalpha()
    if not short or surname.text not in words("surnames_first"):
        return None
    return surname.index, right.index + 1, f"{surname.text} is a surname"


def _joined(
    nodes: Sequence[Node], left: Node, right: Node, persons: Sequence[NameSpan]
) -> tuple[int, int, str] | None:
    if not _may_name(right):
        return None
    following = _row(nodes[right.index + 1 :], right)
    begun = any(n.start == right.index and n.end - n.start > 1 for n in persons)
    begun = begun and left.text not in words("known_surnames") and not is_common(left.text)
    if (is_given_name(left.text) or begun) and is_given_name(right.text):
        whole = bool(following) and not any(is_common(n.text) for n in following)
        end = right.index + 1 + len(following)
        return (left.index, end, f"{left.text} is a given name") if whole else None
    opening = list(reversed(_row(reversed(nodes[: left.index]), left)))
    known = next((n for n in opening if is_given_name(n.text)), None)
    first = known or _cut_first(opening, left, right, persons)
    two = is_given_name(right.text) or bool(following)
    if first is None or two or right.text in words("hyphened_ends"):
        return None
    return first.index, right.index + 1, f"{first.text} is a given name"


def _cut_first(
    opening: Sequence[Node], left: Node, right: Node, persons: Sequence[NameSpan]
) -> Node | None:
    """Return the word before the hyphened ones where a person's name is a part of them all."""
    unknown = [n for n in opening if n.tag.startswith("NNP") and not _is_word(n)]
    if not unknown or unknown[-1].index + 1 != left.index or unknown[-1].text in country_forms():
        return None
    first = unknown[-1]
    cut = any(n.start <= right.index and first.index < n.end for n in persons)
    return first if cut and first.text not in demonyms() else None


def _row(beside: Iterable[Node], of: Node) -> list[Node]:
    """Return the next words that may be of a name, those of one segment."""
    row = takewhile(lambda n: _may_name(n) and n.segment == of.segment, beside)
    return [node for node, _ in zip(row, range(LONGEST), strict=False)]


def _may_name(node: Node) -> bool:
    mixed = node.text[:1].isupper() and node.text.isalpha() and not node.text.isupper()
    return node.text.istitle() or mixed


def _is_word(node: Node) -> bool:
    return is_role_word(node) or is_common(node.text)
