import assert from "node:assert/strict";
import { test } from "node:test";
import { shortestPath } from "../../graph/partnergraph/view/static/path.js";
import { network, whole } from "./network.js";

/** The ids along a path. */
function along(model, from, to, view = whole(model)) {
  const steps = shortestPath(model, view, from, to);
  return steps && [from, ...steps.map((step) => step.to)].join(" ");
}

test("the path is the shortest", () => {
  const model = network(5, [[0, 1], [1, 2], [2, 3], [0, 4], [4, 3]]);
  assert.equal(along(model, "n0", "n3"), "n0 n4 n3");
  assert.equal(along(model, "n3", "n0"), "n3 n4 n0");
});

test("of equally short ones the strongest is taken, then that whose ids come first", () => {
  const ties = [[0, 10], [10, 3], [0, 2], [2, 3]];
  assert.equal(along(network(11, ties), "n0", "n3"), "n0 n2 n3");
  assert.equal(along(network(11, [...ties, [0, 10, { strength: 3 }]]), "n0", "n3"), "n0 n10 n3");
});

test("a step tells the strongest relation of the two and how many more there are", () => {
  const model = network(2, [[0, 1, { strength: 2 }], [1, 0, { strength: 7 }], [0, 1, { strength: 7 }]]);
  const [step] = shortestPath(model, whole(model), "n0", "n1");
  assert.deepEqual([step.edge.id, step.more], ["e1", 2]);
});

test("a path goes only through what is shown, and may not be there", () => {
  const model = network(4, [[0, 1], [1, 2]]);
  assert.equal(along(model, "n0", "n3"), null);
  assert.equal(along(model, "n0", "n2", { nodes: new Set(["n0", "n2"]), edges: new Set() }), null);
  assert.equal(along(model, "n0", "n2", { nodes: new Set(["n0"]), edges: new Set(["e0", "e1"]) }), null);
});

test("a long chain and a large star are no burden", () => {
  const chain = network(3000, Array.from({ length: 2999 }, (_, place) => [place, place + 1]));
  const incident = new Map([...chain.nodes.keys()].map((id) => [id, []]));
  for (const edge of chain.edges.values()) for (const end of [edge.from, edge.to]) incident.get(end).push(edge);
  chain.ties = (id) => incident.get(id);
  assert.equal(shortestPath(chain, whole(chain), "n0", "n2999").length, 2999);
});
