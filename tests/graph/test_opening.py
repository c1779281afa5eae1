"""Opening a stored graph: equal to the one written, or refused."""

import gc
from dataclasses import replace
from pathlib import Path

import pytest

from kgraph.errors import RecordError
from kgraph.graph import KnowledgeGraph, fingerprint, fold, fold_record, graph_of, open_graph
from kgraph.ontology import Ontology, load_ontology
from kgraph.record import FoldStamp, Record
from tests.builders import Fact, save_record, tell

FACT = Fact(
    ("Person", "Vladimir Putin"),
    "meet",
    ("Person", "Anna Weber"),
    "affirmed",
    "actual",
    None,
    False,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    save_record(tmp_path / "news.kg", [tell([FACT])])
    return tmp_path / "news.kg"


def refusal(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(RecordError) as caught:
        open_graph(path)
    assert path.read_bytes() == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_stored_graph_opens_with_articles_and_annotations(path: Path) -> None:
    graph, (article, annotation) = open_graph(str(path)), tell([FACT])
    assert graph.articles == (article,)
    assert graph.annotation(article.id) == annotation
    assert [r.predicate for r in graph.relations] == ["meets"]


def test_a_record_without_a_graph_names_the_command_that_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    with Record.create_or_open(path) as record:
        record.add(*tell([FACT]))
    assert refusal(path) == f"{path}: holds no graph; `kgraph build -o {path}` makes it"


def test_a_graph_older_than_its_articles_is_stale(path: Path) -> None:
    with Record.create_or_open(path) as record:
        record.add(*tell([FACT], title="Another"))
    assert refusal(path).endswith(f"`kgraph build -o {path}` renews it")


def test_a_graph_of_another_version_of_the_fold_is_stale(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fold, "FOLD_VERSION", fold.FOLD_VERSION + 1)
    assert "is older than its articles or than this kgraph" in refusal(path)


def test_a_graph_of_another_shipped_ontology_is_stale(path: Path) -> None:
    with Record.create_or_open(path) as record:
        fold_record(record, replace(load_ontology(), fingerprint="of another version"))
    assert "is older than its articles or than this kgraph" in refusal(path)


def with_ontology(ontology: Ontology) -> KnowledgeGraph:
    """Return the graph that was never anything else."""
    record = Record.in_memory()
    record.add(*tell([FACT]))
    fold_record(record, ontology)
    return graph_of(record)


def test_a_graph_of_an_ontology_of_ones_own_opens_without_it(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[predicates.greets]\ndomain = ["Person"]\nrange = ["Person"]\n'
        'frames = [{ trigger = "meet", subject = "domain", object = "range" }]\n'
    )
    ontology = load_ontology(own)
    with Record.create_or_open(path) as record:
        fold_record(record, ontology, own_ontology=own.read_text())
        stamp = record.fold_stamp()
        made_from = fingerprint(record, ontology.fingerprint)
    assert stamp == FoldStamp(made_from, ontology.fingerprint, own.read_text())
    own.unlink()
    graph = open_graph(path)
    assert graph.fold == with_ontology(ontology).fold
    assert "greets" in {r.predicate for r in graph.relations}


def test_a_list_is_told_to_its_end_and_may_be_broken_off(path: Path) -> None:
    assert [e.name for e in open_graph(path).stream_entities()] == ["Anna Weber", "Vladimir Putin"]
    entities = open_graph(path).stream_entities()
    assert next(entities).mentions == 1
    # with the list its graph and its file go; an error here would be told on stderr
    del entities
    gc.collect()


def test_an_outline_is_what_the_annotation_tells_of_sentences_and_mentions(path: Path) -> None:
    graph = open_graph(path)
    (article,) = graph.articles
    annotation, (outline, entities) = graph.annotation(article.id), graph.outline(article)
    assert outline == replace(annotation, clauses=(), sayings=(), statements=())
    assert entities == graph.mention_entities(article.id)
