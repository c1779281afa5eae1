"""A graph in any format that other programs read."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol, TextIO

from kgraph import formats
from kgraph.errors import WriteError
from kgraph.files import write_atomically
from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph import Evidence, write_cypher, write_import_files


class _WriteStream(Protocol):
    def __call__(
        self, graph: KnowledgeGraph, stream: TextIO, *, evidence: Evidence = ...
    ) -> None: ...


class _WriteFolder(Protocol):
    def __call__(
        self, graph: KnowledgeGraph, folder: str | Path, *, evidence: Evidence = ...
    ) -> str: ...


_PROPERTY_GRAPHS: Mapping[str, _WriteStream] = {"cypher": write_cypher}

FORMATS: Mapping[str, Callable[[KnowledgeGraph, TextIO], None]] = {
    **_PROPERTY_GRAPHS,
    **formats.FORMATS,
}
"""The writer of each format that is one file, by the name that the user gives."""

FOLDERS: Mapping[str, _WriteFolder] = {"neo4j-csv": write_import_files}
"""The writer of each format that is a folder of files; it returns the command that reads them."""


def export(
    graph: KnowledgeGraph,
    format: str,  # noqa: A002 - the verb's word
    path: str | Path,
    *,
    evidence: Evidence | None = None,
) -> None:
    """Write ``graph`` to ``path`` in a format of ``FORMATS`` or ``FOLDERS``, whole or not at all.

    ``evidence`` is how much of the articles' text "cypher" and "neo4j-csv" hold: "sentences" that
    claims cite (what they hold if not said), "quotes", the words of each claim, or "none".

    Raises:
        WriteError: there is no such format, it has no choice of evidence, or it cannot be written.
    """
    if format in FOLDERS:
        FOLDERS[format](graph, path, evidence=evidence or "sentences")
    else:
        write = stream_writer(format, evidence)
        write_atomically(path, lambda stream: write(graph, stream))


def stream_writer(
    format: str,  # noqa: A002 - the verb's word
    evidence: Evidence | None = None,
) -> Callable[[KnowledgeGraph, TextIO], None]:
    """Return what writes a format of ``FORMATS``.

    Raises:
        WriteError: there is no such format, or it has no choice of evidence.
    """
    if format not in FORMATS:
        known = ", ".join([*FORMATS, *FOLDERS])
        raise WriteError(f"unknown format {format!r}; choose one of {known}")
    if evidence is None:
        return FORMATS[format]
    if format not in _PROPERTY_GRAPHS:
        known = ", ".join([*_PROPERTY_GRAPHS, *FOLDERS])
        raise WriteError(f"{format} has no choice of evidence; choose one of {known}")
    return partial(_PROPERTY_GRAPHS[format], evidence=evidence)
