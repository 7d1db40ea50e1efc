/** What the filters leave. */
import { known } from "./known.js";
import { strengthOf } from "./strength.js";
import { isInForce } from "./years.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Relation} Relation
 * @typedef {import("./state.js").State} State
 * @typedef {{nodes: Set<string>, edges: Set<string>, types: Map<string, number>, kinds: Map<string, number>,
 *   timeless: Relation[]}} Shown `timeless` is what all filters but the timeline leave
 */

/**
 * Find the shown entities and relations. A relation is shown if its kind and both its ends are, it is strong enough and
 * in force in the chosen years. While strength or years are narrowed, or where only what is tied is asked for, an entity
 * is shown only if one of its relations is. The counts tell for each class and kind how many the other filters leave, so
 * that they tell what ticking it gives.
 * @param {Model} model
 * @param {State} state
 * @returns {Shown}
 */
export function shown(model, state) {
  const all = [...model.nodes.values()];
  const every = [...model.edges.values()];
  const strong = state.least > 0 ? every.filter((edge) => strengthOf(edge, model.measure) >= state.least) : every;
  const lasting = isTimed(state) ? strong.filter((edge) => isInForce(edge, state)) : strong;
  // what is not filtered is not looked through: networks are large
  const ticked = state.hiddenTypes.size ? all.filter((node) => !state.hiddenTypes.has(node.type)) : all;
  const present = new Set(ticked === all ? model.nodes.keys() : ticked.map((node) => node.id));
  const between = present.size < all.length ? lasting.filter((edge) => present.has(edge.from) && present.has(edge.to)) : lasting;
  const edges = state.hiddenKinds.size ? between.filter((edge) => !state.hiddenKinds.has(edge.kind)) : between;
  const isTied = state.connected || isNarrowed(state);
  return {
    nodes: isTied ? ends(edges) : present,
    edges: new Set(edges === every ? model.edges.keys() : edges.map((edge) => edge.id)),
    types: tally(model.types, isTied ? tiedBy(model, state, lasting) : all, (node) => node.type),
    kinds: tally(model.kinds, between, (edge) => edge.kind),
    timeless: state.hiddenKinds.size || state.hiddenTypes.size ? strong.filter((edge) => isTicked(model, state, edge)) : strong,
  };
}

/**
 * Whether strength or years leave less than there is.
 * @param {State} state
 * @returns {boolean}
 */
function isNarrowed(state) {
  return state.least > 0 || isTimed(state);
}

/** @param {State} state */
function isTimed({ from, to, undated }) {
  return from !== null || to !== null || !undated;
}

/**
 * Find the entities and relations that stay in full colour while something is selected or a path is shown.
 * @param {Model} model
 * @param {State} state
 * @param {Shown} view
 * @param {import("./path.js").Step[]} steps of the path that is shown
 * @returns {{nodes: Set<string>, edges: Set<string>} | null} nothing where all stay
 */
export function spotlight(model, state, view, steps) {
  if (state.edge && view.edges.has(state.edge)) return light([known(model.edges, state.edge)], []);
  if (state.node && view.nodes.has(state.node)) return light(model.ties(state.node, view), [state.node]);
  return steps.length ? light(steps.map((step) => step.edge), []) : null;
}

/**
 * @param {Relation[]} edges
 * @param {string[]} nodes
 */
function light(edges, nodes) {
  return { nodes: new Set([...nodes, ...ends(edges)]), edges: new Set(edges.map((edge) => edge.id)) };
}

/**
 * @param {Relation[]} edges
 * @returns {Set<string>}
 */
function ends(edges) {
  return new Set(edges.flatMap((edge) => [edge.from, edge.to]));
}

/**
 * @param {Model} model
 * @param {State} state
 * @param {Relation} edge
 */
function isTicked(model, state, edge) {
  const types = [edge.from, edge.to].map((end) => known(model.nodes, end).type);
  return !state.hiddenKinds.has(edge.kind) && !types.some((type) => state.hiddenTypes.has(type));
}

/**
 * What a ticked relation ties, each as if its own type were ticked too.
 * @param {Model} model
 * @param {State} state
 * @param {Relation[]} edges
 * @returns {import("./model.js").Entity[]}
 */
function tiedBy(model, { hiddenKinds, hiddenTypes }, edges) {
  if (!hiddenKinds.size && !hiddenTypes.size) return Array.from(ends(edges), (id) => known(model.nodes, id));
  /** @type {Set<import("./model.js").Entity>} */
  const found = new Set();
  for (const { from, to, kind } of edges) {
    if (hiddenKinds.has(kind)) continue;
    const both = [from, to].map((end) => known(model.nodes, end));
    for (const node of both) {
      if (both.every(({ type }) => type === node.type || !hiddenTypes.has(type))) found.add(node);
    }
  }
  return [...found];
}

/**
 * @template Thing
 * @param {{iri: string}[]} lines
 * @param {Thing[]} things
 * @param {(thing: Thing) => string} nameOf
 * @returns {Map<string, number>}
 */
function tally(lines, things, nameOf) {
  const counts = new Map(lines.map((line) => [line.iri, 0]));
  for (const thing of things) {
    const name = nameOf(thing);
    counts.set(name, known(counts, name) + 1);
  }
  return counts;
}
