"""The task ``claims``: the graph of some articles against an answer key.

All articles that the key names are built into one graph, so that who is who across them takes
part, and claims are compared article by article (:mod:`kgraph.evaluation.matching` says how).
Typed claims are those with a predicate other than ``related_to``; only of them does a key hold
all, so only they have a precision.

* ``precision``: right typed statements of all typed statements of the graph. Optional claims of
  the key make a statement right, claims under ``never`` make it wrong.
* ``recall``: found claims of the demanded claims of the key; ``recall.typed`` and ``recall.open``
  (``related_to``) are its two parts. ``f1`` is the harmonic mean of precision and recall.
* ``polarity``, ``speaker``, ``modality``, ``time``: the share of the found demanded claims where
  it is equal, ``time`` of those that have one in the key; ``polarity_speaker``: where both are.
* ``strict.precision``, ``strict.recall``, ``strict.f1``: with polarity and speaker right.
* ``f1.PREDICATE``: F1 of the claims of one predicate.

Counts are ``articles``, ``wanted`` (demanded claims), ``found`` of them, ``typed`` statements,
``right`` of them, and ``never``: statements of any predicate that the key forbids. Sealed articles
are counted apart, under the prefix ``sealed.``, and yield neither findings nor figures of
predicates, so that nobody writes rules on them.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kgraph.articles import read_articles
from kgraph.errors import KGraphError, ReadError
from kgraph.evaluation.answer_key import KeyClaim, KeyLine, read_key
from kgraph.evaluation.matching import Agreement, Compared, Wanted, compare
from kgraph.evaluation.scores import Finding, Scores, defined, harmonic_mean, share
from kgraph.graph import KnowledgeGraph
from kgraph.model import Claim, End, Speaker
from kgraph.ontology import RELATED_TO, Ontology, load_ontology
from kgraph.pipeline.build import BuildOptions, build


def score_claims(
    path: Path,
    *,
    pipeline: str | None,
    ontology: Path | None,
    progress: Callable[[str, int], None] | None,
) -> Scores:
    """Return the figures of the answer key at ``path``; nothing is written beside it.

    ``progress`` is called with the title and the number of each article.

    Raises:
        KGraphError: the key, an article, the pipeline or the ontology cannot be used.
    """
    known = load_ontology(ontology)
    key = read_key(path, known)
    articles = _find_articles(path.parent, key)
    with tempfile.TemporaryDirectory() as folder:
        graph = build(
            [path.parent / line.row.article for line in key],
            Path(folder) / "news.kg",
            options=BuildOptions(pipeline=pipeline, ontology=ontology),
            progress=progress,
        )
    return score_graph(graph, {articles[line.place]: line for line in key}, known)


def score_graph(graph: KnowledgeGraph, key: Mapping[str, KeyLine], ontology: Ontology) -> Scores:
    """Return the figures of a graph; ``key`` gives the lines of a key by the ids of articles."""
    compared = [
        compare(line.row, article, graph, ontology)
        for article, line in sorted(key.items(), key=lambda item: item[1].row.article)
    ]
    open_ = [c for c in compared if not c.row.sealed]
    sealed = [c for c in compared if c.row.sealed]
    figures, counts = dict[str, float | None](), dict[str, int]()
    for prefix, group in (("", open_), ("sealed.", sealed)):
        if group:
            figures |= {prefix + name: value for name, value in _figures(group).items()}
            counts |= {prefix + name: value for name, value in _counts(group).items()}
    return Scores(
        task="claims",
        scores=defined(figures | _by_predicate(open_)),
        counts=dict(sorted(counts.items())),
        misses=tuple(finding for c in open_ for finding in _misses(c)),
        wrong=tuple(finding for c in open_ for finding in _wrong(c, graph)),
    )


def _find_articles(folder: Path, key: Iterable[KeyLine]) -> dict[str, str]:
    """Return the ids of the articles by the places of the lines that name them."""
    places: dict[str, str] = {}
    for line in key:
        try:
            found = [article.id for article in read_articles([folder / line.row.article])]
        except KGraphError as error:
            raise ReadError(f"{line.place}: article: {error}") from error
        except OSError as error:
            raise ReadError(f"{line.place}: article: {error.strerror}; check the path") from error
        if len(found) != 1:
            raise ReadError(
                f"{line.place}: article: the file holds {len(found)} articles; name one with one"
            )
        if found[0] in places:
            raise ReadError(f"{line.place}: article: the same as in {places[found[0]]}; join both")
        places[found[0]] = line.place
    return {place: article for article, place in places.items()}


def _demanded(compared: Iterable[Compared]) -> Iterator[tuple[Wanted, Agreement | None]]:
    """Yield each claim that has to be found, and how well it is, None where it is not."""
    for one in compared:
        for index, wanted in enumerate(one.wanted):
            if not wanted.row.optional:
                yield wanted, one.found.get(index)


def _typed(compared: Iterable[Compared]) -> Iterator[tuple[str, bool, bool]]:
    """Yield predicate, right, and strictly right, of each typed statement."""
    for one in compared:
        for index, statement in enumerate(one.statements):
            if statement.predicate != RELATED_TO:
                yield statement.predicate, one.right(index), one.right(index, strict=True)


def _counts(compared: Sequence[Compared]) -> dict[str, int]:
    demanded, typed = list(_demanded(compared)), list(_typed(compared))
    return {
        "articles": len(compared),
        "wanted": len(demanded),
        "found": sum(agreed is not None for _, agreed in demanded),
        "typed": len(typed),
        "right": sum(right for _, right, _ in typed),
        "never": sum(len(one.forbidden) for one in compared),
    }


def _figures(compared: Sequence[Compared]) -> dict[str, float | None]:
    counts, demanded = _counts(compared), list(_demanded(compared))
    found = [agreed for _, agreed in demanded if agreed is not None]
    timed = [agreed.time for agreed in found if agreed.time is not None]
    strict = sum(agreed.strict for agreed in found)
    strict_right = sum(is_strict for _, _, is_strict in _typed(compared))
    precision = share(counts["right"], counts["typed"])
    recall = share(len(found), len(demanded))
    strict_precision = share(strict_right, counts["typed"])
    strict_recall = share(strict, len(demanded))
    return {
        "precision": precision,
        "recall": recall,
        "f1": harmonic_mean(precision, recall),
        "recall.typed": _recall(d for d in demanded if not d[0].open),
        "recall.open": _recall(d for d in demanded if d[0].open),
        "polarity": share(sum(agreed.polarity for agreed in found), len(found)),
        "speaker": share(sum(agreed.speaker for agreed in found), len(found)),
        "polarity_speaker": share(strict, len(found)),
        "modality": share(sum(agreed.modality for agreed in found), len(found)),
        "time": share(sum(timed), len(timed)),
        "strict.precision": strict_precision,
        "strict.recall": strict_recall,
        "strict.f1": harmonic_mean(strict_precision, strict_recall),
    }


def _recall(demanded: Iterable[tuple[Wanted, Agreement | None]]) -> float | None:
    agreements = [agreed for _, agreed in demanded]
    return share(sum(agreed is not None for agreed in agreements), len(agreements))


def _by_predicate(compared: Sequence[Compared]) -> dict[str, float | None]:
    demanded, found, typed, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for wanted, agreed in _demanded(compared):
        if not wanted.open:
            demanded[wanted.triple.predicate] += 1
            found[wanted.triple.predicate] += agreed is not None
    for predicate, is_right, _ in _typed(compared):
        typed[predicate] += 1
        right[predicate] += is_right
    return {
        f"f1.{p}": harmonic_mean(share(right[p], typed[p]), share(found[p], demanded[p]))
        for p in {*demanded, *typed}
    }


def _misses(compared: Compared) -> Iterator[Finding]:
    for index, wanted in enumerate(compared.wanted):
        if not wanted.row.optional and index not in compared.found:
            yield _missed(compared.row.article, wanted.row)


def _missed(article: str, claim: KeyClaim) -> Finding:
    return Finding(
        article=article,
        quote=claim.quote,
        subject=claim.subject,
        predicate=claim.predicate,
        object=claim.object,
        phrase=claim.phrase,
        polarity=claim.polarity,
        modality=claim.modality,
        speaker=claim.speaker or "",
    )


def _wrong(compared: Compared, graph: KnowledgeGraph) -> Iterator[Finding]:
    for index, statement in enumerate(compared.statements):
        never = compared.forbidden.get(index)
        if never is not None or (statement.predicate != RELATED_TO and not compared.right(index)):
            why = never.why or "never" if never is not None else ""
            yield _claimed(compared.row.article, statement.claims[0], graph, why)


def _claimed(article: str, claim: Claim, graph: KnowledgeGraph, why: str) -> Finding:
    return Finding(
        article=article,
        quote=claim.quote,
        subject=_name(claim.subject, graph),
        predicate=claim.predicate,
        object=_name(claim.object, graph),
        phrase=claim.phrase,
        polarity=claim.polarity,
        modality=claim.modality,
        speaker=_name(claim.speakers[0], graph) if claim.speakers else "",
        rule=claim.rule,
        why=why,
    )


def _name(end: End | Speaker, graph: KnowledgeGraph) -> str:
    return graph.entity(end.entity).name if end.entity else end.words
