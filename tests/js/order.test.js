import assert from "node:assert/strict";
import { test } from "node:test";
import { ordered, pressed } from "../../graph/partnergraph/view/static/order.js";

const rows = [{ name: "d", day: "2014", count: 2 }, { name: "c", day: "", count: 10 }, { name: "b", day: "2007-03", count: 2 }, { name: "a", day: "2014", count: 0 }];
const keys = [({ name }) => name, ({ day }) => day, ({ count }) => count];
const names = (/** @type {import("../../graph/partnergraph/view/static/order.js").Step[]} */ steps) => ordered(rows, keys, steps).map(({ name }) => name).join("");

test("rows are sorted by text, number and day, up and down; equals stay as they were, what says nothing comes last", () => {
  assert.equal(names([]), "dcba");
  assert.equal(names([{ column: 0, down: false }]), "abcd");
  assert.equal(names([{ column: 2, down: true }]), "cdba");
  assert.equal(names([{ column: 1, down: false }]), "bdac");
  assert.equal(names([{ column: 1, down: true }]), "dabc");
  assert.equal(names([{ column: 1, down: false }, { column: 0, down: false }]), "badc");
});

test("a head sorts by its column, then the other way round, then no more; the column before it decides among equals", () => {
  let steps = pressed([], 2, true);
  assert.deepEqual(steps, [{ column: 2, down: true }]);
  steps = pressed(steps, 0, false);
  assert.deepEqual(steps, [{ column: 0, down: false }, { column: 2, down: true }]);
  steps = pressed(steps, 0, false);
  assert.deepEqual(steps[0], { column: 0, down: true });
  assert.deepEqual(pressed(steps, 0, false), [{ column: 2, down: true }]);
  assert.deepEqual([1, 3, 4].reduce((before, column) => pressed(before, column, false), steps).map(({ column }) => column), [4, 3, 1]);
});
