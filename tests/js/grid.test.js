import assert from "node:assert/strict";
import { test } from "node:test";
import { around, Grid, overlap } from "../../graph/partnergraph/view/static/grid.js";

/** Boxes that look as if by chance, the same every time. */
function boxes(count) {
  let seed = 7;
  const next = (/** @type {number} */ most) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % most;
  return Array.from({ length: count }, () => {
    const [left, top] = [next(1200) - 200, next(900) - 200];
    return { left, top, right: left + 1 + next(150), bottom: top + 1 + next(60) };
  });
}

test("a grid finds what is in the way as looking at every box does, also off the screen", () => {
  const grid = new Grid();
  const [taken, asked] = [boxes(200), boxes(300).slice(200)];
  taken.forEach((box, place) => grid.add(box, `n${place}`));
  for (const box of asked) {
    const found = taken.flatMap((other, place) => (place && overlap(box, other) ? [`n${place}`] : []));
    assert.deepEqual([...grid.hits(box, "n0")].sort(), found.sort());
    assert.equal(grid.isFree(box, "n0"), !found.length);
  }
});

test("what is removed from a grid is in nobody's way", () => {
  const grid = new Grid();
  const [box] = boxes(1);
  grid.add(box, "n0");
  grid.add(box, "n1");
  grid.remove(box, "n0");
  assert.deepEqual([...grid.hits(box, "")], ["n1"]);
});

test("boxes that only touch are not in one another's way", () => {
  const box = { left: 0, top: 0, right: 10, bottom: 10 };
  assert.ok(!overlap(box, { left: 10, top: 0, right: 20, bottom: 10 }));
  assert.ok(overlap(box, { left: 9.9, top: 9.9, right: 20, bottom: 20 }));
});

test("a mark takes a square with a rim of two px", () => {
  assert.deepEqual(around({ x: 5, y: 7, radius: 3 }), { left: 0, top: 2, right: 10, bottom: 12 });
});
