import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, slug } from "../../graph/partnergraph/view/static/fold.js";
import { Names } from "../../graph/partnergraph/view/static/names.js";

test("letters without accents, case and ligatures are the same", () => {
  for (const [one, other] of [["Łódź", "lodz"], ["Straße", "STRASSE"], ["Øresund", "oresund"], ["ﬁn  ǅ", "fin dz"], ["İstanbul", "istanbul"], ["ΣΊΣΥΦΟΣ", "σισυφοσ"]]) {
    assert.equal(fold(one), fold(other));
  }
});

test("a title becomes a file name, whatever it holds", () => {
  assert.equal(slug("Réseau: <b>ESR</b> & Łódź"), "reseau-b-esr-b-lodz");
  assert.equal(slug("../../etc/passwd"), "etc-passwd");
  assert.equal(slug("عضو"), "network");
  const title = "Partner network of the European Society of Radiology: ";
  assert.notEqual(slug(`${title}the answer to a query`), slug(`${title}bodies tied in pairs`));
  assert.ok(slug("x".repeat(20_000)).length <= 60);
});

/**
 * Names of entities: the label, the other names, and how many relations each has.
 * @param {[string, string[]?, number?][]} named
 */
function names(named) {
  const ids = named.map((_, place) => `n${place}`);
  return new Names({
    nodes: new Map(named.map(([label, others = []], place) => [ids[place], { id: ids[place], label, names: others }])), byName: ids,
    folded: new Map(named.map(([label], place) => [ids[place], fold(label)])),
    incident: new Map(named.map(([, , ties = 0], place) => [ids[place], Array(ties)])),
  });
}

/** @param {Names} among @param {string} text */
const found = (among, text) => among.find(text).map((hit) => hit.id);

test("the best hit comes first, each entity once, equals by name", () => {
  const among = names([["Network of Societies", ["soc"]], ["Soc"], ["Society", ["Societas", "soc soc"]], ["Radiological society"]]);
  assert.deepEqual(found(among, "SOC"), ["n0", "n1", "n2", "n3"]);
  assert.deepEqual(found(among, "  "), []);
});

test("whole words come before beginnings of words, these before what lies inside; in each those with most relations", () => {
  const among = names([
    ["Neuroradiology Club", [], 9], ["Radiology", [], 0], ["Radiology Day", [], 2], ["Radiologyfest", [], 8], ["Society of Radiology, Europe", [], 7],
    ["Society of Radiology in Asia", [], 7],
  ]);
  assert.deepEqual(found(among, "radiology"), ["n1", "n4", "n5", "n2", "n3", "n0"]);
  assert.deepEqual(found(among, "europe radiology"), ["n4"]);
  assert.deepEqual(found(among, "radiology soc"), ["n4", "n5"]);
});

test("words are found in any order, and ä as ae, after what has them as they are", () => {
  const among = names([["Deutsche Röntgengesellschaft", [], 9], ["EORTC Imaging Group"], ["Københavns Universitet"], ["Roentgen Imaging EORTC", [], 1]]);
  assert.deepEqual(found(among, "roentgen"), ["n3", "n0"]);
  assert.deepEqual(found(among, "Röntgen"), ["n0", "n3"]);
  assert.deepEqual(found(among, "imaging EORTC"), ["n3", "n1"]);
  assert.deepEqual(found(among, "koebenhavn"), ["n2"]);
  assert.deepEqual(found(among, "imaging nobody"), []);
});
