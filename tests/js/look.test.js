import assert from "node:assert/strict";
import { test } from "node:test";
import { Looks } from "../../graph/partnergraph/view/static/look.js";

const KINDS = [{ iri: "k", look: { light: "#0b5cad", dark: "#6cb2ff" } }];
const colours = (/** @type {boolean} */ dark) => ({ dark, ink: "", muted: "rgb(85, 97, 122)", canvas: "", accent: "", group: "", line: "" });
const edge = /** @type {any} */ ({ id: "e0", kind: "k", width: 1.5, dashes: [7, 4] });

/** The look of the line in a light, at a scale. */
function dressed({ dark = false, light = null, scale = 1 }) {
  const line = { color: "", width: 0, dashes: /** @type {number[] | false} */ (false) };
  new Looks(KINDS, colours(dark), 0.6).dress(line, edge, light, scale);
  return line;
}

test("a line has the colour of its kind in the theme, its width and its dashes", () => {
  assert.deepEqual(dressed({}), { color: "rgba(11,92,173,0.6)", width: 1.5, dashes: [7, 4] });
  assert.equal(dressed({ dark: true }).color, "rgba(108,178,255,0.6)");
});

test("in the light a line is in full colour and wider, beside it faded", () => {
  const light = { nodes: new Set(), edges: new Set(["e0"]) };
  assert.deepEqual(dressed({ light }), { color: "rgba(11,92,173,1)", width: 2.7, dashes: [7, 4] });
  assert.deepEqual(dressed({ light: { ...light, edges: new Set() } }), { color: "rgba(85,97,122,0.14)", width: 1.5, dashes: [7, 4] });
});

test("a line stays to be seen however small the picture is", () => {
  assert.equal(dressed({ scale: 0.125 }).width, 2.4);
});
