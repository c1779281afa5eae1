"""Articles out of files: formats, clean text, metadata."""

from kgraph.articles.columns import parse_columns
from kgraph.articles.fields import ArticleFields
from kgraph.articles.reading import read_articles

__all__ = ["ArticleFields", "parse_columns", "read_articles"]
