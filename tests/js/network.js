/** Small networks for tests, as the page reads them. */
import { Bonds } from "../../graph/partnergraph/view/static/bond.js";
import { measureOf, stepsOf } from "../../graph/partnergraph/view/static/strength.js";
import { rangeOf } from "../../graph/partnergraph/view/static/years.js";

/**
 * A relation between two entities by number.
 * @param {number} place
 * @param {[number, number, object?]} ends
 */
function relation(place, [from, to, more = {}]) {
  const plain = { kind: "k", strength: 1, evidence: [0], first: "", last: "" };
  return { id: `e${place}`, from: `n${from}`, to: `n${to}`, ...plain, ...more };
}

/**
 * A network of some entities and relations with the face of the page's model.
 * @param {number} size
 * @param {[number, number, object?][]} ties
 * @param {object[]} [more] for each entity
 */
export function network(size, ties, more = []) {
  const nodes = Array.from({ length: size }, (_, place) => ({ id: `n${place}`, key: `x:${place}`, type: "t", ...more[place] }));
  const edges = ties.map((tie, place) => relation(place, tie));
  const measure = measureOf(edges);
  const lines = (names) => [...new Set(names)].sort().map((iri) => ({ iri, key: iri.toUpperCase() }));
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])), edges: new Map(edges.map((edge) => [edge.id, edge])),
    types: lines(nodes.map((node) => node.type)), kinds: lines(edges.map((edge) => edge.kind)),
    incident: new Map(nodes.map(({ id }) => [id, edges.filter((edge) => edge.from === id || edge.to === id)])),
    measure, grouped: false, hubs: new Set(), great: new Set(), steps: stepsOf(edges, measure), range: rangeOf(edges),
    get bonds() { return new Bonds(this, new Set(["other"]), new Set()); },
    rank: new Map(nodes.map((node, place) => [node.id, place])),
    ties: (id, view) => edges.filter((edge) => view.edges.has(edge.id) && (edge.from === id || edge.to === id)),
    other: (edge, id) => (edge.from === id ? edge.to : edge.from),
  };
}

/** All that a network holds, as what is shown. */
export function whole(model) {
  return { nodes: new Set(model.nodes.keys()), edges: new Set(model.edges.keys()) };
}
