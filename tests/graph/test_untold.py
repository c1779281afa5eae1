"""Open claims that readers found wrong or of no use are not made, and the reason is told."""

import pytest

import kgraph
from kgraph.graph import KnowledgeGraph

pytestmark = pytest.mark.model

TEXT = """\
Sailing

Acme Corporation let Anna Schmidt go. Nokia grew. It rented Stockholm. Ann Lee is a member of Peter
Brown. Nokia rented Oslo. Nokia earned two million US dollars. Nokia is Sweden.
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    folder = tmp_path_factory.mktemp("untold")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return kgraph.build([folder], folder / "news.kg")


def test_half_a_deed_a_thing_only_pointed_to_and_a_member_of_a_person_are_left_out(
    graph: KnowledgeGraph,
) -> None:
    both = [c for c in graph.claims if c.subject.entity and c.object.entity]
    assert {(c.phrase, c.object.words) for c in both} == {("rent", "Oslo")}


def test_the_reason_is_told(graph: KnowledgeGraph) -> None:
    article = graph.article_named("Sailing")
    why = [missed.why for missed in graph.missed(article)]
    for reason in (
        '"let" says too little without what follows',
        "nobody is a member of a person",
        "it tells of money",
        "nobody is a place",
    ):
        assert sum(reason in told for told in why) == 1
