/** What the filters leave. */

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./state.js").State} State
 * @typedef {{nodes: Set<string>, edges: Set<string>, types: Map<string, number>, kinds: Map<string, number>}} Shown
 */

/**
 * Find the shown entities and relations. A relation is shown if its kind and both its ends are. The counts tell for
 * each class and kind how many the other filters leave, so that they tell what ticking it gives.
 * @param {Model} model
 * @param {State} state
 * @returns {Shown}
 */
export function shown(model, state) {
  const ticked = [...model.nodes.values()].filter((node) => !state.hiddenTypes.has(node.type));
  const present = new Set(ticked.map((node) => node.id));
  const between = [...model.edges.values()].filter((edge) => present.has(edge.from) && present.has(edge.to));
  const edges = between.filter((edge) => !state.hiddenKinds.has(edge.kind));
  const tied = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  return {
    nodes: state.connected ? tied : present,
    edges: new Set(edges.map((edge) => edge.id)),
    types: tally(model.types, [...model.nodes.values()].map((node) => node.type)),
    kinds: tally(model.kinds, between.map((edge) => edge.kind)),
  };
}

/**
 * Find the entities and relations that stay in full colour while something is selected.
 * @param {Model} model
 * @param {State} state
 * @param {Shown} view
 * @returns {{nodes: Set<string>, edges: Set<string>} | null} nothing where all stay
 */
export function spotlight(model, state, view) {
  if (state.edge && view.edges.has(state.edge)) {
    const edge = model.edges.get(state.edge);
    return { nodes: new Set([edge.from, edge.to]), edges: new Set([edge.id]) };
  }
  if (!state.node || !view.nodes.has(state.node)) return null;
  const edges = model.ties(state.node, view);
  const ends = edges.map((edge) => model.other(edge, state.node));
  return { nodes: new Set([state.node, ...ends]), edges: new Set(edges.map((edge) => edge.id)) };
}

/**
 * @param {{iri: string}[]} lines
 * @param {string[]} found
 * @returns {Map<string, number>}
 */
function tally(lines, found) {
  const counts = new Map(lines.map((line) => [line.iri, 0]));
  for (const name of found) counts.set(name, counts.get(name) + 1);
  return counts;
}
