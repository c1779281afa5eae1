"""Articles with ready-made annotations, by hand and by hypothesis, and the graph of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph, fold_record, graph_of, open_graph
from kgraph.model import (
    Annotation,
    Argument,
    Article,
    Attribution,
    Clause,
    Mention,
    Modality,
    PartialDate,
    Polarity,
    Profile,
    Span,
    article_id,
    clause_id,
    content_id,
    mention_id,
    month_span,
)
from kgraph.ontology import load_ontology
from kgraph.record import Record

PIPELINE = "hand-made"

Annotated = tuple[Article, Annotation]


def make_article(
    text: str,
    *,
    title: str = "News",
    published: str = "2019-03-05",
    url: str = "",
    agency: str = "",
) -> Article:
    """Return an article of one publisher; ``published``, ``url`` and ``agency`` may be empty."""
    day = PartialDate.parse(published) if published else None
    id_ = article_id(key=url, title=title, publisher="TASS", published=day, text=text)
    return Article(id_, text, title=title, url=url, publisher="TASS", published=day, agency=agency)


def find_span(article: Article, words: str, *, nth: int = 0) -> Span:
    """Return where ``words`` stand in the article, the first time or ``nth`` times later."""
    start = [m.start() for m in re.finditer(re.escape(words), article.text)][nth]
    return Span(start, start + len(words))


def make_mention(article: Article, words: str, type_: str, *, nth: int = 0) -> Mention:
    """Return a mention by name, in a cluster of its own; ``refer`` makes it another's."""
    span = find_span(article, words, nth=nth)
    id_ = mention_id(article.id, span)
    return Mention(id_, span, words, type_, "name", cluster=id_, name=words)


def refer(mention: Mention, first: Mention) -> Mention:
    """Return ``mention`` as a pronoun for what ``first`` names."""
    return replace(mention, kind="pronoun", name="", cluster=first.cluster, type=first.type)


def make_clause(article: Article, trigger: str, **ends: Mention | Span) -> Clause:
    """Return an affirmed, actual clause; ``ends`` are what fills each role."""
    arguments = tuple(_argument(role, end) for role, end in ends.items())
    span = find_span(article, trigger)
    return Clause(
        id=clause_id(article.id, span, arguments),
        sentence=[s.covers(span) for s in sentences(article)].index(True),
        trigger=span,
        lemma=trigger,
        phrase=trigger,
        arguments=arguments,
        rule="verb",
    )


def _argument(role: str, end: Mention | Span) -> Argument:
    if isinstance(end, Span):
        return Argument(role, end, end)
    return Argument(role, end.span, end.span, mention=end.id)


def sentences(article: Article) -> tuple[Span, ...]:
    """Return the lines of the article."""
    return tuple(Span(*m.span()) for m in re.finditer(r"[^\n]+", article.text))


def make_annotation(
    article: Article, mentions: Sequence[Mention], clauses: Sequence[Clause]
) -> Annotation:
    """Return an annotation with a sentence a line."""
    return Annotation(
        article.id,
        PIPELINE,
        sentences(article),
        tuple(sorted(mentions, key=lambda m: m.span)),
        tuple(sorted(clauses, key=lambda c: c.trigger)),
    )


def save_record(path: Path, annotated: Sequence[Annotated]) -> KnowledgeGraph:
    """Write a record with its fold to ``path``, in the order given; return its graph."""
    with Record.create_or_open(path) as record:
        for article, annotation in annotated:
            record.add(article, annotation)
        fold_record(record, load_ontology())
    return open_graph(path)


def make_graph(*annotated: Annotated) -> KnowledgeGraph:
    """Return the graph of articles with their annotations."""
    record = Record.in_memory()
    for article, annotation in annotated:
        record.add(article, annotation)
    fold_record(record, load_ontology())
    return graph_of(record)


def make_profile(type_: str, name: str, *, mentions: int = 1) -> Profile:
    """Return a profile seen in one article under its own name only."""
    id_ = content_id("profile", type_, name)
    return Profile(id_, type_, name, forms=((name, mentions),), articles=1)


NAMES = (
    ("Person", "Vladimir Putin"),
    ("Person", "V. Putin"),
    ("Person", "Viktor Putin"),
    ("Person", "Putin"),
    ("Person", "PUTIN"),
    ("Person", "Anna Maria Weber"),
    ("Person", "Anna Weber"),
    ("Person", "A.M. Weber"),
    ("Person", "John Weber Jr."),
    ("Person", "John Weber"),
    ("Person", "Ursula von der Leyen"),
    ("Person", "von der Leyen"),
    ("Person", "Leyen"),
    ("Organization", "European Central Bank"),
    ("Organization", "Eastern Commerce Board"),
    ("Organization", "the European Central Bank"),
    ("Organization", "ECB"),
    ("Organization", "E.C.B. Ltd"),
    ("Organization", "ECB Group"),
    ("Organization", "Merck KGaA"),
    ("Organization", "Merck & Co., Inc."),
    ("Organization", "Merck"),
    ("Organization", "Merck Group"),
    ("Government", "Merck"),
    ("Government", "US government"),
    ("Government", "U.S. Government"),
    ("Country", "Germany"),
    ("Place", "Germany"),
    ("Product", "'); DROP TABLE article; --"),
    ("Product", "<script>alert(1)</script>"),
    ("Product", "__proto__"),
    ("Person", "..."),
    ("Organization", "\u202ethe"),
)
"""Names with their types: alike, at odds with each other, ambiguous, and hostile."""


def profiles() -> st.SearchStrategy[list[Profile]]:
    """Return lists of profiles with unique ids, in any order."""
    known = st.sampled_from(NAMES)
    strange = st.tuples(
        st.sampled_from(["Person", "Organization", "Product"]),
        st.text(min_size=1, max_size=12).filter(str.strip),
    )
    made = st.builds(
        lambda n, mentions: make_profile(*n, mentions=mentions), known | strange, st.integers(1, 3)
    )
    return st.lists(made, unique_by=lambda p: p.id, max_size=len(NAMES))


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence: a subject, a verb, an object, and how it is meant.

    ``born`` is the year of birth that is told of a subject that is a person, 0 where none is.
    """

    subject: tuple[str, str]
    verb: str
    object: tuple[str, str] | None
    polarity: Polarity
    modality: Modality
    said_by: tuple[str, str] | None
    dated: bool
    born: int = 0


def facts(names: Sequence[tuple[str, str]] = NAMES) -> st.SearchStrategy[Fact]:
    """Return facts about these names; an end may name nothing."""
    return st.builds(
        Fact,
        subject=st.sampled_from(names),
        verb=st.sampled_from(["ban", "meet", "own", "visit", "praise"]),
        object=st.none() | st.sampled_from(names),
        polarity=st.sampled_from(["affirmed", "denied"]),
        modality=st.sampled_from(["actual", "planned"]),
        said_by=st.none() | st.sampled_from(names),
        dated=st.booleans(),
        born=st.sampled_from([0, 0, 1931, 1985]),
    )


def annotated_articles() -> st.SearchStrategy[list[Annotated]]:
    """Return lists of different articles that tell facts."""
    told = st.builds(
        tell,
        st.lists(facts(), min_size=1, max_size=4),
        title=st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        published=st.sampled_from(["", "2019", "2019-03-05", "--03-05", "2021-12-31"]),
    )
    return st.lists(told, min_size=1, max_size=4, unique_by=lambda a: a[0].id)


def tell(
    told: Sequence[Fact],
    *,
    title: str = "News",
    published: str = "",
    url: str = "",
    agency: str = "",
) -> Annotated:
    """Return an article that tells the facts, a line each, with its annotation."""
    lines = [_Line.of(number, fact) for number, fact in enumerate(told)]
    text = "\n".join(line.text for line in lines)
    article = make_article(text, title=title, published=published, url=url, agency=agency)
    mentions: list[Mention] = []
    clauses: list[Clause] = []
    for fact, line in zip(told, lines, strict=True):
        offset = sentences(article)[line.number].start
        own = {role: _mention(article, span, offset, type_) for role, type_, span in line.names}
        mentions += own.values()
        clauses.append(_clause(article, fact, offset + line.verb, own))
    return article, make_annotation(article, mentions, clauses)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    verb: int
    names: tuple[tuple[str, str, Span], ...]

    @classmethod
    def of(cls, number: int, fact: Fact) -> "_Line":
        text, verb, names = f"{number} ", 0, []
        ends = (("subject", fact.subject), ("object", fact.object), ("said_by", fact.said_by))
        for role, end in ends:
            if role == "object":
                verb = len(text)
                text += f"{fact.verb} "
            type_, name = end or ("", "nobody")
            if end:
                names.append((role, type_, Span(len(text), len(text) + len(name))))
            text += f"{name} "
            if role == "subject" and type_ == "Person" and fact.born:
                text += f"({fact.born}) "
        return cls(number, f"{text}says.", verb, tuple(names))


def _mention(article: Article, span: Span, offset: int, type_: str) -> Mention:
    place = Span(span.start + offset, span.end + offset)
    id_, words = mention_id(article.id, place), place.of(article.text)
    return Mention(id_, place, words, type_, "name", cluster=id_, name=words)


def _clause(article: Article, fact: Fact, verb: int, own: dict[str, Mention]) -> Clause:
    trigger = Span(verb, verb + len(fact.verb))
    nobody = Span(trigger.end + 1, trigger.end + 1 + len("nobody"))
    arguments = (
        _argument("subject", own["subject"]),
        _argument("object", own.get("object", nobody)),
    )
    speaker = own.get("said_by")
    return Clause(
        id=clause_id(article.id, trigger, arguments),
        sentence=[s.covers(trigger) for s in sentences(article)].index(True),
        trigger=trigger,
        lemma=fact.verb,
        phrase=fact.verb,
        arguments=arguments,
        rule="verb",
        polarity=fact.polarity,
        modality=fact.modality,
        attribution=(Attribution(speaker.id, speaker.text, trigger, "reported"),)
        if speaker
        else (),
        time=month_span("in May", 2018, 5) if fact.dated else None,
    )
