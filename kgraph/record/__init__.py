"""The record: one SQLite file that keeps articles, annotations and the fold derived from them."""

from kgraph.record.record import FoldStamp, Record

__all__ = ["FoldStamp", "Record"]
