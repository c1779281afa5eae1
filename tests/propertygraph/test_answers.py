"""What an answer is: rows that can be iterated, shown, and handed to pandas."""

import json
import math
import sys
from datetime import UTC, date, datetime

import pytest
from neo4j.graph import Graph, Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from kgraph.errors import KGraphError
from kgraph.propertygraph.answers import (
    Answer,
    AnswerValue,
    NodeValue,
    PathValue,
    RelationshipValue,
    plain,
    text,
)
from kgraph.propertygraph.driver_values import from_driver
from tests.graphs import HOSTILE

ANN = NodeValue(("Entity", "Person"), {"id": "a", "born": date(1970, 5, 1)})
BOB = NodeValue(("Entity",), {})
MET = RelationshipValue("MET", {"count": 2})
PATH = PathValue((ANN, BOB), (MET,))


def test_an_answer_iterates_over_its_rows_as_dicts() -> None:
    answer = Answer(("a", "b"), ((1, "x"), (2, None)))
    assert list(answer) == [{"a": 1, "b": "x"}, {"a": 2, "b": None}]
    assert len(answer) == 2
    assert answer == Answer(("a", "b"), ((1, "x"), (2, None)))


def test_an_answer_becomes_a_data_frame() -> None:
    frame = Answer(("n", "x", "l"), ((ANN, 1, (1, MET)), (None, 2, ()))).to_pandas()
    assert list(frame.columns) == ["n", "x", "l"]
    assert frame["x"].tolist() == [1, 2]
    assert frame["n"][0] == {"labels": ["Entity", "Person"], "properties": ANN.properties}
    assert frame["l"][0] == [1, {"type": "MET", "properties": {"count": 2}}]
    assert Answer(("a",), ()).to_pandas().columns.tolist() == ["a"]


def test_where_pandas_is_missing_the_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(KGraphError, match=r"pip install \"kgraph-news\[notebook\]\""):
        Answer((), ()).to_pandas()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_notebook_shows_text_as_text(hostile: str) -> None:
    answer = Answer((hostile,), ((hostile,), (NodeValue((hostile,), {hostile: hostile}),)))
    html = answer._repr_html_()
    assert html.isascii()
    assert "<script" not in html


def test_a_notebook_shows_the_first_rows_and_how_many_are_left() -> None:
    html = Answer(("n",), tuple((n,) for n in range(25)))._repr_html_()
    assert html.count("<tr>") == 21
    assert "and 5 more" in html
    assert "more" not in Answer(("n",), ((1,),))._repr_html_()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "true"),
        (1, "1"),
        ("it's", "it's"),
        (date(2019, 3, 5), "2019-03-05"),
        ((1, "a", None), '[1, "a", null]'),
        ({"a": (True,)}, "{a: [true]}"),
        (ANN, '(:Entity:Person {id: "a", born: 1970-05-01})'),
        (PATH, '(:Entity:Person {id: "a", born: 1970-05-01})-[:MET {count: 2}]-(:Entity {})'),
    ],
)
def test_a_value_is_written_for_a_reader(value: AnswerValue, written: str) -> None:
    assert text(value) == written


def test_every_value_has_a_form_in_json() -> None:
    values = (PATH, math.nan, -math.inf, datetime(2019, 1, 1, tzinfo=UTC), {"a": (ANN,)})
    assert json.loads(json.dumps(plain(values), allow_nan=False)) == [
        {
            "nodes": [
                {"labels": ["Entity", "Person"], "properties": {"id": "a", "born": "1970-05-01"}},
                {"labels": ["Entity"], "properties": {}},
            ],
            "relationships": [{"type": "MET", "properties": {"count": 2}}],
        },
        "nan",
        "-inf",
        "2019-01-01T00:00:00+00:00",
        {"a": [{"labels": ["Entity", "Person"], "properties": {"id": "a", "born": "1970-05-01"}}]},
    ]


def test_what_the_driver_hands_out_becomes_the_same_values() -> None:
    graph = Graph()
    ann = Node(graph, "1", 1, ["Person", "Entity"], {"id": "a", "born": Date(1970, 5, 1)})
    bob = Node(graph, "2", 2, ["Entity"], {})
    met = graph.relationship_type("MET")(graph, "3", 3, {"count": 2})
    met._start_node, met._end_node = ann, bob
    assert isinstance(met, Relationship)
    assert from_driver(ann) == ANN
    assert from_driver(met) == MET
    assert from_driver(Path(ann, met)) == PATH
    assert from_driver([1, {"a": [ann]}]) == (1, {"a": (ANN,)})
    moment = DateTime(2019, 3, 5, 1, 2, 3, 4000, tzinfo=UTC)
    assert from_driver(moment) == datetime(2019, 3, 5, 1, 2, 3, 4, tzinfo=UTC)
    assert from_driver(Duration(days=1)) == "P1D"
    assert from_driver(Time(10, 0, 0)) == "10:00:00.000000000"


def test_the_text_of_an_answer_does_not_grow_with_its_rows() -> None:
    assert repr(Answer(("n", "m"), ((1, 2),) * 25)) == "Answer(columns=('n', 'm'), rows=25)"
