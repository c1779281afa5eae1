"""Parties by the word for their members: "Greens", "Social Democrats", "the Tory leader"."""

from collections.abc import Iterator, Sequence

from kgraph.language.name_spans import NameSpan, after, before, opens_sentence, text_of
from kgraph.language.tree import Node
from kgraph.names.words import words

PLURALS = {"Tory": "Tories"}
ARTICLES = frozenset({"a", "an", "the"})


def find_parties(nodes: Sequence[Node], titled: frozenset[int]) -> Iterator[NameSpan]:
    """Yield parties, known by the plural: "Social Democrats", "Tory" of "Tory rebels".

    A word that others bear too ("Greens", "liberals") is a party with a capital inside a sentence;
    sentences of ``titled`` have capitals for other reasons.
    """
    plurals = {PLURALS.get(word, f"{word}s"): word for word in sorted(words("partisans"))}
    inside = {n.text for n in nodes if n.text in plurals and not opens_sentence(nodes, n.index)}
    for node in nodes:
        if node.sentence in titled or _goes_on(nodes, node.index + 1):
            continue
        start = _beginning(nodes, node.index)
        compound = start < node.index
        opens = opens_sentence(nodes, start)
        if node.text in plurals:
            sure = compound or plurals[node.text] in words("only_partisans") or node.text in inside
            if sure or not opens:
                yield _party(nodes, start, node.index + 1, node.text)
        elif node.text in words("partisans") and (not opens or compound or _tells(nodes, node)):
            if _is_member(nodes, start, node):
                plural = PLURALS.get(node.text, f"{node.text}s")
                yield _party(nodes, start, node.index + 1, plural)


def _party(nodes: Sequence[Node], start: int, end: int, plural: str) -> NameSpan:
    words_ = [*(n.text for n in nodes[start : end - 1]), plural]
    why = f"{text_of(nodes, start, end)} is a party"
    return NameSpan(start, end, "Organization", " ".join(words_), why, sure=True)


def _beginning(nodes: Sequence[Node], index: int) -> int:
    opening = before(nodes, index)
    kind = opening is not None and opening.text in words("partisan_kinds")
    return index - 1 if kind else index


def _goes_on(nodes: Sequence[Node], end: int) -> bool:
    """Whether the name goes on ("Conservative Party", "Green Bay", "Liberal-Socialist")."""
    following = after(nodes, end, 1)
    names = [n.text for n in following if n.text[:1].isupper()]
    return bool(names) and names[0] in words("partisans") | {"Party", "Parties", "Union", "Bay", "Alliance"}


def _is_member(nodes: Sequence[Node], start: int, node: Node) -> bool:
    """Whether one member is meant ("a Conservative,"), or the party before what is the party's."""
    if _tells(nodes, node):
        return True
    if start == node.index and node.text not in words("only_partisans"):
        article, following = before(nodes, start), after(nodes, node.index + 1, 1)
        alone = not following or following[0].tag in {",", "."} or following[0].text == "who"
        return article is not None and article.text in ARTICLES and alone
    following = after(nodes, node.index + 1, 1)
    return not any(n.tag in {"NNP", "NN", "NNS", "JJ"} for n in following)


def _tells(nodes: Sequence[Node], node: Node) -> bool:
    """Whether "leader", "rebels" or the like is right behind the word."""
    return any(
        n.lemma in words("partisan_nouns") or n.text in words("partisan_nouns")
        for n in after(nodes, node.index + 1, 1)
    ) or _hyphenated(nodes, node)


def _hyphenated(nodes: Sequence[Node], node: Node) -> bool:
    following = [n.text for n in after(nodes, node.index + 1, 3)]
    return following[:2] == ["co", "-"] and following[2:] in (["leader"], ["leaders"])
