"""A graph in any format that other programs read."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

from kgraph import formats
from kgraph.errors import WriteError
from kgraph.files import write_atomically
from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph import write_cypher

FORMATS: Mapping[str, Callable[[KnowledgeGraph, TextIO], None]] = {
    "cypher": write_cypher,
    **formats.FORMATS,
}
"""The writer of each format, by the name that the user gives."""


def export(graph: KnowledgeGraph, format: str, path: str | Path) -> None:  # noqa: A002 - the verb's word
    """Write ``graph`` to ``path`` in one of ``FORMATS``; the file is whole or not written.

    Raises:
        WriteError: there is no such format, or the file cannot be written.
    """
    if format not in FORMATS:
        raise WriteError(f"{path}: unknown format {format!r}; choose one of {', '.join(FORMATS)}")
    write = FORMATS[format]
    write_atomically(path, lambda stream: write(graph, stream))
