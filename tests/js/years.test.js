import assert from "node:assert/strict";
import { test } from "node:test";
import { begunIn, denseFrom, film, histogram, isInForce, rangeOf, moved, spansOf } from "../../graph/partnergraph/view/static/years.js";

const edges = [
  { first: "2014-01-01", last: "2015-12-31" },
  { first: "2016-09-01", last: "" },
  { first: "", last: "2014-06-30" },
  { first: "", last: "" },
  { first: "2018-01-01", last: "2017-12-31" },
];
const always = { from: null, to: null, undated: true };

test("the range goes from the first year told to the last, and may be none", () => {
  assert.deepEqual(rangeOf(edges), [2014, 2018]);
  assert.equal(rangeOf([edges[3]]), null);
});

test("each year counts what is in force in it; what has no end goes on, what ends before it begins never was", () => {
  assert.deepEqual(histogram(edges, [2014, 2018]), [2, 1, 1, 1, 1]);
  assert.deepEqual(histogram([{ first: "1900-01-01", last: "" }], [2014, 2015]), [1, 1]);
  assert.deepEqual(histogram([], [2014, 2014]), [0]);
});

test("the histogram of a year is the number in force in that year alone", () => {
  const counts = [2014, 2015, 2016, 2017, 2018].map((year) =>
    edges.filter((edge) => isInForce(edge, { from: year, to: year, undated: false }) && !(edge.first > edge.last && edge.last)).length);
  assert.deepEqual(counts, histogram(edges, [2014, 2018]));
});

test("what has no date is shown where it is asked for", () => {
  assert.equal(isInForce(edges[3], always), true);
  assert.equal(isInForce(edges[3], { ...always, undated: false }), false);
});

test("a film grows from the first year to the last, and goes on from where it was stopped", () => {
  const frames = film(edges, [2014, 2018], always).map((frame) => frame.to);
  assert.deepEqual(frames, [2014, 2016, null]); // at the end it is that of all years
  assert.deepEqual(film(edges, [2014, 2018], { ...always, to: 2015 }).map((frame) => frame.to), [2016, null]);
  assert.deepEqual(film(edges, [2014, 2018], { ...always, to: 2016 }, true).map((frame) => frame.to), [2017, null]);
});

test("a film of some years moves them on to the end, and from the end begins anew", () => {
  assert.deepEqual(film(edges, [2014, 2018], { from: 2015, to: 2016, undated: true }), [
    { from: 2015, to: 2016 }, { from: 2016, to: 2017 }, { from: 2017, to: null },
  ]);
  assert.equal(film(edges, [2014, 2018], { from: 2017, to: null, undated: true })[0].from, 2014);
});

test("an axis leaves out the first years where one in twenty begins in them at most, and they are a fifth of it", () => {
  const from = (/** @type {number[]} */ years, /** @type {[number, number]} */ range) =>
    denseFrom(begunIn(years.map((year) => ({ first: `${year}-01-01`, last: "" })), range), range[0]);
  const many = Array.from({ length: 19 }, (_, place) => 2000 + place);
  assert.equal(from([1905, ...many], [1905, 2020]), 2000);
  assert.equal(from([1905, 1906, ...many], [1905, 2020]), 1905);
  assert.equal(from([1999, ...many], [1999, 2020]), 1999);
  assert.equal(denseFrom(begunIn([{ first: "", last: "2001-01-01" }], [2001, 2001]), 2001), 2001);
});

test("a handle takes the other along, stays on the axis, and is open at its end", () => {
  const axis = /** @type {[number, number]} */ ([2000, 2020]);
  const all = { from: null, to: null };
  assert.deepEqual(moved(true, 2005, all, axis), { from: 2005, to: null });
  assert.deepEqual(moved(false, 2003, { from: 2005, to: null }, axis), { from: 2003, to: 2003 });
  assert.deepEqual(moved(true, 2010, { from: null, to: 2007 }, axis), { from: 2010, to: 2010 });
  assert.deepEqual(moved(true, 1990, { from: 2005, to: 2007 }, axis), { from: null, to: 2007 });
  assert.deepEqual(moved(false, 2021, { from: 2005, to: 2007 }, axis), { from: 2005, to: null });
});

test("what was in force, and again, is not in between; times that share a year are one", () => {
  const again = { first: "2010-01-01", last: "2018-12-31", spells: "2010-01-01/2012-03-31 2012-09-01/2013-12-31 2016-01-01/2018-12-31" };
  assert.deepEqual(spansOf(again), [[2010, 2013], [2016, 2018]]);
  assert.deepEqual(histogram([again], [2010, 2018]), [1, 1, 1, 1, 0, 0, 1, 1, 1]);
  const within = (from, to) => isInForce(again, { from, to, undated: true });
  assert.deepEqual([within(2014, 2015), within(2013, 2015), within(null, 2009), within(2017, null)], [false, true, false, true]);
  const open = { first: "", last: "", spells: "../2012-12-31 2016-01-01/.." };
  assert.deepEqual(spansOf(open), [[-Infinity, 2012], [2016, Infinity]]);
  assert.deepEqual(rangeOf([open]), [2012, 2016]);
});
