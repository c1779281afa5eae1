"""Concepts: ends of claims that name nothing, as things by their own words."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kgraph.model import Annotation, Argument, Article, Clause, Mention, Span, mention_id
from kgraph.names.concepts import concept_words
from kgraph.ontology import CONCEPT

MOST_WORDS = 6
"""Words of a concept's name; of a longer phrase the noun alone is its name."""

SAID = frozenset({"complement", "topic"})
OWNERS = ("'s", "\u2019s", "s'", "s\u2019")
_WORD = re.compile(r"\S+")
_PLAIN = re.compile(r"[^\W_][\w.&/'\u2019-]*")
_NUMBER = re.compile(r"[^\w\s]*\d[\d.,:/-]*(?:%|st|nd|rd|th|s|m|bn)?")


def mark_concepts(
    articles: Mapping[str, Article],
    annotations: Iterable[Annotation],
    *,
    known: Container[str] | None = None,
) -> tuple[Annotation, ...]:
    """Return the annotations with mentions of concepts, each of the type ``Concept``.

    A concept is a plain noun phrase that fills a role beside a name and names nothing itself; no
    clause, pronoun, quantity or stretch of time is one. It is known by the noun with the words
    before it, without articles, numbers and owners: "Russia's two biggest banks" are the biggest
    banks. With ``known``, only mentions of these ids are marked. Ids of clauses stay.
    """
    return tuple(_Marker(articles[a.article], a, known).marked() for a in annotations)


@dataclass(frozen=True, slots=True)
class _Marker:
    article: Article
    annotation: Annotation
    known: Container[str] | None

    def marked(self) -> Annotation:
        named = {mention.span for mention in self.annotation.mentions}
        found: dict[Span, Mention] = {}
        clauses = []
        for clause in self.annotation.clauses:
            beside = any(argument.mention for argument in clause.arguments)
            arguments = clause.arguments
            if beside:
                arguments = tuple(self._argument(a, clause, named, found) for a in arguments)
            clauses.append(replace(clause, arguments=arguments))
        mentions = sorted((*self.annotation.mentions, *found.values()), key=_place)
        return replace(self.annotation, mentions=tuple(mentions), clauses=tuple(clauses))

    def _argument(
        self,
        argument: Argument,
        clause: Clause,
        named: Container[Span],
        found: dict[Span, Mention],
    ) -> Argument:
        """Return the argument with its concept, which is added to ``found``."""
        if argument.mention or argument.clause or argument.role in SAID:
            return argument
        span = _noun_phrase(self.article.text, argument)
        id_ = mention_id(self.article.id, span) if span else ""
        if span is None or span in named or not (self.known is None or id_ in self.known):
            return argument
        if span not in found:
            name = self._name(span, self.annotation.sentences[clause.sentence])
            why = f"{name}: a noun that fills a role"
            text = span.of(self.article.text)
            found[span] = Mention(id_, span, text, CONCEPT, "nominal", id_, name, why)
        return replace(argument, mention=id_)

    def _name(self, span: Span, sentence: Span) -> str:
        """Return the words, without the capital that only the beginning of a sentence gives."""
        words = " ".join(span.of(self.article.text).split())
        before = self.article.text[sentence.start : span.start]
        opens = not any(character.isalnum() for character in before)
        return words[0].lower() + words[1:] if opens and words[1:2].islower() else words


def _noun_phrase(text: str, argument: Argument) -> Span | None:
    """Return the noun with the words before it, or alone; None where it is no plain noun."""
    for start in (argument.phrase.start, argument.span.start):
        words = [Span(*m.span()) for m in _WORD.finditer(text, start, argument.span.end)]
        name = _without_leading([(span.of(text).casefold(), span) for span in words])
        plain = all(_PLAIN.fullmatch(word) for word, _ in name)
        if plain and len(name) <= MOST_WORDS and name and _means_something(name[-1][0]):
            return Span(name[0][1].start, name[-1][1].end)
    return None


def _without_leading(words: Sequence[tuple[str, Span]]) -> Sequence[tuple[str, Span]]:
    owners = [i for i, (word, _) in enumerate(words[:-1]) if word.endswith(OWNERS)]
    start = owners[-1] + 1 if owners else 0
    while start < len(words) and _is_leading(words[start][0]):
        start += 1
    return words[start:]


def _is_leading(word: str) -> bool:
    return word in concept_words()["leading"] or bool(_NUMBER.fullmatch(word))


def _means_something(word: str) -> bool:
    return len(word) > 1 and word not in concept_words()["empty"] and any(c.isalpha() for c in word)


def _place(mention: Mention) -> tuple[Span, str]:
    return mention.span, mention.id
