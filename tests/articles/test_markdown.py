"""Markdown: the words without the marks, and what the front matter says."""

from pathlib import Path

import pytest

from kgraph.articles import read_articles
from tests.articles.files import WILD, WORDS, read_one, refusal, write_bytes


def test_a_clipping_is_read_with_its_front_matter() -> None:
    article = read_one(WILD / "obsidian_clipping.md")
    assert article.title == "Dutch ministry drops antivirus maker"
    # The source is an address, so no publisher; the day on which it was clipped is another.
    assert article.url == "https://www.harbourcourier.example/2018/05/14/dutch-ministry"
    assert (article.publisher, str(article.published)) == ("", "2018-05-14")
    assert article.text.split("\n\n") == [
        "The ministry in The Hague",
        "The Dutch government will stop using the antivirus software of Kaspersky Lab, the "
        "minister of justice, Ferdinand Grapperhaus, wrote to parliament on Monday.",
        "Three reasons",
        "The software reaches deep into a computer.",
        "The firm is subject to Russian law: it can be made to help the state.",
        "Russia has an active cyber programme aimed at the Netherlands.",
        "No case of misuse is known to us,",
        "the minister added. See BOD 17-01 of the United States.",
        "Country Year",
        "United States 2017",
        "Netherlands 2018",
        "The letter is dated 14 May 2018.",
    ]


def test_a_post_is_read_with_its_toml_and_without_shortcodes_and_tags() -> None:
    article = read_one(WILD / "hugo_post.md")
    assert (article.title, article.publisher) == (
        "Court rejects challenge to ban",
        "The Harbour Courier",
    )
    # As it is written: in UTC it would be the day before.
    assert str(article.published) == "2018-05-31"
    assert article.text.split("\n\n") == [
        "A federal judge in Washington has dismissed two lawsuits of Kaspersky Lab. The judge, "
        "Colleen Kollar-Kotelly, wrote that the firm's loss was not punishment.",
        "The company said it would appeal & ask for more time.",
    ]


@pytest.mark.parametrize(
    "text", [f"# Drops\n\n{WORDS}", f"Drops\n=====\n{WORDS}", f"Drops\n\n{WORDS}"]
)
def test_a_file_without_front_matter_has_its_first_heading_as_title(
    tmp_path: Path, text: str
) -> None:
    article = read_one(write_bytes(tmp_path / "a.markdown", text.encode()))
    assert (article.title, article.text) == ("Drops", WORDS)


@pytest.mark.parametrize(
    ("front", "published"),
    [
        ("date: 2019-03-05 00:30:00 +0200", "2019-03-05"),
        ("published: true\ndate: March 5, 2019", "2019-03-05"),
        ("date:", ""),
        ("date: null", ""),
        ("tags: [2019-03-05]", ""),
    ],
)
def test_the_date_of_front_matter_is_taken_as_it_is_written(
    tmp_path: Path, front: str, published: str
) -> None:
    text = f"---\r\ntitle: T\r\n{front}\r\n---\r\n{WORDS}"
    assert str(read_one(write_bytes(tmp_path / "a.md", text.encode())).published or "") == published


def test_lines_between_rulers_are_text(tmp_path: Path) -> None:
    text = f"---\n{WORDS}\n\n---\n\nThe end.\n"
    assert read_one(write_bytes(tmp_path / "a.md", text.encode())).text == f"{WORDS}\n\nThe end."


@pytest.mark.parametrize(
    ("front", "message"),
    [
        (
            "---\nlang: en\ntitle: Ministry: no more software\n---\n",
            ":3: front matter is no YAML: mapping values are not allowed here; put quotes around a "
            "value that holds a colon",
        ),
        (
            "+++\ntitle = Drops\n+++\n",
            ": front matter is no TOML: Invalid value (at line 2, column 9); mend it",
        ),
        ("---\ntitle: [a]\n---\n", ": 'title' is [\"a\"]; expected a string"),
        (
            "---\ndate: 05/03/2019\n---\n",
            ": 'published' is '05/03/2019'; expected YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD",
        ),
        ("---\nlang: de-DE\n---\n", ": the language is 'de-DE', not English; leave it out"),
    ],
)
def test_bad_front_matter_is_one_line_with_its_place(
    tmp_path: Path, front: str, message: str
) -> None:
    path = write_bytes(tmp_path / "a.md", (front + WORDS).encode())
    assert refusal(path) == f"{path}{message}"


def test_deep_and_repeated_front_matter_does_no_harm(tmp_path: Path) -> None:
    deep = "title: " + "[" * 5000
    wide = "a: &a {x: 1}\n" + "".join(
        f"{name}: &{name} {{p: *{last}, q: *{last}}}\n"
        for last, name in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    for front in (deep, wide):
        path = write_bytes(tmp_path / "a.md", f"---\n{front}\n---\n{WORDS}".encode())
        assert len(list(read_articles([path], on_error="skip"))) <= 1
