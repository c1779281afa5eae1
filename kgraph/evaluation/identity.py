"""The task ``identity``: who is who across articles, against ECB+, mentions given.

:mod:`kgraph.evaluation.ecb` has the corpus. The articles are annotated and folded as ``kgraph
build`` does it; :mod:`kgraph.evaluation.given_mentions` says which of the given mentions are one
thing of one article, and which entity of the graph. The topics of the corpus are told to nobody,
and mentions that stand alone in the key are in it. Each of these has the figures of
:mod:`kgraph.evaluation.clustering`, over the whole corpus as over one document:

* ``baseline.``: all mentions whose last word is the same are one;
* ``stories.``: they are one where their articles tell one story, and by nothing else of kgraph;
* ``entities.``: a thing of an article is its entity; what is no entity is alone in its article.
  An entity of a name that is also written without a capital letter ("police") is none here;
* without a prefix: entities, and who is who inside one story
  (:mod:`kgraph.evaluation.stories`).
"""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from kgraph.evaluation.clustering import cluster_figures
from kgraph.evaluation.ecb import EcbText, read_ecb
from kgraph.evaluation.given_mentions import Group, group_mentions
from kgraph.evaluation.lexical import content_stems
from kgraph.evaluation.scores import Scores, defined
from kgraph.evaluation.stories import find_stories, find_things
from kgraph.graph import KnowledgeGraph, fold_record, open_graph
from kgraph.language import annotate, read_chains
from kgraph.model import Annotation, Article, Entity
from kgraph.ontology import load_ontology
from kgraph.record import Record

Progress = Callable[[str, int], None]
Place = tuple[str, int]
"""A given mention: its article, and its number there."""


def score_identity(path: Path, *, pipeline: str | None, progress: Progress | None) -> Scores:
    """Return the figures on a file of mentions of ECB+; nothing is written beside it.

    ``progress`` is called with the id and the number of each article.

    Raises:
        KGraphError: a file or the pipeline cannot be used.
    """
    texts = read_ecb(path)
    articles = [Article(text.id, text.text) for text in texts]
    annotations = list[Annotation]()
    for number, annotation in enumerate(annotate(articles, pipeline=pipeline), 1):
        annotations.append(annotation)
        if progress is not None:
            progress(annotation.article, number)
    with tempfile.TemporaryDirectory() as folder:
        graph = _graph(Path(folder) / "news.kg", articles, annotations)
        entities = {e.id: e for e in graph.entities if _is_named(e)}
        homes = {a.id: graph.mention_entities(a.id) for a in articles}
    named = {
        id_: {mention: entities[e] for mention, e in own.items() if e in entities}
        for id_, own in homes.items()
    }
    read = zip(texts, annotations, read_chains(articles, pipeline=pipeline), strict=True)
    groups = [
        group
        for text, annotation, chains in read
        for group in group_mentions(text, annotation, chains, named[text.id])
    ]
    stories = find_stories(
        {text.id: content_stems(text.text) for text in texts},
        {id_: _telling(own.values()) for id_, own in named.items()},
    )
    alone = [group.entity or f"{group.document} {group.mentions}" for group in groups]
    last_words = _last_words(texts)
    words = [Group(id_, (n,), heads=frozenset({w})) for (id_, n), w in last_words.items()]
    answers = {
        "baseline.": last_words,
        "entities.": _things(groups, alone),
        "stories.": _things(words, find_things(words, stories)),
        "": _things(groups, find_things(groups, stories)),
    }
    key = _clusters({(t.id, n): m.chain for t in texts for n, m in enumerate(t.mentions)})
    figures: dict[str, float | None] = {}
    for prefix, things in answers.items():
        figures |= cluster_figures([(key, _clusters(things))], f"{prefix}{{}}")
    counts = {
        "articles": len(texts),
        "chains": len(key),
        "mentions": sum(map(len, key)),
        "stories": len(stories),
    }
    return Scores("identity", defined(figures), counts)


def _graph(
    path: Path, articles: Iterable[Article], annotations: Iterable[Annotation]
) -> KnowledgeGraph:
    with Record.create_or_open(path) as record:
        for article, annotation in zip(articles, annotations, strict=True):
            record.add(article, annotation)
        fold_record(record, load_ontology())
    return open_graph(path)


def _is_named(entity: Entity) -> bool:
    """Whether no form of an entity is written in small letters alone, as a common noun is."""
    return not any(form.islower() for form in (entity.name, *entity.aliases))


def _telling(entities: Iterable[Entity]) -> frozenset[str]:
    """Return the ids of what tells one story from another."""
    return frozenset(entity.id for entity in entities if entity.type != "Country")


def _last_words(texts: Iterable[EcbText]) -> dict[Place, str]:
    return {
        (text.id, number): mention.words[-1].of(text.text).lower()
        for text in texts
        for number, mention in enumerate(text.mentions)
    }


def _things(groups: Sequence[Group], things: Iterable[str]) -> dict[Place, str]:
    return {
        (group.document, number): thing
        for group, thing in zip(groups, things, strict=True)
        for number in group.mentions
    }


def _clusters(things: Mapping[Place, str]) -> list[list[Place]]:
    clusters: dict[str, list[Place]] = {}
    for place, thing in things.items():
        clusters.setdefault(thing, []).append(place)
    return list(clusters.values())
