import assert from "node:assert/strict";
import { test } from "node:test";
import { svg } from "../../graph/partnergraph/view/static/svg.js";
import { escaped } from "../../graph/partnergraph/view/static/tag.js";

const scene = {
  width: 300, height: 200, paper: "#fff", ink: "#000",
  areas: [{ points: [{ x: 1, y: 2 }, { x: 30, y: 40 }], padding: 34, fill: "#eee", line: "#ddd" }],
  beneath: [{ from: { x: 1, y: 1 }, to: { x: 8, y: 2 }, via: null, colour: "#777", width: 3, dash: [], opacity: 0.3 }],
  discs: [{ x: 20, y: 30, r: 12.345, colour: "#abc" }],
  strokes: [{ from: { x: 0, y: 0 }, to: { x: 9, y: 9 }, via: { x: 3, y: 6.12345 }, colour: "#123", width: 1.5, dash: [7, 4], opacity: 0.8 }],
  shapes: [{ x: 5, y: 6, size: 8, path: "M0 0Z", colour: "#456", opacity: 1, ring: "#000", title: "A <b> & \"c\"" }],
  captions: [{ lines: ["one", "two"], x: 5, y: 6, strong: true, align: "center", box: { left: 0, top: 0, right: 1, bottom: 1 } }],
};
const parts = [
  { head: "Entities", lines: [{ label: "society", count: 2, colour: "#456", path: "M0 0Z" }] },
  { head: "Relations", lines: [{ label: "x".repeat(99), count: 1, colour: "#123", dash: [7, 4] }] },
];

test("a picture holds title, drawing, legend and facts, and no text as markup", () => {
  const text = svg({ scene, title: "<script>alert(1)</script>", parts, facts: "Licence ]]> & more" });
  for (const wanted of ["&lt;script&gt;", "Q3 6.12 9 9", "M1 1L8 2", 'r="12.35" fill="#abc"', "A &lt;b&gt; &amp; &quot;c&quot;", "society  2", "Licence ]]&gt; &amp; more", 'stroke-dasharray="7 4"']) {
    assert.ok(text.includes(wanted), wanted);
  }
  assert.ok(!text.includes("<script"));
  assert.equal(text, svg({ scene, title: "<script>alert(1)</script>", parts, facts: "Licence ]]> & more" }));
});

test("facts that are wider than the picture go on in a line below", () => {
  const facts = "Licence: CC BY 4.0  ·  Shows 3 of 9 entities, 2 of 7 relations: in force from 2017";
  const text = svg({ scene, title: "t", parts, facts });
  const lines = [...text.matchAll(/<text [^>]*font-size="11"[^>]*>([^<]*)</g)].map(([, line]) => line);
  assert.ok(lines.length > 1 && lines.every((line) => line.length <= 44), lines.join("|"));
  assert.equal(lines.join(" "), facts);
});

test("what XML cannot hold is replaced", () => {
  assert.equal(escaped("a\u0000b\u001f\ud800c\udc00\uffff👩"), "a\ufffdb\ufffd\ufffdc\ufffd\ufffd👩");
});
