"""Exported folders, read by the importer of a real Neo4j."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph
from kgraph.model import Annotation, Article, Entity, Fold
from kgraph.propertygraph import INDEX_SCRIPT, index_statements, write_import_files
from tests.graphs import HOSTILE, banned_graph, hostile_graph
from tests.live.content import ask, content, expected
from tests.live.neo4j_server import Neo4jServer, import_folder, running_neo4j

pytestmark = pytest.mark.neo4j

TRAPS = (
    '"', '""', '"a', 'a"', "\\", '\\"', "\\n", "a\rb", "\r", "\r\n", "\n", ",", ';"', "\t", " ",
    " a ", "\xa0a\xa0", "=1+1", "\x00", "\x1a", "\x1f", "\x1e", "\x85", "\u2028", "\ufeff",
    "\ufdd0", "\uffff", "\U0010ffff", "null", "[]", "{}", "U+001F",
)  # fmt: skip
LONG = 4_300_000


def drawn_texts(number: int) -> list[str]:
    """Return so many texts that hypothesis makes, the same in every run."""
    texts: list[str] = []

    @settings(max_examples=number, database=None, derandomize=True)
    @given(st.one_of(st.text(min_size=1), st.text("\",;\\\r\n\x1f 'a", min_size=1)))
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    return texts


def texts_graph() -> KnowledgeGraph:
    """Return a graph of entities that have each text as a name, as a type, and between others."""
    texts = [*TRAPS, *HOSTILE, *drawn_texts(300), "x" * 10_000]
    entities = (
        Entity(f"{n:04}", text, text, (text, "between", text + text), (f"{n:04}",), (), mentions=n)
        for n, text in enumerate(texts)
    )
    article = Article("long", "Text.", title='"' + LONG * "x" + '"')
    annotation = Annotation(article.id, "by-hand", (), (), ())
    return KnowledgeGraph.of(Fold(tuple(entities), (), (), (), ()), [article], [annotation])


def united(*graphs: KnowledgeGraph) -> KnowledgeGraph:
    """Return the graph of all that ``graphs`` hold; they have nothing in common."""
    folds = [graph.fold for graph in graphs]
    fold = Fold(
        tuple(sorted((e for fold in folds for e in fold.entities), key=lambda e: e.id)),
        tuple(sorted((r for fold in folds for r in fold.relations), key=lambda r: r.id)),
        tuple(sorted((c for fold in folds for c in fold.claims), key=lambda c: c.id)),
        (),
        tuple(sorted(m for fold in folds for m in fold.mention_entities)),
    )
    annotations = (graph.annotation(key) for graph in graphs for key in graph.article_ids)
    return KnowledgeGraph.of(fold, (a for graph in graphs for a in graph.articles), annotations)


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return united(banned_graph(), hostile_graph(), texts_graph())


@pytest.fixture(scope="module")
def folder(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("import") / "it's a folder"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kgraph.propertygraph.import_tables.ROWS_OF_A_PART", 100)
        write_import_files(graph, made)
    return made


@pytest.fixture(scope="module")
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    home = tmp_path_factory.mktemp("neo4j") / "imported"
    import_folder(folder, home)
    with running_neo4j(home) as started:
        started.shell(folder / INDEX_SCRIPT)
        yield started


@pytest.fixture(scope="module")
def imported(server: Neo4jServer) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        yield driver


def test_every_node_and_relationship_is_there_with_equal_values(
    imported: neo4j.Driver, graph: KnowledgeGraph
) -> None:
    found, wanted = content(imported), expected(graph)
    assert (found[0] - wanted[0], wanted[0] - found[0]) == (Counter(), Counter())
    assert (found[1] - wanted[1], wanted[1] - found[1]) == (Counter(), Counter())


def test_parts_are_cut_and_all_of_them_imported(folder: Path) -> None:
    assert [file.name for file in sorted(folder.glob("Entity-*"))] == [
        *(f"Entity-000{n}.csv" for n in range(1, 5)),
        "Entity-header.csv",
    ]


def test_names_and_aliases_are_found_as_words(imported: neo4j.Driver) -> None:
    ask(imported, "CALL db.awaitIndexes()")
    query = """
        CALL db.index.fulltext.queryNodes('kgraph_names', 'lab OR huawei') YIELD node
        RETURN node.name AS name ORDER BY name
    """
    assert ask(imported, query) == [{"name": "Huawei"}, {"name": "Kaspersky Lab"}]


def test_what_the_folder_brings_after_the_import_is_what_the_script_brings_first(
    imported: neo4j.Driver,
) -> None:
    for statement in index_statements():
        _, summary, _ = imported.execute_query(statement)
        assert not summary.counters.contains_updates
    failed = "SHOW INDEXES YIELD name, state WHERE state <> 'ONLINE' RETURN name"
    assert ask(imported, failed) == []
