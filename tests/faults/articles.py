"""Article files of known names and verbs, and an annotator by hand in place of language."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from pydantic import TypeAdapter

from kgraph.articles import read_articles
from kgraph.model import (
    Annotation,
    Argument,
    Article,
    Clause,
    Mention,
    Span,
    clause_id,
    content_id,
    mention_id,
)
from tests.builders import NAMES, PIPELINE, make_annotation, sentences

VERBS = ("ban", "meet", "own", "visit", "praise")
TYPES = {name: type_ for type_, name in reversed(NAMES) if name != "..."}
_NAME = re.compile("|".join(re.escape(name) for name in sorted(TYPES, key=len, reverse=True)))
_VERB = re.compile(rf"\b({'|'.join(VERBS)})\b")


def write_articles(path: Path, numbers: Iterable[int], *, version: int = 1) -> None:
    """Write the articles of these numbers to a file of JSON lines, always the same."""
    path.write_text("".join(f"{json.dumps(_article(n, version))}\n" for n in numbers))


def _article(number: int, version: int) -> dict[str, str]:
    random = Random(f"{number} {version}")  # noqa: S311 - the same articles every time
    names = sorted(TYPES)
    lines = [
        f"The report says that {random.choice(names)} {random.choice(VERBS)} "
        f"{random.choice(names)} and that the people of the city know it."
        for _ in range(4)
    ]
    return {
        "title": f"Report {number} in version {version}",
        "text": "\n\n".join(lines),
        "url": f"https://example.org/{number}",
        "published": f"2019-03-{version:02}",
        "publisher": "TASS",
    }


def read_all(path: Path) -> list[Article]:
    """Return the articles of a file that ``write_articles`` wrote."""
    return list(read_articles([path]))


def annotate_by_hand(articles: Iterable[Article], **_: object) -> Iterator[Annotation]:
    """Yield annotations as ``kgraph.language.annotate`` does."""
    return map(annotation_of, articles)


def annotation_of(article: Article) -> Annotation:
    """Return the names of ``NAMES`` in an article, and a clause where a verb joins two."""
    mentions: list[Mention] = []
    clauses: list[Clause] = []
    for number, sentence in enumerate(sentences(article)):
        words = sentence.of(article.text)
        found = [_mention(article, match, sentence.start) for match in _NAME.finditer(words)]
        mentions += found
        verb = _VERB.search(words)
        if verb and len(found) > 1:
            clauses.append(_clause(article, number, verb, sentence.start, found))
    return make_annotation(article, mentions, clauses)


def _mention(article: Article, match: re.Match[str], offset: int) -> Mention:
    span = Span(match.start() + offset, match.end() + offset)
    id_ = mention_id(article.id, span)
    return Mention(id_, span, match[0], TYPES[match[0]], "name", cluster=id_, name=match[0])


def _clause(
    article: Article, number: int, verb: re.Match[str], offset: int, found: list[Mention]
) -> Clause:
    trigger = Span(verb.start() + offset, verb.end() + offset)
    ends = zip(("subject", "object"), found[:2], strict=True)
    arguments = tuple(Argument(role, m.span, m.span, mention=m.id) for role, m in ends)
    return Clause(
        id=clause_id(article.id, trigger, arguments),
        sentence=number,
        trigger=trigger,
        lemma=verb[0],
        phrase=verb[0],
        arguments=arguments,
        rule="verb",
    )


LAYOUT_2 = """
PRAGMA application_id = 1801940599;
PRAGMA user_version = 2;
CREATE TABLE article (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL
) STRICT;
CREATE TABLE annotation (
    article INTEGER PRIMARY KEY REFERENCES article (key), pipeline TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE TABLE fold (
    kind TEXT NOT NULL, place INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE fold_stamp (
    key INTEGER PRIMARY KEY CHECK (key = 1), fingerprint TEXT NOT NULL, ontology TEXT NOT NULL,
    concepts INTEGER NOT NULL CHECK (concepts IN (0, 1))
) STRICT;
"""
"""The layout that kgraph wrote before it kept judgements: values as JSON, and no log beside it."""


def write_layout_2(path: Path, annotated: Iterable[tuple[Article, Annotation]]) -> None:
    """Write a record of the older layout as the kgraph of that time did."""
    article, annotation = TypeAdapter(Article), TypeAdapter(Annotation)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(LAYOUT_2)
        for key, (value, found) in enumerate(annotated, 1):
            body = article.dump_json(value).decode()
            connection.execute("INSERT INTO article VALUES (?, ?, ?)", (key, value.id, body))
            body = annotation.dump_json(found).decode()
            connection.execute("INSERT INTO annotation VALUES (?, ?, ?)", (key, PIPELINE, body))
        stamp = content_id("fold", "of that time")
        connection.execute("INSERT INTO fold_stamp VALUES (1, ?, '', 0)", (stamp,))
