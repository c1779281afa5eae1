"""Files that other programs read, made from a graph."""

from collections.abc import Callable, Mapping
from typing import TextIO

from kgraph.formats.jsonl import write_jsonl
from kgraph.graph import KnowledgeGraph

FORMATS: Mapping[str, Callable[[KnowledgeGraph, TextIO], None]] = {
    "jsonl": write_jsonl,
}
"""The writer of each format, by its name."""

__all__ = ["FORMATS", "write_jsonl"]
