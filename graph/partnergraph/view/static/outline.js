/** Outlines of groups: the convex hull of a group's entities, with round corners, and its title where it has one. */
import { around, Grid } from "./grid.js";
import { groupName } from "./group.js";
import { known } from "./known.js";
import { isFree, titleAbove } from "./title.js";

export const PADDING = 34;

/**
 * @typedef {{x: number, y: number}} Point
 * @typedef {{group: number, count: number, near: number, corners: Point[]}} Outline
 */

/**
 * The outlines of all groups that have a name, or at least two entities.
 * @param {Map<string, Point>} places of shown entities
 * @param {Map<string, {community: number, country: string}>} nodes
 * @returns {Outline[]} `near` is how many of a group have no country
 */
export function outlines(places, nodes) {
  const groupOf = (/** @type {string} */ id) => known(nodes, id).community;
  const near = (/** @type {string[]} */ ids) => ids.filter((id) => !known(nodes, id).country).length;
  const groups = [...Map.groupBy(places.keys(), groupOf)].filter(([group, ids]) => ids.length > 1 || groupName(group));
  return groups.map(([group, ids]) => ({ group, count: ids.length, near: near(ids), corners: hull(ids.map((id) => known(places, id))) }));
}

/**
 * @param {CanvasRenderingContext2D} context in the coordinates of the network
 * @param {Outline[]} drawn
 * @param {{group: string, outline: string}} colours
 */
export function drawOutlines(context, drawn, colours) {
  context.save();
  context.lineJoin = "round";
  context.lineCap = "round";
  for (const { corners } of drawn) {
    drawHull(context, corners, colours.outline, 2 * PADDING + 2);
    drawHull(context, corners, colours.group, 2 * PADDING);
  }
  context.restore();
}

/**
 * The titles of groups that were asked for, above their outlines: of the largest that there is room for.
 * @param {Outline[]} drawn
 * @param {(point: Point) => Point} toScreen
 * @param {import("./caption.js").Mark[]} marks on which none may stand
 * @param {{width: number, height: number}} screen
 * @param {number} [padding]
 * @returns {import("./title.js").Title[]}
 */
export function outlineTitles(drawn, toScreen, marks, screen, padding = PADDING) {
  /** @type {import("./title.js").Title[]} */
  const placed = [];
  const taken = new Grid();
  for (const mark of marks) taken.add(around(mark), mark.id);
  for (const outline of drawn.filter(({ group }) => groupName(group)).sort((a, b) => b.count - a.count || a.group - b.group)) {
    const title = titleAbove(outline.group, outline.count, outline.near, toScreen(top(outline.corners, padding)));
    if (isFree(title.box, placed, screen) && !taken.hits(title.box, "").size) placed.push(title);
  }
  return placed;
}

/**
 * @param {Point[]} corners
 * @param {number} padding
 * @returns {Point} the middle of the upper edge of their outline
 */
function top(corners, padding) {
  const across = corners.map(({ x }) => x);
  return { x: (Math.min(...across) + Math.max(...across)) / 2, y: Math.min(...corners.map(({ y }) => y)) - padding };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{x: number, y: number}[]} corners
 * @param {string} colour
 * @param {number} width
 */
function drawHull(context, corners, colour, width) {
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  for (const { x, y } of [...corners, corners[0]]) context.lineTo(x, y); // back to the first, so that one alone is a dot
  context.stroke();
  context.fill();
}

/**
 * The convex hull (Andrew's monotone chain).
 * @param {{x: number, y: number}[]} points
 * @returns {{x: number, y: number}[]}
 */
export function hull(points) {
  if (points.length < 2) return points;
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  return [...half(sorted), ...half(sorted.reverse())];
}

/**
 * @param {{x: number, y: number}[]} points
 * @returns {{x: number, y: number}[]}
 */
function half(points) {
  const chain = [];
  for (const point of points) {
    while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0) chain.pop();
    chain.push(point);
  }
  return chain.slice(0, -1);
}

/**
 * @param {{x: number, y: number}} a
 * @param {{x: number, y: number}} b
 * @param {{x: number, y: number}} c
 */
function turn(a, b, c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}
