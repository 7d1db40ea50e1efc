/** The years in which relations are in force. What has no end goes on; what has no start has always been. */

/** @type {Map<string, number>} the year of each day that was asked for: there are few, and many relations */
const years = new Map();

/** @type {Map<string, Span[]>} the years of each text of intervals that was asked for */
const spans = new Map();

/**
 * @typedef {{first: string, last: string, spells?: string}} Dated days, ISO 8601, empty where open, and intervals of days
 *   where it was not in force in between
 * @typedef {[number, number]} Span the first and the last year
 * @typedef {{from: number | null, to: number | null, undated: boolean}} Window years, both within; null is open
 */

/**
 * @param {Dated} edge
 * @returns {boolean}
 */
export function isDated(edge) {
  return Boolean(edge.first || edge.last);
}

/**
 * The years in which a relation is in force.
 * @param {Dated} edge
 * @returns {[number, number]}
 */
export function yearsOf({ first, last }) {
  return [yearOf(first, -Infinity), yearOf(last, Infinity)];
}

/**
 * The years in which a relation is in force, each time for itself; times that share a year are one.
 * @param {Dated} edge
 * @returns {Span[]}
 */
export function spansOf(edge) {
  if (!edge.spells) return [yearsOf(edge)];
  let found = spans.get(edge.spells);
  if (!found) spans.set(edge.spells, (found = joined(edge.spells)));
  return found;
}

/**
 * @param {string} spells
 * @returns {Span[]}
 */
function joined(spells) {
  /** @type {Span[]} */
  const found = [];
  for (const interval of spells.split(" ")) {
    const [first, last] = interval.split("/").map((day) => (day === ".." ? "" : day));
    const [low, high] = yearsOf({ first, last });
    const before = found[found.length - 1];
    if (before && low <= before[1]) before[1] = Math.max(before[1], high);
    else found.push([low, high]);
  }
  return found;
}

/**
 * @param {string} day
 * @param {number} open what it is where there is none
 * @returns {number}
 */
function yearOf(day, open) {
  if (!day) return open;
  let year = years.get(day);
  if (year === undefined) years.set(day, (year = Number(day.slice(0, 4))));
  return year;
}

/**
 * Whether a relation is in force at some time in a window; one without any date is where those are asked for.
 * @param {Dated} edge
 * @param {Window} window
 * @returns {boolean}
 */
export function isInForce(edge, window) {
  if (!isDated(edge)) return window.undated;
  if (window.from === null && window.to === null) return true;
  return edge.spells ? spansOf(edge).some((span) => isMet(span, window)) : isMet(yearsOf(edge), window);
}

/**
 * @param {Span} span
 * @param {Window} window
 * @returns {boolean}
 */
function isMet([first, last], { from, to }) {
  return (from === null || last >= from) && (to === null || first <= to);
}

/**
 * The first and the last year that any relation tells of; nothing where none does.
 * @param {Dated[]} edges
 * @returns {[number, number] | null}
 */
export function rangeOf(edges) {
  let [low, high] = [Infinity, -Infinity];
  const meet = (/** @type {Span} */ span) => {
    for (const year of span) if (Number.isFinite(year)) [low, high] = [Math.min(low, year), Math.max(high, year)];
  };
  for (const edge of edges) edge.spells ? spansOf(edge).forEach(meet) : meet(yearsOf(edge));
  return low <= high ? [low, high] : null;
}

/**
 * Count the relations in force in each year of a range.
 * @param {Iterable<Dated>} edges
 * @param {[number, number]} range
 * @returns {number[]} one count a year
 */
export function histogram(edges, [low, high]) {
  const change = new Array(high - low + 1).fill(0);
  for (const edge of edges) {
    if (!isDated(edge)) continue;
    for (const span of spansOf(edge)) {
      const [first, last] = span.map((year) => Math.min(high + 1, Math.max(low - 1, year)));
      if (first > last || first > high || last < low) continue;
      change[Math.max(first, low) - low] += 1;
      if (last < high) change[last - low + 1] -= 1;
    }
  }
  let count = 0;
  return change.map((step) => (count += step));
}

/**
 * Count what begins in each year of a range.
 * @param {Iterable<Dated>} edges
 * @param {[number, number]} range
 * @returns {number[]} one count a year
 */
export function begunIn(edges, [low, high]) {
  const begun = new Array(high - low + 1).fill(0);
  for (const edge of edges) if (edge.first) begun[yearsOf(edge)[0] - low] += 1;
  return begun;
}

/**
 * The year from which on an axis is worth its room, as in course.py: of all that begins, one in twenty at most does so
 * before it, and one year in five or more lies before it; else the first year.
 * @param {number[]} begun what begins in each year
 * @param {number} low the first year
 * @returns {number}
 */
export function denseFrom(begun, low) {
  const few = Math.floor(begun.reduce((sum, count) => sum + count, 0) / 20);
  let before = 0;
  const place = begun.findIndex((count) => (before += count) > few);
  return place >= begun.length / 5 ? low + place : low;
}

/**
 * A window whose handles stand at both ends of a range is open: it is that of all years.
 * @param {{from: number | null, to: number | null}} window
 * @param {[number, number]} range
 * @returns {{from: number | null, to: number | null}}
 */
export function opened({ from, to }, [low, high]) {
  return { from: from === low ? null : from, to: to === high ? null : to };
}

/**
 * The windows of a film: one that is open at its start grows year by year, one of some years moves on, both to the end,
 * at which a window is open.
 * @param {Dated[]} edges
 * @param {[number, number]} range
 * @param {Window} window
 * @param {boolean} [every] whether a growing one has each year, and not only those in which a relation begins
 * @returns {{from: number | null, to: number | null}[]}
 */
export function film(edges, [low, high], { from, to }, every = false) {
  const begun = new Set(edges.map((edge) => yearsOf(edge)[0]));
  if (from === null) {
    const done = to !== null && to < high ? to : -Infinity;
    const years = Array.from({ length: high - low + 1 }, (_, place) => low + place).filter((year) => year > done);
    return years.filter((year) => every || year === high || begun.has(year)).map((year) => opened({ from: null, to: year }, [low, high]));
  }
  const width = (to ?? high) - from;
  const start = from + width >= high ? low : from;
  const starts = Array.from({ length: Math.max(1, high - width - start + 1) }, (_, place) => start + place);
  return starts.map((year) => (year + width === high ? opened({ from: year, to: high }, [low, high]) : { from: year, to: year + width }));
}

/**
 * The years that are shown after a handle was moved: past the other one it takes it along, at the end of the axis it is open.
 * @param {boolean} isFirst whether it is the handle of the first year
 * @param {number} year
 * @param {{from: number | null, to: number | null}} state
 * @param {[number, number]} axis
 * @returns {{from: number | null, to: number | null}}
 */
export function moved(isFirst, year, state, [low, high]) {
  const at = Math.min(high, Math.max(low, year));
  const from = isFirst ? at : Math.min(state.from ?? low, at);
  const to = isFirst ? Math.max(state.to ?? high, at) : at;
  return opened({ from, to }, [low, high]);
}
