"""Names told by marks: initials in brackets, signs between numbers, the dash of a dateline."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from kgraph.language.lexicon import lexicon
from kgraph.language.name_runs import Runs
from kgraph.language.name_spans import NameSpan, after, is_role_word, text_of
from kgraph.language.tree import Node
from kgraph.names.countries import country_forms
from kgraph.names.words import type_words, words

SMALL = frozenset({"of", "for", "and", "the", "on", "to", "in", "&"})
DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
ACRONYM = range(2, 8)
LONGEST_DATELINE = 4
LONGEST_SPELLED = 10


def find_bracketed(runs: Runs) -> Iterator[NameSpan]:
    """Yield "Transport for London (TfL)": both names of an organisation, by its initials.

    The letters in brackets behind a name that the recogniser takes for an organisation are a name
    too, whatever they are short for.
    """
    nodes = runs.nodes
    for node in nodes[:-2]:
        letters = nodes[node.index + 1]
        if node.text != "(" or nodes[node.index + 2].text != ")" or not is_acronym(letters.text):
            continue
        start = _spelled_out(runs, node.index, letters.text)
        span = runs.recognised.get(node.index - 1)
        if start is not None:
            name = text_of(nodes, start, node.index)
            told = type_words().get(nodes[node.index - 1].text, "Organization")
            type_ = "Organization" if told == "Product" else told  # as its letters are, to be one
            yield NameSpan(start, node.index, type_, name, f"{letters.text} for short", sure=True)
        elif node.index - 1 not in runs.recognised or (span and span.type != "Organization"):
            continue
        yield NameSpan(
            letters.index, letters.index + 1, "Organization", letters.text, "in brackets", sure=True
        )


def find_explained(runs: Runs) -> Iterator[NameSpan]:
    """Yield "World Bee Union" of "WBU (World Bee Union)", and the letters before the bracket."""
    nodes = runs.nodes
    for node in nodes[1:-2]:
        letters = nodes[node.index - 1]
        if node.text != "(" or not is_acronym(letters.text):
            continue
        inside = takewhile(lambda n: n.text != ")", after(nodes, node.index + 1, LONGEST_SPELLED))
        end = node.index + 1 + len(list(inside))
        closed = end < len(nodes) and nodes[end].text == ")"
        spelled = closed and _spelled_out(runs, end, letters.text) == node.index + 1
        if spelled and not _is_post(nodes, node.index + 1):
            name = text_of(nodes, node.index + 1, end)
            why = f"{letters.text} for short"
            yield NameSpan(node.index + 1, end, "Organization", name, why, sure=True)
            own = letters.index
            yield NameSpan(own, own + 1, "Organization", letters.text, "in full behind", sure=True)


def _is_post(nodes: Sequence[Node], start: int) -> bool:
    """Whether a post is spelled out there ("Member of Parliament", "Vice President of")."""
    first, second = nodes[start : start + 2]
    return is_role_word(first) or (is_role_word(second) and second.tag == "NNP")


def is_acronym(text: str) -> bool:
    """Whether the word is made of initials and names no country ("BBC", "TfL")."""
    capitals = sum(character.isupper() for character in text)
    usual = text in country_forms() or text in words("abbreviations")
    return text.isalpha() and len(text) in ACRONYM and capitals > 1 and not usual


def _spelled_out(runs: Runs, end: int, letters: str) -> int | None:
    """Return where the words before ``end`` begin whose initials are the letters."""
    segment = runs.nodes[end].segment
    for start in range(end - 2, max(-1, end - 3 * len(letters)), -1):
        node = runs.nodes[start]
        if node.segment != segment or not (node.text[:1].isupper() or node.text in SMALL):
            return None
        row = [n.text for n in runs.nodes[start:end]]
        initials = {
            "".join(word[0] for word in row).casefold(),
            "".join(word[0] for word in row if word[:1].isupper()).casefold(),
        }
        if node.text[:1].isupper() and letters.casefold() in initials:
            return start
    return None


def find_signed(nodes: Sequence[Node]) -> Iterator[NameSpan]:
    """Yield "1+1" of "the 1+1 channel": numbers joined by a sign, before what they are."""
    for sign in nodes[1:-2]:
        start, end = sign.index - 1, sign.index + 2
        joined = nodes[start].end == sign.start and sign.end == nodes[end - 1].start
        told = any(n.lemma in words("organization_nouns") for n in after(nodes, end, 1))
        if sign.text in {"+", "&"} and joined and told and nodes[start].tag == "CD":
            name = text_of(nodes, start, end)
            yield NameSpan(start, end, "Organization", name, f"{name} {nodes[end].text}", sure=True)


def find_datelines(nodes: Sequence[Node]) -> Iterator[NameSpan]:
    """Yield "SACRAMENTO" of "SACRAMENTO -" and "Turin" of "Turin, 28 April", as places."""
    for node in nodes:
        if node.index and nodes[node.index - 1].segment == node.segment:
            continue
        end = node.index
        while (
            end - node.index < LONGEST_DATELINE and end < len(nodes) and nodes[end].text.isalpha()
        ):
            end += 1
        if end > node.index and _closes_dateline(nodes, node.index, end):
            name = text_of(nodes, node.index, end)
            yield NameSpan(node.index, end, "Place", name, "dateline", sure=True)


def _closes_dateline(nodes: Sequence[Node], start: int, end: int) -> bool:
    following = [n.text for n in nodes[end : end + 4]]
    row = [n.text for n in nodes[start:end]]
    if all(word.isupper() for word in row) and following[:1] and following[0] in DASHES:
        apart = nodes[end].start > nodes[end - 1].end
        return apart and len("".join(row)) > 3
    months = lexicon().months
    if len(following) < 4 or following[0] != "," or following[3] not in DASHES | {"("}:
        return False
    dated = any(w.lower() in months for w in following) and any(w.isdigit() for w in following)
    return dated and all(word.istitle() for word in row)
