"""The door of the room: paths in, articles out."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

from kgraph.articles.cleaning import clean_line
from kgraph.articles.dates import read_published
from kgraph.articles.english import find_other_language
from kgraph.articles.fields import ArticleFields
from kgraph.articles.layout import Layout, read_plain, read_titled
from kgraph.articles.rows import Row, parse_row
from kgraph.articles.sources import Source, decode, find_sources, split_lines
from kgraph.errors import KGraphError, ReadError
from kgraph.model import Article, article_id

LONGEST_TEXT = 1_000_000
"""Characters of an article; what is longer is no article but a heap of them."""


def read_articles(
    paths: Iterable[str | Path],
    *,
    fields: ArticleFields | None = None,
    on_error: Literal["raise", "skip"] = "raise",
    skipped: Callable[[KGraphError], None] | None = None,
) -> Iterator[Article]:
    """Return the articles of files and folders, in the order of the paths, each read when asked.

    A path is a ``.txt`` file (one article), a ``.jsonl`` file (one JSON object a line, with the
    fields text, title, url, publisher, published and id; others are ignored), a folder (all
    such files in it, to its depth, by path; hidden ones left out), or ``-`` for standard input.
    ``fields`` replace those of a single article. With ``on_error="skip"`` what cannot be read is
    left out and its error given to ``skipped``. All paths are looked up before this returns.

    Raises:
        ReadError: a path or an article cannot be read, or ``fields`` are given for several.
    """
    found = _look_up(paths)
    fields = fields or ArticleFields()
    if on_error == "raise":
        for error in found:
            if isinstance(error, ReadError):
                raise error
    if fields.given:
        _check(fields, found)
    return _deliver(found, fields, skipped if on_error == "skip" else _raise)


def _look_up(paths: Iterable[str | Path]) -> list[Source | ReadError]:
    found: list[Source | ReadError] = []
    for path in paths:
        try:
            found += find_sources(path)
        except ReadError as error:
            found.append(error)
    return found


def _check(fields: ArticleFields, found: list[Source | ReadError]) -> None:
    if len(found) > 1:
        raise _too_many(f"{len(found)} files")
    read_published(fields.published or "", "the given field")


def _raise(error: KGraphError) -> None:
    raise error


def _deliver(
    found: Iterable[Source | ReadError],
    fields: ArticleFields,
    skipped: Callable[[KGraphError], None] | None,
) -> Iterator[Article]:
    for source in found:
        read = [source] if isinstance(source, ReadError) else _read(source, fields)
        for article in read:
            if isinstance(article, Article):
                yield article
            elif skipped:
                skipped(article)


def _read(source: Source, fields: ArticleFields) -> Iterator[Article | ReadError]:
    """Yield the articles of a source, an error in the place of each that cannot be read."""
    try:
        data = source.read()
        if source.kind(data) == "text":
            yield _read_text(decode(data, source.place), source.place, fields)
            return
    except ReadError as error:
        yield error
        return
    lines = split_lines(data)
    if fields.given and len(lines) > 1:
        raise _too_many(f"{source.place}: {len(lines)} articles")
    for number, line in lines:
        try:
            yield _read_row(line, source.place, number, fields)
        except ReadError as error:
            yield error


def _too_many(what: str) -> ReadError:
    return ReadError(
        f"{what}, but title, publisher, published and url are those of a single article"
    )


def _read_text(text: str, place: str, fields: ArticleFields) -> Article:
    layout = read_plain(text)
    return _make(layout, Row(text=layout.text), place, fields)


def _read_row(line: bytes, file: str, number: int, fields: ArticleFields) -> Article:
    place = f"{file}:{number}"
    row = parse_row(decode(line, file, number), place)
    return _make(read_titled(row.text, clean_line(row.title)), row, place, fields)


def _make(layout: Layout, row: Row, place: str, fields: ArticleFields) -> Article:
    title = clean_line(fields.title or "") or layout.title
    if not layout.text:
        raise ReadError(f"{place}: the article has no text; give one, a headline is not enough")
    if len(layout.text) > LONGEST_TEXT:
        raise ReadError(
            f"{place}: the text has {len(layout.text):,} characters, more than {LONGEST_TEXT:,}; "
            "part it into articles"
        )
    if language := find_other_language(f"{title}\n{layout.text}"):
        raise ReadError(
            f"{place}: the text is not English (it looks like {language!r}); leave it out"
        )
    url = clean_line(fields.url or row.url)
    publisher = clean_line(fields.publisher or row.publisher) or layout.publisher
    published = read_published(fields.published or row.published, place) or layout.published
    key = url or clean_line(row.id)
    return Article(
        id=article_id(
            key=key, title=title, publisher=publisher, published=published, text=layout.text
        ),
        text=layout.text,
        title=title,
        url=url,
        publisher=publisher,
        published=published,
        place=layout.place,
    )
