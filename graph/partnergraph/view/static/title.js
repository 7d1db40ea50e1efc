/** The titles of groups: what it was asked for by, or two of its members, how many more, and what most of them share. */
import { overlap } from "./grid.js";
import { groupName, isCountry } from "./group.js";
import { wrap } from "./lines.js";
import { hasTitle } from "./overview.js";
import { country, say } from "./words.js";

const NAMED = 24;
const LINE = 14;
const LETTER = 8; // px, at most, of a letter of a title
const LENGTH = 28;
const SHORT = 16; // letters of a name where there is no room for more
const OUTSIDE = 18; // px of radius up to which a title stands above its group, which it would hide
const TITLED = { one: 9, two: 40 }; // px of radius from which on a group is named by one, by two of its members

/**
 * @typedef {import("./grid.js").Box} Box
 * @typedef {import("./overview.js").Disc} Disc
 * @typedef {import("./overview.js").Group} Group
 * @typedef {{lines: string[], x: number, y: number, box: Box}} Title `y` is the middle of the first line
 */

/**
 * The titles of the largest groups that there is room for: none stands on the disc of another group that could have one.
 * @param {Disc[]} discs
 * @param {Group[]} groups
 * @param {number[]} counts
 * @param {{width: number, height: number, blocked?: Box[]}} screen and where on it none may stand
 * @param {{x: number, y: number, r: number}[]} [marks] on which none may stand
 * @param {(line: string) => number} [wide] px of a line
 * @returns {Title[]}
 */
export function titlesOf(discs, groups, counts, screen, marks = [], wide = roughly) {
  /** @type {Title[]} */
  const placed = [];
  const isNamed = (/** @type {Disc} */ { r, group }) => r >= TITLED.one && (hasTitle(groups[group]) || groupName(group));
  for (const disc of discs.filter(isNamed).sort((a, b) => b.r - a.r || a.group - b.group)) {
    if (placed.length === NAMED) break;
    if (disc.x <= 0 || disc.x >= screen.width) continue;
    const tried = candidates(disc, groups[disc.group], counts[disc.group], wide).map((title) => moved(title, screen.width));
    const inTheWay = [...marks, ...discs.filter((each) => each !== disc && each.r >= TITLED.one)]; // smaller ones are dots
    const found = tried.find(({ box }) => isFree(box, placed, screen) && !inTheWay.some((each) => touches(box, each)));
    if (found) placed.push(found);
  }
  return placed;
}

/**
 * What a group can be called and where, the best first; the last are short.
 * @param {Disc} disc
 * @param {Group} group
 * @param {number} count
 * @param {(line: string) => number} wide
 * @returns {Title[]}
 */
function candidates(disc, group, count, wide) {
  const large = disc.r >= TITLED.two;
  const named = [group, { ...group, country: "", kind: "" }].flatMap((each) => {
    const [one, ...more] = titleLines(disc.group, each, count, 1);
    const broken = [...wrap(nameOf(disc.group, group) || group.names[0]), ...more];
    return [...(large ? [titleLines(disc.group, each, count, 2)] : []), [one, ...more], ...(large ? [broken] : [])];
  });
  const short = [clip(named[0][0], SHORT)];
  return [...[...named, short].map((lines) => titleOf(disc, lines, wide)), below(disc, short, wide)];
}

/**
 * @param {string} line
 * @returns {number} px that it takes at most, whatever the font
 */
function roughly(line) {
  return line.length * LETTER;
}

/**
 * @param {Box} box
 * @param {{x: number, y: number, r: number}} mark
 */
export function covers({ left, top, right, bottom }, { x, y, r }) {
  return x + r > left && x - r < right && y + r > top && y - r < bottom;
}

/**
 * Whether a disc reaches into a box.
 * @param {Box} box
 * @param {{x: number, y: number, r: number}} disc
 */
function touches({ left, top, right, bottom }, { x, y, r }) {
  return Math.hypot(x - Math.min(right, Math.max(left, x)), y - Math.min(bottom, Math.max(top, y))) < r;
}

/**
 * Whether a box is on the screen, and no title is in its way.
 * @param {Box} box
 * @param {Title[]} placed
 * @param {{height: number, blocked?: Box[]}} screen
 */
export function isFree(box, placed, screen) {
  const taken = [...placed.map((title) => title.box), ...(screen.blocked ?? [])];
  return box.top >= 0 && box.bottom <= screen.height && !taken.some((other) => overlap(box, other));
}

/**
 * The title of a group by what it was asked for, above its outline.
 * @param {number} number of the group
 * @param {number} count of members that are shown
 * @param {number} near how many of them have no country
 * @param {{x: number, y: number}} top the middle of its upper edge
 * @returns {Title}
 */
export function titleAbove(number, count, near, { x, y }) {
  return titleOf({ x, y, r: 0, open: true }, titleLines(number, { names: [], country: "", kind: "", near }, count, 0), roughly);
}

/**
 * What a group is called: what it was asked for by, or two of its members, how many more, and what most of them share.
 * @param {number} number of the group
 * @param {Pick<Group, "names" | "country" | "kind" | "near" | "loose">} group
 * @param {number} count of members that are shown
 * @param {number} most names
 * @returns {string[]}
 */
export function titleLines(number, group, count, most) {
  const { names, country: code, kind, near } = group;
  const guests = isCountry(number) ? near : 0;
  const told = guests ? [say("groupNear", { n: guests })] : [];
  const own = nameOf(number, group);
  if (own) return [clip(own, LENGTH), say("groupSize", { n: count - guests }), ...told];
  const named = names.slice(0, most);
  const more = count > named.length ? say("groupMore", { n: count - named.length }) : "";
  return [...named.map((name) => clip(name, LENGTH)), [more, code ? country(code) : kind].filter(Boolean).join(" · ")].filter(Boolean);
}

/**
 * The name of a group that has one of its own, or nothing.
 * @param {number} number
 * @param {Pick<Group, "loose">} group
 */
function nameOf(number, { loose }) {
  return groupName(number) || (loose ? say(loose === "alone" ? "groupAlone" : "groupSmall") : "");
}

/**
 * A closed group has its title in its middle, an open or a small one above its members.
 * @param {Pick<Disc, "x" | "y" | "r" | "open">} disc
 * @param {string[]} lines
 * @param {(line: string) => number} wide
 * @returns {Title}
 */
function titleOf({ x, y, r, open }, lines, wide) {
  const high = lines.length * LINE;
  return titleAt(x, open || r < OUTSIDE ? Math.max(4, y - r - high - 2) : y - high / 2, lines, wide);
}

/**
 * @param {Pick<Disc, "x" | "y" | "r">} disc
 * @param {string[]} lines
 * @param {(line: string) => number} wide
 * @returns {Title}
 */
function below({ x, y, r }, lines, wide) {
  return titleAt(x, y + r + 2, lines, wide);
}

/**
 * @param {number} x
 * @param {number} top
 * @param {string[]} lines
 * @param {(line: string) => number} wide
 * @returns {Title}
 */
function titleAt(x, top, lines, wide) {
  const half = Math.max(...lines.map(wide)) / 2 + 2;
  return { lines, x, y: top + LINE / 2, box: { left: x - half, top, right: x + half, bottom: top + lines.length * LINE } };
}

/**
 * Move a title that is partly out of sight to the side.
 * @param {Title} title
 * @param {number} width of the screen
 * @returns {Title}
 */
function moved({ lines, x, y, box }, width) {
  const by = Math.max(0, 2 - box.left) - Math.max(0, box.right + 2 - width);
  return { lines, x: x + by, y, box: { ...box, left: box.left + by, right: box.right + by } };
}

/**
 * @param {string} name
 * @param {number} length
 */
function clip(name, length) {
  const letters = Array.from(name);
  return letters.length > length ? `${letters.slice(0, length - 1).join("").trimEnd()}…` : name;
}
