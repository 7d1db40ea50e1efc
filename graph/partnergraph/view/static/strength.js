/** How strong a relation is: its weight where some have another than 1, else the pieces of evidence that it rests on. */

const MOST = 60;

/**
 * @typedef {{strength: number, evidence: number[]}} Tie
 * @typedef {"strength" | "evidence"} Measure
 */

/**
 * @param {Tie[]} edges
 * @returns {Measure}
 */
export function measureOf(edges) {
  return edges.some(({ strength }) => strength !== 1) ? "strength" : "evidence";
}

/**
 * @param {Tie} edge
 * @param {Measure} measure
 * @returns {number}
 */
export function strengthOf(edge, measure) {
  return measure === "strength" ? edge.strength : edge.evidence.length;
}

/**
 * The values that a reader can choose from, the least first: all there are, or of very many some at even ranks.
 * @param {Tie[]} edges
 * @param {Measure} measure
 * @returns {number[]}
 */
export function stepsOf(edges, measure) {
  const all = [...new Set(edges.map((edge) => strengthOf(edge, measure)))].sort((a, b) => a - b);
  if (all.length <= MOST) return all;
  const places = Array.from({ length: MOST }, (_, step) => Math.round((step * (all.length - 1)) / (MOST - 1)));
  return places.map((place) => all[place]);
}
