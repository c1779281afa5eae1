"""Corpora of negation in the columns of the *SEM 2012 shared task."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import ReadError
from kgraph.evaluation.files import read_lines

COLUMNS = 7
"""Columns before the negations: chapter, sentence, token, word, lemma, tag, tree."""

NONE = "***"
NOTHING = "_"
EACH = 3
"""Columns of one negation: cue, scope, event."""

QUOTES = {"``": "\u201c", "''": "\u201d", "`": "\u2018", "'": "\u2019"}
JOINED_BEFORE = frozenset({*".,:;?!%)]}\u201d\u2019", "-RRB-", "...", "n't"})
JOINED_BEHIND = frozenset({*"([{$#\u201c\u2018", "-LRB-"})
APOSTROPHES = frozenset("'\u2019")
LONGEST_CLITIC = 3
"""Letters of "'ve" with its apostrophe."""

Parts = Mapping[int, str]
"""Tokens of a sentence by their number from 0, each with the part that is meant, or all of it."""

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class MarkedNegation:
    """The tokens of a cue, and those in its scope."""

    cue: Parts
    scope: Parts


@dataclass(frozen=True, slots=True)
class NegationSentence:
    """One sentence: its words with their tags, and its negations in the order of the corpus."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    negations: tuple[MarkedNegation, ...]

    def placed(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return the text that the words spell, and where each stands in it, half-open.

        The spaces are those of ordinary English, the quotation marks are typographic.
        """
        text, places = "", list[tuple[int, int]]()
        for word in self.words:
            form = QUOTES.get(word, word)
            before = self.words[len(places) - 1] if places else ""
            apart = not (_leans_back(form) or QUOTES.get(before, before) in JOINED_BEHIND)
            text += " " * (bool(text) and apart)
            places.append((len(text), len(text) + len(form)))
            text += form
        return text, tuple(places)


def _leans_back(form: str) -> bool:
    """Whether no space stands before a word."""
    clitic = form[0] in APOSTROPHES and form[1:].isalpha() and len(form) <= LONGEST_CLITIC
    return clitic or form in JOINED_BEFORE


def read_corpus(path: Path) -> Iterator[NegationSentence]:
    """Yield the sentences of a file in file order.

    A line is a token: chapter, number of the sentence, number of the token, word, lemma, tag and
    tree, parted by tabs, and ``***`` where the sentence has no negation, else three columns for
    each: the part of the word that belongs to the cue, to the scope, to the event, or ``_``.

    Raises:
        ReadError: a line is of another form; the message names it.
    """
    rows = list[Row]()
    for number, line in enumerate([*read_lines(path), ""], 1):
        if line.strip():
            rows.append((number, line.split("\t")))
        elif rows:
            yield _sentence(path, rows)
            rows = []


def _sentence(path: Path, rows: Sequence[Row]) -> NegationSentence:
    width = len(rows[0][1])
    for number, cells in rows:
        plain = len(cells) == COLUMNS + 1 and cells[COLUMNS] == NONE
        negated = len(cells) > COLUMNS and (len(cells) - COLUMNS) % EACH == 0
        if not (plain or negated) or len(cells) != width or not all(cells):
            raise ReadError(
                f"{path}:{number}: not a line of *SEM 2012; expected {COLUMNS} columns and {NONE}, "
                f"or {EACH} more for each negation, as many as in the lines before"
            )
    found = []
    for first in range(COLUMNS, width - 1, EACH):
        cue, scope = (_parts(path, rows, column) for column in (first, first + 1))
        if not cue:
            raise ReadError(f"{path}:{rows[0][0]}: a negation without a cue; name its words")
        found.append(MarkedNegation(cue, scope))
    words, tags = (tuple(cells[column] for _, cells in rows) for column in (3, 5))
    return NegationSentence(words, tags, tuple(found))


def _parts(path: Path, rows: Sequence[Row], column: int) -> Parts:
    parts = dict[int, str]()
    for index, (number, cells) in enumerate(rows):
        if cells[column] != NOTHING:
            if cells[column] not in cells[3]:
                raise ReadError(
                    f"{path}:{number}: {cells[column]!r} is no part of the word {cells[3]!r}; "
                    "mend the line"
                )
            parts[index] = cells[column]
    return parts
