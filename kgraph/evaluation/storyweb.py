"""The task ``storyweb``: links between two names in sentences of investigative news.

StoryWeb (OpenSanctions 2023, https://github.com/opensanctions/storyweb): a table of sentence, two
names and the type of their link. Links were given to pairs of names and put on every sentence that
has both, so that many a sentence does not say its link: recall is low by nature. A pair of one
sentence with several links has several labels. All places of a name in the sentence are its own;
a row whose sentence does not have one of its names as whole words is left out.
:mod:`kgraph.evaluation.relations` says how pairs are compared.

Measured are the sentences whose content hash, of letters and digits in lower case, is divisible by
ten. The others are for development. All rows of a sentence are on one side.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from kgraph.errors import ReadError
from kgraph.evaluation.files import read_lines
from kgraph.evaluation.relation_labels import RelationLabels, read_labels
from kgraph.evaluation.relations import Pair, PairText, Progress, score_pairs
from kgraph.evaluation.scores import Scores
from kgraph.model import Span, content_id

COLUMNS = ("sentence", "src_label", "tgt_label", "link_type")
PARTS = 10

_Links = dict[tuple[str, str], set[str]]


def score_storyweb(path: Path, *, pipeline: str | None, progress: Progress | None) -> Scores:
    """Return the figures of the measured tenth; the counts are labels of pairs.

    ``progress`` is called with the beginning and the number of each sentence.

    Raises:
        KGraphError: the file or the pipeline cannot be used.
    """
    labels = read_labels("storyweb")
    texts = tuple(read_links(path, labels))
    tally = score_pairs(texts, labels, pipeline=pipeline, progress=progress)
    return tally.scores(
        "storyweb", {"texts": len(texts), "pairs": sum(len(t.pairs) for t in texts)}
    )


def read_links(path: Path, labels: RelationLabels, *, measured: bool = True) -> Iterator[PairText]:
    """Yield the measured sentences, or the others, in the order of their first rows.

    Raises:
        ReadError: the file is not such a table, or names a type of link that is not known.
    """
    sentences: dict[str, _Links] = {}
    for sentence, source, target, link in _rows(path, labels):
        if is_measured(sentence) == measured:
            sentences.setdefault(sentence, {}).setdefault((source, target), set()).add(link)
    for sentence, links in sentences.items():
        pairs = tuple(_pairs(sentence, links))
        if pairs:
            yield PairText(sentence[:40], sentence, pairs)


def is_measured(sentence: str) -> bool:
    """Return whether the sentence is in the tenth that is measured."""
    bare = "".join(c for c in sentence.lower() if c.isalnum())
    return int(content_id("storyweb", bare), 16) % PARTS == 0


def _rows(path: Path, labels: RelationLabels) -> Iterator[tuple[str, str, str, str]]:
    text = "\n".join(read_lines(path))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1  # where the row begins that is read next
    try:
        if tuple(next(reader, ())) != COLUMNS:
            raise ReadError(f"{path}:1: no table of links; expected {','.join(COLUMNS)}")
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(COLUMNS) or not all(cells):
                raise ReadError(f"{path}:{line}: not a link; expected {', '.join(COLUMNS)}")
            sentence, source, target, link = cells
            yield sentence.strip(), source, target, labels.require(link, f"{path}:{line}")
            line = reader.line_num + 1
    except csv.Error as error:
        raise ReadError(f"{path}:{line}: not CSV ({error}); mend the row") from error


def _pairs(sentence: str, links: _Links) -> Iterator[Pair]:
    for ends in sorted({(min(names), max(names)) for names in links}):
        left, right = (_places(name, sentence) for name in ends)
        if left and right:
            forward, backward = (frozenset(links.get(way, ())) for way in (ends, ends[::-1]))
            yield Pair(left, right, forward, backward)


def _places(name: str, sentence: str) -> tuple[Span, ...]:
    pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
    return tuple(Span(*match.span()) for match in re.finditer(pattern, sentence))
