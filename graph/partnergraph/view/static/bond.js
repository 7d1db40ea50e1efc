/** Which bodies the shown network ties: a line does, or what stands between them. Numbers are those of bond.py. */
import { known } from "./known.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Relation} Relation
 * @typedef {{nodes: Set<string>, edges: Set<string>}} View
 * @typedef {{members: string[], weight: number}} Bond each two of its members are tied with this weight
 */

export class Bonds {
  /**
   * @param {Model} model
   * @param {Set<string>} others the types that are no bodies
   * @param {Set<string>} untyped words in place of a type: such a node may be a body or stand between some
   */
  constructor(model, others, untyped) {
    this.model = model;
    this.others = others;
    this.untyped = untyped;
    /** @type {Map<string, Set<string>>} all bodies at what stands between them */
    this.knots = new Map();
    /** @type {Map<string, number>} what a tie at it weighs */
    this.weight = new Map();
    /** @type {Map<string, number>} how many it ties, where some of them are not in the page */
    this.parties = new Map();
    /** @type {Set<string>} */
    const between = new Set();
    for (const edge of model.edges.values()) this.read(edge, between);
    this.bodies = new Set([...model.nodes.values()].filter((node) => !others.has(node.type) && !between.has(node.id)).map((node) => node.id));
    for (const ends of this.knots.values()) for (const end of ends) if (!this.bodies.has(end)) ends.delete(end);
  }

  /**
   * @param {Relation} edge
   * @param {Set<string>} between
   */
  read(edge, between) {
    const knot = this.standing(edge);
    if (!knot) return;
    between.add(knot);
    const key = this.key(edge, knot);
    if (!this.knots.has(key)) this.knots.set(key, new Set());
    known(this.knots, key).add(this.model.other(edge, knot));
    this.weight.set(key, Math.max(edge.strength, this.weight.get(key) ?? 0));
    this.parties.set(key, Math.max(edge.parties ?? 0, this.parties.get(key) ?? 0));
  }

  /**
   * The end of a relation that stands between bodies, unless it is known to be one.
   * @param {Relation} edge
   * @returns {string} its id, or nothing
   */
  standing(edge) {
    if (!edge.via) return "";
    const end = [edge.from, edge.to].find((id) => known(this.model.nodes, id).iri === edge.via);
    if (!end) return "";
    const { type } = known(this.model.nodes, end);
    return !type || this.untyped.has(type) || this.others.has(type) ? end : "";
  }

  /**
   * What a relation belongs to: all that one node ties in one way, or itself.
   * @param {Relation} edge
   * @param {string} knot
   * @returns {string}
   */
  key(edge, knot) {
    return knot ? `${knot} ${edge.kind}` : edge.id;
  }

  /**
   * What ties the shown bodies. Bodies that filters hide still count in how much a tie weighs.
   * @param {View} view
   * @returns {Bond[]}
   */
  shown(view) {
    /** @type {Map<string, Set<string>>} */
    const members = new Map();
    /** @type {Bond[]} */
    const found = [];
    for (const id of view.edges) {
      const edge = known(this.model.edges, id);
      const knot = this.standing(edge);
      if (knot) {
        const key = this.key(edge, knot);
        if (!members.has(key)) members.set(key, new Set());
        known(members, key).add(this.model.other(edge, knot));
      } else if (edge.from !== edge.to && this.bodies.has(edge.from) && this.bodies.has(edge.to)) {
        found.push({ members: [edge.from, edge.to], weight: edge.strength });
      }
    }
    for (const [key, ends] of members) {
      const tied = [...ends].filter((id) => this.bodies.has(id));
      const count = Math.max(known(this.knots, key).size, known(this.parties, key));
      if (tied.length > 1) found.push({ members: tied, weight: known(this.weight, key) / (count - 1) });
    }
    return found;
  }
}

/**
 * Find the bodies that a shown body is tied to, as `degreesOf` counts them.
 * @param {Bonds} bonds
 * @param {View} view
 * @param {string} id
 * @returns {Set<string> | null} nothing where it is no body
 */
export function partnersOf(bonds, view, id) {
  const { model, bodies } = bonds;
  if (!bodies.has(id)) return null;
  /** @type {Set<string>} */
  const found = new Set();
  for (const edge of model.ties(id, view)) {
    const knot = bonds.standing(edge);
    const beside = knot ? model.ties(knot, view).filter((tie) => tie.kind === edge.kind && bonds.standing(tie) === knot) : [edge];
    for (const tie of beside) found.add(model.other(tie, knot || id));
  }
  return new Set([...found].filter((other) => other !== id && bodies.has(other)));
}

/**
 * Count the partners of each shown body; every body is looked at once, with a mark on each partner that was counted.
 * @param {Bonds} bonds
 * @param {View} view
 * @returns {Map<string, number>}
 */
export function degreesOf(bonds, view) {
  /** @type {Map<string, Bond[]>} */
  const at = new Map();
  for (const id of view.nodes) if (bonds.bodies.has(id)) at.set(id, []);
  for (const bond of bonds.shown(view)) for (const body of bond.members) known(at, body).push(bond);
  /** @type {Map<string, string>} */
  const seen = new Map();
  return new Map([...at].map(([body, own]) => {
    let count = 0;
    seen.set(body, body);
    for (const { members } of own) {
      for (const other of members) {
        if (seen.get(other) === body) continue;
        seen.set(other, body);
        count += 1;
      }
    }
    return [body, count];
  }));
}
