"""What became no claim, and graphs of what is sure."""

import pytest

import kgraph
from kgraph.errors import NotFoundError
from kgraph.graph import KnowledgeGraph

pytestmark = pytest.mark.model

TEXT = """\
Acme sues Google

Acme Corporation sued Google on Monday. Ann Lee of Acme praised Peter Brown's Google Maps plan.
London and Paris. Apple grew, and Nokia fell. It rained in Berlin.
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    folder = tmp_path_factory.mktemp("missed")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text("Acme wins\n\nAcme Corporation won.\n", encoding="utf-8")
    return kgraph.build([folder], folder / "news.kg")


def test_a_sentence_that_ties_none_of_its_names_is_told_with_the_reason(
    graph: KnowledgeGraph,
) -> None:
    article = graph.article_named("Acme sues Google")
    missed = {m.sentence.of(article.text): m for m in graph.missed(article)}
    assert set(missed) == {"London and Paris.", "Apple grew, and Nokia fell."}
    told = missed["Apple grew, and Nokia fell."]
    assert [graph.entity(entity).name for entity in told.entities] == ["Apple", "Nokia"]
    assert told.why == '"grew" names Apple alone; "fell" names Nokia alone'
    assert missed["London and Paris."].why.startswith("no verb or noun")
    assert graph.missed(graph.article_named("Acme wins")) == ()


@pytest.mark.parametrize(
    ("text", "message"), [("acme", "several articles 'acme'"), ("Nokia", "no article 'Nokia'")]
)
def test_an_article_is_named_by_a_part_of_its_title(
    graph: KnowledgeGraph, text: str, message: str
) -> None:
    assert graph.article_named("SUES").title == "Acme sues Google"
    with pytest.raises(NotFoundError, match=message):
        graph.article_named(text)


def test_a_graph_of_what_is_sure_counts_only_that(graph: KnowledgeGraph) -> None:
    values = sorted({claim.confidence for claim in graph.claims})
    sure = graph.confident(values[-1])
    assert 0 < len(sure.claims) < len(graph.claims)
    assert {c.confidence for c in sure.claims} == {values[-1]}
    assert {c for r in sure.relations for c in r.claims} <= {c.id for c in sure.claims}
    assert {r.id for r in sure.relations} <= {r.id for r in graph.relations}
    assert sure.entities == graph.entities
    assert graph.confident(0.0).fold == graph.fold
    assert graph.confident(1.0).relations == ()
