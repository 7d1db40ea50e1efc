/** The network as it was written into the page. Maps, so that no name from outside meets a property of objects. */
import { block } from "./block.js";

/**
 * @typedef {{id: string, label: string, short: string, iri: string, names: string[], type: string, type_label: string,
 *   country: string, period: string, links: {text: string, url: string}[], note: string, evidence: number[],
 *   x: number, y: number, size: number, community: number, title: string}} Entity
 * @typedef {{id: string, from: string, to: string, kind: string, kind_label: string, via: string, via_label: string,
 *   role: string, period: string, strength: number, disputed: boolean, evidence: number[], title: string,
 *   dashes: number[] | false, width: number, bend: number, smooth: object | false}} Relation
 * @typedef {{iri: string, label: string, count: number,
 *   look: {light: string, dark: string, path: string, dash: number[]}}} Line
 * @typedef {{title: string, url: string, iri: string}} Source
 * @typedef {{source: number, place: string, read: string, quote: string}} Evidence
 */

export class Model {
  constructor() {
    /** @type {Map<string, Entity>} */
    this.nodes = new Map(block("nodes").map((node) => [node.id, node]));
    /** @type {Map<string, Relation>} */
    this.edges = new Map(block("edges").map((edge) => [edge.id, edge]));
    /** @type {Line[]} */
    this.types = block("types");
    /** @type {Line[]} */
    this.kinds = block("kinds");
    /** @type {Source[]} */
    this.sources = block("sources");
    /** @type {Evidence[]} */
    this.evidence = block("evidence");
    /** @type {Map<string, Line>} */
    this.type = new Map(this.types.map((line) => [line.iri, line]));
    /** @type {Map<string, Line>} */
    this.kind = new Map(this.kinds.map((line) => [line.iri, line]));
    this.incident = incidence(this);
    this.byName = [...this.nodes.values()].sort((a, b) => a.label.localeCompare(b.label)).map((node) => node.id);
  }

  /**
   * The shown relations of an entity.
   * @param {string} id
   * @param {{edges: Set<string>}} view
   * @returns {Relation[]}
   */
  ties(id, view) {
    return this.incident.get(id).filter((edge) => view.edges.has(edge.id));
  }

  /**
   * The relation's other end.
   * @param {Relation} edge
   * @param {string} id
   * @returns {string}
   */
  other(edge, id) {
    return edge.from === id ? edge.to : edge.from;
  }
}

/**
 * @param {Model} model
 * @returns {Map<string, Relation[]>} the relations of every entity
 */
function incidence(model) {
  const found = new Map([...model.nodes.keys()].map((id) => [id, []]));
  for (const edge of model.edges.values()) {
    found.get(edge.from).push(edge);
    if (edge.to !== edge.from) found.get(edge.to).push(edge);
  }
  return found;
}
