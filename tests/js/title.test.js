import assert from "node:assert/strict";
import { test } from "node:test";
import { titleLines, titlesOf } from "../../graph/partnergraph/view/static/title.js";

const BLOCKS = { "data-settings": { by: "", groups: [] }, "data-words": { groupMore: "+ {n}", groupAlone: "Without relations", groupSmall: "Small groups", groupSize: { one: "{n} entity", other: "{n} entities" }, singular: [1], language: "en", thousands: ",", decimal: "." } };
globalThis.document = /** @type {any} */ ({ getElementById: (/** @type {string} */ id) => ({ textContent: JSON.stringify(BLOCKS[id]) }) });

test("no title stands on the disc of another group", () => {
  const groups = Array.from({ length: 40 }, (_, place) => ({ x: 0, y: 0, r: 0, size: 5, type: 0, names: [`Institute of Physics ${place}`, "B"], country: "", kind: "" }));
  const discs = groups.map((_, group) => ({ x: 40 + (group % 8) * 90, y: 40 + Math.floor(group / 8) * 90, r: 15 + (group % 5) * 6, group, type: 0, open: false }));
  const titles = titlesOf(discs, groups, groups.map(() => 5), { width: 760, height: 480 });
  assert.ok(titles.length > 3);
  for (const { box, lines } of titles) {
    const own = discs.filter(({ x, y, r }) => Math.hypot(x - Math.min(box.right, Math.max(box.left, x)), y - Math.min(box.bottom, Math.max(box.top, y))) < r);
    assert.ok(own.length <= 1, lines.join());
  }
});

test("a group among groups that are dots has its title", () => {
  const groups = Array.from({ length: 9 }, (_, place) => ({ x: 0, y: 0, r: 0, size: 5, type: 0, names: [`Institute ${place}`], country: "", kind: "" }));
  const discs = groups.map((_, group) => ({ x: 200 + 16 * Math.cos(group) * Number(group > 0), y: 200 + 16 * Math.sin(group) * Number(group > 0), r: group ? 4 : 12, group, type: 0, open: false }));
  const titles = titlesOf(discs, groups, groups.map(() => 5), { width: 400, height: 400 });
  assert.deepEqual(titles.map(({ lines }) => lines[0]), ["Institute 0"]);
});

test("no title stands where the screen is taken", () => {
  const groups = [{ x: 0, y: 0, r: 0, size: 5, type: 0, names: ["Institute"], country: "", kind: "" }];
  const titled = (/** @type {object[]} */ blocked) => titlesOf([{ x: 200, y: 200, r: 12, group: 0, type: 0, open: false }], groups, [5], /** @type {any} */ ({ width: 400, height: 400, blocked }));
  assert.equal(titled([]).length, 1);
  assert.equal(titled([{ left: 0, top: 150, right: 400, bottom: 250 }]).length, 0);
  const [{ box }] = titled([{ left: 0, top: 100, right: 400, bottom: 190 }]);
  assert.ok(box.top >= 190);
});

test("a title tells two names, how many more, and where they are from, and is cut where a name is long", () => {
  const group = { names: ["ESR", "ECR", "EIBIR"], country: "", kind: "Society", near: 0 };
  assert.deepEqual(titleLines(0, group, 190, 2), ["ESR", "ECR", "+ 188 · Society"]);
  assert.deepEqual(titleLines(0, { ...group, country: "AT" }, 3, 1), ["ESR", "+ 2 · Austria"]);
  assert.deepEqual(titleLines(0, { ...group, kind: "" }, 2, 2), ["ESR", "ECR"]);
  assert.deepEqual(titleLines(0, { ...group, names: ["European Society of Medical Imaging Informatics"], kind: "" }, 1, 2), ["European Society of Medical…"]);
});

test("a group of small parts is called so, and by none of its members", () => {
  const group = { names: [], country: "AT", kind: "Society", near: 0 };
  assert.deepEqual(titleLines(0, { ...group, loose: /** @type {const} */ ("small") }, 763, 2), ["Small groups", "763 entities"]);
  assert.deepEqual(titleLines(0, { ...group, loose: /** @type {const} */ ("alone") }, 12, 1), ["Without relations", "12 entities"]);
});

test("a title that would leave the screen is moved onto it", () => {
  const groups = [{ x: 0, y: 0, r: 0, size: 5, type: 0, names: ["Institute of Physics"], country: "", kind: "" }];
  const [{ box }] = titlesOf([{ x: 10, y: 200, r: 30, group: 0, type: 0, open: false }], groups, [5], { width: 400, height: 400 });
  assert.equal(box.left, 2);
});

test("a long name is broken into lines where it would stand on others as one, and is not cut", () => {
  const groups = [{ x: 0, y: 0, r: 0, size: 5, type: 0, names: ["KATHOLIEKE UNIVERSITEIT LEUVEN"], country: "", kind: "" }];
  const disc = { x: 200, y: 200, r: 90, group: 0, type: 0, open: false };
  const marks = [{ x: 100, y: 200, r: 2 }, { x: 300, y: 200, r: 2 }];
  const [{ lines, box }] = titlesOf([disc], groups, [3269], { width: 400, height: 400 }, marks);
  assert.deepEqual(lines, ["KATHOLIEKE", "UNIVERSITEIT LEUVEN", "+ 3,268"]);
  assert.ok(box.left > 102 && box.right < 298);
});
