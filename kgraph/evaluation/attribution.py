"""The task ``attribution``: who says what, against a corpus in the form of PolNeAR.

PolNeAR (Newell, Margolin, Ruths 2018, https://aclanthology.org/L18-1524) marks in political news
who is the source of what content, by which cue. Its files are brat's, ``text/NAME.txt`` and
``attributions/NAME_*.ann``; of several that mark one text the first by name counts. Contents are
compared as sets of words (runs of letters and digits that a span touches).

* ``precision``, ``recall``, ``f1``: sayings whose content is that of one of the corpus; pairs are
  made one to one, the best overlap first (words that both have of words that one of them has),
  from an overlap of 0.3 on.
* ``token.precision``, ``token.recall``, ``token.f1``: words that are said by somebody, whoever it
  is.
* ``speaker``: the share of the pairs whose speakers share a character, or where neither side names
  one.

The figures of every second article, by name, stand under ``unseen.``: no rule is written on these.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kgraph.errors import ReadError
from kgraph.evaluation.files import find_files, read_lines
from kgraph.evaluation.scores import Scores, agreement, defined, share
from kgraph.language import annotate
from kgraph.model import Article, Span

TEXTS, MARKS = "text", "attributions"
LEAST_OVERLAP = 0.3
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Attributed:
    """Content, and who says it; each as spans of code points, ``source`` may be none."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]


def score_attribution(
    path: Path, *, pipeline: str | None, progress: Callable[[str, int], None] | None
) -> Scores:
    """Return the figures on a folder with the folders ``text`` and ``attributions``.

    ``progress`` is called with the file and the number of each article.
    """
    texts = find_files(path / TEXTS, {".txt"})
    articles = [Article(file.stem, "\n".join(read_lines(file))) for file in texts]
    wanted = [list(read_attributions(_marks(path / MARKS, file.stem))) for file in texts]
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    read = zip(articles, wanted, annotate(articles, pipeline=pipeline), strict=True)
    for number, (article, gold, annotation) in enumerate(read, 1):
        found = [Attributed((s.phrase,) if s.phrase else (), s.content) for s in annotation.sayings]
        counts[(number - 1) % 2].update(compare(article.text, gold, found))
        if progress is not None:
            progress(f"{article.id}.txt", number)
    unseen = {f"unseen.{name}": value for name, value in _figures(counts[1]).items()}
    figures = _figures(counts[0] + counts[1]) | unseen
    return Scores("attribution", defined(figures), dict(sorted((counts[0] + counts[1]).items())))


def read_attributions(path: Path) -> Iterator[Attributed]:
    """Yield the attributions of a file of brat, in its order.

    Raises:
        ReadError: a line is no text-bound mark or event; the message names it.
    """
    marks: dict[str, tuple[Span, ...]] = {}
    events = list[Mapping[str, str]]()
    for number, line in enumerate(read_lines(path), 1):
        id_, _, rest = line.partition("\t")
        try:
            if id_.startswith("T"):
                spans = rest.split("\t")[0].partition(" ")[2].split(";")
                marks[id_] = tuple(Span(*map(int, span.split())) for span in spans)
            elif id_.startswith("E"):
                parts = (part.partition(":") for part in rest.split())
                events.append({role: mark for role, _, mark in parts})
        except (TypeError, ValueError) as error:
            raise ReadError(f"{path}:{number}: not a mark of brat; expected T or E") from error
    for event in events:
        content = marks.get(event.get("Content", ""))
        if content is not None:
            yield Attributed(marks.get(event.get("Source", ""), ()), content)


def compare(text: str, wanted: Sequence[Attributed], found: Sequence[Attributed]) -> Counter[str]:
    """Return how many are wanted and found, and how many agree."""
    words = [Span(*match.span()) for match in WORD.finditer(text)]
    gold = [_covered(words, a.content) for a in wanted]
    own = [_covered(words, a.content) for a in found]
    pairs = list(_pairs(gold, own))
    said, heard = set(chain(*gold)), set(chain(*own))
    return Counter(
        {
            "wanted": len(wanted),
            "found": len(found),
            "right": len(pairs),
            "speaker": sum(_agree(wanted[i].source, found[j].source) for i, j in pairs),
            "words.wanted": len(said),
            "words.found": len(heard),
            "words.right": len(said & heard),
        }
    )


def _pairs(
    gold: Sequence[frozenset[int]], own: Sequence[frozenset[int]]
) -> Iterator[tuple[int, int]]:
    overlaps = [
        (len(g & o) / len(g | o), -i, -j)
        for i, g in enumerate(gold)
        for j, o in enumerate(own)
        if g & o
    ]
    rows, columns = set[int](), set[int]()
    for overlap, i, j in sorted(overlaps, reverse=True):
        if overlap >= LEAST_OVERLAP and i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            yield -i, -j


def _covered(words: Sequence[Span], spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(i for i, word in enumerate(words) if any(word.overlaps(s) for s in spans))


def _agree(wanted: Sequence[Span], found: Sequence[Span]) -> bool:
    if not wanted or not found:
        return not wanted and not found
    return any(a.overlaps(b) for a in wanted for b in found)


def _figures(counts: Mapping[str, int]) -> dict[str, float | None]:
    figures: dict[str, float | None] = {"speaker": share(counts["speaker"], counts["right"])}
    for form, unit in (("{}", ""), ("token.{}", "words.")):
        right, found, wanted = (counts[f"{unit}{name}"] for name in ("right", "found", "wanted"))
        figures |= agreement(right, found, wanted, form)
    return figures


def _marks(folder: Path, name: str) -> Path:
    found = sorted(folder.glob(f"{name}*.ann"))
    if not found:
        raise ReadError(f"{folder}: no marks for {name}.txt; expected {name}_*.ann")
    return found[0]
