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
