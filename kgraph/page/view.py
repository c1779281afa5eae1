"""The page as a string, and as a file."""

from pathlib import Path

from kgraph.files import write_atomically
from kgraph.graph import KnowledgeGraph
from kgraph.page.network import PageNetwork


def view(graph: KnowledgeGraph, path: str | Path | None = None) -> str:
    """Return the interactive page of ``graph`` as HTML; with a path, also write it there.

    The page is one file that fetches nothing. Equal graphs give equal pages. The file is whole or
    not there at all; one that exists already is replaced.

    Raises:
        WriteError: the file cannot be written.
    """
    html = PageNetwork(graph).generate_html()
    if path is not None:
        write_atomically(path, lambda stream: stream.write(html))
    return html
