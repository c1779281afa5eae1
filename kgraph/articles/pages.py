"""Articles out of web pages, as they are saved from a browser or fetched by a program."""

import json
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from kgraph.articles.cleaning import clean_line
from kgraph.articles.dates import find_published
from kgraph.articles.fields import Parsed, Row
from kgraph.articles.sources import Source, require_article_size
from kgraph.errors import ReadError

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_DATA = tomllib.loads(files("kgraph.articles").joinpath("metadata.toml").read_text("utf-8"))
_TYPES = frozenset(_DATA["types"])
_PROPERTIES: tuple[str, ...] = tuple(_DATA["properties"])
_CLASSES = frozenset(_DATA["classes"])

_HEAD = 4096
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.I
)
# Encodings that pages of the wild declare. Browsers read the first three as the last one.
_LATIN = frozenset({"ascii", "us-ascii", "latin1", "iso-8859-1", "windows-1252", "cp1252"})
_OTHERS = re.compile(r"(?:windows-125\d|iso-8859-\d{1,2}|koi8-[ru]|gbk|gb2312|gb18030|big5)")
_WEB = ("http://", "https://")
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)"
)
# Pictures inside the page: the parser ends a page at an attribute of more than 10 MB.
_EMBEDDED = re.compile(r"data:[\w.+-]+/[\w.+-]+(?:;[\w=-]+)*;base64,[\w+/=%-]*")
# A form that is none: htmldate then leaves the date alone, which it would guess from addresses,
# pictures and copyright lines.
_NO_DATE = {"outputformat": ""}
# A heading of the page is its title; more of them are headings inside the text.
_ONLY_HEADING = "//h1[count(//h1)=1]"
_LAYOUT_TABLES = "//table[.//td//p or .//td//table or .//td//br]"
_BLOCKS = frozenset({"p", "head", "item", "quote", "list", "row", "table", "code", "div"})
_AFTER = dict.fromkeys(_BLOCKS, "\n\n") | {"lb": "\n", "cell": " "}


def read_page(data: bytes, source: Source) -> Parsed:
    """Return the article of a web page: its text, and what the page itself states of it.

    The text is what trafilatura finds to be the article, without navigation, comments and related
    links. The day of publication is one that the page's own markup states as such, as it is
    written there; else it is unknown here.

    Raises:
        ReadError: the page is in an encoding that it does not state, or holds no article.
    """
    page = _EMBEDDED.sub("data:", _decode(data, source))
    require_article_size(len(page), "characters", source.place)
    # Imported when asked for: it takes half a second.
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document

    tree = load_html(page)
    if tree is None:
        raise ReadError(f"{source.place}: no web page; give one with <html> and <body>")
    published = _find_published(tree)
    _open_layout_tables(tree)
    document = bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_NO_DATE,
        prune_xpath=_ONLY_HEADING,
    )
    if not isinstance(document, Document):
        document = Document()
    saved_from = _SAVED_FROM.search(page[:_HEAD])
    addresses = (document.url, saved_from[1] if saved_from else None)
    row = Row(
        text=_text_of(document.body),
        title=clean_line(document.title or ""),
        url=next((url for url in addresses if url and url.startswith(_WEB)), ""),
        publisher=document.sitename or "",
        published=published,
    )
    return Parsed(source.place, row, headed=not row.title)


def _decode(data: bytes, source: Source) -> str:
    """Return the page as text: in UTF-8, or in the encoding that it states if it is in that."""
    try:
        return source.decode(data)
    except ReadError:
        text = _decode_as_stated(data)
        if text is None:
            raise
        return text


def _decode_as_stated(data: bytes) -> str | None:
    stated = _CHARSET.search(data[:_HEAD])
    name = stated[1].decode().lower() if stated else ""
    encoding = "cp1252" if name in _LATIN else name
    if b"\0" in data or not (encoding == "cp1252" or _OTHERS.fullmatch(encoding)):
        return None
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _open_layout_tables(tree: "HtmlElement") -> None:
    """Turn tables that hold paragraphs, so are there for the layout alone, into blocks."""
    for table in tree.xpath(_LAYOUT_TABLES):
        for element in (table, *table.iter("tbody", "tr", "td", "th")):
            element.tag = "div"


def _text_of(body: "HtmlElement | None") -> str:
    """Return the words of the text; a blank line parts blocks, a line break stays one."""
    if body is None:
        return ""
    for element in body.iter():
        if element.tag in _BLOCKS:
            element.text = f"\n\n{element.text or ''}"
        if part := _AFTER.get(element.tag):
            element.tail = f"{part}{element.tail or ''}"
    return "".join(body.itertext())


def _find_published(tree: "HtmlElement") -> str:
    """Return the first day that the page states as that of its publication, empty if none."""
    found = (find_published(text) for text in _published_texts(tree))
    return next((str(day) for day in found if day), "")


def _published_texts(tree: "HtmlElement") -> Iterator[str]:
    """Yield what the page writes where a day of publication belongs, the most telling first."""
    nodes = list(_linked_data(tree))
    for page in (False, True):
        for types, node in nodes:
            if not types.isdisjoint(_TYPES) and (types == {"webpage"}) == page:
                yield str(node.get("datePublished") or "")
    said: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            said.setdefault(meta.get(attribute, "").strip().lower(), meta.get("content"))
    yield from (said[name] for name in _PROPERTIES if name in said)
    marked = dict.fromkeys(_marked_texts(tree))
    # Of several days some belong to other articles that the page lists.
    if len({find_published(text) for text in marked}) == 1:
        yield from marked


def _marked_texts(tree: "HtmlElement") -> Iterator[str]:
    for element in tree.iter("time", "abbr", "span"):
        classes = element.get("class", "").split()
        if element.get("itemprop") == "datePublished" or not _CLASSES.isdisjoint(classes):
            yield element.get("datetime") or element.get("title") or element.text_content()


def _linked_data(tree: "HtmlElement") -> Iterator[tuple[set[str], dict[str, object]]]:
    """Yield types and entries of each thing that the page's JSON-LD describes at its top."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for outer in data if isinstance(data, list) else [data]:
            graph = outer.get("@graph") if isinstance(outer, dict) else None
            for node in graph if isinstance(graph, list) else [outer]:
                if isinstance(node, dict):
                    types = node.get("@type")
                    names = types if isinstance(types, list) else [types]
                    yield {str(name).lower() for name in names}, node
