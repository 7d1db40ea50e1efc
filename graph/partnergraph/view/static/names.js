/** Names, and the entities that have them. */
import { fold } from "./fold.js";
import { known } from "./known.js";

const LENGTH = 400;
const NOT = 4;

/**
 * @typedef {{id: string, label: string, names: string[]}} Named
 * @typedef {{id: string, name: string, rank: number}} Hit
 */

export class Names {
  /** @param {{nodes: Map<string, Named>, byName: string[], folded: Map<string, string>}} model `folded` are the labels */
  constructor({ nodes, byName, folded }) {
    this.index = byName.map((id) => {
      const { label, names } = known(nodes, id);
      const also = names.map((name) => ({ name, folded: fold(name.slice(0, LENGTH)) }));
      return { id, names: [{ name: label, folded: known(folded, id) }, ...also] };
    });
  }

  /**
   * Find a text in the names, whatever its case and accents.
   * @param {string} text
   * @returns {Hit[]} one for each entity, the best first
   */
  find(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    const ranked = Array.from({ length: NOT }, () => /** @type {Hit[]} */ ([])); // each by name, as the index is
    for (const { id, names } of this.index) {
      let [best, found] = [NOT, ""];
      for (const { name, folded } of names) {
        const rank = rankOf(folded, wanted);
        if (rank < best) [best, found] = [rank, name];
      }
      if (best < NOT) ranked[best].push({ id, name: found, rank: best });
    }
    return ranked.flat();
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
