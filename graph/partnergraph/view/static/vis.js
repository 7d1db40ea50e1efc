/** The network as vis-network takes it: it is told once, then only of what filters hide and show. */
import { block } from "./block.js";

export const OPACITY = block("look").edgeOpacity;
const FIXED = {
  autoResize: true,
  layout: { improvedLayout: false },
  nodes: { shape: "custom", chosen: false, font: { size: 0 } },
  edges: { hoverWidth: 0, selectionWidth: 0, smooth: false, font: { size: 0 } },
  interaction: { hover: true, selectable: false, selectConnectedEdges: false, keyboard: false, tooltipDelay: 250, zoomSpeed: 0.7 },
};

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Relation} Relation
 * @typedef {import("./shown.js").Shown} Shown
 * @typedef {{ctx: CanvasRenderingContext2D, id: string, x: number, y: number}} Call by which vis-network has a node drawn
 */

/** What vis-network knows, and which of it is hidden. */
export class VisData {
  /**
   * @param {Model} model
   * @param {Shown} view
   */
  constructor(model, view) {
    this.model = model;
    this.shown = view;
    const { DataSet } = globalThis.vis;
    this.nodes = new DataSet(Array.from(model.nodes.values(), (node) => ({ ...visNode(node), hidden: !view.nodes.has(node.id) })));
    this.edges = new DataSet(Array.from(model.edges.values(), (edge) => ({ ...visEdge(edge), hidden: !view.edges.has(edge.id) })));
  }

  /** @param {Shown} view */
  show(view) {
    const [before, now] = [this.shown, view];
    this.shown = view;
    if (now.nodes !== before.nodes) tell(this.nodes, this.model.nodes.keys(), before.nodes, now.nodes);
    if (now.edges !== before.edges) tell(this.edges, this.model.edges.keys(), before.edges, now.edges);
  }

  /** Put all entities where the file has them. */
  settle() {
    this.nodes.update(Array.from(this.model.nodes.values(), ({ id, x, y }) => ({ id, x, y })));
  }
}

/**
 * The options of the network. Of lines it asks `chosen`, which is only asked for selected ones: so all are.
 * @param {(call: Call) => object} ctxRenderer
 * @param {(line: import("./look.js").Line, id: string) => void} edge
 */
export function visOptions(ctxRenderer, edge) {
  const { nodes, edges, ...rest } = FIXED;
  return { ...block("options"), ...rest, nodes: { ...nodes, ctxRenderer }, edges: { ...edges, chosen: { edge, label: false } } };
}

/**
 * Tell of what is hidden and was not, and the other way round.
 * @param {VisDataSet} items
 * @param {Iterable<string>} ids
 * @param {Set<string>} before
 * @param {Set<string>} now
 */
function tell(items, ids, before, now) {
  const changed = [];
  for (const id of ids) if (before.has(id) !== now.has(id)) changed.push({ id, hidden: !now.has(id) });
  if (changed.length) items.update(changed);
}

/** @param {import("./model.js").Entity} node */
function visNode({ id, x, y, size, title }) {
  return { id, x, y, size, title };
}

/** @param {Relation} edge */
function visEdge({ id, from, to, smooth, title }) {
  return smooth ? { id, from, to, smooth, title } : { id, from, to, title };
}
