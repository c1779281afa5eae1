"""Universal Dependencies treebanks as spaCy documents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

PASSAGE_SENTENCES = (1, 4, 8, 2, 6)


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word of a treebank; ``head`` counts from 1 in its sentence, 0 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    space_after: bool
    misc: str


@dataclass(frozen=True, slots=True)
class TreebankSentence:
    """One sentence of a treebank with the id of its document."""

    document: str
    words: tuple[Word, ...]


def read_sentences(path: Path) -> Iterator[TreebankSentence]:
    """Yield the sentences of a CoNLL-U file in file order.

    A multiword token ("don't") is given by its syntactic words, with no space between them.
    Empty nodes are left out.
    """
    document, rows = "", list[list[str]]()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                document = line.split("=", 1)[1].strip()
            elif line.startswith("#"):
                continue
            elif line.strip():
                rows.append(line.rstrip("\n").split("\t"))
            elif rows:
                yield TreebankSentence(document, _words(rows))
                rows = []
    if rows:
        yield TreebankSentence(document, _words(rows))


def _words(rows: Iterable[list[str]]) -> tuple[Word, ...]:
    words, multiword_end, multiword_space = list[Word](), 0, True
    for number, form, lemma, upos, xpos, _, head, deprel, _, misc in rows:
        space_after = "SpaceAfter=No" not in misc
        if "-" in number:
            multiword_end, multiword_space = int(number.split("-")[1]), space_after
            continue
        if "." in number:
            continue
        index = int(number)
        if index < multiword_end:
            space_after = False
        elif index == multiword_end:
            space_after = multiword_space
        words.append(Word(form, lemma, upos, xpos, int(head), deprel, space_after, misc))
    return tuple(words)


def passages(sentences: Iterable[TreebankSentence]) -> Iterator[list[TreebankSentence]]:
    """Yield runs of one to eight sentences of one document.

    The lengths alternate, so that a parser sees both headlines that stand alone and sentence
    boundaries inside a paragraph.
    """
    run, count = list[TreebankSentence](), 0
    for sentence in sentences:
        full = len(run) == PASSAGE_SENTENCES[count % len(PASSAGE_SENTENCES)]
        if run and (full or run[-1].document != sentence.document):
            yield run
            run, count = [], count + 1
        run.append(sentence)
    if run:
        yield run


def syntax_doc(vocab: Vocab, sentences: Iterable[TreebankSentence]) -> Doc:
    """Return one document with tags, lemmas, heads, labels and sentence starts."""
    words = list[Word]()
    heads, starts = list[int](), list[bool | int | None]()
    for sentence in sentences:
        first = len(words)
        for position, word in enumerate(sentence.words):
            heads.append(first + (word.head - 1 if word.head else position))
            starts.append(position == 0)
            words.append(word)
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space_after for w in words],
        tags=[w.xpos for w in words],
        pos=[w.upos for w in words],
        lemmas=[w.lemma for w in words],
        heads=heads,
        deps=["ROOT" if w.head == 0 else w.deprel for w in words],
        sent_starts=starts,
    )
