/** The mixing: how much ties the bodies of each two groups, and those of one. Numbers are those of mixing.py. */
import { known } from "./known.js";

/**
 * @typedef {{name: string, bodies: number, weight: number, standsFor: number}} Group an empty name is not known
 * @typedef {{one: number, other: number, weight: number}} Cell places of groups, the lower one first
 * @typedef {{groups: Group[], cells: Cell[], within: number | null, unknown: number, assortativity: number | null}} Mixing
 * shares by weight: within groups of what has two known ends, and of all what has not
 */

/**
 * Find the mixing of bodies by a label each; the most tied groups come first unless `order` says their order.
 * @param {import("./bond.js").Bond[]} bonds
 * @param {Map<string, string>} labels of each body
 * @param {Map<string, number>} [order]
 * @returns {Mixing}
 */
export function mixing(bonds, labels, order) {
  const names = [...new Set(labels.values())].sort((a, b) => (a < b ? -1 : Number(a > b)));
  const place = new Map(names.map((name, at) => [name, at]));
  /** @type {number[]} */
  const sizes = names.map(() => 0);
  for (const name of labels.values()) sizes[known(place, name)] += 1;
  const cells = summed(bonds, (body) => known(place, labels.get(body)));
  const weights = weighed(cells, names.length);
  const first = (/** @type {number} */ at) => (order ? (order.get(names[at]) ?? names.length) : -round(weights[at]));
  const sorted = names.map((_, at) => at).sort((a, b) => Number(!names[a]) - Number(!names[b]) || first(a) - first(b) || a - b);
  const rank = new Map(sorted.map((at, number) => [at, number]));
  const groups = sorted.map((at) => ({ name: names[at], bodies: sizes[at], weight: round(weights[at]), standsFor: 1 }));
  return told(groups, cells.map(({ one, other, weight }) => ordered(known(rank, one), known(rank, other), round(weight))));
}

/**
 * Put the last of the named groups together as one, so that there are no more than some.
 * @param {Mixing} mixing
 * @param {number} most
 * @returns {Mixing}
 */
export function merged(mixing, most) {
  const { cells } = mixing;
  const last = mixing.groups.at(-1);
  const groups = last && !last.name && !last.weight ? mixing.groups.slice(0, -1) : mixing.groups; // nothing ties these
  if (groups.length <= most) return { ...mixing, groups };
  const known = groups.filter(({ name }) => name).length;
  const kept = Math.max(1, most - 1 - (groups.length - known));
  const place = (/** @type {number} */ at) => (at < kept ? at : at < known ? kept : kept + 1);
  const sums = collected(cells.map(({ one, other, weight }) => ordered(place(one), place(other), weight)));
  const rest = groups.slice(kept, known);
  const bodies = rest.reduce((sum, group) => sum + group.bodies, 0);
  const weight = round(weighed(sums, kept + 2)[kept]);
  const others = { name: "…", bodies, weight, standsFor: rest.length };
  return { ...mixing, groups: [...groups.slice(0, kept), others, ...groups.slice(known)], cells: sums };
}

/**
 * @param {Group[]} groups
 * @param {Cell[]} cells
 * @returns {Mixing}
 */
function told(groups, cells) {
  const sorted = [...cells].sort((a, b) => a.one - b.one || a.other - b.other);
  const known = sorted.filter(({ one, other }) => groups[one].name && groups[other].name);
  const whole = total(known);
  const ends = groups.map(() => 0);
  for (const { one, other, weight } of known) for (const at of [one, other]) ends[at] += weight;
  const chance = whole ? ends.reduce((sum, end) => sum + (end / (2 * whole)) ** 2, 0) : 1;
  const within = whole ? inside(known) / whole : null;
  const unknown = known.length < sorted.length ? 1 - whole / total(sorted) : 0;
  const assortativity = 1 - chance > 1e-12 ? ((within ?? 0) - chance) / (1 - chance) : null;
  return { groups, cells: sorted, within, unknown, assortativity };
}

/**
 * @param {import("./bond.js").Bond[]} bonds
 * @param {(body: string) => number} place
 * @returns {Cell[]}
 */
function summed(bonds, place) {
  const parts = bonds.flatMap(({ members, weight }) => {
    /** @type {Map<number, number>} */
    const sizes = new Map();
    for (const body of members) sizes.set(place(body), (sizes.get(place(body)) ?? 0) + 1);
    const own = [...sizes];
    return own.flatMap(([one, size], at) => [
      { one, other: one, weight: (weight * size * (size - 1)) / 2 },
      ...own.slice(at + 1).map(([other, beside]) => ordered(one, other, weight * size * beside)),
    ]);
  });
  return collected(parts).filter(({ weight }) => weight);
}

/**
 * @param {Cell[]} parts
 * @returns {Cell[]}
 */
function collected(parts) {
  /** @type {Map<string, Cell>} */
  const found = new Map();
  for (const { one, other, weight } of parts) {
    const key = `${one} ${other}`;
    found.set(key, { one, other, weight: weight + (found.get(key)?.weight ?? 0) });
  }
  return [...found.values()];
}

/**
 * The weight of the ties of each group; what lies within counts once.
 * @param {Cell[]} cells
 * @param {number} count
 */
function weighed(cells, count) {
  const found = Array.from({ length: count }, () => 0);
  for (const { one, other, weight } of cells) for (const at of new Set([one, other])) found[at] += weight;
  return found;
}

/**
 * @param {number} one
 * @param {number} other
 * @param {number} weight
 * @returns {Cell}
 */
function ordered(one, other, weight) {
  return { one: Math.min(one, other), other: Math.max(one, other), weight };
}

/** @param {Cell[]} cells */
function total(cells) {
  return cells.reduce((sum, { weight }) => sum + weight, 0);
}

/** @param {Cell[]} cells */
function inside(cells) {
  return total(cells.filter(({ one, other }) => one === other));
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 1e9) / 1e9;
}
