"""The interactive page: one HTML file that shows a graph, and every claim behind each edge."""

from kgraph.page.notebook import Page
from kgraph.page.view import view

__all__ = ["Page", "view"]
