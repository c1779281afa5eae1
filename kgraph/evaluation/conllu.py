"""Universal Dependencies treebanks: files in CoNLL-U."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import ReadError
from kgraph.evaluation.files import read_lines

COLUMNS = 10
DOCUMENT = "# newdoc id"
SUFFIX = ".conllu"

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word of a treebank; ``head`` counts from 1 in its sentence, 0 is the root.

    ``line`` is where it stands in its file, from 1.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    space_after: bool
    misc: str
    line: int


@dataclass(frozen=True, slots=True)
class TreebankSentence:
    """One sentence of a treebank with the id of its document.

    ``paragraph`` counts from 1 in the file; it is 0 before the first mark of a document or of a
    paragraph.
    """

    document: str
    paragraph: int
    words: tuple[Word, ...]


def read_sentences(path: Path) -> Iterator[TreebankSentence]:
    """Yield the sentences of a CoNLL-U file in file order.

    A multiword token ("don't") is given by its syntactic words, with no space between them: they
    are taken to spell it. Empty nodes are left out.

    Raises:
        ReadError: a line is not CoNLL-U; the message names it.
    """
    document, paragraph, rows = "", 0, list[Row]()
    for number, line in enumerate([*read_lines(path), ""], 1):
        if line.startswith(("# newdoc", "# newpar")):
            paragraph += 1
        if line.startswith(DOCUMENT):
            document = line.partition("=")[2].strip()
        elif line.strip() and not line.startswith("#"):
            rows.append((number, _cells(path, number, line)))
        elif rows and not line.strip():
            yield TreebankSentence(document, paragraph, _words(path, rows))
            rows = []


def wanted_documents(leave_out: Sequence[str]) -> Callable[[str], bool]:
    """Return what tells whether the document of an id is not left out.

    Left out are documents in whose id a text of ``leave_out`` stands; one that ends in
    ``.conllu`` is a file instead, and leaves out the documents that it holds.

    Raises:
        ReadError: such a file cannot be read, or names no document.
    """
    files = [Path(text) for text in leave_out if text.endswith(SUFFIX)]
    texts = [text for text in leave_out if not text.endswith(SUFFIX)]
    held = {id_ for file in files for id_ in _document_ids(file)}
    return lambda id_: id_ not in held and not any(text in id_ for text in texts)


def _document_ids(path: Path) -> set[str]:
    marks = (line for line in read_lines(path) if line.startswith(DOCUMENT))
    found = {line.partition("=")[2].strip() for line in marks}
    if not found:
        raise ReadError(f"{path}: names no document; expected lines such as # newdoc id = NAME")
    return found


def _cells(path: Path, number: int, line: str) -> list[str]:
    cells = line.split("\t")
    if len(cells) != COLUMNS or not all(cells):
        raise ReadError(f"{path}:{number}: not CoNLL-U; expected {COLUMNS} columns parted by tabs")
    return cells


def _words(path: Path, rows: Iterable[Row]) -> tuple[Word, ...]:
    words, heads, multiword_end, multiword_space = list[Word](), list[int](), 0, True
    for line, (id_, form, lemma, upos, xpos, _, head, deprel, _, misc) in rows:
        space_after = "SpaceAfter=No" not in misc
        if "-" in id_:
            multiword_end, multiword_space = _number(path, line, id_.split("-")[1]), space_after
            continue
        if "." in id_:
            continue
        index = len(words) + 1
        if _number(path, line, id_) != index:
            raise ReadError(f"{path}:{line}: word {id_} stands where word {index} is expected")
        if index < multiword_end:
            space_after = False
        elif index == multiword_end:
            space_after = multiword_space
        heads.append(_number(path, line, head))
        words.append(Word(form, lemma, upos, xpos, heads[-1], deprel, space_after, misc, line))
    if max(heads, default=0) > len(words):
        raise ReadError(f"{path}:{line}: a head in the sentence that ends here is no word of it")
    return tuple(words)


def _number(path: Path, line: int, cell: str) -> int:
    if not (cell.isascii() and cell.isdigit()):
        raise ReadError(f"{path}:{line}: not CoNLL-U; expected a number in place of {cell!r}")
    return int(cell)
