"""The page as an object that a notebook displays, and as a file."""

from pathlib import Path

from kgraph.files import write_atomically
from kgraph.graph import KnowledgeGraph
from kgraph.page.network import PageNetwork
from kgraph.page.notebook import Page


def view(
    graph: KnowledgeGraph,
    path: str | Path | None = None,
    *,
    together: bool = False,
    height: int = 700,
) -> Page:
    """Return the interactive page of ``graph``; with a path, also write it there.

    A notebook displays what comes back, ``height`` CSS pixels high. The page is one file that
    fetches nothing. Equal graphs give equal pages. The file is whole or not there at all; one that
    exists already is replaced. With ``together``, names that share a sentence and no relation are
    tied by faint lines, the 100 pairs with most sentences; they are relations nowhere.

    Raises:
        WriteError: the file cannot be written.
    """
    page = Page(PageNetwork(graph, together=together).generate_html(), height)
    if path is not None:
        write_atomically(path, lambda stream: stream.write(page.html))
    return page
