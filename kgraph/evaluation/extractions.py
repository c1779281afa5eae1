"""Extractions of open information extraction: a sentence, a relation and its arguments, as words.

One small reader for each form of file that the public benchmarks use.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import ReadError
from kgraph.evaluation.files import read_lines

CONTEXT = "C: "
LIST = ",List("


@dataclass(frozen=True, slots=True)
class Extraction:
    """What is said in ``sentence``: ``arguments`` in order, the first is the subject.

    ``confidence`` is in [0, 1].
    """

    sentence: str
    relation: str
    arguments: tuple[str, ...]
    confidence: float = 1.0


def read_gold(path: Path) -> Iterator[Extraction]:
    """Yield the extractions of a gold file of CaRB: sentence, relation, arguments, by tabs.

    Arguments that hold "C: " tell of the context and are left out.

    Raises:
        ReadError: the file cannot be read, or a line has fewer than three columns.
    """
    for number, line in enumerate(read_lines(path), 1):
        cells = [cell.strip() for cell in line.strip().split("\t")]
        if len(cells) < 3:
            if line.strip():
                raise ReadError(f"{path}:{number}: expected sentence, relation, arguments by tabs")
            continue
        arguments = tuple(cell for cell in cells[2:] if CONTEXT not in cell)
        yield Extraction(cells[0], cells[1], arguments)


def read_openie5(path: Path) -> Iterator[Extraction]:
    """Yield the extractions of a file that OpenIE 5 wrote.

    Its columns are confidence, context, first argument, relation, further arguments, sentence. A
    line without relation or further arguments is left out; a context stands before the first
    argument, unless this and the relation already begin with it.

    Raises:
        ReadError: the file cannot be read, or a line has other columns.
    """
    for number, line in enumerate(read_lines(path), 1):
        cells = line.strip().split("\t")
        if not line.strip() or not all(cells[2:5]):
            continue
        try:
            confidence, context, first, relation, others, sentence = cells
            subject, relation = _part(first), _part(relation)
            if context and not f"{subject} {relation}".startswith(_part(context)):
                subject = f"{_part(context)} {subject}"
            arguments = (subject, *(_part(other) for other in others.strip().split(");")))
            yield Extraction(sentence, relation, arguments, float(confidence))
        except ValueError as error:
            raise ReadError(
                f"{path}:{number}: not a line of OpenIE 5; expected 6 columns"
            ) from error


def _part(cell: str) -> str:
    """Return "President Bush" of "SimpleArgument(President Bush,List([20, 34)))"."""
    return cell[cell.index("(") + 1 : cell.index(LIST)]
