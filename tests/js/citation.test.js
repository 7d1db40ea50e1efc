import assert from "node:assert/strict";
import { test } from "node:test";
import { sourcesOf } from "../../graph/partnergraph/view/static/citation.js";
import { network, whole } from "./network.js";

const model = {
  ...network(3, [[0, 1, { evidence: [0, 1] }], [1, 2, { evidence: [2] }]], [{ evidence: [3] }, { evidence: [] }, { evidence: [] }]),
  evidence: [0, 2, 1, 2].map((source) => ({ source })), sources: ["a", "b", "c", "d"],
};

test("the sources are those of shown entities and relations, and all where all is shown", () => {
  assert.deepEqual(sourcesOf(model, whole(model)), ["a", "b", "c", "d"]);
  assert.deepEqual(sourcesOf(model, { nodes: new Set(["n0", "n1"]), edges: new Set(["e0"]) }), ["a", "c"]);
  assert.deepEqual(sourcesOf(model, { nodes: new Set(["n1", "n2"]), edges: new Set(["e1"]) }), ["b"]);
  assert.deepEqual(sourcesOf(model, { nodes: new Set(["n1"]), edges: new Set() }), []);
});
