from dataclasses import replace
from datetime import date

import pytest

from kgraph.graph import KnowledgeGraph
from kgraph.model import PartialDate, Relation, content_id
from kgraph.propertygraph import Node, Relationship, node_rows, relationship_rows
from tests.graphs import banned_graph, entity_id, hostile_graph


def nodes_of(graph: KnowledgeGraph, label: str) -> list[Node]:
    return [node for node in node_rows(graph) if node.labels[0] == label]


def rows_of(graph: KnowledgeGraph, type_: str) -> list[Relationship]:
    return [row for row in relationship_rows(graph) if row.kind.type == type_]


def claim_of(graph: KnowledgeGraph, predicate: str, subject: str) -> Node:
    ids = [c.id for c in graph.claims if c.predicate == predicate and c.subject.words == subject]
    return next(node for node in nodes_of(graph, "Claim") if node.id == ids[0])


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("US government", ("Entity", "__Entity__", "Government", "Organization")),
        ("Germany", ("Entity", "__Entity__", "Country", "Place")),
        ("Kaspersky Lab", ("Entity", "__Entity__", "Organization")),
        ("Vladimir Putin", ("Entity", "__Entity__", "Person")),
    ],
)
def test_an_entity_bears_its_type_and_the_types_above_it(
    name: str, labels: tuple[str, ...]
) -> None:
    found = {n.properties["name"]: n.labels for n in nodes_of(banned_graph(), "Entity")}
    assert found[name] == labels


def test_an_entity_keeps_its_aliases_in_order() -> None:
    found = {n.properties["name"]: n for n in nodes_of(banned_graph(), "Entity")}
    assert found["Germany"].properties["aliases"] == ("Germany the other", "GERMANY")


def test_a_relation_that_is_only_denied_or_planned_has_no_plain_relationship() -> None:
    graph = banned_graph()
    only = {r.id for r in graph.relations if not (r.stated or r.alleged)}
    plain = {row.properties.get("id") for row in relationship_rows(graph)}
    assert len(only) == 2
    assert not only & plain


def test_a_plain_relationship_counts_what_is_asserted_and_of_it_what_is_alleged() -> None:
    (row,) = rows_of(banned_graph(), "BANNED_BY")
    asked = ("count", "alleged", "denied", "hypothetical", "articles", "origins", "first", "last")
    assert [row.properties[key] for key in asked] == [2, 1, 0, 0, 2, 2, "--03-05", date(2017, 9, 1)]


def test_the_articles_own_wording_stands_on_related_to_only() -> None:
    graph = banned_graph()
    assert {row.properties["phrase"] for row in rows_of(graph, "RELATED_TO")} == {
        "praise",
        "defend",
    }
    assert "phrase" not in rows_of(graph, "BANS")[0].properties


def test_an_end_that_is_no_entity_keeps_its_words_and_has_no_relationship() -> None:
    graph = banned_graph()
    claim = claim_of(graph, "related_to", "software")
    assert claim.properties["subject_words"] == "software"
    assert "object_words" not in claim.properties
    assert claim.id not in {row.start for row in rows_of(graph, "SUBJECT")}
    assert claim.id in {row.start for row in rows_of(graph, "OBJECT")}


def test_a_speaker_that_is_no_entity_is_kept_in_words() -> None:
    graph = banned_graph()
    claim = claim_of(graph, "related_to", "software")
    assert claim.properties["speaker"] == "officials"
    assert claim.id not in {row.start for row in rows_of(graph, "CLAIMED_BY")}


def test_nested_speech_keeps_its_chain_innermost_first() -> None:
    graph = banned_graph()
    claim = next(
        node for node in nodes_of(graph, "Claim") if node.properties.get("speakers") is not None
    )
    assert claim.properties["speakers"] == ("the regulators", "Dmitry Peskov")
    assert claim.properties["speaker"] == "the regulators"
    (row,) = [row for row in rows_of(graph, "CLAIMED_BY") if row.start == claim.id]
    assert row.end == entity_id("Dmitry Peskov")
    assert dict(row.properties) == {"depth": 2, "manner": "reported", "cue": "said"}


def test_the_via_words_stand_on_the_way_to_the_entity() -> None:
    graph = banned_graph()
    claim = graph.claims[0]
    army = replace(claim.subject, entity=entity_id("Germany"), via=("army",))
    ended = replace(claim, subject=army)
    changed = KnowledgeGraph.of(
        replace(graph.fold, claims=(ended,)),
        graph.articles,
        (graph.annotation(a.id) for a in graph.articles),
    )
    (row,) = rows_of(changed, "SUBJECT")
    assert row.properties["via"] == ("army",)


@pytest.mark.parametrize(
    ("published", "written"),
    [("2019-03-05", date(2019, 3, 5)), ("2019-03", "2019-03"), ("--03-05", "--03-05")],
)
def test_only_a_full_date_is_a_date(published: str, written: date | str) -> None:
    graph = banned_graph()
    articles = [replace(a, published=PartialDate.parse(published)) for a in graph.articles]
    changed = KnowledgeGraph.of(
        graph.fold, articles, (graph.annotation(a.id) for a in graph.articles)
    )
    for node in (*nodes_of(changed, "Article"), *nodes_of(changed, "Claim")):
        assert node.properties["published"] == written


def test_what_is_unknown_is_left_out() -> None:
    claim = claim_of(banned_graph(), "related_to", "Vladimir Putin")
    assert not {"speaker", "inference", "start", "end"} & set(claim.properties)
    for node in node_rows(banned_graph()):
        assert None not in node.properties.values()
        assert "" not in node.properties.values()


def test_a_sentence_is_its_stretch_of_the_article() -> None:
    graph = banned_graph()
    parts = {row.start: row.end for row in rows_of(graph, "PART_OF")}
    for node in nodes_of(graph, "Sentence"):
        start, end = node.properties["start"], node.properties["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert graph.article(parts[node.id]).text[start:end] == node.properties["text"]
        assert node.id == content_id("sentence", parts[node.id], start, end)


@pytest.mark.parametrize("graph", [banned_graph(), hostile_graph()])
def test_every_relationship_joins_two_nodes_of_its_labels_once(graph: KnowledgeGraph) -> None:
    ids = {(node.labels[0], node.id) for node in node_rows(graph)}
    rows = list(relationship_rows(graph))
    assert all((r.kind.start, r.start) in ids and (r.kind.end, r.end) in ids for r in rows)
    keys = [(r.kind, r.start, r.end, r.properties.get(r.kind.key)) for r in rows]
    assert len(keys) == len(set(keys))
    assert len(ids) == len(list(node_rows(graph)))


def test_a_type_is_the_predicate_in_capitals() -> None:
    relation: Relation = next(r for r in banned_graph().relations if r.predicate == "banned_by")
    (row,) = rows_of(banned_graph(), "BANNED_BY")
    assert row.properties["id"] == relation.id
