import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, slug } from "../../graph/partnergraph/view/static/fold.js";
import { Names } from "../../graph/partnergraph/view/static/names.js";

test("letters without accents, case and ligatures are the same", () => {
  for (const [one, other] of [["Łódź", "lodz"], ["Straße", "STRASSE"], ["Øresund", "oresund"], ["ﬁn  ǅ", "fin dz"], ["İstanbul", "istanbul"]]) {
    assert.equal(fold(one), fold(other));
  }
});

test("a title becomes a file name, whatever it holds", () => {
  assert.equal(slug("Réseau: <b>ESR</b> & Łódź"), "reseau-b-esr-b-lodz");
  assert.equal(slug("../../etc/passwd"), "etc-passwd");
  assert.equal(slug("عضو"), "network");
  assert.ok(slug("x".repeat(20_000)).length <= 60);
});

test("the best hit comes first, each entity once, equals by name", () => {
  const named = [["n0", "Network of Societies", ["soc"]], ["n1", "Soc", []], ["n2", "Society", ["Societas", "soc soc"]], ["n3", "Radiological society", []]];
  const model = {
    nodes: new Map(named.map(([id, label, names]) => [id, { id, label, names }])),
    byName: named.map(([id]) => id),
    folded: new Map(named.map(([id, label]) => [id, fold(label)])),
  };
  assert.deepEqual(new Names(model).find("SOC").map((hit) => hit.id), ["n0", "n1", "n2", "n3"]);
  assert.deepEqual(new Names(model).find("  "), []);
});

test("words are found in any order, and ä as ae, after what has them as they are", () => {
  const named = [["n0", "Deutsche Röntgengesellschaft"], ["n1", "EORTC Imaging Group"], ["n2", "Københavns Universitet"], ["n3", "Roentgen Imaging EORTC"]];
  const model = {
    nodes: new Map(named.map(([id, label]) => [id, { id, label, names: [] }])), byName: named.map(([id]) => id),
    folded: new Map(named.map(([id, label]) => [id, fold(label)])),
  };
  const names = new Names(model);
  const found = (/** @type {string} */ text) => names.find(text).map((hit) => hit.id);
  assert.deepEqual(found("roentgen"), ["n3", "n0"]);
  assert.deepEqual(found("Röntgen"), ["n0", "n3"]);
  assert.deepEqual(found("imaging EORTC"), ["n3", "n1"]);
  assert.deepEqual(found("koebenhavn"), ["n2"]);
  assert.deepEqual(found("imaging nobody"), []);
});
