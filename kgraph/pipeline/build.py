"""From files to a graph: the composition of the rooms."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import tee
from pathlib import Path
from typing import Literal

from kgraph.articles import ArticleFields, read_articles
from kgraph.errors import KGraphError, PipelineError, ReadError, RecordError
from kgraph.graph import (
    KnowledgeGraph,
    fold_record,
    keeps_concepts,
    kept_ontology,
    open_graph,
)
from kgraph.graph.fold import Progress
from kgraph.language import (
    LONGEST_BLOCK,
    annotate,
    annotator_name,
    longest_paragraph,
    pipeline_name,
    thinned,
)
from kgraph.model import Annotation, Article
from kgraph.names.gazetteer import read_gazetteer
from kgraph.ontology import Ontology, load_ontology
from kgraph.record import Record


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a graph is built.

    ``pipeline`` names an installed spaCy pipeline, None the shipped one; ``ontology`` is a file
    that adds to the shipped ontology, an empty one adds nothing, and None leaves that as the record
    has it; ``gazetteer`` a CSV file of names with their types
    (``name,type`` or ``name,type,id``). ``concepts`` makes entities of what articles say things
    of and do not name; None leaves that as the record has it, in a new one off.
    ``clauses="named"`` keeps of what language finds only what has to do with names, in a smaller
    file that can have no concepts; a file has one or the other. ``reannotate`` annotates every
    article again where the record was made by another pipeline, and without it that is refused.
    ``fields`` override what a single article says of itself; ``columns`` name where tables and
    JSON keep the fields of an article, as in ``{"text": "body"}``, instead of a guess.
    With ``on_error="skip"`` a bad article is left out and its error given to ``skipped``.
    ``noted`` is given in a line what was read with a limit.
    """

    pipeline: str | None = None
    ontology: Path | None = None
    gazetteer: Path | None = None
    concepts: bool | None = None
    clauses: Literal["all", "named"] | None = None
    reannotate: bool = False
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

    All articles are read and kept before the first is annotated, in one transaction, so that a
    bad one leaves everything as it was. An article that the record has is not annotated again;
    each other is in force as soon as it is annotated, and an interrupted build goes on where it
    was when it is run again, with ``paths`` or without. ``progress`` is called with the title and
    the number of each, from 1.

    Raises:
        KGraphError: an article, the pipeline, the ontology or the record cannot be used; the
            message is one line.
    """
    told = _told_ontology(options)
    _require_english(options.pipeline)
    with Record.create_or_open(path) as record:
        ontology, own = told or kept_ontology(record.path, record.fold_stamp())
        listed = read_gazetteer(options.gazetteer, ontology.types) if options.gazetteer else None
        concepts = keeps_concepts(record) if options.concepts is None else options.concepts
        name = _annotator(record, options, annotator_name(options.pipeline, listed), concepts)
        _receive(record, paths, options, name)
        articles, waiting = tee(record.waiting())
        found = annotate(waiting, pipeline=options.pipeline, gazetteer=listed)
        for number, (article, annotation) in enumerate(zip(articles, found, strict=True), 1):
            record.add(article, _kept(annotation, name))
            _note_limit(article, options)
            if progress is not None:
                progress(article.title, number)
        fold_record(record, ontology, concepts=concepts, own_ontology=own)
    return open_graph(path)


def _told_ontology(options: BuildOptions) -> tuple[Ontology, str] | None:
    if options.ontology is None:
        return None
    return load_ontology(options.ontology), options.ontology.read_text("utf-8-sig").strip()


NAMED = " with clauses of names only"


def _annotator(record: Record, options: BuildOptions, name: str, concepts: bool) -> str:
    """Return what annotations of this build record as their pipeline.

    Raises:
        RecordError: the record was made by another, or cannot have concepts.
    """
    named = options.clauses == "named" or (
        options.clauses is None and record.pipeline().endswith(NAMED)
    )
    if named and concepts and options.concepts is None:
        raise RecordError(
            f"{record.path}: has concepts, of which named clauses keep none; "
            "leave out --clauses named, or add --no-concepts"
        )
    if named and concepts:
        raise RecordError(
            f"{record.path}: keeps the clauses of names only, of which no concepts are made; "
            "leave out --concepts, or add --clauses all --reannotate"
        )
    full = f"{name}{NAMED}" if named else name
    if not options.reannotate:
        record.require_pipeline(full)
    return full


def _receive(record: Record, paths: Iterable[str | Path], options: BuildOptions, name: str) -> None:
    articles = read_articles(
        paths,
        fields=options.fields,
        columns=options.columns,
        on_error=options.on_error,
        skipped=options.skipped,
    )
    record.receive(articles, name)
    if not record.count():
        raise ReadError("no article could be read; name at least one good file")


def _kept(annotation: Annotation, name: str) -> Annotation:
    chosen = thinned(annotation) if name.endswith(NAMED) else annotation
    return replace(chosen, pipeline=name)


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
