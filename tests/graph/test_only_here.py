"""What one article says and no other."""

from kgraph.graph import only_here
from tests.graphs import Saying, graph_of, make_article

TYPES = dict.fromkeys(("Ann", "Bob", "Cid", "Dan"), "Person")
FIRST = [
    Saying("Cid", "meets", "Dan"),
    Saying("Ann", "sues", "Bob"),
    Saying("Ann", "meets", "Bob"),
    Saying("Ann", "related_to", "Bob", "call"),
    Saying("Dan", "related_to", "music", "like"),
]
SECOND = [
    Saying("Ann", "meets", "Bob"),
    Saying("Ann", "related_to", "Bob", "phone"),
    Saying("Bob", "sues", "Ann"),
]


def test_only_here_are_relations_and_entities_of_one_article_relations_in_text_order() -> None:
    one, other = make_article(FIRST, title="One"), make_article(SECOND, title="Other")
    graph = graph_of(TYPES, [(one, FIRST), (other, SECOND)])
    found = only_here(graph, one)
    told = [(r.predicate, graph.entity(r.subject).name) for r in found.relations]
    assert told == [("meets", "Cid"), ("sues", "Ann"), ("related_to", "Ann")]
    assert [e.name for e in found.entities] == ["Dan", "Cid"]
    assert [r.phrase for r in only_here(graph, other).relations] == ["phone", ""]
    assert only_here(graph, other).entities == ()


def test_all_of_a_graph_of_one_article_is_only_here() -> None:
    one = make_article(FIRST)
    graph = graph_of(TYPES, [(one, FIRST)])
    found = only_here(graph, one)
    assert set(found.relations) == set(graph.relations)
    assert found.entities == graph.prominent()
