/** Names, and the entities that have them. */
import { fold, loose } from "./fold.js";
import { known } from "./known.js";

const LENGTH = 400;
const NOT = 6;

/**
 * @typedef {{id: string, label: string, names: string[]}} Named
 * @typedef {{id: string, name: string, rank: number}} Hit
 * @typedef {{name: string, folded: string, bare?: string}} Name `bare` is kept when it was first asked for
 */

export class Names {
  /** @param {{nodes: Map<string, Named>, byName: string[], folded: Map<string, string>}} model `folded` are the labels */
  constructor({ nodes, byName, folded }) {
    this.index = byName.map((id) => {
      const { label, names } = known(nodes, id);
      /** @type {Name[]} */
      const also = names.map((name) => ({ name, folded: fold(name.slice(0, LENGTH)) }));
      return { id, names: [{ name: label, folded: known(folded, id) }, ...also] };
    });
  }

  /**
   * Find a text in the names, whatever its case and accents, the order of its words, and with ae for ä.
   * @param {string} text
   * @returns {Hit[]} one for each entity, the best first
   */
  find(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    const asked = { wanted, words: wanted.split(" "), letters: loose(wanted) };
    const ranked = Array.from({ length: NOT }, () => /** @type {Hit[]} */ ([])); // each by name, as the index is
    for (const { id, names } of this.index) {
      let [best, found] = [NOT, ""];
      for (const name of names) {
        const rank = rankOf(name, asked);
        if (rank < best) [best, found] = [rank, name.name];
      }
      if (best < NOT) ranked[best].push({ id, name: found, rank: best });
    }
    return ranked.flat();
  }
}

/**
 * @param {Name} tried
 * @param {{wanted: string, words: string[], letters: string}} asked
 * @returns {number} 0 the same, 1 begins with it, 2 a word begins with it, 3 it is inside, 4 its words are, 5 and that only
 *   with ae, oe, ue for ä, ö, ü, 6 not at all
 */
function rankOf(tried, { wanted, words, letters }) {
  const name = tried.folded;
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  if (name.includes(wanted)) return 3;
  if (words.length > 1 && words.every((word) => name.includes(word))) return 4;
  const bare = (tried.bare ??= loose(name));
  return (bare !== name || letters !== wanted) && letters.split(" ").every((word) => bare.includes(word)) ? 5 : NOT;
}
