"""Lemmas from a lexicon of words with their tags, and from lemminflect's dictionary for all others.

English has few forms a word, and most of what a model learns about them a dictionary knows
(https://github.com/bjascob/LemmInflect). The lexicon holds only where treebanks differ from it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import srsly
from lemminflect import getAllLemmas, getAllLemmasOOV
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import ensure_path

NAMES = frozenset({"NNP"})
AS_WRITTEN = NAMES | {"ADD"}  # addresses too
UNLISTED = AS_WRITTEN | {"CD", "FW", "GW"}  # of parts of words and foreign ones a list says little
PLURAL_NAMES = frozenset({"NNPS"})
INFLECTED = {
    **dict.fromkeys(("NNS", "NNPS"), "NOUN"),
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "VERB"),
    **dict.fromkeys(("JJR", "JJS"), "ADJ"),
    **dict.fromkeys(("RBR", "RBS"), "ADV"),
}
BASES = frozenset({"VB", "VBP"})  # what is no base is a form that was tagged wrong ("froze")
LEXICON = "lexicon.json"
OFTEN = 3
NONE = "_"  # of the second part of a word that a blank has cut

Lexicon = Mapping[str, Mapping[str, str]]
"""Of each Penn Treebank tag: words (in lower case, but for names) and their lemmas."""


class Lemmatizer:
    """Gives each token the lemma of its word under its tag."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon: Lexicon = lexicon or {}

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with lemmas."""
        for token in doc:
            token.lemma_ = self.lemma(token.text, token.tag_)
        return doc

    def lemma(self, word: str, tag: str) -> str:
        """Return the lemma of a word: a singular name keeps its form, all else is in lower case."""
        listed = self.lexicon.get(tag, {}).get(_key(word, tag))
        return listed or regular_lemma(word, tag)

    def to_disk(self, path: Path | str, **_: object) -> None:
        """Write the lexicon into a folder."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        srsly.write_json(folder / LEXICON, self.lexicon, indent=0)

    def from_disk(self, path: Path | str, **_: object) -> "Lemmatizer":
        """Read the lexicon from a folder, and return itself."""
        self.lexicon = srsly.read_json(ensure_path(path) / LEXICON)
        return self


@lru_cache(maxsize=50_000)
def regular_lemma(word: str, tag: str) -> str:
    """Return the lemma that lemminflect gives a word: its first, or what its rules make of it."""
    if tag in AS_WRITTEN:
        return word
    if tag == "CD":
        return word.replace(",", "").lower()
    form = word.lower()
    part = INFLECTED.get(tag)
    if part is None:
        return form
    known = getAllLemmas(form, part)
    if tag in BASES and form in known.get(part, (form,)):
        return form
    known = known or getAllLemmasOOV(form, part)
    lemma = next(iter(known.get(part, ())), form)
    return _cased(lemma, word) if tag in PLURAL_NAMES else lemma


def lexicon_of(words: Iterable[tuple[str, str, str]]) -> Lexicon:
    """Return what a treebank's words, tags and lemmas say otherwise than the dictionary.

    A word's commonest lemma under its tag counts, where it was seen thrice: treebanks mend what is
    misspelt, and annotators err.
    """
    seen = defaultdict[tuple[str, str], Counter[str]](Counter)
    for word, tag, lemma in words:
        if tag not in UNLISTED and lemma != NONE:
            seen[tag, _key(word, tag)][lemma] += 1
    lexicon = dict[str, dict[str, str]]()
    for (tag, word), lemmas in sorted(seen.items()):
        lemma = max(lemmas, key=lambda lemma: (lemmas[lemma], lemma))
        regular = regular_lemma(word, tag)
        misspelt = getAllLemmas(regular) and not getAllLemmas(lemma.lower())
        if lemmas[lemma] >= OFTEN and lemma != regular and not (tag in INFLECTED and misspelt):
            lexicon.setdefault(tag, {})[word] = lemma
    return lexicon


def _key(word: str, tag: str) -> str:
    return word if tag in PLURAL_NAMES else word.lower()


def _cased(lemma: str, word: str) -> str:
    if word.lower().startswith(lemma):
        return word[: len(lemma)]
    return lemma.capitalize() if word[:1].isupper() else lemma


@Language.factory("kgraph_lemmatizer", assigns=["token.lemma"], requires=["token.tag"])
def lemmatizer_component(nlp: Language, name: str) -> Lemmatizer:  # noqa: ARG001  # spaCy gives them
    """Return a lemmatizer whose lexicon is read with the pipeline."""
    return Lemmatizer()
