/** The overview: the groups of a large network as discs, and the lines between them. */

const OPEN = 120; // px of radius from which on a group shows its members
const EACH = 900; // px² of its disc for each of them, from which on a smaller one does too
const NAMED = 3; // members from which on a group has a name, as in overview.py
const WIDEST = 6; // px of a line

/**
 * @typedef {import("./camera.js").Camera} Camera
 * @typedef {{x: number, y: number, r: number, size: number, type: number, names: string[], country: string,
 *   kind: string, near: number, loose?: "alone" | "small"}} Group `near` is how many have no country; a loose one is of nodes that
 *   nothing ties, or of small parts
 * @typedef {{groups: Group[], lines: [number, number, number][]}} Overview
 * @typedef {{x: number, y: number, r: number, group: number, type: number, open: boolean}} Disc in px
 * @typedef {{from: import("./camera.js").Point, to: import("./camera.js").Point, width: number}} Line in px
 */

/**
 * The discs that are in sight.
 * @param {Group[]} groups
 * @param {Camera} camera
 * @param {number[]} counts how many members of each group are shown
 * @returns {Disc[]}
 */
export function discsOf(groups, camera, counts) {
  return groups.flatMap((group, place) => {
    const r = group.r * camera.scale;
    const disc = { ...camera.toScreen(group), r, group: place, type: group.type, open: r >= OPEN || !hasTitle(group) || Math.PI * r * r >= EACH * counts[place] };
    return counts[place] && camera.sees(disc) ? [disc] : [];
  });
}

/**
 * Whether a group can be named by itself: by members, or by what it is.
 * @param {Group} group
 */
export function hasTitle({ names, loose }) {
  return names.length > 0 || Boolean(loose);
}

/**
 * What a group is of which a filter leaves some members: named and tinted by these, as overview.py does it with all.
 * @param {Group} group
 * @param {{short: string, type: string, type_label: string, country: string}[]} members those with most relations first
 * @param {string[]} types of the legend
 * @returns {Group}
 */
export function groupOf(group, members, types) {
  const isNamed = members.length >= NAMED;
  return {
    ...group,
    type: members.length ? types.indexOf(most(members.map(({ type }) => type)).value) : group.type,
    names: isNamed && !group.loose ? members.slice(0, 2).map(({ short }) => short) : [],
    country: shared(members.map(({ country }) => country).filter(Boolean)),
    near: members.filter(({ country }) => !country).length,
    kind: isNamed ? shared(members.map(({ type_label: label }) => label)) : "",
  };
}

/**
 * @param {string[]} values
 * @returns {string} the value of more than half of them, or nothing
 */
function shared(values) {
  const { value, count } = most(values);
  return count > values.length / 2 ? value : "";
}

/**
 * @param {string[]} values
 * @returns {{value: string, count: number}} the most frequent, of equals the first by name
 */
function most(values) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, [value, count]) => (count > best.count || (count === best.count && value < best.value) ? { value, count } : best), { value: "", count: 0 });
}

/**
 * The lines between groups in sight, as wide as what ties them is strong.
 * @param {Overview} overview
 * @param {Camera} camera
 * @param {number[]} counts how many members of each group are shown
 * @param {(line: number) => number} strength of a line among what is shown
 * @returns {Line[]}
 */
export function linesOf({ groups, lines }, camera, counts, strength) {
  const strengths = lines.map((_, place) => strength(place));
  const most = strengths.reduce((one, other) => Math.max(one, other), 0);
  return lines.flatMap((ends, place) => {
    const [from, to] = ends.slice(0, 2).map((end) => ({ ...camera.toScreen(groups[end]), r: groups[end].r * camera.scale, count: counts[end] }));
    const drawn = strengths[place] > 0 && [from, to].every((end) => end.count && camera.sees(end));
    return drawn ? [{ from, to, width: 0.8 + (WIDEST - 0.8) * Math.sqrt(strengths[place] / most) }] : [];
  });
}
