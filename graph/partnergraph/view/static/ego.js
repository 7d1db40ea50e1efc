/** The ego network: one entity in the middle, around it the partners that it is tied to most, by their groups. */
import { partnersOf } from "./bond.js";
import { known } from "./known.js";
import { strengthOf } from "./strength.js";

export const MOST = 80;
const RING = 34; // partners that one ring has room for
const FIRST = { x: 330, y: 300 };
const STEP = { x: 118, y: 105 };

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Relation} Relation
 * @typedef {import("./camera.js").Point} Point
 * @typedef {{edges: Set<string>}} Edges
 * @typedef {{id: string, strength: number, edges: Relation[]}} Partner
 */

export class Ego {
  /**
   * @param {Model} model
   * @param {import("./shown.js").Shown} view
   * @param {string} id
   * @param {number} [most] partners that there is room for
   */
  constructor(model, view, id, most = MOST) {
    this.id = id;
    const all = partners(model, view, id);
    this.count = all.length;
    this.bodies = partnersOf(model.bonds, view, id);
    /** whether what it is tied to is bodies alone, and so its partners */
    this.plain = this.bodies?.size === all.length && all.every((partner) => this.bodies?.has(partner.id));
    this.partners = all.slice(0, most);
    this.places = placed(id, this.partners, (other) => known(model.nodes, other).community);
    this.edges = this.partners.flatMap((partner) => partner.edges);
    this.loops = model.ties(id, view).filter((edge) => edge.from === edge.to);
    this.among = among(model, view, this.partners);
  }
}

/**
 * The entity that is shown with its partners: the selected one, or that of a line selected among them.
 * @param {{node: string, edge: string}} state
 * @param {Ego | null} ego that is shown
 * @param {Pick<Model, "edges">} model
 * @param {{nodes: Set<string>, edges: Set<string>}} view
 * @returns {string} its id, or nothing
 */
export function centreOf({ node, edge }, ego, { edges }, view) {
  if (view.nodes.has(node)) return node;
  if (!ego || !view.edges.has(edge)) return "";
  const { from, to } = known(edges, edge);
  return ego.places.has(from) && ego.places.has(to) ? ego.id : "";
}

/**
 * The partners of an entity, the strongest first.
 * @param {Model} model
 * @param {Edges} view
 * @param {string} id
 * @returns {Partner[]}
 */
export function partners(model, view, id) {
  /** @type {Map<string, Partner>} */
  const found = new Map();
  for (const edge of model.ties(id, /** @type {any} */ (view))) {
    const other = model.other(edge, id);
    if (other === id) continue;
    if (!found.has(other)) found.set(other, { id: other, strength: 0, edges: [] });
    const partner = known(found, other);
    partner.strength += strengthOf(edge, model.measure);
    partner.edges.push(edge);
  }
  return [...found.values()].sort((a, b) => b.strength - a.strength || Number(a.id.slice(1)) - Number(b.id.slice(1)));
}

/**
 * Places around the middle: partners of one group beside each other, in as many rings as there is need of.
 * @param {string} id
 * @param {Partner[]} around
 * @param {(id: string) => number} groupOf
 * @returns {Map<string, Point>} the entity itself first, at 0, 0
 */
export function placed(id, around, groupOf) {
  const ordered = [...around].sort((a, b) => groupOf(a.id) - groupOf(b.id) || b.strength - a.strength || Number(a.id.slice(1)) - Number(b.id.slice(1)));
  const rings = Math.max(1, Math.ceil(around.length / RING));
  /** @type {Map<string, Point>} */
  const places = new Map([[id, { x: 0, y: 0 }]]);
  ordered.forEach((partner, place) => {
    const turn = (2 * Math.PI * (place + 0.5)) / around.length - Math.PI / 2;
    const ring = place % rings;
    places.set(partner.id, { x: (FIRST.x + ring * STEP.x) * Math.cos(turn), y: (FIRST.y + ring * STEP.y) * Math.sin(turn) });
  });
  return places;
}

/**
 * The relations of partners to one another.
 * @param {Model} model
 * @param {import("./shown.js").Shown} view
 * @param {Partner[]} around
 * @returns {Relation[]}
 */
function among(model, view, around) {
  const ids = new Set(around.map((partner) => partner.id));
  return [...ids].flatMap((id) => known(model.incident, id).filter((edge) => edge.from === id && ids.has(edge.to) && view.edges.has(edge.id)));
}
