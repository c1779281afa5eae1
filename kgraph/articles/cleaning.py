"""Clean text: one form for every character, one blank line between blocks."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from kgraph.articles.phrases import BOILERPLATE

# A wrapped text keeps to some width; past the wide one every line is a paragraph.
_NARROW, _WIDE = 50, 100
_WRAPS = 3

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(" {2,}")

# Marks that are not seen but part words, hide letters or turn the direction of a line.
_UNSEEN = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff") | frozenset(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)

# A joiner is part of the spelling of emoji and of scripts whose letters have no case.
_JOINERS = re.compile("[\u200c\u200d]")
_JOINING = frozenset({"Lo", "So", "Sk"})

# Page code leaves "the |Tea Party" of a link, and "Ann LeeImage: Bo Berg." of a picture's caption.
_BROKEN_LINK = re.compile(r"((?<!\S)[^\W\d_A-Z]+ )\|(?=\w)")
_GLUED = re.compile(
    rf"(?<=[^\W\d_][^\W\d_A-Z])(?=(?:{'|'.join(map(re.escape, BOILERPLATE['credits']))}): )"
)


def clean_line(text: str) -> str:
    """Return the text cleaned and on one line."""
    return " ".join(split_blocks(text))


def split_blocks(text: str) -> list[str]:
    """Return the blocks of a text in NFC, in order, none empty and none with a break inside.

    Line breaks of every kind become one; control characters, byte order marks, lone surrogates
    and unseen direction marks go; spaces of every kind become one plain space, and none stands at
    an end of a line. Lines of a text wrapped to a width are joined; any other line is a block of
    its own. The credit of a picture is parted from the caption it is glued to, and the bar of a
    broken link goes. Cleaning twice changes nothing.
    """
    spaced = _SPACES.sub(" ", _clean_characters(text))
    parted = _GLUED.sub("\n\n", _BROKEN_LINK.sub(r"\1", spaced))
    lines = [line.strip() for line in parted.split("\n")]
    breaks = [(above, below) for above, below in pairwise(lines) if above and below]
    width = max(map(len, lines))
    wraps = sum(_is_full(above, below, width) for above, below in breaks)
    wrapped = _NARROW <= width <= _WIDE and wraps >= max(_WRAPS, len(breaks) / 2)
    blocks: list[str] = []
    above = ""
    for line in lines:
        if wrapped and above and line and _is_full(above, line, width):
            blocks[-1] += " " + line
        elif line:
            blocks.append(line)
        above = line
    return blocks


def _clean_characters(text: str) -> str:
    plain = "".join(map(_plain_character, _BREAKS.sub("\n", text)))
    composed = unicodedata.normalize("NFC", plain)
    if not _JOINERS.search(composed):
        return composed
    return unicodedata.normalize("NFC", "".join(_without_loose_joiners(composed)))


def _without_loose_joiners(text: str) -> Iterator[str]:
    """Yield the characters, joiners only between letters or signs that may be joined."""
    base = ""
    for character, following in pairwise(f"{text}\n"):
        category = unicodedata.category(character)
        if not _JOINERS.fullmatch(character):
            base = base if category.startswith("M") else category
            yield character
        elif base in _JOINING and unicodedata.category(following) in _JOINING | {"Mn", "Mc"}:
            yield character


def _plain_character(character: str) -> str:
    if character in "\n " or "!" <= character <= "~":
        return character
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    return "" if category in ("Cc", "Cs") or character in _UNSEEN else character


def _is_full(line: str, below: str, width: int) -> bool:
    """Return whether the first word below would not have fitted into the line."""
    return len(line) + 1 + len(below.split(" ", 1)[0]) > width
