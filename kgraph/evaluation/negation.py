"""The task ``negation``: cues of negation and their scope, as the *SEM 2012 shared task counts.

The corpus gives each negation of a sentence a cue and a scope: tokens, or parts of them ("un" of
"unhappy" is a cue, "happy" in its scope). kgraph reads each sentence by itself, as the text that
its tokens spell, and what it finds is cut by the corpus's tokens: of a token that a span covers
in part, that part is meant. Counting follows the script of the task (Morante, ``eval.cd-sco.pl``,
version 2.2):

* A negation of the corpus and one of kgraph's are a pair where their cues share a token; each of
  the corpus's, in its order, takes the first of kgraph's, by the place of the cue, that is free.
* ``cue.f1``: a cue is right where the two of a pair have the same parts of the same tokens: all
  words of a cue of several words ("neither", "nor"), and no more of a token than the affix.
  ``cue.precision`` is right ones of kgraph's (the script's variant B: a cue that is right in part
  counts as found), ``cue.recall`` right ones of the corpus's.
* ``scope.f1``: over the tokens of all scopes, each counted once for each scope that it is in. A
  token is right where both of a pair have it in their scopes with the same part; that the cues
  agree in full is not asked. Scopes without a pair are wrong, or missed, as a whole. Punctuation,
  by its tag, does not count, and neither does the full stop of an abbreviation.

Counts are ``sentences``, ``cue.wanted``, ``cue.found``, ``cue.right`` and the same of ``scope``, in
tokens. The second, fourth, ... sentence of each file is sealed: nobody reads it, no rule is made
for it. The figures of the others stand alone, those of the sealed ones under ``sealed.``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kgraph.evaluation.files import find_files
from kgraph.evaluation.negation_corpus import MarkedNegation, NegationSentence, Parts, read_corpus
from kgraph.evaluation.scores import Scores, agreement, defined
from kgraph.language.negation import read_negations
from kgraph.model import Span

FIGURES = ("cue", "scope")
BRACKETS = frozenset({"-LRB-", "-RRB-"})


def score_negation(
    path: Path,
    *,
    pipeline: str | None,
    progress: Callable[[str, int], None] | None,
) -> Scores:
    """Return the figures of a file of the shared task, or of all such files of a folder.

    ``progress`` is called with the file and the number of each sentence.

    Raises:
        KGraphError: the corpus or the pipeline cannot be used.
    """
    rows = [
        (file, number, sentence)
        for file in find_files(path, {".txt"})
        for number, sentence in enumerate(read_corpus(file), 1)
    ]
    negations = read_negations((s.placed()[0] for *_, s in rows), pipeline=pipeline)
    counts = Counter[str]()
    for (file, number, sentence), own in zip(rows, negations, strict=True):
        found = [cut_by_tokens(sentence, n.cue, n.scope) for n in own]
        prefix = "" if number % 2 else "sealed."
        for name, count in count_sentence(sentence, found).items():
            counts[prefix + name] += count
        if progress is not None:
            progress(file.name, number)
    figures = dict[str, float | None]()
    for prefix in ("", "sealed."):
        for name in FIGURES:
            figures |= _figures(prefix + name, counts)
    return Scores("negation", defined(figures), dict(sorted(counts.items())))


def cut_by_tokens(
    sentence: NegationSentence, cue: Sequence[Span], scope: Sequence[Span]
) -> MarkedNegation:
    """Return a negation of the sentence's text in terms of its tokens."""
    return MarkedNegation(_parts(sentence, cue), _parts(sentence, scope))


def _parts(sentence: NegationSentence, spans: Iterable[Span]) -> Parts:
    text, places = sentence.placed()
    parts = dict[int, str]()
    for span in spans:
        for index, (start, end) in enumerate(places):
            part = text[max(start, span.start) : min(end, span.end)]
            if part:
                parts[index] = parts.get(index, "") + part
    return parts


def count_sentence(
    sentence: NegationSentence, found: Sequence[MarkedNegation]
) -> Mapping[str, int]:
    """Return what is wanted, found and right in a sentence, by the names of the counts."""
    tags = sentence.tags
    pairs = list(_pairs(sentence.negations, found))
    return {
        "sentences": 1,
        "cue.wanted": len(sentence.negations),
        "cue.found": len(found),
        "cue.right": sum(wanted.cue == own.cue for wanted, own in pairs),
        "scope.wanted": sum(len(_tokens(n.scope, tags)) for n in sentence.negations),
        "scope.found": sum(len(_tokens(n.scope, tags)) for n in found),
        "scope.right": sum(
            len(_tokens(wanted.scope, tags) & _tokens(own.scope, tags)) for wanted, own in pairs
        ),
    }


def _pairs(
    wanted: Iterable[MarkedNegation], found: Iterable[MarkedNegation]
) -> Iterator[tuple[MarkedNegation, MarkedNegation]]:
    free = list(found)
    for negation in wanted:
        own = next((n for n in free if n.cue.keys() & negation.cue.keys()), None)
        if own is not None:
            free.remove(own)
            yield negation, own


def _tokens(parts: Parts, tags: Sequence[str]) -> set[tuple[int, str]]:
    """Return the tokens of a scope that count."""
    return {
        (index, part.removesuffix(".") or part)
        for index, part in parts.items()
        if tags[index] not in BRACKETS and any(c.isalnum() for c in tags[index])
    }


def _figures(name: str, counts: Mapping[str, int]) -> dict[str, float | None]:
    wanted, found, right = (counts.get(f"{name}.{c}", 0) for c in ("wanted", "found", "right"))
    return agreement(right, found, wanted, f"{name}.{{}}")
