/** Names, and the entities that have them. */
import { fold } from "./fold.js";

const LENGTH = 400;
const NOT = 4;

/**
 * @typedef {{id: string, label: string, names: string[]}} Named
 * @typedef {{id: string, name: string, rank: number}} Hit
 */

export class Names {
  /** @param {{nodes: Map<string, Named>, rank: Map<string, number>}} model */
  constructor({ nodes, rank }) {
    this.rank = rank;
    this.index = [...nodes.values()].flatMap(({ id, label, names }) =>
      [label, ...names].map((name) => ({ id, name, folded: fold(name.slice(0, LENGTH)) })));
  }

  /**
   * Find a text in the names, whatever its case and accents.
   * @param {string} text
   * @returns {Hit[]} one for each entity, the best first
   */
  find(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    /** @type {Map<string, Hit>} */
    const hits = new Map();
    for (const { id, name, folded } of this.index) {
      const rank = rankOf(folded, wanted);
      if (rank < NOT && rank < (hits.get(id)?.rank ?? NOT)) hits.set(id, { id, name, rank });
    }
    return [...hits.values()].sort((a, b) => a.rank - b.rank || this.rank.get(a.id) - this.rank.get(b.id));
  }
}

/**
 * @param {string} name
 * @param {string} wanted
 * @returns {number} 0 the same, 1 begins with it, 2 a word begins with it, 3 it is inside, 4 not at all
 */
function rankOf(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  return name.includes(wanted) ? 3 : NOT;
}
