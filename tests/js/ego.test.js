import assert from "node:assert/strict";
import { test } from "node:test";
import { centreOf, Ego, partners, placed } from "../../graph/partnergraph/view/static/ego.js";
import { network, whole } from "./network.js";

test("partners come with all their relations, the strongest first, equals by number, without the entity itself", () => {
  const model = network(5, [[0, 1], [2, 0, { strength: 5 }], [0, 1, { strength: 2 }], [0, 0, { strength: 9 }], [3, 0, { strength: 3 }], [3, 4]]);
  const found = partners(model, whole(model), "n0");
  assert.deepEqual(found.map(({ id, strength, edges }) => [id, strength, edges.length]), [["n2", 5, 1], ["n1", 3, 2], ["n3", 3, 1]]);
});

test("what is filtered out ties nobody", () => {
  const model = network(3, [[0, 1], [0, 2]]);
  assert.deepEqual(partners(model, { edges: new Set(["e1"]) }, "n0").map(({ id }) => id), ["n2"]);
});

test("of many partners the 80 strongest are shown and all are counted, each at a place of its own around the middle", () => {
  const model = network(300, Array.from({ length: 299 }, (_, place) => [0, place + 1, { strength: place + 1 }]), Array.from({ length: 300 }, (_, place) => ({ community: place % 3 })));
  const ego = new Ego(model, whole(model), "n0");
  assert.equal(ego.count, 299);
  assert.deepEqual(new Set(ego.partners.map(({ id }) => id)), new Set(Array.from({ length: 80 }, (_, place) => `n${299 - place}`)));
  assert.deepEqual(ego.places.get("n0"), { x: 0, y: 0 });
  const places = [...ego.places.values()];
  const least = Math.min(...places.flatMap((one, at) => places.slice(at + 1).map((two) => Math.hypot(one.x - two.x, one.y - two.y))));
  assert.ok(least > 25, String(least));
});

test("a body has the partners that stand behind an agreement, which is none itself; where it is tied to bodies alone they are the same", () => {
  const via = { via: "urn:2" };
  const model = network(4, [[0, 2, via], [1, 2, via], [0, 3]], [{}, {}, { iri: "urn:2", type: "other" }, {}].map((more, place) => ({ iri: `urn:${place}`, ...more })));
  const [body, agreement, last] = ["n0", "n2", "n3"].map((id) => new Ego(model, whole(model), id));
  assert.deepEqual([body.count, [...body.bodies].sort(), body.plain], [2, ["n1", "n3"], false]);
  assert.deepEqual([agreement.count, agreement.bodies, last.plain], [2, null, true]);
});

test("partners of one group lie beside each other", () => {
  const around = ["n1", "n2", "n3", "n4"].map((id) => ({ id, strength: 1, edges: [] }));
  const places = placed("n0", around, (id) => Number(id.slice(1)) % 2);
  assert.deepEqual([...places.keys()], ["n0", "n2", "n4", "n1", "n3"]);
});

test("relations of shown partners to one another are told, those of others are not", () => {
  const model = network(4, [[0, 1], [0, 2], [1, 2], [2, 3]], [{ community: 0 }, { community: 0 }, { community: 0 }, { community: 0 }]);
  assert.deepEqual(new Ego(model, whole(model), "n0").among.map(({ id }) => id), ["e2"]);
});

test("a line among the partners that are shown keeps them, one to somebody else does not", () => {
  const model = network(5, [[0, 1], [0, 2], [1, 2], [3, 4]], Array.from({ length: 5 }, () => ({ community: 0 })));
  const [view, ego] = [whole(model), new Ego(model, whole(model), "n0")];
  const centre = (/** @type {object} */ state, shown = view, around = ego) => centreOf({ node: "", edge: "", ...state }, around, model, shown);
  assert.deepEqual([centre({ node: "n3" }), centre({ edge: "e2" }), centre({ edge: "e3" }), centre({})], ["n3", "n0", "", ""]);
  assert.deepEqual([centre({ edge: "e2" }, view, null), centre({ edge: "e2" }, { ...view, edges: new Set() }), centre({ node: "n3" }, { ...view, nodes: new Set() })], ["", "", ""]);
});
