import assert from "node:assert/strict";
import { test } from "node:test";
import { filled } from "../../graph/partnergraph/view/static/crop.js";

const empty = { width: 700, height: 600, paper: "", ink: "", areas: [], beneath: [], discs: [], strokes: [], shapes: [], captions: [] };
const stroke = { colour: "", width: 1, dash: [], opacity: 1 };

test("of a picture stays what is drawn with a rim, within its sheet; of an empty one all", () => {
  assert.deepEqual(filled(empty), { left: 0, top: 0, right: 700, bottom: 600 });
  const discs = [{ x: 100, y: 300, r: 50, colour: "" }, { x: 690, y: 300, r: 50, colour: "" }];
  assert.deepEqual(filled({ ...empty, discs }), { left: 40, top: 240, right: 700, bottom: 360 });
  const strokes = [{ ...stroke, from: { x: 100, y: 300 }, to: { x: 600, y: 300 }, via: { x: 350, y: 500 } }];
  assert.equal(filled({ ...empty, discs, strokes }).bottom, 412);
});
