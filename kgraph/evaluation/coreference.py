"""The task ``coref``: who is who inside a document, against OntoGUM.

OntoGUM (Zhu, Pradhan, Zeldes 2021, https://aclanthology.org/2021.acl-short.59) has coreference in
the scheme of OntoNotes, in CoNLL-U with brackets under ``Entity``: ``(3`` opens a mention of chain
3 before its word, ``3)`` closes the last one of that chain that is open behind its word, ``(3)``
is both. The text of a document is put together of its words; paragraphs are those of the file.
Mentions are kgraph's own: it is told none. The scheme has no mention that stands alone, so chains
of one are left out. A mention is right by its exact span, and
:mod:`kgraph.evaluation.clustering` says what is counted; ``mentions`` are the spans.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path

from kgraph.errors import ReadError
from kgraph.evaluation.clustering import cluster_figures
from kgraph.evaluation.conllu import TreebankSentence, read_sentences, wanted_documents
from kgraph.evaluation.files import find_files
from kgraph.evaluation.scores import Scores, agreement, defined
from kgraph.language import read_chains
from kgraph.model import Article, Span

_BRACKETS = re.compile(r"\((\d+)(\))?|(\d+)\)")

Chain = tuple[Span, ...]
Chains = tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class ChainedText:
    """A document and the chains of its mentions; spans and chains are sorted."""

    id: str
    text: str
    chains: Chains


def score_coreference(
    path: Path,
    *,
    pipeline: str | None,
    leave_out: Sequence[str],
    progress: Callable[[str, int], None] | None,
) -> Scores:
    """Return the figures on a CoNLL-U file, or on all of a folder, and the counts.

    ``leave_out`` is as :func:`kgraph.evaluation.conllu.wanted_documents` reads it.
    ``progress`` is called with the id and the number of each document.

    Raises:
        KGraphError: a file or the pipeline cannot be used.
    """
    texts = read_chained(find_files(path, {".conllu"}), leave_out)
    articles = [Article(text.id, text.text) for text in texts]
    pairs = list[tuple[Chains, Chains]]()
    read = zip(texts, read_chains(articles, pipeline=pipeline), strict=True)
    for number, (text, chains) in enumerate(read, 1):
        pairs.append((text.chains, tuple(spans for spans in chains if len(spans) > 1)))
        if progress is not None:
            progress(text.id, number)
    counts = _counts(pairs)
    right, found, wanted = (counts[f"mentions.{name}"] for name in ("right", "found", "wanted"))
    figures = cluster_figures(pairs) | agreement(right, found, wanted, "mentions.{}")
    return Scores("coref", defined(figures), counts)


def read_chained(files: Iterable[Path], leave_out: Sequence[str] = ()) -> list[ChainedText]:
    """Return the documents of the files that are not left out, in their order.

    Raises:
        ReadError: a line is not CoNLL-U, or its brackets are none; the message names it.
    """
    wanted = wanted_documents(leave_out)
    return [
        _chained(file, id_, list(sentences))
        for file in files
        for id_, sentences in groupby(read_sentences(file), key=lambda s: s.document)
        if wanted(id_)
    ]


def _chained(path: Path, id_: str, sentences: Sequence[TreebankSentence]) -> ChainedText:
    parts, end, paragraph = list[str](), 0, sentences[0].paragraph
    spans: dict[str, list[Span]] = {}
    open_: dict[str, list[tuple[int, int]]] = {}
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            parts.append("\n\n")
            end, paragraph = end + 2, sentence.paragraph
        for word in sentence.words:
            start, end = end, end + len(word.form)
            for name, opens, closes in _marks(path, word.line, word.misc):
                if opens:
                    open_.setdefault(name, []).append((start, word.line))
                if closes:
                    if not open_.get(name):
                        raise ReadError(
                            f"{path}:{word.line}: {name}) closes no bracket; add ({name}"
                        )
                    spans.setdefault(name, []).append(Span(open_[name].pop()[0], end))
            parts += [word.form, " " * word.space_after]
            end += word.space_after
    for name, (_, line) in ((name, place) for name, left in open_.items() for place in left):
        raise ReadError(f"{path}:{line}: ({name} is never closed; add {name})")
    chains = sorted(tuple(sorted(set(some))) for some in spans.values())
    return ChainedText(id_, "".join(parts), tuple(chains))


def _marks(path: Path, line: int, misc: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield the chains that a word's brackets name, and whether they open and close a mention."""
    for item in misc.split("|"):
        name, _, brackets = item.partition("=")
        if name != "Entity":
            continue
        if _BRACKETS.sub("", brackets):
            raise ReadError(
                f"{path}:{line}: {item!r} are not brackets of chains; expected such as (1(2) or 1)"
            )
        for opened, both, closed in _BRACKETS.findall(brackets):
            yield opened or closed, bool(opened), bool(both or closed)


def _counts(pairs: Sequence[tuple[Chains, Chains]]) -> dict[str, int]:
    counts = {"documents": len(pairs), "mentions.right": 0}
    for name, side in (("wanted", 0), ("found", 1)):
        counts[f"chains.{name}"] = sum(len(pair[side]) for pair in pairs)
        counts[f"mentions.{name}"] = sum(len(spans) for pair in pairs for spans in pair[side])
    for key, found in pairs:
        counts["mentions.right"] += len(set(chain(*key)) & set(chain(*found)))
    return dict(sorted(counts.items()))
