"use strict";
// The canvas: colours from the style sheet, what is hidden, and where things are on the page.

const DATA = JSON.parse(document.getElementById("data").textContent);

const Picture = (() => {
  const DASHES = new Map([
    ["stated", false], ["alleged", [14, 7]], ["denied", [14, 5, 3, 5]], ["hypothetical", [2, 7]],
    ["together", [4, 10]],
  ]);
  const styles = () => getComputedStyle(document.documentElement);
  const colour = (sheet, name) => sheet.getPropertyValue("--" + name).trim();
  const typeName = (type) => (Object.hasOwn(DATA.shapes, type) ? type.toLowerCase() : "other");

  const nodes = new vis.DataSet(DATA.network.nodes.map((node) => ({ ...node, hidden: true })));
  const edges = new vis.DataSet(DATA.network.edges.map((edge) => ({ ...edge, hidden: true })));
  const holder = document.getElementById("picture");
  const network = new vis.Network(holder, { nodes, edges }, DATA.network.options);

  function paintNode(node, sheet) {
    const fill = colour(sheet, typeName(node.type));
    const [ground, ink] = [colour(sheet, "ground"), colour(sheet, "ink")];
    const strong = { background: fill, border: ink };
    return {
      id: node.id,
      color: { background: fill, border: fill, highlight: strong, hover: strong },
      font: { size: node.letters, color: ink, strokeWidth: 4, strokeColor: ground },
    };
  }

  function paintEdge(edge, sheet) {
    const line = colour(sheet, edge.kind);
    return {
      id: edge.id,
      dashes: DASHES.get(edge.kind),
      color: { color: line, hover: line, highlight: line },
      font: { color: edge.kind === "stated" ? colour(sheet, "ink") : line,
        strokeWidth: 0, background: colour(sheet, "ground") },
    };
  }

  function paint() {
    const sheet = styles();
    nodes.update(nodes.map((node) => paintNode(node, sheet)));
    edges.update(edges.map((edge) => paintEdge(edge, sheet)));
  }

  /** Show these nodes and edges, by id, and no others. */
  function show(nodeIds, edgeIds) {
    nodes.update(nodes.getIds().map((id) => ({ id, hidden: !nodeIds.has(id) })));
    edges.update(edges.getIds().map((id) => ({ id, hidden: !edgeIds.has(id) })));
  }

  function fit() {
    const shown = nodes.getIds({ filter: (node) => !node.hidden });
    if (shown.length) network.fit({ nodes: shown, maxZoomLevel: 1.3 });
  }

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });

  /** Mark what the panel shows: a node, an edge, or nothing. */
  function select(nodeIds, edgeIds) {
    network.setSelection({
      nodes: nodeIds.filter((id) => nodes.get(id)), edges: edgeIds.filter((id) => edges.get(id)),
    }, { highlightEdges: false });
  }

  const toPage = (point) => {
    const frame = holder.getBoundingClientRect();
    const { x, y } = network.canvasToDOM(point);
    return { x: x + frame.left, y: y + frame.top };
  };

  /** A point in page coordinates where a click meets the edge, or null where it is not drawn. */
  function edgePoint(id) {
    const edge = network.body.edges[id];
    if (!edge || edge.options.hidden) return null;
    for (const share of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]) {
      const point = edge.edgeType.getPoint(share);
      const spot = network.canvasToDOM(point);
      if (network.getNodeAt(spot) === undefined && network.getEdgeAt(spot) === id) return toPage(point);
    }
    return null;
  }

  /** The middle of a node in page coordinates, or null where it is not drawn. */
  function nodePoint(id) {
    const node = nodes.get(id);
    return node && !node.hidden ? toPage(network.getPosition(id)) : null;
  }

  /** Call with ("node" | "edge" | "", id) at each click. */
  function onClick(listener) {
    network.on("click", ({ nodes: [node], edges: [edge] }) => {
      if (node !== undefined) listener("node", node);
      else if (edge !== undefined) listener("edge", edge);
      else listener("", "");
    });
  }

  const pointer = (shape) => () => { holder.style.cursor = shape; };
  for (const thing of ["Node", "Edge"]) {
    network.on("hover" + thing, pointer("pointer"));
    network.on("blur" + thing, pointer("default"));
  }
  paint();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  return {
    show, fit, zoom, select, onClick, edgePoint, nodePoint, typeName, drawn: (id) => nodes.get(id) !== null,
    dashes: (kind) => DASHES.get(kind) || [],
  };
})();

// For tests and bookmarklets: where on the page a relation or an entity, by id, is drawn.
window.kgraph = Object.freeze({ edgePoint: Picture.edgePoint, nodePoint: Picture.nodePoint });
