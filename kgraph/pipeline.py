"""From files to a graph: the composition of the rooms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from kgraph.articles import ArticleFields, read_articles
from kgraph.errors import KGraphError, ReadError
from kgraph.graph import KnowledgeGraph, fingerprint, fold_record
from kgraph.language import annotate, pipeline_name
from kgraph.ontology import load_ontology
from kgraph.record import Record
from kgraph.record.file import require_writable

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a graph is built.

    ``pipeline`` names an installed spaCy pipeline, None the shipped one; ``ontology`` is a file
    that adds to the shipped ontology. ``fields`` override what a single article says of itself.
    With ``on_error="skip"`` a bad article is left out and its error given to ``skipped``.
    """

    pipeline: str | None = None
    ontology: Path | None = None
    fields: ArticleFields | None = None
    on_error: Literal["raise", "skip"] = "raise"
    skipped: Callable[[KGraphError], None] | None = None


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
    articles = {
        article.id: article
        for article in read_articles(
            paths, fields=options.fields, on_error=options.on_error, skipped=options.skipped
        )
    }
    if not articles:
        raise ReadError("no article could be read; name at least one good .txt or .jsonl file")
    known = _kept_ids(Path(path), pipeline_name(options.pipeline))
    fresh = [article for id_, article in articles.items() if id_ not in known]
    annotations = annotate(fresh, pipeline=options.pipeline)
    annotated = zip(fresh, annotations, strict=True)
    # The first annotation is made before the file is, so that a bad pipeline leaves none behind.
    first = list(islice(annotated, 1))
    with Record.create_or_open(path) as record:
        for number, (article, annotation) in enumerate(chain(first, annotated), 1):
            record.add(article, annotation)
            if progress is not None:
                progress(article.title, number)
        fold = fold_record(record, ontology)
        own = ontology.fingerprint if options.ontology else ""
        record.write_fold(fold, fingerprint(record, ontology.fingerprint), ontology=own)
        return KnowledgeGraph(fold, record.articles(), record.annotations())


def _kept_ids(path: Path, pipeline: str) -> frozenset[str]:
    """Return the ids of the articles at ``path``; refuse at once what could not be written."""
    require_writable(path)
    if not path.exists():
        return frozenset()
    with Record.create_or_open(path) as record:
        record.require_pipeline(pipeline)
        return frozenset(record.article_ids())
