"""Parties by the word for their members: "Greens", "Social Democrats", "the Tory leader"."""

from collections.abc import Container, Iterator, Sequence

from kgraph.language.name_spans import NameSpan, after, before, opens_sentence, text_of
from kgraph.language.tree import Node
from kgraph.names.words import words

IRREGULAR = {"Tory": "Tories"}
ARTICLES = frozenset({"a", "an", "the"})
ENDINGS = frozenset({"Alliance", "Bay", "Parties", "Party", "Union"})


def find_parties(nodes: Sequence[Node], titled: Container[int]) -> Iterator[NameSpan]:
    """Yield parties, known by the plural: "Social Democrats", "Tory" of "Tory rebels".

    A word that others bear too ("Greens", "liberals") is a party with a capital inside a sentence;
    sentences of ``titled`` have capitals for other reasons.
    """
    plurals = {_plural(word): word for word in sorted(words("partisans"))}
    inside = {n.text for n in nodes if n.text in plurals and not opens_sentence(nodes, n.index)}
    for node in nodes:
        if node.sentence in titled or _goes_on(nodes, node.index + 1):
            continue
        start = _beginning(nodes, node.index)
        plain = start == node.index and opens_sentence(nodes, start)
        if node.text in plurals:
            known = plurals[node.text] in words("only_partisans") or node.text in inside
            if known or not plain:
                yield _party(nodes, start, node)
        elif node.text in words("partisans") and _is_member(nodes, start, node):
            yield _party(nodes, start, node)


def _plural(word: str) -> str:
    return IRREGULAR.get(word, f"{word}s")


def _party(nodes: Sequence[Node], start: int, node: Node) -> NameSpan:
    plural = _plural(node.text) if node.text in words("partisans") else node.text
    name = " ".join((*(n.text for n in nodes[start : node.index]), plural))
    why = f"{text_of(nodes, start, node.index + 1)} is a party"
    return NameSpan(start, node.index + 1, "Organization", name, why, sure=True)


def _beginning(nodes: Sequence[Node], index: int) -> int:
    opening = before(nodes, index)
    kind = opening is not None and opening.text in words("partisan_kinds")
    return index - 1 if kind else index


def _goes_on(nodes: Sequence[Node], end: int) -> bool:
    """Whether the name goes on ("Conservative Party", "Green Bay")."""
    return any(n.text in words("partisans") | ENDINGS for n in after(nodes, end, 1))


def _is_member(nodes: Sequence[Node], start: int, node: Node) -> bool:
    """Whether one member is meant ("a Conservative,"), or the party before what is the party's."""
    if _owns(nodes, node):
        return True
    if opens_sentence(nodes, start):
        return False
    following = after(nodes, node.index + 1, 1)
    if start < node.index or node.text in words("only_partisans"):
        return not any(n.is_noun or n.tag == "JJ" for n in following)
    article = before(nodes, start)
    alone = not following or following[0].tag in {",", "."} or following[0].text == "who"
    return article is not None and article.text in ARTICLES and alone


def _owns(nodes: Sequence[Node], node: Node) -> bool:
    """Whether "leader", "rebels" or "co-leaders" is right behind the word."""
    following = after(nodes, node.index + 1, 3)
    if [n.text for n in following[:2]] == ["co", "-"]:
        return following[-1].text.rstrip("s") == "leader"
    return any({n.text, n.lemma} & words("partisan_nouns") for n in following[:1])
