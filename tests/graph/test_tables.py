import subprocess
import sys
from dataclasses import FrozenInstanceError, replace

import pandas as pd
import pytest

import kgraph
from kgraph.errors import KGraphError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Fold
from tests.graphs import Saying, banned_graph, entity_id, graph_of, hostile_graph, make_article

EMPTY = KnowledgeGraph.of(Fold((), (), (), (), ()), [], [])
NUMBERS = {"mentions", "articles", "origins", "stated", "alleged", "denied", "hypothetical"}


@pytest.mark.parametrize("graph", [EMPTY, banned_graph(), hostile_graph()])
def test_every_id_is_a_row_and_columns_and_types_are_those_of_any_graph(
    graph: KnowledgeGraph,
) -> None:
    tables = graph.to_pandas()
    for table, things in (
        (tables.entities, graph.entities),
        (tables.relations, graph.relations),
        (tables.claims, graph.claims),
    ):
        assert sorted(table.index) == [thing.id for thing in things]
        assert table.index.name == "id"
        for column, dtype in table.dtypes.items():
            assert dtype == _dtype(str(column)), column
    assert [*tables.entities] == [
        "name",
        "type",
        "aliases",
        "mentions",
        "articles",
        "country",
    ]
    assert [*tables.relations][:3] == [*tables.claims][:3] == ["subject", "predicate", "object"]


def _dtype(column: str) -> str:
    if column == "aliases":
        return "object"
    if column == "confidence":
        return "float64"
    return "int64" if column in NUMBERS else "string"


def test_entities_come_most_mentioned_first() -> None:
    graph = banned_graph()
    entities = graph.to_pandas().entities
    assert entities["name"].tolist() == [e.name for e in graph.prominent()]
    assert entities["mentions"].is_monotonic_decreasing
    huawei = entities.loc[entity_id("Huawei")]
    assert (huawei["type"], huawei["articles"]) == ("Organization", 2)
    assert huawei["aliases"] == ("Huawei the other", "HUAWEI")


def test_relations_come_best_supported_first_with_their_counts() -> None:
    relations = banned_graph().to_pandas().relations
    ban = relations.iloc[0]
    assert (ban["subject"], ban["predicate"], ban["object"]) == (
        "Kaspersky Lab",
        "banned_by",
        "US government",
    )
    assert (ban["stated"], ban["alleged"], ban["articles"]) == (1, 1, 2)
    assert ban["subject_id"] == entity_id("Kaspersky Lab")
    meeting = relations[relations["predicate"] == "meets"].iloc[0]
    assert (meeting["stated"], meeting["hypothetical"]) == (0, 1)


def test_claims_come_by_article_and_place_with_their_sentence_and_source() -> None:
    graph = banned_graph()
    claims = graph.to_pandas().claims
    assert claims["article"].is_monotonic_increasing
    for claim_id, row in claims.iterrows():
        claim = next(c for c in graph.claims if c.id == claim_id)
        article = graph.article(claim.article)
        assert (row["quote"], row["title"]) == (claim.quote, article.title)
        assert row["published"] == str(article.published)
    assert set(claims["published"]) == {"2019-03-05", "--03-05"}


def test_counts_of_a_relation_are_the_claims_of_each_status() -> None:
    tables = banned_graph().to_pandas()
    counted = tables.claims.groupby("relation")["status"].value_counts().unstack(fill_value=0)
    for status in ("stated", "alleged", "denied", "hypothetical"):
        assert (counted[status] == tables.relations[status].reindex(counted.index)).all()


def test_speakers_stand_in_one_text_innermost_first() -> None:
    claims = banned_graph().to_pandas().claims
    said = claims[claims["status"] == "alleged"]["speakers"]
    assert "the regulators, according to Dmitry Peskov" in set(said)
    assert claims[claims["status"] == "stated"]["speakers"].isna().all()


def test_a_speaker_without_name_and_words_is_someone() -> None:
    saying = Saying("A", "meets", "B", speakers=("",))
    graph = graph_of({"A": "Person", "B": "Person"}, [(make_article([saying]), [saying])])
    assert graph.to_pandas().claims["speakers"].tolist() == ["someone not named"]


def test_a_time_that_cannot_be_resolved_keeps_its_words_and_misses_its_days() -> None:
    claims = banned_graph().to_pandas().claims.set_index("time")
    month, week = claims.loc["in September 2017"], claims.loc["last week"]
    assert (month["time_start"], month["time_end"]) == ("2017-09-01", "2017-09-30")
    assert week[["time_start", "time_end"]].isna().all()


def test_an_end_that_is_no_entity_is_its_words_and_misses_its_id_and_relation() -> None:
    claims = banned_graph().to_pandas().claims
    row = claims[claims["subject"] == "software"].iloc[0]
    assert row[["subject_id", "relation"]].isna().all()
    assert row["object_id"] == entity_id("US government")


def test_what_an_article_does_not_say_is_missing() -> None:
    graph = banned_graph()
    articles = [replace(a, title="", publisher="", published=None) for a in graph.articles]
    bare = KnowledgeGraph.of(graph.fold, articles, [])
    source = bare.to_pandas().claims[["title", "publisher", "published", "url"]]
    assert source.isna().all(axis=None)


def test_tables_cannot_be_exchanged() -> None:
    tables = EMPTY.to_pandas()
    with pytest.raises(FrozenInstanceError):
        tables.claims = pd.DataFrame()  # type: ignore[misc]


def test_without_pandas_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(KGraphError, match=r'^[^\n]*pip install "kgraph-news\[notebook\]"$'):
        EMPTY.to_pandas()


def test_pandas_is_loaded_by_the_first_table_only() -> None:
    code = "import sys, kgraph.graph, kgraph.page; sys.exit('pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603


def test_tables_are_public() -> None:
    assert isinstance(EMPTY.to_pandas(), kgraph.Tables)
