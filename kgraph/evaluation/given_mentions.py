"""What kgraph says of mentions that are given: which are one thing, and which entity.

A given mention is kgraph's own, and a phrase of a chain
(:func:`kgraph.language.read_chains`), where the two have one head; of several mentions the one that
shares most of its characters, of several phrases the shortest. The head of a phrase is the last
word before the first preposition, relative pronoun or mark. A relative or reflexive pronoun that
kgraph says nothing of is what the given mention before it in its sentence is.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from kgraph.evaluation.ecb import BREAK, EcbText, GivenMention
from kgraph.evaluation.wording import word_list
from kgraph.model import Annotation, Entity, Mention, Span

Node = int | str
"""A given mention by its number, or one of kgraph's clusters or chains."""

_WORD = re.compile(r"\w+(?:['.-]\w+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"(?<=\w)'s?$|^'s?$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a mention, in lower case, without what stands before and behind its name.

    ``head`` is the place of the last of them. ``proper`` tells that it is written with a capital
    letter; ``words`` are empty for a pronoun.
    """

    words: tuple[str, ...]
    head: Span
    proper: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The given mentions of one article that are one thing, by their numbers in it.

    ``entity`` is the id of the graph's entity that it is, None where the graph has none; ``names``
    are the phrases that are written as names, ``heads`` the last words of all phrases, and of what
    kgraph has for mentions of the thing, in lower case and without pronouns.
    """

    document: str
    mentions: tuple[int, ...]
    entity: str | None = None
    names: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()


def read_phrase(text: str, words: Sequence[Span]) -> Phrase:
    """Return the phrase of some words, one at least."""
    words = [word for word in words if _POSSESSIVE.sub("", word.of(text))] or words
    shown = [_POSSESSIVE.sub("", word.of(text)).lower() for word in words]
    start = 0
    before = word_list("determiner") | word_list("joint")
    while start < len(words) - 1 and (shown[start] in before or not shown[start][:1].isalnum()):
        start += 1
    end = start + 1
    while end < len(words) and shown[end][:1].isalnum() and shown[end] not in word_list("joint"):
        end += 1
    head = words[end - 1]
    if shown[end - 1] in word_list("pronoun"):
        return Phrase((), head, proper=False)
    return Phrase(tuple(shown[start:end]), head, head.of(text)[:1].isupper())


def group_mentions(
    text: EcbText,
    annotation: Annotation,
    chains: Sequence[Collection[Span]],
    entities: Mapping[str, Entity],
) -> tuple[Group, ...]:
    """Return the groups of an article's given mentions, by their first.

    ``entities`` are those of the mentions of the annotation that have one.
    """
    phrases = [read_phrase(text.text, mention.words) for mention in text.mentions]
    own = [(mention, _phrase_at(text.text, mention.span)) for mention in annotation.mentions]
    things: nx.utils.UnionFind[Node] = nx.utils.UnionFind()
    for number, phrase in enumerate(phrases):
        found = list[Node]()
        mention = _own_mention(text.mentions[number], phrase, own)
        if mention is not None:
            found.append(_cluster(mention))
        chain = _own_chain(text.text, phrase, chains)
        if chain is not None:
            found.append(f"chain {chain}")
        things.union(number, *(found or _before(text, number)))
    homes: dict[Node, str] = {}
    heads: dict[Node, set[str]] = defaultdict(set)
    for mention, phrase in own:
        thing = things[_cluster(mention)]
        heads[thing].update(phrase.words[-1:])
        if mention.id in entities:
            homes.setdefault(thing, entities[mention.id].id)
    parts: dict[Node, list[int]] = defaultdict(list)
    for number, phrase in enumerate(phrases):
        parts[things[number]].append(number)
        heads[things[number]].update(phrase.words[-1:])
    return tuple(
        Group(
            document=text.id,
            mentions=tuple(numbers),
            entity=homes.get(thing),
            names=frozenset(" ".join(phrases[n].words) for n in numbers if phrases[n].proper),
            heads=frozenset(heads[thing]),
        )
        for thing, numbers in parts.items()
    )


def _cluster(mention: Mention) -> str:
    return f"cluster {mention.cluster}"


def _phrase_at(text: str, span: Span) -> Phrase:
    words = [
        Span(span.start + word.start(), span.start + word.end())
        for word in _WORD.finditer(span.of(text))
    ]
    return read_phrase(text, words)


def _own_mention(
    given: GivenMention, phrase: Phrase, mentions: Iterable[tuple[Mention, Phrase]]
) -> Mention | None:
    """Return kgraph's mention that is a given one, None where it has none."""
    whole = Span(given.words[0].start, given.words[-1].end)
    found = [
        (_shared(whole, mention.span), mention.span, mention)
        for mention, own in mentions
        if own.head.overlaps(phrase.head)
    ]
    return max(found, key=lambda row: row[:2])[2] if found else None


def _shared(left: Span, right: Span) -> float:
    """Return the characters that both cover, of those that one of them covers."""
    common = max(0, min(left.end, right.end) - max(left.start, right.start))
    return common / (max(left.end, right.end) - min(left.start, right.start))


def _own_chain(text: str, phrase: Phrase, chains: Sequence[Collection[Span]]) -> int | None:
    """Return the number of the chain with the shortest phrase around a head, if it has the head."""
    around = [
        (span.end - span.start, number, span)
        for number, spans in enumerate(chains)
        for span in spans
        if span.covers(phrase.head)
    ]
    if not around:
        return None
    _, number, span = min(around)
    return number if _phrase_at(text, span).head.overlaps(phrase.head) else None


def _before(text: EcbText, number: int) -> Iterator[int]:
    """Yield the mention before one that is a relative or a reflexive pronoun of its sentence."""
    word, *others = text.mentions[number].words
    if others or word.of(text.text).lower() not in word_list("bound"):
        return
    earlier = [n for n, mention in enumerate(text.mentions) if mention.words[0] < word]
    if earlier:
        nearest = max(earlier, key=lambda n: text.mentions[n].words[0])
        if BREAK not in text.text[text.mentions[nearest].words[-1].end : word.start]:
            yield nearest
