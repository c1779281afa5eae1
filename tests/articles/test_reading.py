"""Paths in, articles out; what cannot be read is one line."""

import gzip
import io
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.articles import ArticleFields, read_articles
from kgraph.errors import KGraphError, ReadError
from kgraph.model import PartialDate
from tests.articles.files import WORDS, read_one, refusal, write_bytes, write_rows

GERMAN = (
    "Der russische Hersteller hat die Warnung des Bundesamts f\u00fcr Sicherheit am Dienstag als "
    "politisch motiviert zur\u00fcckgewiesen, wie das Unternehmen in Moskau mitteilte."
)


def test_a_text_file_is_one_article(tmp_path: Path) -> None:
    raw = f"\ufeffAll news\r\n\r\nDrops\r\n\r\nMOSCOW, March 5. /TASS/. {WORDS}\r\n".encode()
    article = read_one(write_bytes(tmp_path / "a.txt", raw))
    assert (article.title, article.text, article.place) == ("Drops", WORDS, "MOSCOW")
    assert (article.publisher, article.published) == ("TASS", PartialDate(month=3, day=5))


def test_rows_have_the_documented_fields_and_others_are_ignored(tmp_path: Path) -> None:
    row: dict[str, object] = {
        "title": "Drops",
        "text": f"PARIS (AP) \u2014 {WORDS}",
        "url": "https://a.example/1",
        "score": [1],
    }
    row |= {"publisher": "Baltic Wire", "published": "2019-03-05T10:00:00Z", "id": 7}
    article = read_one(write_rows(tmp_path / "a.jsonl", row))
    assert (article.title, article.text, article.url) == ("Drops", WORDS, "https://a.example/1")
    assert (article.publisher, str(article.published)) == ("Baltic Wire", "2019-03-05")


def test_a_row_needs_nothing_but_its_text(tmp_path: Path) -> None:
    row = {"text": WORDS, "title": None, "published": ""}
    assert read_one(write_rows(tmp_path / "a.jsonl", row)) == read_one(
        write_bytes(tmp_path / "a.txt", WORDS.encode())
    )


def test_the_id_depends_on_url_or_given_id_and_content(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"text": WORDS},
        {"text": WORDS, "id": "1"},
        {"text": WORDS, "url": "u"},
        {"text": "Other words."},
    ]
    again = [*rows, {"text": WORDS, "url": "u", "id": "1"}, {"text": f"{WORDS}\r\n", "id": 1}]
    ids = [article.id for article in read_articles([write_rows(tmp_path / "a.jsonl", *again)])]
    assert len(set(ids[:4])) == 4
    assert (ids[4], ids[5]) == (ids[2], ids[1])


def test_fields_replace_those_of_a_single_article(tmp_path: Path) -> None:
    path = write_bytes(tmp_path / "a.txt", f"Drops\n\nMOSCOW, March 5. /TASS/. {WORDS}".encode())
    fields = ArticleFields(
        title="T", publisher="P", published="2019-03-05", url="https://a.example"
    )
    article = read_one(path, fields)
    assert (article.title, article.publisher, article.url) == ("T", "P", "https://a.example")
    assert (str(article.published), article.text) == ("2019-03-05", WORDS)
    assert article.id != read_one(path).id


def test_fields_are_refused_for_several_articles(tmp_path: Path) -> None:
    fields = ArticleFields(title="T")
    write_rows(tmp_path / "a.jsonl", {"text": WORDS}, {"text": WORDS})
    assert "2 articles, but title" in refusal(tmp_path / "a.jsonl", fields=fields)
    write_bytes(tmp_path / "b.txt", WORDS.encode())
    assert refusal(tmp_path, fields=fields).startswith("2 files, but title")


@pytest.mark.parametrize(
    "published", ["5 March", "2019-3-5", "2019-02-30", "05.03.2019", "2019 March", "2019-03-05x"]
)
def test_a_date_in_another_form_is_refused_with_the_forms(tmp_path: Path, published: str) -> None:
    path = write_rows(tmp_path / "a.jsonl", {"text": WORDS, "published": published})
    expected = f"'published' is {published!r}; expected YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD"
    assert refusal(path) == f"{path}:1: {expected}"
    text = write_bytes(tmp_path / "a.txt", WORDS.encode())
    assert expected in refusal(text, fields=ArticleFields(published=published))


def test_a_folder_is_read_to_its_depth_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.TXT",
        "a/b.jsonl",
        ".hidden.txt",
        ".git/x.txt",
        "README.txt",
        "a/note.pdf",
        "news.kg",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            json.dumps({"text": f"{name} {WORDS}"}) if name.endswith("l") else f"{name} {WORDS}"
        )
    texts = [article.text.split()[0] for article in read_articles([tmp_path])]
    assert texts == ["a/b.jsonl", "a/z.TXT", "b.txt"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (json.dumps({"text": WORDS}) + "\n\n" + json.dumps({"text": "Two."}), [WORDS, "Two."]),
        ("  \n" + json.dumps({"text": WORDS}), [WORDS]),
        ("{sic} said the minister.", ["{sic} said the minister."]),
        (WORDS, [WORDS]),
        (f"<!DOCTYPE html><html><body><p>{WORDS}</p></body></html>", [WORDS]),
        ("[" * 100_000, ["[" * 100_000]),
    ],
)
def test_standard_input_shows_its_kind_by_its_start(
    monkeypatch: pytest.MonkeyPatch, data: str, text: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    assert [article.text for article in read_articles(["-"])] == text


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", ": the file is empty;"),
        ("a.txt", b"\xef\xbb\xbf\n \n", ": the file is empty;"),
        ("a.txt", "\u200b\u200b".encode(), ": the article has no text;"),
        ("a.txt", b"Menu\n\nHome", ": the article has no text;"),
        ("a.txt", b"one\ntwo \x00", ":2: a NUL byte"),
        (
            "a.txt",
            b"one\n\ncaf\xe9",
            ":3: not UTF-8 text; if it is Windows text run iconv -f CP1252 -t UTF-8",
        ),
        ("a.txt", "One.".encode("utf-16"), ":1: the text is UTF-16; run iconv -f UTF-16 -t UTF-8"),
        ("a.txt", GERMAN.encode(), ": the text is not English (it looks like 'de')"),
        ("a.jsonl", b"", ": the file is empty;"),
        (
            "a.jsonl",
            b'{"text": "One."}\n{"text": "Tw',
            ":2: broken JSON (EOF while parsing a string at column 12)",
        ),
        ("a.jsonl", b"[" * 100_000, ":1: broken JSON (recursion limit exceeded"),
        ("a.jsonl", b'{"text": "a\\ud800"}', ":1: broken JSON (unexpected end of hex escape"),
        ("a.jsonl", b"[1]", ":1: not a JSON object; expected one with the fields text, title, url"),
        (
            "a.jsonl",
            b'{"title": "T"}',
            ":1: no column holds the text of an article; the columns are 'title'; name them, for "
            "example --columns title=headline,text=body",
        ),
        (
            "a.jsonl",
            b'{"text": "One.", "title": ["T\\n"]}',
            ":1: 'title' is [\"T\\n\"]; expected a string",
        ),
        ("a.jsonl", b'{"text": " "}', ":1: the article has no text;"),
        ("a.jsonl", b'{"text": "caf\xe9"}', ":1: not UTF-8 text;"),
        (
            "a.dat",
            b"x",
            ": not a kind of file that holds articles; expected .csv, .htm, .html, .json, .jsonl, "
            ".markdown, .md, .ndjson, .tsv, .txt, .xhtml, or one of these as .gz",
        ),
    ],
)
def test_what_cannot_be_read_is_one_line_with_its_place(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    path = write_bytes(tmp_path / name, data)
    assert refusal(path).startswith(f"{path}{message}")


def test_a_missing_path_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a.txt", b"")
    missing = tmp_path / "no\n\x1b[31msuch.txt"
    with pytest.raises(ReadError) as caught:
        read_articles([tmp_path / "a.txt", missing])
    assert (
        str(caught.value)
        == f"{tmp_path}/no\\n\\x1b[31msuch.txt: no such file or folder; check the path"
    )


def test_a_folder_with_nothing_to_read_is_refused(tmp_path: Path) -> None:
    write_bytes(tmp_path / "note.pdf", WORDS.encode())
    assert refusal(tmp_path).startswith(
        f"{tmp_path}: nothing to read in this folder; expected .csv"
    )


def test_a_file_that_may_not_be_opened_is_refused(tmp_path: Path) -> None:
    path = write_bytes(tmp_path / "a.txt", WORDS.encode())
    articles = read_articles([path])
    path.unlink()
    with pytest.raises(ReadError, match="No such file or directory; check that it may be read"):
        next(articles)


def test_skip_leaves_out_what_cannot_be_read_and_tells(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a.txt", b"\x00")
    (tmp_path / "b.jsonl").write_text(
        json.dumps({"text": "One."}) + "\n{\n" + json.dumps({"text": "Two."})
    )
    errors: list[KGraphError] = []
    paths = [tmp_path / "none", tmp_path]
    articles = list(read_articles(paths, on_error="skip", skipped=errors.append))
    assert [article.text for article in articles] == ["One.", "Two."]
    places = [str(error).split(": ")[0].removeprefix(f"{tmp_path}/") for error in errors]
    assert places == ["none", "a.txt:1", "b.jsonl:2"]
    assert list(read_articles(paths, on_error="skip")) == articles


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_is_read_clean_or_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = write_bytes(tmp_path / "a.txt", text.encode())
    errors: list[KGraphError] = []
    for article in read_articles([path], on_error="skip", skipped=errors.append):
        assert unicodedata.is_normalized("NFC", article.text)
        again = write_rows(tmp_path / "a.jsonl", {"title": article.title, "text": article.text})
        assert read_one(again).text == article.text
    assert all(str(error).isprintable() for error in errors)


NAMES = st.sampled_from(
    ["a.txt", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.md", "a.html", "a.txt.gz", "a.md.gz"]
)
STARTS = st.sampled_from(
    [b"", b"\xef\xbb\xbf", b"---\n", b"+++\n", b"text,url\n", b"<html><p>", b'{"text":', b"[{"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    start=STARTS,
    data=st.binary(max_size=200) | st.text(max_size=100).map(str.encode),
    name=NAMES,
)
def test_any_bytes_are_read_or_refused_in_one_line(
    tmp_path: Path, start: bytes, data: bytes, name: str
) -> None:
    data = start + data
    path = write_bytes(tmp_path / name, gzip.compress(data) if name.endswith(".gz") else data)
    errors: list[KGraphError] = []
    first = list(read_articles([path], on_error="skip", skipped=errors.append))
    assert all(str(error).isprintable() for error in errors)
    assert list(read_articles([path], on_error="skip")) == first


def test_read_refuses_a_heap_of_more_than_a_million_characters(tmp_path: Path) -> None:
    path = tmp_path / "heap.txt"
    path.write_text("The company said that it was banned. " * 30_000, "utf-8")
    with pytest.raises(ReadError, match=r"heap\.txt: the text has 1,1\d\d,\d{3} characters"):
        list(read_articles([path]))
