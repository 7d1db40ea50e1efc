import assert from "node:assert/strict";
import { test } from "node:test";
import { Camera } from "../../graph/partnergraph/view/static/camera.js";
import { Ego } from "../../graph/partnergraph/view/static/ego.js";
import { clear, distance, egoPlan, namedOf, near, sceneOfPlan } from "../../graph/partnergraph/view/static/plan.js";
import { network, whole } from "./network.js";

const LOOK = { path: "M0 0Z", light: "#111111", dark: "#eeeeee", dash: [7, 4] };
const entities = (/** @type {number} */ count) => Array.from({ length: count }, (_, place) => ({ size: 10, community: 0, short: `B${place}`, label: `Body ${place}` }));
const ties = [[0, 1], [0, 2], [1, 2], [0, 0]].map(([one, other]) => [one, other, { width: 2, bend: 0 }]);
const model = /** @type {any} */ (Object.assign(network(4, ties, entities(4)), { type: new Map([["t", { look: LOOK }]]), kind: new Map([["k", { look: LOOK }]]) }));
const camera = Object.assign(new Camera(), { width: 900, height: 700 });
const ego = new Ego(model, whole(model), "n0");

test("a mark goes before a stroke, and a stroke before a disc", () => {
  const stroke = { from: { x: 0, y: 0 }, to: { x: 100, y: 0 }, via: null, faded: false };
  const plan = { marks: [{ id: "n0", x: 0, y: 0, r: 5 }, { id: "n1", x: 3, y: 0, r: 5 }], strokes: [stroke], discs: [{ x: 50, y: 0, r: 60, group: 0 }] };
  assert.equal(near(plan, { x: 6, y: 0 }).mark.id, "n1");
  assert.equal(near(plan, { x: 50, y: 3 }).stroke, stroke);
  assert.deepEqual([near(plan, { x: 50, y: 30 }).stroke, near(plan, { x: 50, y: 30 }).disc.group], [null, 0]);
  assert.equal(near(plan, { x: 500, y: 0 }).disc, null);
});

test("the distance to a bent line is that to its curve", () => {
  const line = { from: { x: 0, y: 0 }, to: { x: 100, y: 0 } };
  assert.ok(distance({ ...line, via: { x: 50, y: 40 } }, { x: 50, y: 20 }) < 1);
  assert.equal(distance({ ...line, via: null }, { x: 50, y: 20 }), 20);
});

test("what a closed group shows is left out where a title stands, all else is not", () => {
  const box = { left: 0, top: 0, right: 10, bottom: 10 };
  const marks = [{ x: 5, y: 5, r: 2, hub: true }, { x: 5, y: 5, r: 2, hub: false }, { x: 20, y: 5, r: 2, hub: true }];
  assert.deepEqual(clear(marks, [{ box }]), marks.slice(1));
});

test("an entity lies above its partners, their relations to one another are faded, and those of its own are not", () => {
  const plan = egoPlan(ego, model, camera, "");
  assert.equal(plan.marks.at(-1).id, "n0");
  assert.deepEqual(plan.marks.map(({ id, strong }) => [id, strong]), [["n1", false], ["n2", false], ["n0", true]]);
  assert.deepEqual(plan.strokes.map(({ edge, faded }) => [edge.id, faded]), [["e2", true], ["e0", false], ["e1", false], ["e3", false]]);
});

test("a relation that is selected lies above the others, wider, and its ends have names", () => {
  const plan = egoPlan(ego, model, camera, "e2");
  const { edge, faded, width } = plan.strokes.at(-1);
  assert.deepEqual([edge.id, faded, width], ["e2", false, 5]);
  assert.ok(plan.marks.every(({ strong }) => strong));
});

test("labels are those of what is large enough and that no title tells; beside the middle they stand outwards", () => {
  const marks = [["n0", 0], ["n1", -50], ["n2", 50]].map(([id, x]) => ({ id, x: Number(x), y: 0, r: id === "n2" ? 2 : 8, type: "t", faded: false, strong: false, hub: id === "n1" }));
  const named = (/** @type {string[]} */ told) => namedOf(/** @type {any} */ ({ marks }), model, "n0", new Set(told)).map(({ text, side }) => [text, side]);
  assert.deepEqual(named([]), [["B0", 0], ["B1", -1], ["", 1]]);
  assert.deepEqual(named(["B1"]), [["B0", 0], ["", -1], ["", 1]]);
});

test("a plan as a picture has its colours, its dashes near by, and a ring around what is selected", () => {
  const colours = /** @type {any} */ ({ dark: false, canvas: "#ffffff", ink: "#000000", muted: "#888888" });
  const scene = sceneOfPlan({ plan: egoPlan(ego, model, camera, ""), model, colours, screen: camera, titles: [], captions: [], selected: "n0" });
  assert.deepEqual(scene.strokes.map(({ colour, dash }) => [colour, dash.length]), [["#888888", 2], ["#111111", 2], ["#111111", 2], ["#111111", 2]]);
  assert.deepEqual(scene.shapes.map(({ ring, title }) => [ring, title]), [["", "Body 1"], ["", "Body 2"], ["#000000", "Body 0"]]);
  assert.equal(scene.strokes.at(-1).from, scene.strokes.at(-1).to);
});
