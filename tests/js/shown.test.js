import assert from "node:assert/strict";
import { test } from "node:test";
import { shown, spotlight } from "../../graph/partnergraph/view/static/shown.js";
import { State, UNFILTERED } from "../../graph/partnergraph/view/static/state.js";
import { network } from "./network.js";

const model = network(5, [
  [0, 1, { kind: "a", first: "2014-01-01", last: "2014-12-31", strength: 1 }],
  [1, 2, { kind: "b", first: "2016-03-01", strength: 2 }],
  [2, 3, { kind: "a", strength: 5 }],
], [{ type: "s" }, { type: "s" }, { type: "p" }, { type: "p" }, { type: "p" }]);
model.incident = new Map();

/** What is left, as lists. */
function left(changes) {
  const state = Object.assign(new State(), changes);
  const view = shown(model, state);
  return { nodes: [...view.nodes].sort(), edges: [...view.edges], types: Object.fromEntries(view.types), kinds: Object.fromEntries(view.kinds) };
}

test("without filters all is shown, also what nothing ties", () => {
  assert.deepEqual(left({}), { nodes: ["n0", "n1", "n2", "n3", "n4"], edges: ["e0", "e1", "e2"], types: { s: 2, p: 3 }, kinds: { a: 2, b: 1 } });
});

test("a relation goes with its ends, and the counts tell what ticking gives", () => {
  const found = left({ hiddenTypes: new Set(["s"]) });
  assert.deepEqual(found, { nodes: ["n2", "n3", "n4"], edges: ["e2"], types: { s: 2, p: 3 }, kinds: { a: 1, b: 0 } });
});

test("narrowed years leave what is in force and what it ties; what has no end goes on", () => {
  assert.deepEqual(left({ from: 2020, to: 2024 }).edges, ["e1", "e2"]);
  assert.deepEqual(left({ from: 2020, to: 2024, undated: false }), { nodes: ["n1", "n2"], edges: ["e1"], types: { s: 1, p: 1 }, kinds: { a: 0, b: 1 } });
  assert.deepEqual(left({ to: 2015, undated: false }).edges, ["e0"]);
});

test("while years or strength are narrowed what no shown relation ties is not shown, and the counts are of what ticking leaves tied", () => {
  const found = left({ from: 2020, hiddenKinds: new Set(["a"]) });
  assert.deepEqual([found.nodes, found.types, found.kinds], [["n1", "n2"], { s: 1, p: 1 }, { a: 1, b: 1 }]);
  assert.deepEqual(left({ least: 2, hiddenTypes: new Set(["s"]) }).nodes, ["n2", "n3"]);
  assert.deepEqual(left({ least: 2, hiddenTypes: new Set(["s"]) }).types, { s: 1, p: 2 });
});

test("strength leaves what is at least as strong", () => {
  assert.deepEqual(left({ least: 2 }).edges, ["e1", "e2"]);
  assert.deepEqual(left({ least: 5 }).nodes, ["n2", "n3"]);
});

test("where only what is tied is shown, the counts of types are of what ticking leaves tied", () => {
  assert.deepEqual(left({ connected: true }).types, { s: 2, p: 2 });
  const found = left({ connected: true, hiddenKinds: new Set(["a"]) });
  assert.deepEqual([found.nodes, found.types], [["n1", "n2"], { s: 1, p: 1 }]);
  assert.deepEqual(left({ connected: true, hiddenTypes: new Set(["s"]) }).types, { s: 2, p: 2 });
  for (const type of ["s", "p"]) {
    const hidden = left({ connected: true, hiddenTypes: new Set(["s", "p"]) }).types;
    const ticked = left({ connected: true, hiddenTypes: new Set(["s", "p"].filter((each) => each !== type)) });
    assert.equal(hidden[type], ticked.nodes.length);
  }
});

test("lifting all filters is as at the beginning", () => {
  const filtered = { hiddenTypes: new Set(["s"]), least: 3, from: 2015, to: 2016, undated: false, connected: true, hiddenKinds: new Set(["a"]) };
  assert.deepEqual(left({ ...filtered, ...UNFILTERED() }), left({}));
});

test("the light falls on the selected and its neighbours, else on the path, else on all", () => {
  const state = new State();
  const view = shown(model, state);
  const steps = [{ from: "n0", to: "n1", edge: model.edges.get("e0"), more: 0 }];
  assert.equal(spotlight(model, state, view, []), null);
  assert.deepEqual([...spotlight(model, state, view, steps).nodes], ["n0", "n1"]);
  state.node = "n2";
  assert.deepEqual([...spotlight(model, state, view, steps).nodes].sort(), ["n1", "n2", "n3"]);
});
