"""Files of articles: written for a test, or of the wild kind beside the tests."""

import json
from pathlib import Path

import pytest

from kgraph.articles import ArticleFields, read_articles
from kgraph.errors import ReadError
from kgraph.model import Article

WILD = Path(__file__).parent / "wild"
WORDS = "The ministry will stop using the software of the company, its spokesman said on Monday."


def write_bytes(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def write_rows(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def read_one(path: Path, fields: ArticleFields | None = None) -> Article:
    (article,) = read_articles([path], fields=fields)
    return article


def refusal(
    *paths: str | Path,
    fields: ArticleFields | None = None,
    columns: dict[str, str] | None = None,
) -> str:
    with pytest.raises(ReadError) as caught:
        list(read_articles(paths, fields=fields, columns=columns))
    message = str(caught.value)
    assert message.isprintable()
    return message
