"""From files to a graph: the composition of the rooms."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from kgraph.articles import ArticleFields, read_articles
from kgraph.errors import KGraphError, PipelineError, ReadError
from kgraph.graph import (
    KnowledgeGraph,
    fingerprint,
    fold_record,
    graph_of,
    keeps_concepts,
)
from kgraph.language import (
    LONGEST_BLOCK,
    annotate,
    annotator_name,
    longest_paragraph,
    pipeline_name,
)
from kgraph.model import Article
from kgraph.names.gazetteer import read_gazetteer
from kgraph.ontology import Ontology, load_ontology
from kgraph.record import Record
from kgraph.record.file import require_writable

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a graph is built.

    ``pipeline`` names an installed spaCy pipeline, None the shipped one; ``ontology`` is a file
    that adds to the shipped ontology, ``gazetteer`` a CSV file of names with their types
    (``name,type`` or ``name,type,id``). ``concepts`` makes entities of what articles say things
    of and do not name; None leaves that as the record has it, in a new one off.
    ``fields`` override what a single article says of itself; ``columns`` name where tables and
    JSON keep the fields of an article, as in ``{"text": "body"}``, instead of a guess.
    With ``on_error="skip"`` a bad article is left out and its error given to ``skipped``.
    ``noted`` is given in a line what was read with a limit.
    """

    pipeline: str | None = None
    ontology: Path | None = None
    gazetteer: Path | None = None
    concepts: bool | None = None
    fields: ArticleFields | None = None
    columns: Mapping[str, str] | None = None
    on_error: Literal["raise", "skip"] = "raise"
    skipped: Callable[[KGraphError], None] | None = None
    noted: Callable[[str], None] | None = None


def build(
    paths: Iterable[str | Path],
    path: str | Path,
    *,
    options: BuildOptions = BuildOptions(),
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """Return the graph of the record at ``path`` after the articles of ``paths`` are added.

    All articles are read before the first is written, so that a bad one leaves everything as it
    was. An article that the record has is not annotated again; each other is kept as soon as it
    is annotated, whole or not at all, and an interrupted build goes on where it was when it is
    run again. ``progress`` is called with the title and the number of each, from 1.

    Raises:
        KGraphError: an article, the pipeline, the ontology or the record cannot be used; the
            message is one line.
    """
    ontology = load_ontology(options.ontology)
    listed = read_gazetteer(options.gazetteer, ontology.types) if options.gazetteer else None
    articles = {
        article.id: article
        for article in read_articles(
            paths,
            fields=options.fields,
            columns=options.columns,
            on_error=options.on_error,
            skipped=options.skipped,
        )
    }
    if not articles:
        raise ReadError("no article could be read; name at least one good file")
    _require_english(options.pipeline)
    known = _kept_ids(Path(path), annotator_name(options.pipeline, listed))
    fresh = [article for id_, article in articles.items() if id_ not in known]
    annotations = annotate(fresh, pipeline=options.pipeline, gazetteer=listed)
    annotated = zip(fresh, annotations, strict=True)
    # The first annotation is made before the file is, so that a bad pipeline leaves none behind.
    first = list(islice(annotated, 1))
    with Record.create_or_open(path) as record:
        for number, (article, annotation) in enumerate(chain(first, annotated), 1):
            record.add(article, annotation)
            _note_limit(article, options)
            if progress is not None:
                progress(article.title, number)
        return _folded(record, ontology, options)


def _note_limit(article: Article, options: BuildOptions) -> None:
    longest = longest_paragraph(article)
    if longest > LONGEST_BLOCK and options.noted is not None:
        options.noted(
            f"{article.title or article.id}: a paragraph of {longest:,} characters was read in "
            f"parts of {LONGEST_BLOCK:,}; what is said across two parts may be missed"
        )


def _require_english(pipeline: str | None) -> None:
    name = pipeline_name(pipeline)
    if not name.startswith("en_"):
        raise PipelineError(
            f"spaCy pipeline {name}: its language is {name.partition('_')[0]!r}, but the rules are "
            "English; use an English one, such as en_core_web_sm"
        )


def _folded(record: Record, ontology: Ontology, options: BuildOptions) -> KnowledgeGraph:
    """Fold the record anew, keep the fold in it, and return the graph."""
    concepts = keeps_concepts(record) if options.concepts is None else options.concepts
    fold = fold_record(record, ontology, concepts=concepts)
    made_from = fingerprint(record, ontology.fingerprint, concepts=concepts)
    own = ontology.fingerprint if options.ontology else ""
    record.write_fold(fold, made_from, ontology=own, concepts=concepts)
    return graph_of(record, fold, concepts=concepts)


def _kept_ids(path: Path, pipeline: str) -> frozenset[str]:
    """Return the ids of the articles at ``path``; refuse at once what could not be written."""
    require_writable(path)
    if not path.exists():
        return frozenset()
    with Record.create_or_open(path) as record:
        record.require_pipeline(pipeline)
        return frozenset(record.article_ids())
