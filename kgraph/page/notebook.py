"""The page in a notebook: in a frame that may run the page's own scripts and reach nothing else."""

import html
from dataclasses import dataclass, field

_MOST = 20_000_000
"""Characters; a browser opens a longer page in ten seconds or more, and every save writes it."""


@dataclass(frozen=True, slots=True)
class Page:
    """The interactive page of a graph; a notebook displays it where it ends a cell.

    ``html`` is the whole page, which fetches nothing; ``height`` is that of its frame in a
    notebook, in CSS pixels.
    """

    html: str = field(repr=False)
    height: int = 700

    def _repr_html_(self) -> str:
        """Return the page in a sandboxed frame, or one line where it is too large for a notebook.

        The frame keeps the page from the notebook around it; links in it open no window.
        """
        if len(self.html) > _MOST:
            return (
                f"<p>This page takes {len(self.html) // 1_000_000} MB, too much for a notebook; "
                '<code>kgraph.view(graph, "graph.html")</code> writes it to a file.</p>'
            )
        # The data in the page is full of double quotes; between single ones they stay short.
        page = html.escape(self.html, quote=False).replace("'", "&#x27;")
        return (
            f'<iframe title="Knowledge graph" sandbox="allow-scripts" '
            f'style="width:100%;height:{self.height:d}px;border:1px solid #8884" '
            f"srcdoc='{page}'></iframe>"
        )
