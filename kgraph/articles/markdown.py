"""Articles in Markdown, with the front matter that note-takers and site generators write."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from html import unescape

import yaml  # type: ignore[import-untyped]
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kgraph.articles.columns import Columns, flatten
from kgraph.articles.fields import Parsed
from kgraph.articles.sources import Source, require_article_size
from kgraph.errors import ReadError

# Bytes; little but words is in a Markdown file, and its marks take time to read.
_LONGEST = 4_000_000

# Each pattern is bounded: openings that nothing closes would be searched to the end of the file.
_FRONT = re.compile(
    r"(?P<mark>---|\+\+\+)[ \t]*\n(?P<front>.{0,100000}?)^(?P=mark)[ \t]*(?:\n|\Z)", re.S | re.M
)
# Marks of note-takers and site generators that are not in CommonMark.
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\s]{1,99}\]:[ \t]*", re.M)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]{1,99}\]")
_WIKI_IMAGE = re.compile(r"!\[\[[^\]\n]{0,200}\]\]")
_WIKI_LINK = re.compile(r"\[\[(?:[^\]|\n]{0,200}\|)?([^\]|\n]{1,200})\]\]")
_SHORTCODE = re.compile(r"\{\{[<%].{0,500}?[>%]\}\}|\{%.{0,500}?%\}", re.S)
_TAG = re.compile(
    r"<!--.{0,5000}?-->|<(script|style)\b.{0,5000}?</\1\s*>|</?[a-z][^<>]{0,2000}>", re.S | re.I
)
_BLOCK_TAG = re.compile(r"</?(?:blockquote|br|div|h[1-6]|li|p|td|th|tr)\b[^<>]{0,2000}>", re.I)
# What stands for no value, and "published: true" of Jekyll, which is no day.
_NO_VALUES = frozenset({"", "~", "null", "true", "false"})

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read_markdown(data: bytes, source: Source) -> Parsed:
    """Return the article of a Markdown file: its words without marks, and its front matter.

    Front matter stands first, as YAML between lines of ``---`` or as TOML between lines of
    ``+++``. Without a title there, a first heading of the first level is the title. The words of
    headings, links, lists, quotes, code, tables and footnotes stay, and so do those that describe
    an image; addresses, HTML tags and numbers of a list go.

    Raises:
        ReadError: the front matter cannot be read.
    """
    require_article_size(len(data), "bytes", source.place, _LONGEST)
    text = source.decode(data).replace("\r\n", "\n")
    front, text = _split_front(text, source.place)
    row = Columns({}).pick(front | {"text": ""}, source.place)
    blocks = list(_blocks(_MARKDOWN.parse(_without_extensions(text))))
    heading = next((words for tag, words in blocks[:1] if tag == "h1"), "")
    body = "\n\n".join(words for _, words in blocks)
    row = replace(row, text=body, title=row.title or heading)
    return Parsed(source.place, row, headed=not row.title)


def _split_front(text: str, place: str) -> tuple[dict[str, object], str]:
    """Return the entries of the front matter by path, those without a value left out, and the rest.

    Lines between two rulers that are no entries are text.
    """
    match = _FRONT.match(text)
    if not match:
        return {}, text
    # A line in the place of the mark, so that errors count lines as the file has them.
    written = "\n" + match["front"]
    front = _read_toml(written, place) if match["mark"] == "+++" else _read_yaml(written, place)
    if not isinstance(front, Mapping):
        return {}, text
    said = {name: _plain_value(value) for name, value in flatten(front).items()}
    return {name: value for name, value in said.items() if value is not None}, text[match.end() :]


def _read_yaml(text: str, place: str) -> object:
    try:
        # Every scalar as it is written: a date that YAML reads may move to another day.
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes strings, lists, dicts
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        reason = f"{error.problem}; put quotes around a value that holds a colon"
        raise ReadError(f"{place}:{line}: front matter is no YAML: {reason}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ReadError(
            f"{place}:1: front matter is no YAML; give key: value on each line"
        ) from error


def _read_toml(text: str, place: str) -> object:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ReadError(f"{place}: front matter is no TOML: {error}; mend it") from error


def _plain_value(value: object) -> object:
    if isinstance(value, bool) or (isinstance(value, str) and value.casefold() in _NO_VALUES):
        return None
    return str(value) if isinstance(value, date) else value


def _without_extensions(text: str) -> str:
    text = _FOOTNOTE_MARK.sub("", _FOOTNOTE.sub("\n", text))
    return _SHORTCODE.sub("", _WIKI_LINK.sub(r"\1", _WIKI_IMAGE.sub("", text)))


def _blocks(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """Yield tag and words of each block in order; a row of a table is one."""
    tag = ""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield "tr", " ".join(row or [])
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_words(token.children or []))
        elif token.type == "inline":
            yield tag, _words(token.children or [])
        elif token.type in ("fence", "code_block"):
            yield "code", token.content
        elif token.type == "html_block":
            yield "html", unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", token.content)))
        tag = token.tag if token.type.endswith("_open") else ""


def _words(tokens: Iterable[Token]) -> str:
    return "".join(map(_token_words, tokens))


def _token_words(token: Token) -> str:
    if token.type == "image":
        return _words(token.children or [])
    if token.type == "html_inline":
        return "\n" if _BLOCK_TAG.fullmatch(token.content) else ""
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
