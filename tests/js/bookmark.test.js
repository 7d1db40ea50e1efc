import assert from "node:assert/strict";
import { test } from "node:test";
import { read, write } from "../../graph/partnergraph/view/static/bookmark.js";
import { State } from "../../graph/partnergraph/view/static/state.js";
import { network } from "./network.js";

const model = network(3, [[0, 1, { kind: "a", first: "2014-01-01" }], [1, 2, { kind: "b", first: "2018-01-01", strength: 4 }]],
  [{ type: "s", key: "body:esr" }, { type: "p", key: "https://example.org/?a=1&b=#c +%" }, { type: "p", key: "__proto__" }]);
const START = read("", model, "auto").kept;

test("what was written is read again", () => {
  const chosen = {
    node: "", edge: "e1", pathFrom: "n1", pathTo: "n2", hiddenTypes: new Set(["s"]), hiddenKinds: new Set(["a", "b"]), connected: true,
    outlines: true, least: 4, from: 2015, to: 2017, undated: false, theme: "dark",
  };
  const box = { x: -12.5, y: 0.125, scale: 0.8 };
  const text = write(Object.assign(new State(), chosen), model, box, "auto");
  assert.deepEqual(read(text, model, "auto"), { kept: chosen, box, astray: [] });
});

test("the beginning has no words, and no words are the beginning", () => {
  assert.equal(write(new State(), model, null, "auto"), "");
  assert.deepEqual({ ...new State(), ...START }, { ...new State() });
});

test("names stand as people read them", () => {
  assert.equal(write(Object.assign(new State(), { node: "n0" }), model, null, "auto"), "entity=body:esr");
});

test("what makes no sense is left out", () => {
  const hostile = [
    "entity=<script>alert(1)</script>", "entity=nobody&relation=e99", "relation=constructor", "from=x&to=NaN&least=Infinity", "%", "%E0%A4%A",
    "at=1 2", "at=1 2 NaN", "at=1e99 0 1", "at=0 0 -1", "at=1 2 3 4", "theme=javascript:alert(1)", "without=toString&without-tie=__proto__",
    "=".repeat(10_000), "&".repeat(10_000), "undated=1&connected=true", "path-from=n0",
  ];
  for (const text of hostile) {
    const { kept, box } = read(text, model, "auto");
    assert.deepEqual({ kept, box }, { kept: START, box: null }, text);
  }
});

test("what names nothing of this network is told, and nothing else", () => {
  const told = (/** @type {string} */ text) => read(text, model, "auto").astray;
  assert.deepEqual(told("entity=nope&relation=99&without=S&without=Q&without-tie=Z&path-to=toString"),
    ["entity=nope", "relation=99", "path-to=toString", "without=Q", "without-tie=Z"]);
  assert.deepEqual(told("entity=body:esr&relation=1&path-from=body:esr&from=2030&theme=x&utm=mail"), []);
});

test("a relation goes by its number, as older links have it too", () => {
  assert.equal(write(Object.assign(new State(), { edge: "e1" }), model, null, "auto"), "relation=1");
  assert.deepEqual(["relation=1", "relation=e1"].map((text) => read(text, model, "auto").kept.edge), ["e1", "e1"]);
});

test("years stay in the range and in order, strength is one that there is", () => {
  assert.deepEqual([read("from=1&to=9999", model, "auto").kept.from, read("from=1&to=9999", model, "auto").kept.to], [null, null]);
  assert.deepEqual([read("from=2017&to=2015", model, "auto").kept.from, read("from=2017&to=2015", model, "auto").kept.to], [2015, 2017]);
  assert.equal(read("least=2.5", model, "auto").kept.least, 4);
  assert.equal(read("least=99", model, "auto").kept.least, 0);
});
