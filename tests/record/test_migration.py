"""Records of older layouts, brought to today's."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import RecordError
from kgraph.formats.jsonl import write_jsonl
from kgraph.graph import refold
from kgraph.record import Record
from tests.builders import Annotated, make_article, save_record
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


_AS_LAYOUT_3 = """
DROP INDEX profile_block;
DROP INDEX profile_base;
ALTER TABLE profile DROP COLUMN base;
ALTER TABLE profile DROP COLUMN sense;
ALTER TABLE profile DROP COLUMN block;
ALTER TABLE profile DROP COLUMN evidence;
ALTER TABLE profile_article DROP COLUMN evidence;
PRAGMA user_version = 3;
"""


def test_a_record_without_senses_keeps_its_articles_statements_and_ids(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    ids = {entity.id for entity in save_record(path, annotated(ONE, TWO)).entities}
    kgraph.decide(path, "hide", ["John Weber"])
    before = dump(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_AS_LAYOUT_3)
    with Record.open_to_write(path) as record:
        refold(record)
    assert dump(path) == before
    assert (tmp_path / "news-layout3.kg").exists()
    assert {e.id for e in kgraph.open(path).entities} < ids


def test_a_record_that_another_program_reads_as_it_was_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    graph = save_record(path, annotated(ONE, TWO))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_AS_LAYOUT_3)
    with pytest.raises(RecordError, match="another program has it open"):
        Record.open_to_write(path)
    assert graph.entity("John Weber").name == "John Weber"


def dump(path: Path) -> str:
    stream = io.StringIO()
    write_jsonl(kgraph.open(path), stream)
    return stream.getvalue()
