"""Universal Dependencies treebanks as spaCy documents."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgraph.evaluation.conllu import TreebankSentence, Word

PASSAGE_SENTENCES = (1, 4, 8, 2, 6)


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
