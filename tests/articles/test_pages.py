"""Web pages: the article and what the page states of it, nothing of what stands around."""

from pathlib import Path

import pytest

from tests.articles.files import WILD, WORDS, read_one, refusal, write_bytes

CAFE = "caf\u00e9 \u201cone\u201d"
JSON_LD = '<script type="application/ld+json">{}</script>'


def page(head: str = "", body: str = f"<p>{WORDS}</p>") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_a_wordpress_page_is_read_with_its_open_graph_metadata() -> None:
    article = read_one(WILD / "wordpress.html")
    assert article.title == "Vilnius council drops Kaspersky licences"
    assert article.publisher == "The Baltic Ledger"
    # The modified day, the day in the address of the picture and the day in UTC are others.
    assert str(article.published) == "2018-02-13"
    assert article.url == "https://balticledger.example/2018/02/vilnius-drops-kaspersky/"
    blocks = article.text.split("\n\n")
    assert len(blocks) == 9
    assert blocks[0].startswith("The city council of Vilnius has decided")
    assert blocks[5] == "the software has access to every file;"
    assert blocks[-1] == "Nobody will lose a single letter of their files."


def test_a_news_site_is_read_with_its_json_ld_and_without_what_surrounds_the_text() -> None:
    article = read_one(WILD / "news_site.html")
    assert article.title == "German agency warns against Russian antivirus maker"
    assert (article.publisher, article.place) == ("Meridian Press", "BONN")
    assert str(article.published) == "2022-03-15"
    assert article.url == "https://www.meridianpress.example/world/agency-ban-1234567"
    assert [block.split(" ")[0] for block in article.text.split("\n\n")] == [
        "Germany's",
        "Antivirus",
        "Kaspersky",
        "Eintracht",
        "Read",
    ]


def test_an_old_page_is_read_in_the_encoding_that_it_states() -> None:
    article = read_one(WILD / "table_layout.htm")
    assert article.title == "Senate panel hears of virus firm"
    assert (article.publisher, article.published, article.url) == ("", None, "")
    blocks = article.text.split("\n\n")
    assert len(blocks) == 4
    assert blocks[0].startswith("The Senate\u2019s intelligence committee heard on Thursday")
    assert blocks[-1].endswith("and the caf\u00e9 talk of spies.")


@pytest.mark.parametrize(
    "unwanted",
    [
        "cookie", "Advertisement", "Related", "Share", "Photo", "PHOTO", "newsletter", "Copyright",
        "Reporting by", "Follow us", "cousin", "Recent Posts", "Chip plant", "Mountain", "Ferry",
        "Home", "dataLayer", "Rasa", "Anna Keller", "Posted", "Netscape", "|",
    ],
)  # fmt: skip
def test_what_stands_around_the_text_is_not_in_it(unwanted: str) -> None:
    pages = sorted(WILD.glob("*.htm*"))
    assert len(pages) == 3
    assert all(unwanted not in read_one(path).text for path in pages)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2019-03-05T23:30-08:00">', "2019-03-05"),
        ('<meta name="pubdate" content="March 5, 2019">', "2019-03-05"),
        ('<meta name="DC.date.issued" content="2019-03">', "2019-03"),
        (JSON_LD.format('{"@type": "NewsArticle", "datePublished": "2019-03-05"}'), "2019-03-05"),
        (JSON_LD.format('[{"@type": "WebPage", "datePublished": "2019-03-05"}]'), "2019-03-05"),
        ('<time class="entry-date" datetime="2019-03-05T10:00">x</time>', "2019-03-05"),
        ('<abbr class="published" title="2019-03-05">March 5</abbr>', "2019-03-05"),
        ('<span itemprop="datePublished">March 5, 2019</span>', "2019-03-05"),
        # What is no statement of a day of publication:
        ('<meta property="article:modified_time" content="2019-03-05T10:00:00Z">', ""),
        ('<link rel="canonical" href="https://a.example/2019/03/05/drops">', ""),
        ('<meta property="article:published_time" content="05/03/2019">', ""),
        ('<meta property="og:image" content="https://a.example/2019-03-05.jpg">', ""),
        (
            '<time class="published" datetime="2019-03-05">x</time>'
            '<time class="published" datetime="2018-01-01">x</time>',
            "",
        ),
        (JSON_LD.format('{"@type": "Event", "datePublished": "2019-03-05"}'), ""),
        (JSON_LD.format('{"@type": "NewsArticle", "datePublished": '), ""),
        (JSON_LD.format('{"@type": "NewsArticle", "dateModified": "2019-03-05"}'), ""),
    ],
)  # fmt: skip
def test_the_day_of_publication_is_stated_or_unknown(
    tmp_path: Path, head: str, published: str
) -> None:
    footer = (
        f"<p>{WORDS}</p><footer>Copyright 2017 Acme</footer><time datetime='2016-01-01'></time>"
    )
    where = ("", head + footer) if head.startswith(("<time", "<abbr", "<span")) else (head, footer)
    article = read_one(write_bytes(tmp_path / "a.html", page(*where)))
    assert str(article.published or "") == published
    assert article.text.endswith(WORDS)


def test_the_address_that_a_browser_wrote_into_a_saved_page_is_taken(tmp_path: Path) -> None:
    saved = b"<!-- saved from url=(0024)https://a.example/drops -->\r\n" + page()
    assert read_one(write_bytes(tmp_path / "a.html", saved)).url == "https://a.example/drops"


def test_an_address_that_is_none_of_the_web_is_not_taken(tmp_path: Path) -> None:
    head = '<meta property="og:url" content="javascript:alert(1)">'
    assert read_one(write_bytes(tmp_path / "a.html", page(head))).url == ""


def test_paragraphs_stay_apart_and_wrapped_source_lines_do_not_part_them(tmp_path: Path) -> None:
    body = f"<article><p>{WORDS.replace(' ', chr(10))}</p><p>A <b>second</b>\n  one.</p></article>"
    article = read_one(write_bytes(tmp_path / "a.html", page(body=body)))
    assert article.text == f"{WORDS}\n\nA second one."


@pytest.mark.parametrize(
    ("head", "data"),
    [
        (b'<meta charset="iso-8859-1">', CAFE.encode("cp1252")),
        (
            b'<meta http-equiv=Content-Type content="text/html; charset=windows-1252">',
            CAFE.encode("cp1252"),
        ),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>', CAFE.encode("cp1252")),
        (b'<?xml version="1.0" encoding="UTF-8"?>', CAFE.encode()),
        (b'<meta charset="windows-1252">', CAFE.encode()),
        (b"", b"\xef\xbb\xbf" + CAFE.encode()),
    ],
)  # fmt: skip
def test_a_page_is_read_as_utf_8_or_as_what_it_states(
    tmp_path: Path, head: bytes, data: bytes
) -> None:
    raw = head + page(body=f"<p>{WORDS} @</p>").replace(b"@", data.removeprefix(b"\xef\xbb\xbf"))
    assert read_one(write_bytes(tmp_path / "a.html", raw)).text.endswith(
        "caf\u00e9 \u201cone\u201d"
    )


@pytest.mark.parametrize("head", [b"", b'<meta charset="utf-7">', b'<meta charset="zip">'])
def test_a_page_in_an_encoding_that_it_does_not_state_is_refused(
    tmp_path: Path, head: bytes
) -> None:
    path = write_bytes(tmp_path / "a.html", head + b"\n<p>caf\xe9</p>")
    assert refusal(path) == (
        f"{path}:2: not UTF-8 text; if it is Windows text run "
        "iconv -f CP1252 -t UTF-8 FILE > NEW.html"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><nav><a href=x>Home</a></nav></body></html>",
        b"<math></a><meta name=date content='x'><script><a href='/x'></script><!--<template>",
    ],
)
def test_a_page_without_an_article_is_refused(tmp_path: Path, data: bytes) -> None:
    path = write_bytes(tmp_path / "a.html", data)
    message = f"{path}: the article has no text; give one, a headline is not enough"
    assert refusal(path) == message


def test_a_page_with_its_pictures_inside_is_read_to_its_end(tmp_path: Path) -> None:
    picture = f"<img src='data:image/png;base64,{'QUJD' * 3_000_000}'>"
    body = f"<article><p>{WORDS}</p>{picture}<p>A second one follows.</p></article>"
    article = read_one(write_bytes(tmp_path / "a.html", page(body=body)))
    assert article.text == f"{WORDS}\n\nA second one follows."
