"""Articles in JSON: names of any kind, nested objects, one a line or in a list."""

import json
from pathlib import Path

import pytest

from kgraph.articles import read_articles
from tests.articles.files import WILD, WORDS, refusal, write_bytes, write_rows


def test_the_answer_of_a_news_service_is_read_as_it_came() -> None:
    first, second = read_articles([WILD / "news_api.json"])
    assert first.title == "Agency warns of antivirus maker"
    assert (first.publisher, str(first.published)) == ("Meridian Press", "2022-03-15")
    assert first.text.startswith("The agency warned companies on Tuesday")
    assert (second.publisher, second.published) == ("Baltic Wire", None)


def test_the_lines_of_a_crawl_are_read_as_they_came() -> None:
    first, second = read_articles([WILD / "crawl.jsonl"])
    assert (first.title, str(first.published)) == ("Ban takes effect", "2024-09-29")
    assert (second.publisher, second.published) == ("lantern.example", None)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson"])
def test_named_keys_lead_into_nested_objects(tmp_path: Path, name: str) -> None:
    row = {"data": {"prose": WORDS}, "by": {"paper": {"name": "Baltic Wire"}}, "text": "Other."}
    path = write_rows(tmp_path / name, row)
    columns = {"text": "data.prose", "publisher": "by.paper.name"}
    (article,) = read_articles([path], columns=columns)
    assert (article.text, article.publisher) == (WORDS, "Baltic Wire")


@pytest.mark.parametrize(
    "value",
    [
        [{"body": "One."}, {"body": "Two."}],
        {"status": "ok", "hits": [{"body": "One."}, {"body": "Two."}]},
    ],
)
def test_a_list_of_objects_is_an_article_each(tmp_path: Path, value: object) -> None:
    path = write_bytes(tmp_path / "a.json", json.dumps(value, indent=1).encode())
    assert [article.text for article in read_articles([path])] == ["One.", "Two."]


def test_an_object_with_a_text_is_one_article_whatever_lists_it_has(tmp_path: Path) -> None:
    value = {"text": WORDS, "entities": [{"text": "ministry"}]}
    path = write_bytes(tmp_path / "a.json", json.dumps(value).encode())
    assert [article.text for article in read_articles([path])] == [WORDS]


def test_a_guessed_key_that_holds_something_else_is_passed_over(tmp_path: Path) -> None:
    row = {"article": 17, "content": WORDS, "source": ["x"], "site": "Baltic Wire", "date": 1.5e9}
    (article,) = read_articles([write_rows(tmp_path / "a.jsonl", row)])
    assert (article.text, article.publisher, article.published) == (WORDS, "Baltic Wire", None)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.json",
            b'[{"text": "One."},\n{"te',
            ": broken JSON (EOF while parsing a string at line 2 column 4); mend it",
        ),
        ("a.json", b"[1, 2]", ": no list of objects; expected [{...}, {...}], an article each"),
        (
            "a.json",
            b'[{"text": "One."}, {"text": ""}]',
            ": item 2: the article has no text; give one, a headline is not enough",
        ),
        (
            "a.json",
            b'{"title": "T"}',
            ": item 1: no column holds the text of an article; the columns are 'title'; "
            "name them, for example --columns title=headline,text=body",
        ),
        ("a.jsonl", b'{"text": "One.", "publisher": 7}', ":1: 'publisher' is 7; expected a string"),
        (
            "a.jsonl",
            b'{"text": "Eins.", "language": "German"}',
            ":1: the language is 'German', not English; leave it out",
        ),
    ],
)
def test_bad_json_is_one_line_with_its_place(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    path = write_bytes(tmp_path / name, data)
    assert refusal(path) == f"{path}{message}"


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_named_key_that_no_object_has_is_refused(tmp_path: Path, name: str) -> None:
    path = write_rows(tmp_path / name, {"a": "One.", "b": {"c": "Two."}})
    message = f"{path}: no column 'prose' for 'text'; the columns are 'a', 'b.c'"
    assert refusal(path, columns={"text": "prose"}) == message
