import assert from "node:assert/strict";
import { test } from "node:test";
import { captions } from "../../graph/partnergraph/view/static/caption.js";
import { instead } from "../../graph/partnergraph/view/static/plate.js";
import { wrap } from "../../graph/partnergraph/view/static/lines.js";

const SCREEN = { width: 900, height: 600 };
const context = /** @type {any} */ ({ font: "", measureText: (/** @type {string} */ text) => ({ width: 6.5 * text.length }) });
const overlap = (one, two) => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;

/** Marks in rows, the later ones busier. */
function marks(count, columns) {
  return Array.from({ length: count }, (_, place) => ({
    id: `n${place}`, text: `Institute of Physics ${place}`, x: 20 + (place % columns) * (860 / columns), y: 20 + Math.floor(place / columns) * 44,
    radius: 6, rank: place, strong: false, must: false,
  }));
}

test("no label stands over another or within 4 px beside it, over a mark that is not its own, or off the screen", () => {
  const all = marks(60, 9);
  const placed = captions(context, all, SCREEN);
  assert.ok(placed.length > 10);
  for (const [at, { box }] of placed.entries()) {
    assert.ok(box.left >= 0 && box.top >= 0 && box.right <= SCREEN.width && box.bottom <= SCREEN.height);
    const near = { ...box, left: box.left - 4, right: box.right + 4 };
    assert.ok(!placed.some((other, place) => place !== at && overlap(near, other.box)));
    const beneath = all.filter(({ x, y, radius: r }) => overlap(box, { left: x - r, top: y - r, right: x + r, bottom: y + r }));
    assert.ok(beneath.length <= 1);
  }
});

test("a label that must be there is, whatever is in its way", () => {
  const all = marks(300, 25);
  Object.assign(all[0], { must: true, rank: 1e6 });
  assert.ok(captions(context, all, SCREEN).some(({ lines }) => lines.join(" ") === all[0].text));
});

test("labels that must be there lie on no other and on no mark with a name, however close their marks are", () => {
  for (let turn = 0; turn < 12; turn += 1) {
    const all = marks(300, 25).map((mark) => ({ ...mark, text: "" }));
    for (let place = 0; place < 6; place += 1) {
      const [x, y] = [Math.cos(turn + 2.4 * place), Math.sin(turn + 2.4 * place)].map((part) => 12 * Math.sqrt(place) * part);
      Object.assign(all[place], { text: `Memorandum of Understanding ${place} between societies`, must: true, rank: 1e6, x: 180 + 45 * turn + x, y: 300 + y });
    }
    const placed = captions(context, all, SCREEN);
    assert.equal(placed.length, 6);
    for (const { id, box } of placed) {
      assert.ok(!placed.some((other) => other.id !== id && overlap(box, other.box)));
      assert.ok(!all.slice(0, 6).some(({ id: other, x, y, radius: r }) => other !== id && overlap(box, { left: x - r, top: y - r, right: x + r, bottom: y + r })));
    }
  }
});

test("that of a great one is there before all others where it covers two marks at most, and not where it covers more", () => {
  const near = (/** @type {number} */ step) => Array.from({ length: 40 }, (_, place) => ({
    id: `n${place}`, text: place ? `${place}` : "ESR", x: 450 + (place && step * (1 + (place % 3)) * Math.cos(place)), y: 300 + (place && step * (1 + (place % 3)) * Math.sin(place)),
    radius: 6, rank: 40 - place, strong: !place, must: false,
  }));
  const named = (/** @type {number} */ step, great = true) => captions(context, near(step).map((mark, place) => ({ ...mark, great: great && !place })), SCREEN).some(({ id }) => id === "n0");
  assert.deepEqual([named(20), named(20, false), named(6)], [true, false, false]);
});

test("a label stays in the disc that it is within", () => {
  const mark = { ...marks(1, 1)[0], x: 300, y: 300, text: "Institute" };
  const placed = (/** @type {number} */ r, x = 300) => captions(context, [{ ...mark, within: { x, y: 300, r } }], SCREEN).length;
  assert.deepEqual([placed(60), placed(20), placed(60, 350)], [1, 0, 1]);
  const [{ box }] = captions(context, [{ ...mark, within: { x: 350, y: 300, r: 60 } }], SCREEN);
  assert.ok(box.left >= 280);
});

test("a plate covers the label that it replaces, and stays on the screen", () => {
  for (const [x, text] of [[450, "Left and right"], [12, "ESR"], [890, "ESR"]]) {
    const mark = { ...marks(1, 1)[0], x: Number(x), y: 300, text: String(text) };
    const [label] = captions(context, [mark], SCREEN);
    const [whole] = captions(context, [{ ...mark, text: "European Society of Medical Imaging Informatics", strong: true, must: true }], SCREEN);
    const { box, id } = instead(label, whole, SCREEN);
    assert.equal(id, mark.id);
    assert.ok(box.left >= 0 && box.right <= SCREEN.width);
    assert.ok(box.left <= label.box.left + 4 && box.right >= label.box.right - 4 && box.top <= label.box.top && box.bottom >= label.box.bottom);
  }
});

test("a label is broken into at most three lines of about the same length", () => {
  assert.deepEqual(wrap("Institute of Physics"), ["Institute of Physics"]);
  assert.deepEqual(wrap("European Society of Medical Imaging Informatics"), ["European Society", "of Medical Imaging", "Informatics"]);
  assert.deepEqual(wrap("Graz Institute of Robotics 1234"), ["Graz Institute", "of Robotics 1234"]);
  assert.deepEqual(wrap(""), []);
  assert.equal(wrap("word ".repeat(40)).length, 3);
  assert.ok(wrap("x".repeat(80))[0].length <= 24);
});
