import assert from "node:assert/strict";
import { test } from "node:test";
import { hull, outlines, outlineTitles, PADDING } from "../../graph/partnergraph/view/static/outline.js";

const SETTINGS = { by: "country", groups: ["AT", "no country", "BE"] };
const WORDS = { groupSize: { one: "{n} entity", other: "{n} entities" }, groupNear: "+ {n} without country", language: "en", singular: [1], thousands: ",", decimal: "." };
const BLOCKS = { "data-settings": SETTINGS, "data-words": WORDS };
globalThis.document = /** @type {any} */ ({ getElementById: (/** @type {string} */ id) => ({ textContent: JSON.stringify(BLOCKS[id]) }) });

const entity = (/** @type {number} */ community, country = "") => ({ community, country });
const nodes = new Map([["n0", entity(0, "AT")], ["n1", entity(0)], ["n2", entity(1)], ["n3", entity(2, "BE")], ["n4", entity(2, "BE")], ["n5", entity(2, "BE")]]);
const at = (/** @type {number} */ x, /** @type {number} */ y) => ({ x, y });
const places = new Map([["n0", at(0, 0)], ["n1", at(10, 0)], ["n2", at(500, 0)], ["n3", at(0, 400)], ["n4", at(40, 400)], ["n5", at(20, 410)]]);

test("the hull of points holds them all and has no point inside", () => {
  const points = [at(0, 0), at(10, 0), at(10, 10), at(0, 10), at(5, 5), at(5, 0)];
  assert.deepEqual(new Set(hull(points).map(({ x, y }) => `${x} ${y}`)), new Set(["0 0", "10 0", "10 10", "0 10"]));
  assert.deepEqual(hull([at(1, 2)]), [at(1, 2)]);
  assert.deepEqual(hull([]), []);
  assert.equal(hull([at(0, 0), at(5, 5), at(10, 10)]).length, 2);
});

test("a group has an outline with how many are in it, and how many of them have no country", () => {
  const found = outlines(places, nodes).map(({ group, count, near }) => [group, count, near]);
  assert.deepEqual(found, [[0, 2, 1], [1, 1, 1], [2, 3, 0]]);
});

test("titles of groups stand above their outlines, the largest first, and on no mark and no other title", () => {
  const drawn = outlines(places, nodes);
  const screen = { width: 900, height: 700 };
  const shift = (/** @type {{x: number, y: number}} */ { x, y }) => at(x + 200, y + 200);
  const titles = outlineTitles(drawn, shift, [], screen);
  assert.deepEqual(titles.map(({ lines }) => lines), [["Belgium", "3 entities"], ["Austria", "1 entity", "+ 1 without country"], ["No country", "1 entity"]]);
  for (const { box } of titles) assert.ok(box.bottom <= 200 + 400 - PADDING);
  const marks = /** @type {any[]} */ ([{ id: "n9", x: titles[0].x, y: titles[0].y, radius: 4 }]);
  assert.deepEqual(outlineTitles(drawn, shift, marks, screen).map(({ lines }) => lines[0]), ["Austria", "No country"]);
});
