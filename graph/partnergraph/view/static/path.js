/** The shortest path between two entities, always the same one. */
import { given, known } from "./known.js";
import { strengthOf } from "./strength.js";

const THOUSANDTHS = 1000;

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Relation} Relation
 * @typedef {{from: string, to: string, edge: Relation, more: number}} Step along one relation, the strongest of the two;
 *   `more` is how many other shown relations they have
 */

/**
 * Find the shortest path through the shown relations. Of several, that whose strongest relations are strongest in sum; of
 * equals, that whose entities come first by id.
 * @param {Model} model
 * @param {{nodes: Set<string>, edges: Set<string>}} view
 * @param {string} from
 * @param {string} to
 * @returns {Step[] | null} nothing where there is no path
 */
export function shortestPath(model, view, from, to) {
  const layers = layered(model, view, to, from);
  if (!layers) return null;
  const best = strengths(model, view, layers);
  /** @type {Step[]} */
  const found = [];
  for (let at = from; at !== to; at = given(found.at(-1)).to) found.push(given(known(best, at).step));
  return found;
}

/**
 * The entities by their distance from one, up to the layer that another lies in.
 * @param {Model} model
 * @param {{nodes: Set<string>, edges: Set<string>}} view
 * @param {string} from
 * @param {string} to
 * @returns {string[][] | null}
 */
function layered(model, view, from, to) {
  if (!view.nodes.has(from) || !view.nodes.has(to)) return null;
  const seen = new Set([from]);
  const layers = [[from]];
  while (!seen.has(to)) {
    const next = [];
    for (const id of given(layers.at(-1))) {
      for (const edge of model.ties(id, view)) {
        const other = model.other(edge, id);
        if (!seen.has(other)) next.push(other);
        seen.add(other);
      }
    }
    if (!next.length) return null;
    layers.push(next);
  }
  return layers;
}

/**
 * The best step toward the first layer from every entity of the others. Sums are of whole thousandths, so that they are
 * the same in whatever order they are made.
 * @param {Model} model
 * @param {{edges: Set<string>}} view
 * @param {string[][]} layers
 * @returns {Map<string, {sum: number, step: Step | null}>}
 */
function strengths(model, view, layers) {
  /** @type {Map<string, {sum: number, step: Step | null}>} */
  const best = new Map();
  for (const id of layers[0]) best.set(id, { sum: 0, step: null });
  for (const [place, layer] of layers.entries()) {
    const below = new Set(layers[place - 1] ?? []);
    for (const id of place ? layer : []) {
      const choices = steps(model, view, id, below).map((step) => ({ step, sum: known(best, step.to).sum + weight(model, step.edge) }));
      best.set(id, choices.reduce((one, two) => (two.sum > one.sum || (two.sum === one.sum && isBefore(two.step.to, one.step.to)) ? two : one)));
    }
  }
  return best;
}

/**
 * @param {Model} model
 * @param {{edges: Set<string>}} view
 * @param {string} id
 * @param {Set<string>} below
 * @returns {Step[]} one to each neighbour of the layer below
 */
function steps(model, view, id, below) {
  const ties = model.ties(id, view).filter((edge) => below.has(model.other(edge, id)));
  return [...Map.groupBy(ties, (edge) => model.other(edge, id))].map(([to, edges]) => {
    const edge = edges.reduce((one, two) => {
      const gain = weight(model, two) - weight(model, one);
      return gain > 0 || (gain === 0 && isBefore(two.id, one.id)) ? two : one;
    });
    return { from: id, to, edge, more: edges.length - 1 };
  });
}

/**
 * @param {Model} model
 * @param {Relation} edge
 * @returns {number} strength in whole thousandths
 */
function weight(model, edge) {
  return Math.round(strengthOf(edge, model.measure) * THOUSANDTHS);
}

/**
 * Whether one id comes before another: ids are a letter and a number.
 * @param {string} one
 * @param {string} two
 */
function isBefore(one, two) {
  return Number(one.slice(1)) < Number(two.slice(1));
}
