"""The task ``parse``: tags, trees, lemmas and sentences against a treebank.

The pipeline reads the raw text of each paragraph, as articles are read; a file that marks no
paragraphs is read sentence by sentence. Words and figures are those of the CoNLL 2018 shared task
(https://universaldependencies.org/conll18/evaluation.html): a word of the pipeline is a word of
the treebank when both cover the same characters; a figure is F1 over words, so that a word that
the other side does not have is an error; subtypes of relations are cut ("nmod:poss" is nmod), and
punctuation counts. ``tag`` is XPOS, ``uas`` the head, ``las`` head and relation, ``sentences`` F1
of the sentences' spans. What is parsed apart (quotes, cues of speech) has a root of its own, as
kgraph reads it, and is an error where the treebank has one tree.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from spacy.tokens import Doc, Token

from kgraph.evaluation.conllu import TreebankSentence, Word, read_sentences, wanted_documents
from kgraph.evaluation.files import find_files
from kgraph.evaluation.scores import Scores, defined, harmonic_mean, share
from kgraph.language.segments import sentence_starts
from kgraph.language.spacy_pipeline import load_pipeline

FIGURES = ("lemma", "las", "tag", "uas")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The text of neighbouring sentences, and where their words stand in it, half-open."""

    document: str
    text: str
    sentences: tuple[tuple[tuple[Place, Word], ...], ...]


def score_parse(
    path: Path,
    *,
    pipeline: str | None,
    leave_out: Sequence[str],
    progress: Callable[[str, int], None] | None,
) -> Scores:
    """Return the figures of a pipeline on a CoNLL-U file, or on all of a folder.

    ``leave_out`` is as :func:`kgraph.evaluation.conllu.wanted_documents` reads it.
    ``progress`` is called with the document and the number of each paragraph.
    """
    nlp = load_pipeline(pipeline)
    files = find_files(path, {".conllu"})
    wanted = wanted_documents(leave_out)
    paragraphs = [
        paragraph
        for file in files
        for paragraph in read_paragraphs(file)
        if wanted(paragraph.document)
    ]
    counts: Counter[str] = Counter()
    docs = nlp.pipe(paragraph.text for paragraph in paragraphs)
    for number, (paragraph, doc) in enumerate(zip(paragraphs, docs, strict=True), 1):
        counts.update(_counted(paragraph, doc))
        if progress is not None:
            progress(paragraph.document, number)
    words = counts["words"], counts["words.found"]
    figures = {name: _f1(counts[name], *words) for name in FIGURES}
    sentences = counts["sentences"], counts["sentences.found"]
    figures["sentences"] = _f1(counts["sentences.right"], *sentences)
    shown = {name: n for name, n in sorted(counts.items()) if name not in FIGURES}
    return Scores("parse", defined(figures), shown)


def read_paragraphs(path: Path) -> Iterator[Paragraph]:
    """Yield the paragraphs of a CoNLL-U file, with the text that their words spell."""
    sentences = enumerate(read_sentences(path))
    for _, run in groupby(sentences, key=lambda s: (s[1].paragraph, s[1].paragraph or s[0])):
        yield _paragraph([sentence for _, sentence in run])


def _paragraph(sentences: Sequence[TreebankSentence]) -> Paragraph:
    parts, end = list[str](), 0
    placed = list[tuple[tuple[Place, Word], ...]]()
    for sentence in sentences:
        words = list[tuple[Place, Word]]()
        for word in sentence.words:
            words.append(((end, end + len(word.form)), word))
            parts += [word.form, " " * word.space_after]
            end += len(word.form) + word.space_after
        placed.append(tuple(words))
    return Paragraph(sentences[0].document, "".join(parts), tuple(placed))


def _counted(paragraph: Paragraph, doc: Doc) -> Counter[str]:
    tokens = {(t.idx, t.idx + len(t)): t for t in doc if not t.is_space}
    gold = {(words[0][0][0], words[-1][0][1]) for words in paragraph.sentences}
    own = set(_sentence_places(doc))
    counts = Counter(
        {
            "words": sum(map(len, paragraph.sentences)),
            "words.found": len(tokens),
            "words.aligned": 0,
            "sentences": len(gold),
            "sentences.found": len(own),
            "sentences.right": len(gold & own),
        }
    )
    for words in paragraph.sentences:
        for place, word in words:
            token = tokens.get(place)
            if token is not None:
                head = tokens.get(words[word.head - 1][0]) if word.head else token
                counts.update(_right(word, token, head))
    return counts


def _right(word: Word, token: Token, head: Token | None) -> Iterator[str]:
    """Yield what ``token`` has right; ``head`` is the token of the word's head, or itself."""
    yield "words.aligned"
    if token.tag_ == word.xpos:
        yield "tag"
    if word.lemma in {"_", token.lemma_}:
        yield "lemma"
    if token.head == head:
        yield "uas"
        if _relation(token.dep_) == _relation(word.deprel):
            yield "las"


def _relation(label: str) -> str:
    return label.partition(":")[0].lower()


def _sentence_places(doc: Doc) -> Iterator[Place]:
    for start, end in pairwise([*sentence_starts(doc), len(doc)]):
        words = [token for token in doc[start:end] if not token.is_space]
        if words:
            yield words[0].idx, words[-1].idx + len(words[-1])


def _f1(right: int, wanted: int, found: int) -> float | None:
    return harmonic_mean(share(right, found), share(right, wanted))
