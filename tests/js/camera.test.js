import assert from "node:assert/strict";
import { test } from "node:test";
import { Camera } from "../../graph/partnergraph/view/static/camera.js";

/** A camera on a screen of 800 x 600 px. */
function camera(changes = {}) {
  return Object.assign(new Camera(), { width: 800, height: 600, ...changes });
}

test("a point goes to the screen and back", () => {
  const at = camera({ x: 10, y: -5, scale: 0.4 });
  assert.deepEqual(at.toScreen({ x: 10, y: -5 }), { x: 400, y: 300 });
  const back = at.toNetwork(at.toScreen({ x: 123, y: 45 }));
  assert.ok(Math.hypot(back.x - 123, back.y - 45) < 1e-9);
});

test("zooming keeps what lies under the pointer, and knows bounds", () => {
  const at = camera({ x: 7, y: 7 });
  const before = at.toNetwork({ x: 100, y: 50 });
  at.zoom({ x: 100, y: 50 }, 3);
  const after = at.toNetwork({ x: 100, y: 50 });
  assert.ok(Math.hypot(before.x - after.x, before.y - after.y) < 1e-9);
  at.zoom({ x: 0, y: 0 }, 1e9);
  assert.equal(at.scale, 8);
});

test("who goes away stops at a bound, and is not moved by one that lies nearer", () => {
  const at = camera({ scale: 1 });
  at.zoom({ x: 0, y: 0 }, 0.01, 0.25);
  assert.equal(at.scale, 0.25);
  at.zoom({ x: 0, y: 0 }, 0.5, 0.4);
  assert.equal(at.scale, 0.25);
});

test("shifting follows the pointer", () => {
  const at = camera({ scale: 2 });
  at.shift(20, -10);
  assert.deepEqual(at.toScreen({ x: 0, y: 0 }), { x: 420, y: 290 });
});

test("fitting brings discs into view with room at the rim, and nothing moves for none", () => {
  const at = camera();
  at.fit([{ x: 0, y: 0, r: 100 }, { x: 1000, y: 0, r: 100 }], { x: 40, y: 40 }, 2);
  assert.deepEqual([at.x, at.y, at.scale], [500, 0, 0.6]);
  at.fit([{ x: 0, y: 0, r: 1 }], { x: 0, y: 0 }, 1.35);
  assert.equal(at.scale, 1.35);
  at.fit([], { x: 0, y: 0 }, 1);
  assert.equal(at.scale, 1.35);
});

test("a disc is seen while a part of it is on the screen", () => {
  assert.ok(camera().sees({ x: -5, y: 300, r: 6 }));
  assert.ok(!camera().sees({ x: -5, y: 300, r: 4 }));
});
