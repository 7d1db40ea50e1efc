import assert from "node:assert/strict";
import { test } from "node:test";
import { measureOf, stepsOf, strengthOf } from "../../graph/partnergraph/view/static/strength.js";
import { wrap } from "../../graph/partnergraph/view/static/lines.js";
import { Grid } from "../../graph/partnergraph/view/static/grid.js";
import { hull } from "../../graph/partnergraph/view/static/outline.js";

test("strength is the weight where weights differ, else the pieces of evidence", () => {
  const same = [{ strength: 1, evidence: [1] }, { strength: 1, evidence: [1, 2, 3] }];
  assert.equal(measureOf(same), "evidence");
  assert.deepEqual(stepsOf(same, "evidence"), [1, 3]);
  assert.equal(measureOf([...same, { strength: 0.5, evidence: [] }]), "strength");
  assert.equal(strengthOf(same[1], "evidence"), 3);
});

test("of very many strengths some are offered, the least and the greatest among them", () => {
  const steps = stepsOf(Array.from({ length: 5000 }, (_, place) => ({ strength: place / 7, evidence: [] })), "strength");
  assert.ok(steps.length <= 60);
  assert.deepEqual([steps[0], steps.at(-1)], [0, 4999 / 7]);
});

test("a label has at most three lines of about the same length", () => {
  assert.deepEqual(wrap("European Society of Radiology"), ["European Society", "of Radiology"]);
  assert.equal(wrap("word ".repeat(99)).length, 3);
  assert.deepEqual(wrap(""), []);
});

test("a box meets what it overlaps, but not itself and not what only touches it", () => {
  const grid = new Grid();
  const box = (/** @type {number} */ left) => ({ left, top: 0, right: left + 100, bottom: 10 });
  grid.add(box(0), "a");
  assert.deepEqual([...grid.hits(box(50), "b")], ["a"]);
  assert.deepEqual([grid.hits(box(50), "a").size, grid.hits(box(100), "b").size], [0, 0]);
  grid.remove(box(0), "a");
  assert.equal(grid.hits(box(50), "b").size, 0);
});

test("an outline goes around all points", () => {
  const square = [[0, 0], [4, 0], [4, 4], [0, 4]].map(([x, y]) => ({ x, y }));
  assert.equal(hull([...square, { x: 2, y: 2 }, { x: 1, y: 3 }]).length, 4);
});
