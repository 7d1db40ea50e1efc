/** The network as vis-network takes it; it is told only of what changes. */
import { block } from "./block.js";
import { shade } from "./palette.js";

export const OPACITY = block("look").edgeOpacity;
const FADED = 0.14;
const FIXED = {
  autoResize: true,
  layout: { improvedLayout: false },
  nodes: { shape: "custom", chosen: false, font: { size: 0 } },
  edges: { chosen: false, hoverWidth: 0, selectionWidth: 0, smooth: false, font: { size: 0 } },
  interaction: { hover: true, selectable: false, keyboard: false, tooltipDelay: 250, zoomSpeed: 0.7 },
};

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {{ctx: CanvasRenderingContext2D, id: string, x: number, y: number}} Call by which vis-network has a node drawn
 */

export class VisData {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    this.nodes = new globalThis.vis.DataSet([...model.nodes.values()].map(visNode));
    this.edges = new globalThis.vis.DataSet([...model.edges.values()].map(visEdge));
    /** @type {Map<string, string>} what vis-network was last told of each */
    this.told = new Map();
  }

  /**
   * @param {import("./shown.js").Shown} view
   * @param {import("./renderer.js").Light | null} light
   * @param {import("./palette.js").Palette} colours
   */
  show(view, light, colours) {
    const looks = [...this.model.edges.values()].map((edge) => this.edgeLook(edge, view, light, colours));
    this.nodes.update(this.changed([...this.model.nodes.keys()].map((id) => ({ id, hidden: !view.nodes.has(id) }))));
    this.edges.update(this.changed(looks));
  }

  /**
   * @template {{id: string}} Item
   * @param {Item[]} items
   * @returns {Item[]}
   */
  changed(items) {
    return items.filter((item) => {
      const text = JSON.stringify(item);
      if (this.told.get(item.id) === text) return false;
      this.told.set(item.id, text);
      return true;
    });
  }

  /**
   * @param {import("./model.js").Relation} edge
   * @param {import("./shown.js").Shown} view
   * @param {import("./renderer.js").Light | null} light
   * @param {import("./palette.js").Palette} colours
   */
  edgeLook(edge, view, light, colours) {
    const lit = !light || light.edges.has(edge.id);
    const color = lit ? shade(this.model.kind.get(edge.kind).look, colours) : colours.muted;
    return {
      id: edge.id,
      hidden: !view.edges.has(edge.id),
      color: { color, opacity: lit ? (light ? 1 : OPACITY) : FADED, inherit: false },
      width: lit && light ? edge.width + 1.2 : edge.width,
    };
  }
}

/**
 * The options of the network.
 * @param {(call: Call) => object} ctxRenderer
 */
export function visOptions(ctxRenderer) {
  return { ...block("options"), ...FIXED, nodes: { ...FIXED.nodes, ctxRenderer } };
}

/** @param {import("./model.js").Entity} node */
function visNode({ id, x, y, size, title }) {
  return { id, x, y, size, title };
}

/** @param {import("./model.js").Relation} edge */
function visEdge({ id, from, to, dashes, width, smooth, title }) {
  return { id, from, to, dashes, width, smooth, title };
}
