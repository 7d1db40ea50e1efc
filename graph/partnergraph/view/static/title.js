/** The titles of groups: two of its members, how many more, and what most of them share. */
import { country, say } from "./words.js";

const NAMED = 24;
const LINE = 14;
const LETTER = 8; // px, at most, of a letter of a title
const LENGTH = 26;
const TITLED = { one: 9, two: 40 }; // px of radius from which on a group is named by one, by two of its members

/**
 * @typedef {import("./grid.js").Box} Box
 * @typedef {import("./overview.js").Disc} Disc
 * @typedef {import("./overview.js").Group} Group
 * @typedef {{lines: string[], x: number, y: number, box: Box}} Title `y` is the middle of the first line
 */

/**
 * The titles of the largest groups that there is room for.
 * @param {Disc[]} discs
 * @param {Group[]} groups
 * @param {number[]} counts
 * @param {{width: number, height: number}} screen
 * @returns {Title[]}
 */
export function titlesOf(discs, groups, counts, screen) {
  /** @type {Title[]} */
  const placed = [];
  const named = discs.filter(({ r, group }) => r >= TITLED.one && groups[group].names.length).sort((a, b) => b.r - a.r || a.group - b.group);
  for (const disc of named) {
    if (placed.length === NAMED) break;
    const title = moved(titleOf(disc, titleLines(groups[disc.group], counts[disc.group], disc.r < TITLED.two ? 1 : 2)), screen.width);
    const { left, top, right, bottom } = title.box;
    const seen = top >= 0 && bottom <= screen.height && disc.x > 0 && disc.x < screen.width;
    if (seen && !placed.some(({ box }) => left < box.right && box.left < right && top < box.bottom && box.top < bottom)) placed.push(title);
  }
  return placed;
}

/**
 * What a group is called: two of its members, how many more, and what most of them share.
 * @param {Group} group
 * @param {number} count of members that are shown
 * @param {number} most names
 * @returns {string[]}
 */
export function titleLines({ names, country: code, kind }, count, most) {
  const named = names.slice(0, most);
  const more = count > named.length ? say("groupMore", { n: count - named.length }) : "";
  return [...named.map(clip), [more, code ? country(code) : kind].filter(Boolean).join(" · ")].filter(Boolean);
}

/**
 * A closed group has its title in its middle, an open one above its members.
 * @param {Disc} disc
 * @param {string[]} lines
 * @returns {Title}
 */
function titleOf({ x, y, r, open }, lines) {
  const half = (Math.max(...lines.map((line) => line.length)) * LETTER) / 2;
  const high = lines.length * LINE;
  const top = open ? Math.max(4, y - r - high - 2) : y - high / 2;
  return { lines, x, y: top + LINE / 2, box: { left: x - half, top, right: x + half, bottom: top + high } };
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

/** @param {string} name */
function clip(name) {
  const letters = Array.from(name);
  return letters.length > LENGTH ? `${letters.slice(0, LENGTH - 1).join("")}…` : name;
}
