"""The door of the room: paths in, articles out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from kgraph.articles.cleaning import clean_line
from kgraph.articles.columns import Columns
from kgraph.articles.credits import agency_named
from kgraph.articles.dates import read_published
from kgraph.articles.english import find_other_language
from kgraph.articles.fields import ArticleFields, Parsed, Row
from kgraph.articles.layout import Layout, read_plain, read_titled
from kgraph.articles.markdown import read_markdown
from kgraph.articles.pages import read_page
from kgraph.articles.rows import read_json, read_json_lines
from kgraph.articles.sources import Source, find_sources, require_article_size
from kgraph.articles.tables import read_table
from kgraph.errors import KGraphError, ReadError
from kgraph.model import Article, article_id

LONGEST_TEXT = 1_000_000
"""Characters of an article; what is longer is no article but a heap of them."""


def read_articles(
    paths: Iterable[str | Path],
    *,
    fields: ArticleFields | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["raise", "skip"] = "raise",
    skipped: Callable[[KGraphError], None] | None = None,
) -> Iterator[Article]:
    """Return the articles of files and folders, in the order of the paths, each read when asked.

    A path is a file, a folder (all such files in it, to its depth, by path; left out are hidden
    ones, a README or LICENSE, and the parts that a browser saves beside a page), or ``-`` for
    standard input, which may be text, a web page or JSON lines. A file is one of these, or one of
    these packed as ``.gz``:

    * ``.txt``, ``.md`` (``.markdown``) with or without front matter, ``.html`` (``.htm``,
      ``.xhtml``): one article each;
    * ``.csv``, ``.tsv``, ``.jsonl`` (``.ndjson``), ``.json``: one article a row, line or object.

    In what column, key or entry the fields of an article stand is guessed by the names in
    ``columns.toml``; ``columns`` names it instead for tables and JSON: ``{"text": "body", "url":
    ""}``, where the empty name is for a field that none has and a dot leads into a nested object.
    ``fields`` replace those of a single article. With ``on_error="skip"`` what cannot be read is
    left out and its error given to ``skipped``. All paths are looked up before this returns. What
    is not English is not read.

    Raises:
        ReadError: a path or an article cannot be read, ``columns`` name what a file has not, or
            ``fields`` are given for several articles.
    """
    found = _look_up(paths)
    fields = fields or ArticleFields()
    if on_error == "raise":
        for error in found:
            if isinstance(error, ReadError):
                raise error
    if fields.given:
        _check(fields, found)
    report = skipped if on_error == "skip" else _raise
    return _deliver(found, fields, Columns(columns or {}), report)


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


def _too_many(what: str) -> ReadError:
    return ReadError(
        f"{what}, but title, publisher, published and url are those of a single article"
    )


def _raise(error: KGraphError) -> None:
    raise error


def _deliver(
    found: Iterable[Source | ReadError],
    fields: ArticleFields,
    columns: Columns,
    report: Callable[[KGraphError], None] | None,
) -> Iterator[Article]:
    for source in found:
        for parsed in _read_source(source, fields, columns):
            article = parsed if isinstance(parsed, ReadError) else _make(parsed, fields)
            if isinstance(article, Article):
                yield article
            elif report:
                report(article)


def _read_source(
    source: Source | ReadError, fields: ArticleFields, columns: Columns
) -> Iterable[Parsed | ReadError]:
    if isinstance(source, ReadError):
        return [source]
    if not fields.given:
        return _read(source, columns)
    read = list(_read(source, columns))
    if len(read) > 1:
        raise _too_many(f"{source.place}: {len(read)} articles")
    return read


def _read(source: Source, columns: Columns) -> Iterator[Parsed | ReadError]:
    """Yield what a source holds, an error in the place of each article that cannot be read."""
    try:
        data = source.read()
        match source.kind(data):
            case "text":
                yield Parsed(source.place, Row(text=source.decode(data)), headed=True)
            case "markdown":
                yield read_markdown(data, source)
            case "page":
                yield read_page(data, source)
            case "table":
                yield from read_table(data, source, columns)
            case "json":
                yield from read_json(data, source, columns)
            case "json_lines":
                yield from read_json_lines(data, source, columns)
    except ReadError as error:
        yield error


def _make(parsed: Parsed, fields: ArticleFields) -> Article | ReadError:
    try:
        return _make_article(parsed, fields)
    except ReadError as error:
        return error


def _make_article(parsed: Parsed, fields: ArticleFields) -> Article:
    row, place = parsed.row, parsed.place
    require_article_size(len(row.text), "characters", place)
    layout = read_plain(row.text) if parsed.headed else read_titled(row.text, clean_line(row.title))
    title = clean_line(fields.title or "") or layout.title
    _check_text(layout, title, row.language, place)
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
        agency=layout.agency or agency_named(publisher),
    )


def _check_text(layout: Layout, title: str, language: str, place: str) -> None:
    """Raise a ReadError if there is no text, too much of it, or none that is English."""
    if not layout.text:
        raise ReadError(f"{place}: the article has no text; give one, a headline is not enough")
    if len(layout.text) > LONGEST_TEXT:
        raise ReadError(
            f"{place}: the text has {len(layout.text):,} characters, more than {LONGEST_TEXT:,}; "
            "part it into articles"
        )
    stated = clean_line(language)
    if stated and not stated.casefold().startswith("en"):
        raise ReadError(f"{place}: the language is {stated[:40]!r}, not English; leave it out")
    if other := find_other_language(f"{title}\n{layout.text}"):
        raise ReadError(f"{place}: the text is not English (it looks like {other!r}); leave it out")
