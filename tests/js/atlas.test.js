import assert from "node:assert/strict";
import { test } from "node:test";
import { Atlas } from "../../graph/partnergraph/view/static/atlas.js";
import { Camera } from "../../graph/partnergraph/view/static/camera.js";
import { groupOf } from "../../graph/partnergraph/view/static/overview.js";
import { network, whole } from "./network.js";

const LIKE = { size: 10, bend: 0 };
const places = [[0, 0, 0], [60, 0, 0], [0, 60, 0], [1000, 0, 1], [1060, 0, 1], [1000, 60, 1]];
const model = network(6, [[0, 1], [0, 2], [1, 2], [3, 4], [3, 5], [0, 3, { strength: 4 }]].map(([one, two, more]) => [one, two, { width: 1, bend: 0, ...more }]),
  places.map(([x, y, community]) => ({ ...LIKE, x, y, community })));
const group = (/** @type {number} */ x) => ({ x, y: 30, r: 70, size: 3, type: 0, names: ["A", "B"], country: "", kind: "" });
const overview = { groups: [group(30), group(1030)], lines: [[0, 1, 4]] };

/** The map of all, and what it plans at a scale. */
function planned(scale, { view = whole(model), light = null, x = 500 } = {}) {
  const atlas = new Atlas(model, overview, [0, 1, 3, 4]);
  atlas.filter(view);
  return atlas.plan(Object.assign(new Camera(), { width: 1200, height: 800, x, y: 30, scale }), light);
}
const ids = (/** @type {{edge: {id: string}}[]} */ strokes) => strokes.map(({ edge }) => edge.id);

test("from afar groups are discs, with the line between them and their busiest members", () => {
  const plan = planned(0.35);
  assert.deepEqual(plan.discs.map(({ group: of, open }) => [of, open]), [[0, false], [1, false]]);
  assert.equal(plan.lines.length, 1);
  assert.deepEqual(plan.strokes, []);
  assert.equal(plan.marks.length, 6);
});

test("a small group is open as soon as each of its members has room", () => {
  assert.ok(planned(0.5).discs.every(({ open }) => open));
});

test("a large disc shows its members and what carries the group", () => {
  const atlas = new Atlas(model, { ...overview, groups: overview.groups.map((each) => ({ ...each, r: 200 })) }, [0, 1, 3, 4]);
  atlas.filter(whole(model));
  const plan = atlas.plan(Object.assign(new Camera(), { width: 1200, height: 800, x: 500, y: 30, scale: 0.7 }), null);
  assert.ok(plan.discs.every(({ open }) => open));
  assert.deepEqual(ids(plan.strokes), ["e0", "e1", "e3", "e4"]);
});

test("near by all relations of the groups in sight are drawn, and those between them", () => {
  const atlas = new Atlas(model, { ...overview, groups: overview.groups.map((each) => ({ ...each, r: 140 })) }, [0, 1, 3, 4]);
  atlas.filter(whole(model));
  const plan = atlas.plan(Object.assign(new Camera(), { width: 1200, height: 800, x: 500, y: 30, scale: 0.9 }), null);
  assert.deepEqual(ids(plan.strokes), ["e0", "e1", "e2", "e3", "e4", "e5"]);
  assert.deepEqual(plan.lines, []);
});

test("what is filtered out is not drawn, and a line between groups goes with its relations", () => {
  const plan = planned(0.5, { view: { nodes: new Set(["n0", "n3", "n4"]), edges: new Set(["e3"]) } });
  assert.deepEqual(plan.marks.map(({ id }) => id), ["n0", "n3", "n4"]);
  assert.deepEqual(plan.lines, []);
});

test("a group is named, tinted and told by its shown members alone", () => {
  const like = (/** @type {string} */ short, /** @type {string} */ type, country = "") => ({ short, type, type_label: type, country });
  const found = groupOf({ ...group(0), country: "AT", kind: "s" }, [like("C", "p", "BE"), like("D", "p"), like("E", "s")], ["s", "p"]);
  assert.deepEqual([found.names, found.type, found.country, found.kind], [["C", "D"], 1, "BE", "p"]);
  const few = groupOf(group(0), [like("C", "p"), like("E", "s")], ["s", "p"]);
  assert.deepEqual([few.names, few.type, few.kind, few.r], [[], 1, "", 70]);
  assert.deepEqual(groupOf(group(0), [], ["s", "p"]).names, []);
});

test("what the filters leave of a group is told by it, and a group of few is open", () => {
  const atlas = new Atlas(model, overview, []);
  atlas.filter({ nodes: new Set(["n1", "n2", "n3", "n4", "n5"]), edges: new Set() });
  const { discs } = atlas.plan(Object.assign(new Camera(), { width: 1200, height: 800, x: 500, y: 30, scale: 0.2 }), null);
  assert.deepEqual([atlas.groups[0].names, atlas.groups[1]], [[], overview.groups[1]]);
  assert.deepEqual(discs.map(({ open }) => open), [true, false]);
});

test("a group without shown members, and one out of sight, have no disc", () => {
  assert.deepEqual(planned(0.5, { view: { nodes: new Set(["n3"]), edges: new Set() } }).discs.map((disc) => disc.group), [1]);
  assert.deepEqual(planned(4, { x: 1030 }).discs.map((disc) => disc.group), [1]);
});

test("what is in the light is drawn above the faded rest, also in a closed group", () => {
  const plan = planned(0.05, { light: { nodes: new Set(["n0", "n3"]), edges: new Set(["e5"]) } });
  assert.deepEqual(plan.marks.map(({ id, faded }) => [id, faded]), [["n0", false], ["n3", false]]);
  assert.deepEqual(ids(plan.strokes), ["e5"]);
});

test("marks become larger than they are by the root of the scale, and by a quarter at most", () => {
  const radius = (/** @type {number} */ scale) => planned(scale, { x: 0 }).marks.find(({ id }) => id === "n0")?.r;
  assert.deepEqual([radius(0.9), radius(1), radius(1.21), radius(2), radius(8)], [9, 10, 11, 12.5, 12.5]);
});
