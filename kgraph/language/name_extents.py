"""Names of persons that go further than what was found of them."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from kgraph.language.given_names import is_given_name
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


LONGEST = 3
"""Words of a name of which one was found."""


def extended(
    nodes: Sequence[Node], spans: Sequence[NameSpan], taken: Mapping[int, NameSpan]
) -> Iterator[NameSpan]:
    """Yield the names, surnames with the given name or the title of nobility before them.

    "Elon" of "Elon Musk" where "Musk" was found; "Lady Hale", whose title parts her from others.
    Where "Tan" was found, "Wei Boon" of "Tan Wei Boon" goes with it.
    """
    for span in spans:
        start = _beginning(nodes, span, taken) if span.type == "Person" else span.start
        if start < span.start:
            yield replace(span, start=start, name=text_of(nodes, start, span.end))
        elif span.type == "Person" and (end := _behind_word(nodes, span, taken)) > span.end:
            yield replace(span, end=end, name=text_of(nodes, span.start, end), listed=None)
        else:
            yield _without_party(nodes, span)


def _behind_word(nodes: Sequence[Node], span: NameSpan, taken: Container[int]) -> int:
    """Return where a name of one word ends that words of no dictionary follow ("Tan" Wei Boon)."""
    end = span.end
    known = span.listed or span.name in words("known_surnames") or is_common(span.name)
    while end - span.start < LONGEST and not known and end not in taken:
        following = after(nodes, end, 1)
        if not any(n.tag == "NNP" and n.text.istitle() and _is_unknown(n) for n in following):
            break
        end += 1
    return end


def _is_unknown(node: Node) -> bool:
    listed = country_forms().keys() | demonyms().keys() | type_words().keys()
    told = is_role_word(node) or node.text.lower() in lexicon().time_words
    usual = is_common(node.text) or node.text in words("abbreviations") | {"Sr", "Jr"}
    return node.text.isalpha() and not (usual or told or node.text in listed)


def _without_party(nodes: Sequence[Node], span: NameSpan) -> NameSpan:
    """Return "Senate" of "Republican Senate", which is no other body than the Senate."""
    *before_, last = (node.text for node in nodes[span.start : span.end])
    if last not in words("chambers") or not set(before_) & words("partisans"):
        return span
    return replace(span, start=span.end - 1, name=last)


def _beginning(nodes: Sequence[Node], span: NameSpan, taken: Mapping[int, NameSpan]) -> int:
    """Return where the name begins that the recogniser has from its middle on."""
    opening = before(nodes, span.start)
    while opening is not None and opening.text.lower() in words("particles"):
        opening = before(nodes, opening.index)
    if opening is None:
        return span.start
    if opening.index + 1 < span.start:
        held = opening.index in taken or span.listed is not None
        return span.start if held or not _is_given_name(nodes, opening) else opening.index
    return opening.index if _belongs(nodes, opening, span, taken) else span.start


def _belongs(
    nodes: Sequence[Node], opening: Node, span: NameSpan, taken: Mapping[int, NameSpan]
) -> bool:
    if opening.index in taken or span.listed:
        return False
    if not _is_surname(nodes, span):
        return is_given_name(opening.text) and not is_common(opening.text)
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
