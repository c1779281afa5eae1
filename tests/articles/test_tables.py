"""Articles in CSV and TSV: delimiters, quotes, and columns of any name."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.articles import parse_columns, read_articles
from kgraph.errors import KGraphError, ReadError
from tests.articles.files import WILD, WORDS, refusal, write_bytes

COLUMNS = "'Kicker', 'Prose', 'Where'"


def test_a_table_of_a_spreadsheet_is_read_without_a_word_on_its_columns() -> None:
    errors: list[KGraphError] = []
    first, second = read_articles(
        [WILD / "spreadsheet.csv"], on_error="skip", skipped=errors.append
    )
    assert not errors
    assert first.title == 'Ministry; and city drop "Kaspersky" software'
    assert (first.publisher, first.url) == ("Baltic Wire", "https://wire.example/17")
    assert str(first.published) == "2018-05-14"
    assert first.text == (
        "The ministry will stop using the software, its spokesman said.\n\n"
        "The city of Vilnius follows, the mayor said; nobody objected."
    )
    assert (second.title, second.published, second.url) == ("Firm answers", None, "")


def test_a_table_with_tabs_keeps_the_day_that_a_feed_wrote() -> None:
    (article,) = read_articles([WILD / "export.tsv"])
    assert (article.title, article.publisher) == ("Firm sues", "Meridian Press")
    assert str(article.published) == "2019-03-05"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_header_shows_the_delimiter(tmp_path: Path, delimiter: str, end: str) -> None:
    rows = [["Date, local", "text"], ["x", f'{WORDS}\r\n\r\nOne; two, "three" | four\tfive.']]
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(rows)
    (article,) = read_articles([tmp_path / "a.csv"])
    assert article.text == f'{WORDS}\n\nOne; two, "three" | four five.'


def test_columns_of_any_name_are_read_where_they_are_named(tmp_path: Path) -> None:
    path = write_bytes(
        tmp_path / "a.csv",
        f"Kicker,Prose,Where,source\nDrops,{WORDS!r},here,x\n".replace("'", '"').encode(),
    )
    columns = parse_columns("title=Kicker, text=Prose,publisher=Where")
    (article,) = read_articles([path], columns=columns)
    assert (article.title, article.text, article.publisher) == ("Drops", WORDS, "here")
    (article,) = read_articles([path], columns=columns | {"publisher": ""})
    assert article.publisher == ""
    (article,) = read_articles([path], columns={"text": "Prose"})
    assert (article.title, article.publisher) == ("", "x")


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (
            "Prose",
            "--columns: 'Prose' is not FIELD=NAME; write for example "
            "--columns title=headline,text=body",
        ),
        ("text=a,text=b", "--columns: 'text' is given twice; name one column for it"),
    ],
)
def test_a_bad_option_is_one_line(option: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse_columns(option)
    assert str(caught.value) == message


def test_a_name_with_a_comma_is_quoted() -> None:
    assert parse_columns('"text=Body, full",title=a=b') == {"text": "Body, full", "title": "a=b"}


@pytest.mark.parametrize(
    ("text", "columns", "message"),
    [
        (
            "Kicker,Prose,Where\na,b,c\n",
            {},
            f": no column holds the text of an article; the columns are {COLUMNS}; name them, for "
            "example --columns title=headline,text=body",
        ),
        (
            "sep=;\n",
            {},
            ": no column holds the text of an article; the columns are none; name them, for "
            "example --columns title=headline,text=body",
        ),
        (
            "Kicker,Prose,Where\na,b,c\n",
            {"text": "Body"},
            f": no column 'Body' for 'text'; the columns are {COLUMNS}",
        ),
        (
            "text,title\n,T\n",
            {},
            ": row 2: the article has no text; give one, a headline is not enough",
        ),
        (
            "text,title\nOne.,T\n\nOne, two,T\n",
            {},
            ": row 4: 3 cells under 2 columns; put quotes around a cell that holds the delimiter",
        ),
        (
            'text,title\nOne.,T\n"Two',
            {},
            ": row 3: broken table (unexpected end of data); rows from here on cannot be read: put "
            'quotes around the cell, and write a quote inside it as ""',
        ),
        (
            "text,date\nOne.,05/03/2019\n",
            {},
            ": row 2: 'published' is '05/03/2019'; expected YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD",
        ),
        ("text,lang\nEins.,de\n", {}, ": row 2: the language is 'de', not English; leave it out"),
    ],
)
def test_a_bad_table_is_one_line_with_the_row(
    tmp_path: Path, text: str, columns: dict[str, str], message: str
) -> None:
    path = write_bytes(tmp_path / "a.csv", text.encode())
    assert refusal(path, columns=columns) == f"{path}{message}"


def test_a_field_that_no_article_has_is_refused(tmp_path: Path) -> None:
    path = write_bytes(tmp_path / "a.csv", b"text\nOne.\n")
    assert refusal(path, columns={"body": "text"}) == (
        "columns: no field 'body'; the fields are text, title, url, publisher, published, id, "
        "language, as in --columns title=headline,text=body"
    )


def test_a_bad_row_costs_itself_alone(tmp_path: Path) -> None:
    path = write_bytes(tmp_path / "a.csv", b"text,title\nOne.,T\n,T\nThree.,T\n")
    errors: list[KGraphError] = []
    articles = read_articles([path], on_error="skip", skipped=errors.append)
    assert [article.text for article in articles] == ["One.", "Three."]
    assert len(errors) == 1


def test_the_empty_name_is_no_column_even_where_one_has_no_name(tmp_path: Path) -> None:
    path = write_bytes(tmp_path / "a.csv", b",title,text\n0,Drops,One.\n")
    (article,) = read_articles([path], columns={"title": ""})
    assert (article.title, article.text) == ("", "One.")


def test_a_cell_may_be_as_long_as_an_article(tmp_path: Path) -> None:
    path = write_bytes(tmp_path / "a.csv", f'text\n"{(WORDS + " ") * 3000}"\n'.encode())
    (article,) = read_articles([path])
    assert len(article.text) > 200_000


CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS), max_size=5), delimiter=st.sampled_from([",", ";", "\t"])
)
def test_every_row_of_a_written_table_is_read_or_refused(
    tmp_path: Path, rows: list[tuple[str, str]], delimiter: str
) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writerows([("title", "text"), *((f"t{title}", text) for title, text in rows)])
    errors: list[KGraphError] = []
    articles = list(read_articles([path], on_error="skip", skipped=errors.append))
    assert len(articles) + len(errors) == len(rows)
    assert all(article.title.startswith("t") for article in articles)
