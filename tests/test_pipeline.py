"""The whole way: the same articles give the same graph."""

import io
import json
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import KGraphError, ReadError
from kgraph.formats import write_jsonl

DATA = Path(__file__).parents[1] / "data" / "articles"

pytestmark = pytest.mark.model


def dump(graph: kgraph.KnowledgeGraph) -> str:
    stream = io.StringIO()
    write_jsonl(graph, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    return dump(kgraph.build([DATA], tmp_path_factory.mktemp("whole") / "news.kg"))


def test_building_again_changes_nothing(tmp_path: Path, whole: str) -> None:
    kgraph.build([DATA], tmp_path / "news.kg")
    assert dump(kgraph.build([DATA], tmp_path / "news.kg")) == whole
    assert dump(kgraph.open(tmp_path / "news.kg")) == whole


def test_articles_one_by_one_and_backwards_give_the_same_graph(tmp_path: Path, whole: str) -> None:
    for path in sorted(DATA.iterdir(), reverse=True):
        graph = kgraph.build([path], tmp_path / "news.kg")
    assert dump(graph) == whole


def test_every_claim_replays_to_the_characters_of_its_article(tmp_path: Path) -> None:
    graph = kgraph.build([DATA], tmp_path / "news.kg")
    assert graph.claims
    for claim in graph.claims:
        text = graph.article(claim.article).text
        assert claim.sentence.of(text) == claim.quote
        for end in (claim.subject, claim.object):
            assert end.span.of(text) in end.words or end.words in end.span.of(text)
        assert claim.trigger.of(text)


def test_a_bad_article_among_good_ones_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Angela Merkel met Emmanuel Macron in Paris.", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    with pytest.raises(ReadError):
        kgraph.build([tmp_path], tmp_path / "news.kg")
    assert not (tmp_path / "news.kg").exists()


def test_a_bad_article_is_skipped_when_asked_and_told(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Angela Merkel met Emmanuel Macron in Paris.", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    skipped: list[KGraphError] = []
    options = kgraph.BuildOptions(on_error="skip", skipped=skipped.append)
    graph = kgraph.build([tmp_path], tmp_path / "news.kg", options=options)
    assert len(graph.articles) == len(skipped) == 1
    assert [r.predicate for r in graph.relations] == ["meets"]


def test_the_same_article_twice_in_one_build_counts_once(tmp_path: Path) -> None:
    row = json.dumps({"title": "A", "text": "Angela Merkel met Emmanuel Macron in Paris."})
    (tmp_path / "two.jsonl").write_text(f"{row}\n{row}\n", "utf-8")
    graph = kgraph.build([tmp_path], tmp_path / "news.kg")
    assert len(graph.articles) == 1
