"""What is interrupted: each verb with the folder that it begins in."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import kgraph
from kgraph.articles import read_articles
from kgraph.formats.jsonl import write_jsonl
from kgraph.graph import open_graph
from kgraph.pipeline.combining import dump
from kgraph.record import Record
from tests.builders import PIPELINE
from tests.faults.articles import annotate_by_hand, write_articles, write_layout_2

GRAPH = "news.kg"
ONTOLOGY = """
[predicates.lauds]
description = "one praises another"
domain = ["Organization", "Person"]
range = ["Organization", "Person"]
inverse = "lauded_by"
[[predicates.lauds.frames]]
trigger = "praise"
subject = "domain"
object = "range"
example = "Microsoft praised Maria Weber."
"""


@dataclass(frozen=True, slots=True)
class Verb:
    """A command on the folder it runs in: what is there before, and the command."""

    prepare: Callable[[Path], object]
    run: Callable[[Path], object]


@contextmanager
def by_hand(pipeline: str = PIPELINE) -> Iterator[None]:
    """Let builds in the block annotate by hand, under the name of ``pipeline``."""
    build = "kgraph.pipeline.build"
    with (
        mock.patch(f"{build}.annotate", annotate_by_hand),
        mock.patch(f"{build}.annotator_name", return_value=pipeline),
        mock.patch(f"{build}.pipeline_name", return_value=f"en_{pipeline}"),
    ):
        yield


def build(folder: Path, *, pipeline: str = PIPELINE, **options: object) -> None:
    """Build the graph of a folder from its articles, without a language model."""
    with by_hand(pipeline):
        kgraph.build(
            sorted(folder.glob("*.jsonl")),
            folder / GRAPH,
            options=kgraph.BuildOptions(**options),  # type: ignore[arg-type]
        )


def graph_dump(path: Path) -> str:
    """Return the canonical dump of a stored graph."""
    stream = io.StringIO()
    write_jsonl(open_graph(path), stream)
    return stream.getvalue()


def record_dump(path: Path) -> str:
    """Return every row of a record, in force or not."""
    stream = io.StringIO()
    dump(path, stream)
    return stream.getvalue()


def _nothing(folder: Path) -> None:
    write_articles(folder / "one.jsonl", range(1))


def _create(folder: Path) -> None:
    """Make a record of one article that waits, so that most steps are of its making."""
    (article,) = read_articles(folder.glob("*.jsonl"))
    with Record.create_or_open(folder / GRAPH) as record:
        record.receive([article], PIPELINE)


def _articles(folder: Path) -> None:
    write_articles(folder / "one.jsonl", range(8))


def _built(folder: Path) -> None:
    _articles(folder)
    build(folder)


def _to_grow(folder: Path) -> None:
    _built(folder)
    write_articles(folder / "two.jsonl", range(8, 13))
    write_articles(folder / "versions.jsonl", range(2), version=2)


def _to_decide(folder: Path) -> None:
    _built(folder)
    (folder / "own.toml").write_text(ONTOLOGY)


def _to_combine(folder: Path) -> None:
    _built(folder)
    path = folder / GRAPH
    _retract(folder)
    _decide(folder)
    path.rename(folder / "a.kg")
    write_articles(folder / "one.jsonl", range(5, 12))
    build(folder)
    path.rename(folder / "b.kg")


def _older(folder: Path) -> None:
    _built(folder)
    path = folder / GRAPH
    with Record.open(path) as record:
        annotated = [(article, found) for article, found in record.annotated() if found]
    path.unlink()
    write_layout_2(path, annotated)


def _retract(folder: Path) -> None:
    kgraph.retract(folder / GRAPH, ["Report 1 in version 1", "https://example.org/3"])


def _decide(folder: Path) -> None:
    kgraph.decide(folder / GRAPH, "same", ["Vladimir Putin", "Merck KGaA"])


def _combine(folder: Path) -> None:
    kgraph.combine([folder / "a.kg", folder / "b.kg"], folder / GRAPH)


VERBS = {
    "create": Verb(_nothing, _create),
    "build": Verb(_articles, build),
    "build more": Verb(_to_grow, build),
    "annotate again": Verb(_built, lambda f: build(f, pipeline="other", reannotate=True)),
    "retract": Verb(_built, _retract),
    "decide": Verb(_to_decide, _decide),
    "combine": Verb(_to_combine, _combine),
    "fold": Verb(_to_decide, lambda f: build(f, ontology=f / "own.toml")),
    "migrate": Verb(_older, build),
}
