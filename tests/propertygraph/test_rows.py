from dataclasses import replace
from datetime import date

import pytest

from kgraph.graph import KnowledgeGraph
from kgraph.model import PartialDate, Relation, content_id
from kgraph.ontology import load_ontology
from kgraph.propertygraph import Evidence, Node, Relationship, Value, parts
from kgraph.propertygraph.schema import PropertyType
from tests.graphs import banned_graph, entity_id, hostile_graph


def node_rows(graph: KnowledgeGraph, evidence: Evidence = "sentences") -> list[Node]:
    return [node for part in parts(graph, evidence=evidence) for node in part.nodes]


def relationship_rows(graph: KnowledgeGraph) -> list[Relationship]:
    return [row for part in parts(graph) for row in part.relationships]


def nodes_of(graph: KnowledgeGraph, label: str, evidence: Evidence = "sentences") -> list[Node]:
    return [node for node in node_rows(graph, evidence) if node.kind.label == label]


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
    expected = [2, 1, 0, 0, 2, 2, None, date(2017, 9, 1)]
    assert [row.properties.get(key) for key in asked] == expected


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
    ("published", "day", "text"),
    [
        ("2019-03-05", date(2019, 3, 5), None),
        ("2019-03", None, "2019-03"),
        ("--03-05", None, "--03-05"),
    ],
)
def test_only_a_full_date_is_a_date(published: str, day: date | None, text: str | None) -> None:
    graph = banned_graph()
    articles = [replace(a, published=PartialDate.parse(published)) for a in graph.articles]
    changed = KnowledgeGraph.of(
        graph.fold, articles, (graph.annotation(a.id) for a in graph.articles)
    )
    for node in nodes_of(changed, "Article"):
        assert node.properties.get("published") == day
        assert node.properties.get("published_text") == text
    for node in nodes_of(changed, "Claim"):
        assert node.properties.get("published") == day


def test_what_is_unknown_is_left_out() -> None:
    claim = claim_of(banned_graph(), "related_to", "Vladimir Putin")
    assert not {"speaker", "inference", "start", "end"} & set(claim.properties)
    for node in node_rows(banned_graph()):
        assert None not in node.properties.values()
        assert "" not in node.properties.values()


def test_a_sentence_is_its_stretch_of_the_article() -> None:
    graph = banned_graph()
    homes = {row.start: row.end for row in rows_of(graph, "PART_OF")}
    for node in nodes_of(graph, "Sentence"):
        start, end = node.properties["start"], node.properties["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert graph.article(homes[node.id]).text[start:end] == node.properties["text"]
        assert node.id == content_id("sentence", homes[node.id], start, end)


@pytest.mark.parametrize("graph", [banned_graph(), hostile_graph()])
def test_every_relationship_joins_two_nodes_of_its_labels_once(graph: KnowledgeGraph) -> None:
    ids = {(node.kind, node.id) for node in node_rows(graph)}
    rows = relationship_rows(graph)
    assert all((r.kind.start, r.start) in ids and (r.kind.end, r.end) in ids for r in rows)
    keys = [(r.kind, r.start, r.end, r.properties.get(r.kind.key)) for r in rows]
    assert len(keys) == len(set(keys))
    assert len(ids) == len(node_rows(graph))


def test_a_type_is_the_predicate_in_capitals() -> None:
    relation: Relation = next(r for r in banned_graph().relations if r.predicate == "banned_by")
    (row,) = rows_of(banned_graph(), "BANNED_BY")
    assert row.properties["id"] == relation.id


@pytest.mark.parametrize("graph", [banned_graph(), hostile_graph()])
def test_a_node_comes_before_its_relationships_or_with_them(graph: KnowledgeGraph) -> None:
    seen = set[str]()
    for part in parts(graph):
        seen.update(node.id for node in part.nodes)
        assert all({row.start, row.end} <= seen for row in part.relationships)


@pytest.mark.parametrize("graph", [banned_graph(), hostile_graph()])
def test_a_property_is_of_the_type_that_the_schema_gives_it(graph: KnowledgeGraph) -> None:
    def type_of(value: Value) -> PropertyType:
        if isinstance(value, tuple):
            return "strings"
        names: dict[type, PropertyType] = {str: "string", int: "integer", float: "float"}
        return names.get(type(value), "date")

    rows = [(row.kind.properties, row.properties) for row in node_rows(graph)]
    rows += [(row.kind.properties, row.properties) for row in relationship_rows(graph)]
    for types, properties in rows:
        for key, value in properties.items():
            assert types[key] == type_of(value)


def test_a_claim_that_a_relation_pools_names_it() -> None:
    graph = banned_graph()
    pooled = {claim: r.id for r in graph.relations for claim in r.claims}
    found = {n.id: n.properties.get("relation") for n in nodes_of(graph, "Claim")}
    assert found == {claim.id: pooled.get(claim.id) for claim in graph.claims}


def test_only_a_cited_sentence_has_a_text() -> None:
    graph = banned_graph()
    silent = KnowledgeGraph.of(
        replace(graph.fold, claims=(), relations=()),
        graph.articles,
        (graph.annotation(a.id) for a in graph.articles),
    )
    assert all("text" in n.properties for n in nodes_of(graph, "Sentence"))
    assert nodes_of(silent, "Sentence")
    assert not any("text" in n.properties for n in nodes_of(silent, "Sentence"))


def test_quotes_are_the_words_of_the_claim_and_no_evidence_is_no_words() -> None:
    graph = banned_graph()
    for told in ("none", "quotes"):
        assert not any("text" in n.properties for n in nodes_of(graph, "Sentence", told))
    quotes = {n.properties["quote"] for n in nodes_of(graph, "Claim", "quotes")}
    assert "Kaspersky Lab banned_by US government" in quotes
    assert not any("quote" in n.properties for n in nodes_of(graph, "Claim", "none"))


def test_the_types_above_are_those_of_the_graphs_own_ontology() -> None:
    graph = banned_graph()
    assert graph.types == load_ontology().types
