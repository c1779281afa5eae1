"""Names of persons that go further than what was found of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kgraph.language.lexicon import lexicon
from kgraph.language.name_spans import (
    NameSpan,
    after,
    before,
    is_common,
    is_role_word,
    opens_sentence,
    text_of,
)
from kgraph.language.tree import Node
from kgraph.names.countries import country_forms, demonyms
from kgraph.names.words import type_words, words

TITLES = (
    "honorifics",
    "languages",
    "partisans",
    "past_words",
    "portfolios",
    "ranks",
    "regional",
)


def extended(
    nodes: Sequence[Node], spans: Sequence[NameSpan], taken: Mapping[int, NameSpan]
) -> Iterator[NameSpan]:
    """Yield the names, surnames with the given name or the title of nobility before them.

    "Elon" of "Elon Musk" where "Musk" was found; "Lady Hale", whose title parts her from others.
    """
    for span in spans:
        opening = before(nodes, span.start)
        if span.type == "Person" and opening is not None and _belongs(nodes, opening, span, taken):
            name = text_of(nodes, opening.index, span.end)
            yield replace(span, start=opening.index, name=name)
        else:
            yield _without_party(nodes, span)


def _without_party(nodes: Sequence[Node], span: NameSpan) -> NameSpan:
    """Return "Senate" of "Republican Senate", which is no other body than the Senate."""
    *before_, last = (node.text for node in nodes[span.start : span.end])
    if last not in words("chambers") or not set(before_) & words("partisans"):
        return span
    return replace(span, start=span.end - 1, name=last)


def _belongs(
    nodes: Sequence[Node], opening: Node, span: NameSpan, taken: Mapping[int, NameSpan]
) -> bool:
    if opening.index in taken or span.listed or not _is_surname(nodes, span):
        return False
    return opening.text in words("peerage") or _is_given_name(nodes, opening)


def _is_surname(nodes: Sequence[Node], span: NameSpan) -> bool:
    """Whether the name is a single word, apart from a particle ("Le Pen", "von der Leyen")."""
    own = [node.text for node in nodes[span.start : span.end]]
    if own[-1].isupper() and not nodes[span.start - 1].text.isupper():
        return False
    return len(own) == 1 or all(text.lower() in words("particles") for text in own[:-1])


def _is_given_name(nodes: Sequence[Node], node: Node) -> bool:
    text = node.text
    known = lexicon().time_words.union(*map(words, TITLES))
    if node.tag != "NNP" or not text.istitle() or text in known or text.lower() in known:
        return False
    if is_role_word(node) or text in type_words() or text in {*country_forms(), *demonyms()}:
        return False
    opening = before(nodes, node.index)
    inside = opening is not None and not opening.text[:1].isupper()
    return not is_common(text) or (inside and not opens_sentence(nodes, node.index))


def find_sovereigns(nodes: Sequence[Node], taken: Mapping[int, NameSpan]) -> Iterator[NameSpan]:
    """Yield "Queen" of "the Queen", where the article names none."""
    named = {
        nodes[span.start - 1].text
        for span in taken.values()
        if span.type == "Person" and span.start
    }
    for node in nodes:
        opening, following = before(nodes, node.index), after(nodes, node.index + 1, 1)
        alone = not any(n.text[:1].isupper() or n.text in {"of", "'s"} for n in following)
        the = opening is not None and opening.text.lower() == "the"
        if node.text in words("sovereigns") - named and the and alone:
            yield NameSpan(
                node.index, node.index + 1, "Person", node.text, f"the {node.text}", sure=True
            )
