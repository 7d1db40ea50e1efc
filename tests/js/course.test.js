import assert from "node:assert/strict";
import { test } from "node:test";
import { counts, logarithmic, powers, years } from "../../graph/partnergraph/view/static/axis.js";
import { course, dense, gathered, partsOf, since, within } from "../../graph/partnergraph/view/static/course.js";
import { degrees } from "../../graph/partnergraph/view/static/degree.js";
import { merged, mixing } from "../../graph/partnergraph/view/static/mixing.js";
import { folded, roomOf } from "../../graph/partnergraph/view/static/plot.js";

const found = course([
  { key: "a", kind: "urn:k", first: "2014-01-01", last: "2015-12-31" },
  { key: "a", kind: "urn:k", first: "2015-01-01", last: "2016-06-30" },
  { key: "b", kind: "urn:k", first: "2016-01-01", last: "" },
  { key: "c", kind: "urn:k", first: "", last: "" },
]);

test("what has several lines begins with the first and ends with the last; what has no date is counted apart", () => {
  assert.deepEqual(found.years, [2014, 2015, 2016]);
  const [{ begun, running, ended }] = found.kinds;
  assert.deepEqual([begun, running, ended], [[1, 0, 1], [1, 1, 2], [0, 0, 1]]);
  assert.equal(found.undated, 1);
});

test("a window leaves its years, and a column of several years sums what begins and has the most of what is in force", () => {
  const cut = within(found, { from: 2015, to: null });
  assert.deepEqual([cut.years, cut.kinds[0].running, cut.undated], [[2015, 2016], [1, 2], 1]);
  assert.deepEqual(within(found, { from: null, to: null }).years, found.years);
  const two = gathered(found.years, found.kinds, 2);
  assert.deepEqual([two.years, two.size, two.layers[0].begun, two.layers[0].running], [[2014, 2016], 2, [1, 1], [1, 2]]);
});

test("years in which little begins are left out of a drawing, with what has nothing later", () => {
  const begun = [0, 1, ...Array.from({ length: 8 }, () => 0), 19, 19];
  const years = begun.map((_, at) => 2000 + at);
  const kind = { iri: "urn:k", begun, running: begun, ended: begun.map(() => 0), undated: 0 };
  const old = { ...kind, running: [1, 1, ...Array.from({ length: 10 }, () => 0)] };
  assert.equal(dense({ years, kinds: [kind], undated: 0 }), 2010);
  assert.equal(dense(found), 2014);
  const cut = since(years, [kind, old], 2010);
  assert.deepEqual([cut.years, cut.layers.length, cut.layers[0].begun, cut.begun], [[2010, 2011], 1, [19, 19], 2]);
});

test("marks are round numbers, round years, and 1, 2 and 5 times powers of ten", () => {
  assert.deepEqual(counts(87, 5), [0, 20, 40, 60, 80, 100]);
  assert.deepEqual(years([1998, 1999, 2000, 2001], 2), [1998, 2000]);
  assert.deepEqual(powers(1, 30), [1, 2, 5, 10, 20, 50]);
  assert.equal(logarithmic(10, [1, 100]), 0.5);
});

test("degrees tell the mean, the median and the share of so many or more", () => {
  const { mean, median, alone, shares } = degrees([0, 1, 1, 4]);
  assert.deepEqual([mean, median, alone], [1.5, 1, 1]);
  assert.deepEqual(shares, [[0, 1], [1, 0.75], [4, 0.25]]);
});

test("a mixing weighs the pairs of bodies of two groups; the least tied groups become one", () => {
  const labels = new Map([["n0", "AT"], ["n1", "AT"], ["n2", "BE"], ["n3", "DE"]]);
  const ties = mixing([{ members: ["n0", "n1", "n2"], weight: 0.5 }, { members: ["n2", "n3"], weight: 1 }], labels);
  assert.equal(ties.cells.reduce((sum, { weight }) => sum + weight, 0), 2.5);
  assert.equal(ties.within, 0.2);
  assert.deepEqual(merged(ties, 2).groups.map(({ standsFor }) => standsFor), [1, 2]);
});

test("what has an end of unknown group is in no share but its own", () => {
  const bonds = [{ members: ["n0", "n1"], weight: 1 }, { members: ["n2", "n3"], weight: 3 }];
  const some = mixing(bonds, new Map([["n0", "AT"], ["n1", "AT"], ["n2", ""], ["n3", ""]]));
  assert.deepEqual([some.within, some.unknown, some.assortativity], [1, 0.75, null]);
  const none = mixing(bonds, new Map(["n0", "n1", "n2", "n3"].map((id) => [id, ""])));
  assert.deepEqual([none.within, none.unknown], [null, 1]);
});

test("a chart is as wide as where it is shown, and its texts are broken where it is narrow", () => {
  assert.deepEqual(roomOf(320), { width: 320, margin: 12, height: Infinity, narrow: true });
  assert.equal(roomOf().width, 960);
  assert.deepEqual(folded("one two", roomOf(), 13), ["one two"]);
  assert.ok(folded("a sentence that is too long for so narrow a chart", roomOf(300), 18).length > 1);
});

test("a relation that nothing held for a while counts once for each time", () => {
  const edge = { kind: "urn:k", first: "2010-01-01", last: "", spells: "2010-01-01/2011-12-31 2014-01-01/.." };
  const [kind] = course([edge, { kind: "urn:k", first: "2012-01-01", last: "2014-12-31" }].flatMap((each, at) => partsOf(each, `${at}`))).kinds;
  assert.deepEqual([kind.begun, kind.running, kind.ended], [[1, 0, 1, 0, 1], [1, 1, 1, 1, 2], [0, 1, 0, 0, 1]]);
});
