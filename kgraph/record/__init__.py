"""The record: one SQLite file that keeps articles, annotations and the fold derived from them."""

from kgraph.record.fold_rows import ClaimRow, EntityState, Member, Sighting
from kgraph.record.fold_tables import FoldTables
from kgraph.record.inserts import ArticleRow
from kgraph.record.record import FoldStamp, Record, Version

__all__ = [
    "ArticleRow",
    "ClaimRow",
    "EntityState",
    "FoldStamp",
    "FoldTables",
    "Member",
    "Record",
    "Sighting",
    "Version",
]
