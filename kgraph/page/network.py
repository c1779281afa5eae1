"""The page as a pyvis network with a template of our own.

pyvis brings the drawing library (vis-network) and the model of nodes, edges and options; its own
template pastes names into markup and fetches style sheets, so it is not used.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import pyvis  # type: ignore[import-untyped]
from pyvis.network import Network  # type: ignore[import-untyped]

from kgraph.graph import KnowledgeGraph, Together, markup
from kgraph.model import Entity
from kgraph.page import picture
from kgraph.page.data import KINDS, PageData, kind_of, pair_id
from kgraph.page.layout import place

_HERE = Path(__file__).parent
_LIBRARY = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "selectConnectedEdges": False, "hoverConnectedEdges": False},
    "nodes": {"borderWidth": 2, "borderWidthSelected": 4, "font": {"multi": False}},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.7}},
        "font": {"multi": False, "size": 15, "align": "horizontal"},
        "scaling": {"label": {"drawThreshold": 6}},
        "hoverWidth": 0.5,
        "selectionWidth": 2.5,
    },
}


class PageNetwork(Network):  # type: ignore[misc]
    """A pyvis network of a knowledge graph, laid out and ready to be written."""

    def __init__(self, graph: KnowledgeGraph, *, together: bool = False) -> None:
        super().__init__(directed=True, cdn_resources="in_line", heading=_heading(graph))
        self.set_template_dir(str(_HERE), "page.html")
        self.options = _OPTIONS
        self.data = PageData(graph)
        self.together = self._draw(graph.together() if together else ())

    def generate_html(self, *_: object, **__: object) -> str:
        """Return the page; pyvis' own arguments are taken and change nothing here."""
        program = "\n".join(_part(name) for name in ("picture.js", "panel.js"))
        scripts = {"library": _library(), "program": program}
        style = _part("page.css")
        data = self.data.to_json() | {
            "kinds": KINDS,
            "shapes": picture.SHAPES,
            "otherShape": picture.OTHER_SHAPE,
            "together": [self.data.together(pair) for pair in self.together],
            "network": {"nodes": self.nodes, "edges": self.edges, "options": self.options},
        }
        self.html = str(
            self.templateEnv.get_template(self.path).render(
                title=markup(self.heading),
                policy=f"default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
                f"script-src {_hashes(*scripts.values())}; style-src {_hashes(style)}",
                style=style,
                data=_script_data(data),
                **scripts,
            )
        )
        return self.html

    def _draw(self, pairs: Iterable[Together]) -> tuple[Together, ...]:
        """Add the nodes and edges; return the pairs of ``pairs`` that are drawn."""
        entities = picture.drawn(self.data.entities, self.data.relations)
        ids = {e.id for e in entities}
        relations = [r for r in self.data.relations if {r.subject, r.object} <= ids]
        sizes = picture.sizes(entities)
        boxes = [picture.box(e, sizes[e.id]) for e in entities]
        together = picture.strongest(pairs, ids, self.data.relations)
        spots = place(boxes, picture.ties(relations, together))
        for entity in entities:
            self._draw_node(entity, sizes[entity.id], spots[entity.id])
        curves = picture.curves(relations, spots)
        for r in relations:
            style = {"id": r.id, "kind": kind_of(r), "width": picture.width(r)} | curves[r.id]
            self.add_edge(r.subject, r.object, label=picture.wrap(self.data.label(r)), **style)
        for pair in together:
            style = {"id": pair_id(pair), "kind": "together", "width": 1, "arrows": ""}
            self.add_edge(pair.left, pair.right, smooth={"enabled": False}, **style)
        return together

    def _draw_node(self, entity: Entity, size: picture.Size, spot: tuple[int, int]) -> None:
        self.add_node(
            entity.id,
            label=picture.wrap(entity.name),
            shape=picture.SHAPES.get(entity.type, picture.OTHER_SHAPE),
            type=entity.type,
            size=size.radius,
            letters=size.letters,
            x=spot[0],
            y=spot[1],
        )


def _heading(graph: KnowledgeGraph) -> str:
    if len(graph.articles) == 1 and graph.articles[0].title:
        return graph.articles[0].title
    return (
        "What one article says"
        if len(graph.articles) == 1
        else f"What {len(graph.articles)} articles say"
    )


def _part(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _library() -> str:
    """Return the drawing library without the line that names a file to fetch."""
    return _LIBRARY.read_text(encoding="utf-8").partition("\n//# sourceMappingURL")[0]


def _hashes(*contents: str) -> str:
    """Return the sources of a content policy: these texts may run, no other."""
    digests = (hashlib.sha256(text.encode()).digest() for text in contents)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _script_data(data: object) -> str:
    """Return JSON in ASCII that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
