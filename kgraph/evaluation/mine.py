"""The task ``mine``: how many facts of an essay the graph of the essay tells, judged by words.

Each essay of MINE (Mo et al. 2025, "KGGen") is built into a graph of its own, with concepts, and
for each of its facts it is judged whether the graph tells it; :mod:`kgraph.evaluation.lexical`
has the judge. kgraph's triples are its claims, typed and open, whatever their polarity and
modality: each end is the name of its entity, else its words in the article, the predicate is the
article's phrase, else the name of the predicate. Claims that say the same are one triple. All
entities are nodes, those without a claim too.

* ``recall``: facts that are told, of all facts.
* ``recall.NAME``: the same of the graphs of another system, those that the file ``NAME.zip`` of
  the folder holds, over the essays that it has a graph of.
* ``retrieved.NAME``: the same judge on what kg-gen's retrieval, with sentence vectors, once got
  out of the graphs of that system, without a limit on its words.
* ``verdict.NAME``: the share of facts that a large model once found there.

Counts are ``essays``, ``facts``, ``found``, ``triples``, and ``triples_per_essay``, rounded; with
``.NAME`` of a system. There is no precision: a graph of every word would tell every fact, so the
figures are never to be told without that of another task, and the number of triples.

``retrieved`` is what the judge was fitted to: it gives .642 for KGGen, .432 for GraphRAG and .337
for OpenIE, where another judge of this kind gives .648, .433 and .339. For ``recall`` the place in
the graph, too, is found by words: without the limit of six words it gives .685, .420 and .343. With
it GraphRAG, whose predicates are whole sentences, falls to .197, and OpenIE rises to .373.
"""

import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kgraph.evaluation.lexical import StemGraph, Triple, content_stems, is_told
from kgraph.evaluation.mine_corpus import Essay, OtherGraph, read_essays, read_systems
from kgraph.evaluation.scores import Scores, defined, share
from kgraph.graph import KnowledgeGraph
from kgraph.model import End
from kgraph.pipeline.build import BuildOptions, build


def score_mine(
    path: Path,
    *,
    pipeline: str | None,
    progress: Callable[[str, int], None] | None,
) -> Scores:
    """Return the figures of the corpus in the folder ``path``; nothing is written there.

    ``progress`` is called with the title and the number of each essay.

    Raises:
        KGraphError: a file of the folder or the pipeline cannot be used.
    """
    essays, systems = read_essays(path), read_systems(path)
    figures, counts = dict[str, float | None](), dict[str, int]()
    judged = list[tuple[int, Sequence[bool]]]()
    for number, essay in enumerate(essays, 1):
        graph = _built(essay, pipeline)
        triples = triples_of(graph)
        nodes = StemGraph.of(triples, (entity.name for entity in graph.entities))
        judged.append((len(triples), [_tells(nodes, fact) for fact in essay.facts]))
        if progress is not None:
            progress(essay.title, number)
    _add(figures, counts, "", judged)
    for name, graphs in systems.items():
        _add(figures, counts, f".{name}", [_judged(graph) for graph in graphs])
        retrieved = [row for graph in graphs for row in graph.retrievals]
        told = sum(
            is_told(content_stems(row.fact), content_stems(row.context)) for row in retrieved
        )
        figures[f"retrieved.{name}"] = share(told, len(retrieved))
        figures[f"verdict.{name}"] = share(sum(row.held for row in retrieved), len(retrieved))
    return Scores("mine", defined(figures), dict(sorted(counts.items())))


def triples_of(graph: KnowledgeGraph) -> tuple[Triple, ...]:
    """Return what the claims of a graph say in words, each once, sorted."""
    names = {entity.id: entity.name for entity in graph.entities}
    found = {
        (
            _end(claim.subject, names.get(claim.subject.entity or "")),
            claim.phrase or claim.predicate.replace("_", " "),
            _end(claim.object, names.get(claim.object.entity or "")),
        )
        for claim in graph.claims
    }
    return tuple(Triple(*words) for words in sorted(found))


def _end(end: End, name: str | None) -> str:
    return end.words if name is None else name


def _built(essay: Essay, pipeline: str | None) -> KnowledgeGraph:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "essay.jsonl"
        source.write_text(json.dumps({"title": essay.title, "text": essay.text}), encoding="utf-8")
        options = BuildOptions(pipeline=pipeline, concepts=True)
        return build([source], Path(folder) / "essay.kg", options=options)


def _judged(graph: OtherGraph) -> tuple[int, Sequence[bool]]:
    nodes = StemGraph.of(graph.triples, graph.nodes)
    return len(graph.triples), [_tells(nodes, row.fact) for row in graph.retrievals]


def _tells(graph: StemGraph, fact: str) -> bool:
    stems = content_stems(fact)
    return is_told(stems, graph.retrieved(stems))


def _add(
    figures: dict[str, float | None],
    counts: dict[str, int],
    suffix: str,
    judged: Iterable[tuple[int, Sequence[bool]]],
) -> None:
    """Add the recall of some graphs, of which the number of triples and the verdicts are given."""
    graphs = list(judged)
    verdicts = [verdict for _, own in graphs for verdict in own]
    triples = sum(number for number, _ in graphs)
    figures[f"recall{suffix}"] = share(sum(verdicts), len(verdicts))
    counts |= {
        f"essays{suffix}": len(graphs),
        f"facts{suffix}": len(verdicts),
        f"found{suffix}": sum(verdicts),
        f"triples{suffix}": triples,
        f"triples_per_essay{suffix}": round(triples / max(len(graphs), 1)),
    }
