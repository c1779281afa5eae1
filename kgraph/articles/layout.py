"""The layout of an article in plain text: what is headline, what is text, what is neither."""

import re
from dataclasses import dataclass, replace

from kgraph.articles.boilerplate import MARKS, is_boilerplate
from kgraph.articles.cleaning import split_blocks
from kgraph.articles.credits import credited_agencies, dateline_agencies, join_agencies
from kgraph.articles.datelines import cut_dateline
from kgraph.articles.dates import read_date_line
from kgraph.articles.phrases import FURNITURE, NAME_PARTICLES, PUBLISHER
from kgraph.model import PartialDate

_HEADLINE_LETTERS, _HEADLINE_WORDS = 200, 30
# How far below the headline a byline, a date or a button may stand, and how far a dateline.
_HEADER_BLOCKS, _DATELINE_BLOCKS = 6, 4

_SENTENCE_END = re.compile(r"""(?:(?<!\.)\.["\u201d\u2019')\]]*|[:;,])$""")
_ABBREVIATION_END = re.compile(r"(?:\b[^\W\d_]\.)+$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|Bros|vs)\.$")
_PUBLISHER_LINE = re.compile(rf"(?ai:{'|'.join(PUBLISHER)}): (?P<name>\w[^:]{{1,60}}(?<!\.))")
_NAME_WORD = r"[^\W\d_a-z][\w.'\u2019-]*"
_NAME = rf"{_NAME_WORD}(?: (?:{_NAME_WORD}|{'|'.join(NAME_PARTICLES)})){{1,5}}"
_BYLINE = re.compile(
    rf"(?:By|BY|by|Text by|Words by) {_NAME}(?:(?:, | and | & )(?:{_NAME}|{_NAME_WORD}))*"
    r"(?:(?: in |, | \| | for ).{1,60})?"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of an article; what the text does not say is empty."""

    text: str
    title: str = ""
    publisher: str = ""
    published: PartialDate | None = None
    place: str = ""
    agency: str = ""


def read_plain(text: str) -> Layout:
    """Return the parts of a plain text file.

    Boilerplate goes wherever it stands, site furniture before the headline. The headline is the
    first block if it is short and does not end like a sentence; there is none if a paragraph comes
    first. Below it bylines, furniture, dates and "Publisher: ..." lines go, and all else is text,
    the deck line a block of its own. What is cut is still read for the agency.
    """
    lines = split_blocks(text)
    return _credited(_read_headed(_text_blocks(lines)), lines)


def _read_headed(blocks: list[str]) -> Layout:
    leading = next((i for i, block in enumerate(blocks) if not _read_edge(block)), len(blocks))
    blocks, edge = _cut_edges(blocks, leading)
    if len(blocks) < 2 or not _is_headline(blocks[0]):
        return _read_body(blocks, "", edge)
    title, *body = blocks
    body = [block for i, block in enumerate(body) if i >= _HEADER_BLOCKS or not _is_byline(block)]
    body, below = _cut_edges(body, _HEADER_BLOCKS)
    return _read_body(body, title, edge.over(below))


def read_titled(text: str, title: str) -> Layout:
    """Return the parts of a text whose headline, if it has one, is known.

    What stands before the text goes: furniture, dates, the headline once more, a byline, a
    dateline.
    """
    lines = split_blocks(text)
    blocks = _text_blocks(lines)
    first = next((i for i, block in enumerate(blocks) if not _is_header(block, title)), 0)
    _, edge = _cut_edges(blocks, first)
    return _credited(_read_body(blocks[first:], title, edge), lines)


def _text_blocks(lines: list[str]) -> list[str]:
    return [line for line in lines if not is_boilerplate(line)]


def _credited(layout: Layout, lines: list[str]) -> Layout:
    """Return the layout with the agencies of its dateline and of all lines of the file."""
    agencies = dateline_agencies(layout.agency) | credited_agencies(lines)
    return replace(layout, agency=join_agencies(agencies))


def _is_header(block: str, title: str) -> bool:
    return block == title or _is_byline(block) or _read_edge(block) is not None


@dataclass(frozen=True, slots=True)
class _Edge:
    """What a line outside the text says, nothing where it is furniture."""

    publisher: str = ""
    published: PartialDate | None = None

    def over(self, other: "_Edge") -> "_Edge":
        return _Edge(self.publisher or other.publisher, self.published or other.published)


def _read_edge(block: str) -> _Edge | None:
    """Return what a line says that is furniture, a date or a publisher; None for any other."""
    if match := _PUBLISHER_LINE.fullmatch(block):
        return _Edge(publisher=match["name"])
    dated, day = read_date_line(block)
    if dated:
        return _Edge(published=day)
    return _Edge() if block.strip(MARKS).casefold() in FURNITURE else None


def _cut_edges(blocks: list[str], count: int) -> tuple[list[str], _Edge]:
    """Return the blocks less such lines among the first ``count``, and what those say."""
    kept: list[str] = []
    said = _Edge()
    for block in blocks[:count]:
        edge = _read_edge(block)
        if edge is None:
            kept.append(block)
        else:
            said = said.over(edge)
    return kept + blocks[count:], said


def _read_body(blocks: list[str], title: str, edge: _Edge) -> Layout:
    for i, block in enumerate(blocks[:_DATELINE_BLOCKS]):
        if line := cut_dateline(block):
            blocks = [*blocks[:i], *([line.rest] if line.rest else []), *blocks[i + 1 :]]
            said = edge.over(_Edge(line.agency, line.day))
            text = "\n\n".join(blocks)
            return Layout(text, title, said.publisher, said.published, line.place, line.agency)
    return Layout("\n\n".join(blocks), title, edge.publisher, edge.published)


def _is_headline(block: str) -> bool:
    if len(block) > _HEADLINE_LETTERS or len(block.split()) > _HEADLINE_WORDS:
        return False
    if cut_dateline(block):
        return False
    return not _SENTENCE_END.search(block) or bool(_ABBREVIATION_END.search(block))


def _is_byline(block: str) -> bool:
    return bool(_BYLINE.fullmatch(block)) and not _SENTENCE_END.search(block)
