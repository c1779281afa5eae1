"""Past tenses that a tagger takes for participles: "Ann Lee, the minister, called on Greece"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lemminflect import getInflection, getLemma
from spacy.tokens import Doc, Token

from kgraph.language.lexicon import lexicon

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
OBJECTS = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "CD"})
OPENERS = frozenset({"DT", "PRP$", "JJ", "CD", *NOUNS})
OPENING = frozenset({"DT", "PDT", "PRP$"})
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
LINKS = frozenset({"and", "but", "or", "yet", "while", "whereas", "though", "although"})
CLAUSES = frozenset({"ROOT", "conj", "parataxis", "ccomp", "advcl"})
HELPERS = frozenset({"aux", "aux:pass", "auxpass"})
NAMING = frozenset({"called", "dubbed", "entitled", "nicknamed", "titled", "named", "labelled"})


def mend_before_parsing(sentence: Sequence[Token]) -> None:
    """Tag the past tenses behind an aside in place, and nouns and verbs that look alike.

    A clause whose only other finite verbs stand in its asides has one there, or has none. So
    is a participle with an object in a sentence without any ("Lee of Shell accused Bonn").
    """
    for i in range(2, len(sentence)):
        _tag_pointed(sentence[i - 2 : i + 1])
    for clause in _clauses(sentence):
        verb = next((i for i in range(2, len(clause)) if _closes_aside(clause, i)), None)
        if verb is None and sentence and sentence[-1].text == ".":
            verb = only_verb(clause)
        if verb is not None:
            clause[verb].tag_ = "VBD"
        _tag_reported(clause)
        main = _before_relative(clause)
        if not any(token.tag_ in FINITE for token in main):
            _tag_present(main)


def _tag_pointed(words: Sequence[Token]) -> None:
    """Tag "attack" a noun in "blamed that attack on X"; no "that" of a clause opens it so."""
    verb, pointer, word = words
    alike = pointer.lower_ == "that" and verb.tag_.startswith("VB") and word.tag_ == "VBP"
    if alike and getLemma(word.lower_, upos="NOUN", lemmatize_oov=False):
        pointer.tag_, word.tag_ = "DT", "NN"


def _tag_reported(clause: Sequence[Token]) -> None:
    """Tag "pointed" a past tense in "said all the evidence pointed to it"."""
    for i, token in enumerate(clause[:-2]):
        told = i > 0 and token.tag_ in FINITE and token.lower_ in lexicon().cue_forms
        rest = clause[i + 1 :]
        if not told or clause[i - 1].tag_ not in NOUNS or rest[0].tag_ not in OPENING:
            continue
        if any(t.tag_ in FINITE or t.tag_ == "TO" or t.text == "," for t in rest):
            return
        verb = next((t for t in rest if t.tag_.startswith("VB")), None)
        if verb is not None and verb.tag_ == "VBN" and _is_regular(verb):
            verb.tag_ = "VBD"
        return


def _before_relative(clause: Sequence[Token]) -> Sequence[Token]:
    """Return a clause up to the comma before "which" or "where"."""
    for i, (comma, token) in enumerate(pairwise(clause)):
        if comma.text == "," and token.tag_ in RELATIVE:
            return clause[:i]
    return clause


def _tag_present(clause: Sequence[Token]) -> None:
    """Tag "charges" a verb in "the SEC charges Danske Bank", where no other verb is finite."""
    for before, token, after in zip(clause, clause[1:], clause[2:], strict=False):
        named = before.tag_ == "NNP" or (before.is_upper and len(before) > 1)
        told = named and after.tag_ in OBJECTS and token.tag_ == "NNS"
        if told and token.is_lower and getLemma(token.lower_, upos="VERB", lemmatize_oov=False):
            token.tag_ = "VBZ"
            return


def only_verb(clause: Sequence[Token]) -> int | None:
    """Return the place of the participle that acts on what follows, with no finite verb near.

    None where there is none.
    """
    if any(token.tag_ in FINITE for token in clause):
        return None
    for i, token in enumerate(clause[1:-1], start=1):
        acts = token.tag_ == "VBN" and _is_regular(token) and clause[i + 1].tag_ in OBJECTS
        if acts and token.lower_ not in NAMING and clause[i - 1].tag_ in NOUNS | {"RB"}:
            return i
    return None


def mend_after_parsing(doc: Doc) -> None:
    """Tag as past tenses the participles that a tree gives a subject and no auxiliary."""
    for token in doc:
        if token.tag_ == "VBN" and token.dep_ in CLAUSES and _is_regular(token):
            before = any(c.dep_ == "nsubj" and c.i < token.i for c in token.children)
            if before and not any(c.dep_ in HELPERS for c in token.children):
                token.tag_ = "VBD"


def _is_regular(token: Token) -> bool:
    """Whether past tense and participle of the verb are one word."""
    word = token.lower_
    lemmas = getLemma(word, upos="VERB", lemmatize_oov=False)
    return word.endswith("ed") or any(word in getInflection(lemma, "VBD") for lemma in lemmas)


def _clauses(sentence: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield a sentence cut at semicolons, colons, and commas with "and", "while" behind them."""
    start = 0
    for i, token in enumerate(sentence):
        linked = i + 1 < len(sentence) and sentence[i + 1].lower_ in LINKS
        if token.text in {";", ":"} or (token.text == "," and linked):
            yield sentence[start:i]
            start = i + 1 + linked
    yield sentence[start:]


def _closes_aside(clause: Sequence[Token], verb: int) -> bool:
    """Whether a comma before a participle closes an aside behind the subject of the clause."""
    token, comma = clause[verb], clause[verb - 1]
    if token.tag_ != "VBN" or comma.text != "," or not _is_regular(token):
        return False
    opening = _first_aside(clause)
    if opening is None or opening >= verb - 1:
        return False
    return _acts(clause[verb + 1 :]) and not _finite_follows(clause[verb + 1 :])


def _first_aside(clause: Sequence[Token]) -> int | None:
    """Return the place of the comma behind the subject; None behind other words."""
    start = 0
    for i, token in enumerate(clause):
        if token.tag_ in FINITE:
            return None
        if token.text == ",":
            opening = next((t for t in clause[start:i] if t.tag_ != "RB"), None)
            if opening is not None and opening.tag_ in OPENERS and clause[i - 1].tag_ in NOUNS:
                return i
            start = i + 1
    return None


def _acts(rest: Sequence[Token]) -> bool:
    """Whether the words behind a verb do not tell who did it to its subject."""
    if rest and rest[0].tag_ in OBJECTS:
        return True
    end = next((i for i, token in enumerate(rest) if token.text == ","), len(rest))
    return all(token.lower_ != "by" for token in rest[:end])


def _finite_follows(rest: Sequence[Token]) -> bool:
    """Whether a finite verb stands behind a later comma, so that the participle is an aside."""
    for i, token in enumerate(rest):
        if token.text == ",":
            following = next((t for t in rest[i + 1 :] if t.tag_ != "RB"), None)
            if following is not None and following.tag_ in FINITE:
                return True
    return False
