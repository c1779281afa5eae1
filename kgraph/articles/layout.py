"""The layout of an article in plain text: what is headline, what is text, what is neither."""

import re
from dataclasses import dataclass

from kgraph.articles.cleaning import split_blocks
from kgraph.articles.datelines import cut_dateline
from kgraph.articles.dates import read_date_line
from kgraph.articles.phrases import FURNITURE, NAME_PARTICLES
from kgraph.model import PartialDate

_HEADLINE_LETTERS, _HEADLINE_WORDS = 200, 30
# How far below the headline a byline, a date or a button may stand, and how far a dateline.
_HEADER_BLOCKS, _DATELINE_BLOCKS = 6, 4

_SENTENCE_END = re.compile(r"""(?:(?<!\.)\.["\u201d\u2019')\]]*|[:;,])$""")
_ABBREVIATION_END = re.compile(r"(?:\b[^\W\d_]\.)+$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|Bros|vs)\.$")
_NAME_WORD = r"[^\W\d_a-z][\w.'\u2019-]*"
_NAME = rf"{_NAME_WORD}(?: (?:{_NAME_WORD}|{'|'.join(NAME_PARTICLES)})){{1,5}}"
_BYLINE = re.compile(
    rf"(?:By|BY|by|Text by|Words by) {_NAME}(?:(?:, | and | & ){_NAME})*"
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


def read_plain(text: str) -> Layout:
    """Return the parts of a plain text file.

    Lines of site furniture before the headline go. The headline is the first block if it is short
    and does not end like a sentence; there is none if a paragraph comes first. Below it bylines,
    dates and furniture go, and all else is text, the deck line a block of its own.
    """
    blocks = split_blocks(text)
    blocks, first = _cut_header(blocks, _leading(blocks))
    if len(blocks) < 2 or not _is_headline(blocks[0]):
        return _read_body(blocks, "", first)
    title, *body = blocks
    body = [block for i, block in enumerate(body) if i >= _HEADER_BLOCKS or not _is_byline(block)]
    body, second = _cut_header(body, min(len(body), _HEADER_BLOCKS))
    return _read_body(body, title, first or second)


def read_titled(text: str, title: str) -> Layout:
    """Return the parts of a text whose headline, if it has one, is known.

    What stands before the text goes: furniture, dates, the headline once more, a dateline.
    """
    blocks = split_blocks(text)
    first = next((i for i, block in enumerate(blocks) if block != title and not _is_edge(block)), 0)
    _, published = _cut_header(blocks, first)
    return _read_body(blocks[first:], title, published)


def _is_edge(block: str) -> bool:
    return _is_furniture(block) or read_date_line(block)[0]


def _leading(blocks: list[str]) -> int:
    """Return how many blocks at the start are furniture or dates."""
    return next((i for i, block in enumerate(blocks) if not _is_edge(block)), len(blocks))


def _cut_header(blocks: list[str], count: int) -> tuple[list[str], PartialDate | None]:
    """Return the blocks less furniture and dates in the first ``count``, and the first date."""
    kept: list[str] = []
    published: PartialDate | None = None
    for block in blocks[:count]:
        dated, day = read_date_line(block)
        published = published or day
        if not dated and not _is_furniture(block):
            kept.append(block)
    return kept + blocks[count:], published


def _read_body(blocks: list[str], title: str, published: PartialDate | None) -> Layout:
    for i, block in enumerate(blocks[:_DATELINE_BLOCKS]):
        if line := cut_dateline(block):
            rest = [line.rest] if line.rest else []
            text = "\n\n".join(blocks[:i] + rest + blocks[i + 1 :])
            return Layout(text, title, line.agency, published or line.day, line.place)
    return Layout("\n\n".join(blocks), title, published=published)


def _is_furniture(block: str) -> bool:
    return block.strip(" .:\u2026>\u00bb<\u00ab|\u2022*-\u2013\u2014").casefold() in FURNITURE


def _is_headline(block: str) -> bool:
    if len(block) > _HEADLINE_LETTERS or len(block.split()) > _HEADLINE_WORDS:
        return False
    if cut_dateline(block):
        return False
    return not _SENTENCE_END.search(block) or bool(_ABBREVIATION_END.search(block))


def _is_byline(block: str) -> bool:
    return bool(_BYLINE.fullmatch(block)) and not _SENTENCE_END.search(block)
