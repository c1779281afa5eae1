import json
from collections.abc import Sequence
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.formats import write_jsonl
from kgraph.graph import KnowledgeGraph
from tests.graphs import (
    HOSTILE,
    Saying,
    banned_graph,
    entity_id,
    graph_of,
    hostile_graph,
    make_article,
)

GRAPHS = pytest.mark.parametrize(
    "graph", [banned_graph(), hostile_graph()], ids=["banned", "hostile"]
)


def dump(graph: KnowledgeGraph) -> str:
    stream = StringIO()
    write_jsonl(graph, stream)
    return stream.getvalue()


def objects(graph: KnowledgeGraph, kind: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in dump(graph).splitlines()]
    return [o for o in found if o["kind"] == kind]


@GRAPHS
def test_the_dump_is_a_header_and_objects_sorted_by_kind_and_id(graph: KnowledgeGraph) -> None:
    header, *rest = [json.loads(line) for line in dump(graph).splitlines()]
    assert header == {"kind": "header", "format": 1}
    keys = [(o["kind"], o["id"]) for o in rest]
    assert keys == sorted(set(keys))
    assert all(list(o)[:2] == ["kind", "id"] for o in rest)
    assert {kind for kind, _ in keys} == {
        *("article", "claim", "clause", "entity", "mention", "relation"),
    }


@GRAPHS
def test_one_object_is_one_line_for_any_line_splitter(graph: KnowledgeGraph) -> None:
    text = dump(graph)
    assert text.endswith("}\n")
    assert text.splitlines() == text.removesuffix("\n").split("\n")


def test_equal_graphs_give_equal_bytes_in_any_order_of_articles() -> None:
    graph = banned_graph()
    turned = KnowledgeGraph.of(
        graph.fold,
        reversed(graph.articles),
        (graph.annotation(a.id) for a in reversed(graph.articles)),
    )
    assert dump(turned) == dump(graph) == dump(banned_graph())


def test_a_relation_names_its_ends_and_its_claims() -> None:
    graph = banned_graph()
    claims = {o["id"]: o for o in objects(graph, "claim")}
    found = [o for o in objects(graph, "relation") if o["predicate"] == "banned_by"]
    assert [(o["subject"], o["object"]) for o in found] == [
        (entity_id("Kaspersky Lab"), entity_id("US government"))
    ]
    assert [claims[c]["predicate"] for c in found[0]["claims"]] == ["banned_by", "banned_by"]


def test_a_claim_has_its_quote_and_every_field() -> None:
    graph = banned_graph()
    (claim,) = [o for o in objects(graph, "claim") if o["polarity"] == "denied"]
    article = graph.article(claim["article"])
    start, end = claim["sentence"]["start"], claim["sentence"]["end"]
    assert claim["quote"] == article.text[start:end] == "Germany bans Kaspersky Lab, ."
    assert claim["subject"] == {
        "words": "Germany",
        "span": {"start": start, "end": start + len("Germany")},
        "entity": entity_id("Germany"),
        "via": [],
    }
    assert claim["time"] is None
    assert claim["speakers"] == []


def test_dates_are_iso_strings_and_partial_dates_stay_partial() -> None:
    graph = banned_graph()
    assert {o["published"] for o in objects(graph, "article")} == {"2019-03-05", "--03-05"}
    assert {
        "words": "in September 2017",
        "start": "2017-09-01",
        "end": "2017-09-30",
        "granularity": "month",
    } in [o["time"] for o in objects(graph, "claim")]


def test_a_mention_has_its_article_its_entity_and_its_own_kind() -> None:
    graph = banned_graph()
    mention = objects(graph, "mention")[0]
    assert mention["entity"] == entity_id(mention["text"])
    assert mention["mention_kind"] == "name"
    place = slice(mention["span"]["start"], mention["span"]["end"])
    assert graph.article(mention["article"]).text[place] == mention["text"]


def test_a_clause_has_its_article_and_the_place_of_its_sentence() -> None:
    graph = banned_graph()
    claims = {o["clause"]: o for o in objects(graph, "claim")}
    for clause in objects(graph, "clause"):
        assert clause["article"] == claims[clause["id"]]["article"]
        assert clause["sentence"] == claims[clause["id"]]["sentence"]


def test_an_empty_graph_is_a_header() -> None:
    assert dump(graph_of({}, [])) == '{"kind":"header","format":1}\n'


@given(st.lists(st.one_of(st.text(min_size=1), st.sampled_from(HOSTILE)), min_size=3, max_size=3))
def test_any_string_survives_the_dump(words: Sequence[str]) -> None:
    saying = Saying(words[0], "meets", words[1], speakers=(words[2],))
    graph = graph_of(dict.fromkeys(words, "Person"), [(make_article([saying]), [saying])])
    assert len(dump(graph).splitlines()) == dump(graph).count("\n")
    assert {o["name"] for o in objects(graph, "entity")} == set(words)
    assert objects(graph, "article")[0]["text"] == graph.articles[0].text
