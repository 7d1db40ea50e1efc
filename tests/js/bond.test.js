import assert from "node:assert/strict";
import { test } from "node:test";
import { Bonds, degreesOf, partnersOf } from "../../graph/partnergraph/view/static/bond.js";
import { network, whole } from "./network.js";

const PROJECT = "urn:project";
/** Four bodies in a project that is a node, two of them tied by a line too; the last knows nobody. */
const model = (/** @type {object} */ more = {}) => network(6, [...[0, 1, 2, 3].map((body) => [body, 4, { via: PROJECT, strength: 3, ...more }]), [0, 1, { via: "urn:line", strength: 2 }]],
  Array.from({ length: 6 }, (_, place) => ({ iri: place === 4 ? PROJECT : `urn:${place}`, type: place === 4 ? "project" : "body" })));
const bonds = (/** @type {any} */ of) => new Bonds(of, new Set(["project"]), new Set(["Thing"]));
const told = (/** @type {{members: string[], weight: number}[]} */ found) => found.map(({ members, weight }) => [members.join(" "), weight]);

test("what stands between bodies is none, and ties each two of them with its weight among one less than they are", () => {
  const own = model();
  const found = bonds(own);
  assert.deepEqual([...found.bodies], ["n0", "n1", "n2", "n3", "n5"]);
  assert.deepEqual(told(found.shown(whole(own))), [["n0 n1", 2], ["n0 n1 n2 n3", 1]]);
});

test("bodies that filters hide count in how much a tie weighs, and so do those that the page does not have", () => {
  const own = model();
  const view = { nodes: new Set(["n0", "n1", "n4"]), edges: new Set(["e0", "e1"]) };
  assert.deepEqual(told(bonds(own).shown(view)), [["n0 n1", 1]]);
  const parted = model({ parties: 7 });
  assert.deepEqual(told(bonds(parted).shown(view)), [["n0 n1", 0.5]]);
});

test("what is left with one body ties nobody, and a line to itself neither", () => {
  const own = network(2, [[0, 0], [0, 1, { via: PROJECT }]], [{ iri: "urn:0", type: "body" }, { iri: PROJECT, type: "project" }]);
  assert.deepEqual(bonds(own).shown(whole(own)), []);
});

test("a node without a type stands between bodies where a relation goes by it, and is one where none does", () => {
  const thing = { iri: PROJECT, type: "Thing" };
  const own = network(3, [[0, 2, { via: PROJECT }], [1, 2, { via: PROJECT }]], [{ iri: "urn:0", type: "body" }, { iri: "urn:1", type: "body" }, thing]);
  assert.deepEqual([...bonds(own).bodies], ["n0", "n1"]);
  const plain = network(3, [[0, 2], [1, 2]], [{ iri: "urn:0", type: "body" }, { iri: "urn:1", type: "body" }, thing]);
  assert.deepEqual([...bonds(plain).bodies], ["n0", "n1", "n2"]);
});

test("a partner that is tied twice is one, and who is alone has none", () => {
  const own = model();
  assert.deepEqual([...degreesOf(bonds(own), whole(own))], [["n0", 3], ["n1", 3], ["n2", 3], ["n3", 3], ["n5", 0]]);
});

test("the partners of a body are as many as its degree says, and what is none has no partners", () => {
  const own = model();
  const found = bonds(own);
  for (const [id, count] of degreesOf(found, whole(own))) assert.equal(partnersOf(found, whole(own), id)?.size, count);
  assert.deepEqual([...partnersOf(found, { nodes: new Set(["n0", "n4"]), edges: new Set(["e0", "e4"]) }, "n0")], ["n1"]);
  assert.equal(partnersOf(found, whole(own), "n4"), null);
});
