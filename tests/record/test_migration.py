"""Records of the layout before judgements, brought to today's."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kgraph.errors import RecordError
from kgraph.record import Record
from tests.builders import Annotated, make_article
from tests.faults.articles import annotation_of, write_layout_2

ONE, TWO = "Vladimir Putin meet Merck today.", "John Weber own Merck today."


def annotated(*texts: str) -> list[Annotated]:
    articles = [make_article(text) for text in texts]
    return [(article, annotation_of(article)) for article in articles]


def kept(path: Path) -> list[Annotated]:
    with Record.create_or_open(path) as record:
        return [(article, found) for article, found in record.annotated() if found]


def in_order(articles: list[Annotated]) -> list[Annotated]:
    return sorted(articles, key=lambda pair: pair[0].id)


def test_an_older_record_keeps_its_articles_and_a_copy_of_it_stays(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    write_layout_2(path, annotated(ONE, TWO))
    before = path.read_bytes()
    assert kept(path) == in_order(annotated(ONE, TWO))
    assert (tmp_path / "news-layout2.kg").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 2


def test_a_copy_of_another_file_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    path, other = tmp_path / "news.kg", tmp_path / "news-layout2.kg"
    write_layout_2(other, annotated(ONE))
    write_layout_2(path, annotated(ONE, TWO))
    before = other.read_bytes(), path.read_bytes()
    assert kept(path) == in_order(annotated(ONE, TWO))
    assert other.read_bytes() == before[0]
    assert (tmp_path / "news-layout2-2.kg").read_bytes() == before[1]


def test_a_private_record_stays_private_and_a_link_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "news.kg", tmp_path / "link.kg"
    write_layout_2(path, annotated(ONE))
    path.chmod(0o600)
    link.symlink_to(path)
    assert kept(link) == annotated(ONE)
    assert link.is_symlink()
    assert {p.stat().st_mode & 0o777 for p in tmp_path.iterdir()} == {0o600}


def test_an_older_record_that_is_damaged_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    write_layout_2(path, annotated(ONE, TWO))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE annotation SET body = substr(body, 2) WHERE article = 2")
    before = path.read_bytes()
    with pytest.raises(RecordError, match="older layout 2 and is damaged, so it was left") as told:
        kept(path)
    assert "\n" not in str(told.value)
    assert path.read_bytes() == before
