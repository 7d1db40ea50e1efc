import assert from "node:assert/strict";
import { test } from "node:test";
import { Slices } from "../../graph/partnergraph/view/static/slices.js";

globalThis.window = /** @type {any} */ (globalThis);
const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));
const busy = (/** @type {number} */ ms) => { for (const end = performance.now() + ms; performance.now() < end;); };

test("steps are done in their order, in several slices, and none before the first", async () => {
  /** @type {number[]} */
  const done = [];
  const slices = new Slices();
  let others = 0;
  const other = setInterval(() => { others += 1; });
  slices.begin(Array.from({ length: 30 }, (_, place) => () => { busy(2); done.push(place); }));
  assert.deepEqual(done, []);
  while (done.length < 30) await pause(1);
  clearInterval(other);
  assert.deepEqual(done, done.map((_, place) => place));
  assert.ok(others > 1);
});

test("steps that are left are dropped when others begin", async () => {
  /** @type {string[]} */
  const done = [];
  const slices = new Slices();
  slices.begin([() => done.push("one")]);
  slices.begin([() => done.push("two")]);
  await pause(50);
  slices.begin([]);
  assert.deepEqual(done, ["two"]);
});
