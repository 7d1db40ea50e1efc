/** The course over the years: what begins, is in force and ends in each, by kind. Numbers are those of course.py. */
import { known } from "./known.js";
import { denseFrom, spansOf } from "./years.js";

const SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]; // years that one column can be

/**
 * @typedef {{iri: string, begun: number[], running: number[], ended: number[], undated: number}} Kind
 * @typedef {{years: number[], kinds: Kind[], undated: number}} Course
 * @typedef {{key: string, kind: string, first: string, last: string}} Part of what ties; days, empty where open
 * @typedef {[number | null, number | null]} Span the first and the last year, nothing where open
 */

/**
 * Find the course of some relations; those with one key are one thing that ties.
 * @param {Part[]} parts
 * @returns {Course}
 */
export function course(parts) {
  /** @type {Map<string, Map<string, Part[]>>} */
  const found = new Map();
  for (const part of parts) {
    if (!found.has(part.kind)) found.set(part.kind, new Map());
    const own = known(found, part.kind);
    if (!own.has(part.key)) own.set(part.key, []);
    known(own, part.key).push(part);
  }
  const spans = [...found].map(([kind, own]) => ({ kind, own: [...own.values()].map(span) }));
  const told = spans.flatMap(({ own }) => own.flat()).filter((year) => year !== null);
  const [low, high] = told.reduce(([a, b], year) => [Math.min(a, year), Math.max(b, year)], [Infinity, -Infinity]);
  const years = told.length ? Array.from({ length: high - low + 1 }, (_, place) => low + place) : [];
  const kinds = spans.map(({ kind, own }) => counted(kind, own, years)).sort((a, b) => (a.iri < b.iri ? -1 : 1));
  return { years, kinds, undated: kinds.reduce((sum, { undated }) => sum + undated, 0) };
}

/**
 * A relation as a part of what ties, or as one for each time in which it was in force.
 * @param {{kind: string, first: string, last: string, spells?: string}} edge
 * @param {string} key
 * @returns {Part[]}
 */
export function partsOf(edge, key) {
  const { kind, first, last } = edge;
  if (!edge.spells) return [{ key, kind, first, last }];
  const day = (/** @type {number} */ year) => (Number.isFinite(year) ? String(year) : "");
  return spansOf(edge).map(([low, high], place) => ({ key: `${key} ${place}`, kind, first: day(low), last: day(high) }));
}

/**
 * The years of a window, with what is told of them.
 * @param {Course} course
 * @param {{from: number | null, to: number | null}} window
 * @returns {Course}
 */
export function within({ years, kinds, undated }, { from, to }) {
  const isIn = (/** @type {number} */ year) => year >= (from ?? -Infinity) && year <= (to ?? Infinity);
  const cut = (/** @type {number[]} */ counts) => counts.filter((_, place) => isIn(years[place]));
  const made = kinds.map((kind) => ({ ...kind, begun: cut(kind.begun), running: cut(kind.running), ended: cut(kind.ended) }));
  return { years: years.filter(isIn), kinds: made, undated };
}

/**
 * The first year that is worth its room in a drawing.
 * @param {Course} course
 * @returns {number}
 */
export function dense({ years, kinds }) {
  return denseFrom(years.map((_, at) => kinds.reduce((sum, { begun }) => sum + begun[at], 0)), years[0]);
}

/**
 * Leave out the years before one, and what has nothing in those that stay.
 * @template {{begun: number[], running: number[], ended: number[]}} Layer
 * @param {number[]} years
 * @param {Layer[]} layers
 * @param {number} from
 * @returns {{years: number[], layers: Layer[], begun: number}} `begun` is how much begins in the years that are left out
 */
export function since(years, layers, from) {
  const place = Math.max(0, years.indexOf(from));
  const begun = layers.reduce((sum, layer) => sum + layer.begun.slice(0, place).reduce((a, b) => a + b, 0), 0);
  const cut = layers.map((each) => ({ ...each, begun: each.begun.slice(place), running: each.running.slice(place), ended: each.ended.slice(place) }));
  return { years: years.slice(place), layers: cut.filter(({ running }) => running.some(Boolean)), begun };
}

/**
 * The years of what has several lines: from the first start that is known until the last has ended.
 * @param {Part[]} lines
 * @returns {Span}
 */
function span(lines) {
  const starts = lines.map(({ first }) => first).filter(Boolean).sort();
  const ends = lines.map(({ last }) => last).sort();
  return [starts.length ? year(starts[0]) : null, ends[0] ? year(ends[ends.length - 1]) : null];
}

/**
 * Put years together, so that there are no more columns than some; each stands by its first year.
 * @template {{begun: number[], running: number[], ended: number[]}} Layer
 * @param {number[]} years
 * @param {Layer[]} layers
 * @param {number} most
 * @returns {{years: number[], layers: Layer[], size: number}} `size` is how many years a column is
 */
export function gathered(years, layers, most) {
  const [low, high] = [years[0], years[years.length - 1]];
  const size = SIZES.find((each) => Math.floor(high / each) - Math.floor(low / each) < most) ?? 1;
  if (size === 1) return { years, layers, size };
  const first = low - (low % size);
  const firsts = Array.from({ length: Math.floor((high - first) / size) + 1 }, (_, at) => first + at * size);
  const put = (/** @type {number[]} */ counts, /** @type {(a: number, b: number) => number} */ of) => {
    const sums = firsts.map(() => 0);
    counts.forEach((count, at) => {
      const place = Math.floor((low + at - first) / size);
      sums[place] = of(sums[place], count);
    });
    return sums;
  };
  const add = (/** @type {number} */ a, /** @type {number} */ b) => a + b;
  const made = layers.map((each) => ({ ...each, begun: put(each.begun, add), running: put(each.running, Math.max), ended: put(each.ended, add) }));
  return { years: firsts, layers: made, size };
}

/** @param {string} day */
function year(day) {
  return Number(day.slice(0, 4));
}

/**
 * @param {string} iri
 * @param {Span[]} spans
 * @param {number[]} years
 * @returns {Kind}
 */
function counted(iri, spans, years) {
  const [begun, running, ended] = [0, 1, 2].map(() => years.map(() => 0));
  const dated = spans.filter(([first, last]) => first !== null || last !== null);
  for (const [first, last] of dated) {
    const [from, to] = [first ?? years[0], last ?? years[years.length - 1]].map((each) => each - years[0]);
    if (first !== null) begun[from] += 1;
    if (last !== null) ended[to] += 1;
    for (let place = from; place <= to; place += 1) running[place] += 1;
  }
  return { iri, begun, running, ended, undated: spans.length - dated.length };
}
