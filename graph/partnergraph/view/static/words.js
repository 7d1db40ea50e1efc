/** The words of the page. */
import { block } from "./block.js";

const WORDS = new Map(Object.entries(block("words")));

/**
 * Say one message with its values filled in; `n` chooses between one and many.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  const found = WORDS.get(key);
  const message = typeof found === "string" ? found : found[values.n === 1 ? "one" : "other"];
  return message.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/**
 * Say how many entities and relations there are and are shown.
 * @param {string} key
 * @param {{nodes: number, edges: number, shownNodes: number, shownEdges: number}} counts
 * @returns {string}
 */
export function sayCounts(key, counts) {
  const nodes = say("entityCount", { n: counts.nodes });
  const edges = say("relationCount", { n: counts.edges });
  return say(key, { ...counts, nodes, edges });
}
