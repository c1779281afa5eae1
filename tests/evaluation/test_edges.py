"""Edges that readers marked: what the key holds, and what counts as joined and found."""

import json
from pathlib import Path

import pytest

from kgraph.errors import ReadError
from kgraph.evaluation.edges import read_edges, score_edges

TEXT = "Merkel\n\nAngela Merkel met Emmanuel Macron in Paris. She did not praise Google."
URL = "https://example.org/a"


def place(words: str, text: str = TEXT) -> list[int]:
    start = text.rindex(words)
    return [start, start + len(words)]


def edge(reader: str, subject: str, predicate: str, object_: str, **more: bool) -> str:
    ends = {"subject": place(subject), "predicate": place(predicate), "object": place(object_)}
    return json.dumps({"reader": reader, "url": URL, **ends, **more})


def key(folder: Path, *edges: str) -> Path:
    article = {"title": "Merkel", "text": TEXT.split("\n\n")[1], "url": URL}
    (folder / "articles.jsonl").write_text(json.dumps(article), encoding="utf-8")
    path = folder / "edges.jsonl"
    path.write_text("\n".join(['{"articles": "articles.jsonl"}', *edges]), encoding="utf-8")
    return path


@pytest.mark.model
def test_edges_are_found_by_their_words_and_joined_by_any(tmp_path: Path) -> None:
    text = TEXT.split("\n\n")[1]

    def own(reader: str, *words: str, **more: bool) -> str:
        row = dict(zip(("subject", "predicate", "object"), words, strict=True))
        ends = {name: place(word, text) for name, word in row.items()}
        return json.dumps({"reader": reader, "url": URL, **ends, **more})

    path = key(
        tmp_path,
        own("a", "Angela Merkel", "met", "Emmanuel Macron"),
        own("a", "Angela Merkel", "in", "Emmanuel Macron"),
        own("b", "She", "praise", "Google", denied=True),
        own("b", "Emmanuel Macron", "praise", "Google"),
    )
    scores = score_edges(path, pipeline=None, progress=None)
    assert scores.scores["recall.a"] == 0.5
    assert scores.scores["joined.a"] == 1
    assert scores.scores["recall.b"] == 0.5
    assert (scores.scores["recall"], scores.scores["polarity"]) == (0.5, 1)
    assert (scores.counts["edges"], scores.counts["words"]) == (4, len(text.split()))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "is empty"),
        (["{}"], "line 1"),
        (['{"articles": "a.csv"}', '{"reader": "a"}'], "line 2"),
    ],
)
def test_a_broken_key_is_told_in_a_line(tmp_path: Path, lines: list[str], told: str) -> None:
    path = tmp_path / "edges.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ReadError, match=told):
        read_edges(path)


@pytest.mark.model
def test_an_edge_of_no_article_is_told(tmp_path: Path) -> None:
    path = key(tmp_path, edge("a", "Merkel", "praise", "Google").replace(URL, "https://other.org"))
    with pytest.raises(ReadError, match=r"https://other\.org"):
        score_edges(path, pipeline=None, progress=None)
