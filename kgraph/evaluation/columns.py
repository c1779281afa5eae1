"""Corpora of names in columns: a word and its tag a line, a blank line between sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import ReadError
from kgraph.evaluation.files import read_lines

OUTSIDE = "O"
_TAG = re.compile(r"O|[BIESLU]-\S+")

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """Words with the tags of their corpus: ``O``, or a prefix and a label ("B-PER")."""

    words: tuple[str, ...]
    tags: tuple[str, ...]

    def names(self) -> Iterator[tuple[int, int, str]]:
        """Yield (first word, last word + 1, label) of each name, in text order.

        Reads IO, IOB, IOB2, IOBES and BILOU: a name begins where the prefix says so, and where
        the label changes.
        """
        start, label = 0, ""
        for index, tag in enumerate((*self.tags, OUTSIDE)):
            prefix, _, own = tag.partition("-")
            if own != label or prefix in {"B", "S", "U"}:
                if label:
                    yield start, index, label
                start, label = index, own


def read_columns(path: Path) -> Iterator[TaggedSentence]:
    """Yield the sentences of a file of columns parted by tabs or, where it has none, by spaces.

    The tags stand in the last column that holds nothing else, the words in the first, or in the
    second where the first numbers them. In a file with tabs a line that begins with "# " is a
    comment. Document marks (-DOCSTART-) are left out.

    Raises:
        ReadError: no column holds tags alone; the message names the line that breaks it.
    """
    blocks = list(_blocks(read_lines(path)))
    word, tag = _find_columns(path, [row for block in blocks for row in block])
    for block in blocks:
        cells = [cells for _, cells in block]
        yield TaggedSentence(tuple(c[word] for c in cells), tuple(c[tag] for c in cells))


def _blocks(lines: list[str]) -> Iterator[list[Row]]:
    tabs = any("\t" in line for line in lines)
    block = list[Row]()
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            comment = line.startswith("-DOCSTART-") or (tabs and line.startswith("# "))
            if not comment:
                block.append((number, line.split("\t") if tabs else line.split()))
        elif block:
            yield block
            block = []


def _find_columns(path: Path, rows: list[Row]) -> tuple[int, int]:
    tags: set[int] | None = None
    for number, cells in rows:
        fitting = {i for i, cell in enumerate(cells) if i and _TAG.fullmatch(cell)}
        tags = fitting if tags is None else tags & fitting
        if not tags:
            raise ReadError(
                f"{path}:{number}: no column of tags; expected a word and O, B-LABEL or I-LABEL"
            )
    tag = max(tags or {1})
    numbered = tag > 1 and all(cells[0].isdigit() for _, cells in rows)
    return int(numbered), tag
