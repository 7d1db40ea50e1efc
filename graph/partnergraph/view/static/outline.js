/** Outlines of groups: the convex hull of a group's entities, with round corners. */

const PADDING = 34;

/**
 * Draw the outlines of all groups that have at least two shown entities.
 * @param {CanvasRenderingContext2D} context in the coordinates of the network
 * @param {Map<number, {x: number, y: number}[]>} groups
 * @param {{group: string, line: string}} colours
 */
export function drawOutlines(context, groups, colours) {
  context.save();
  context.lineJoin = "round";
  context.lineCap = "round";
  for (const points of groups.values()) {
    if (points.length < 2) continue;
    drawHull(context, hull(points), colours.line, 2 * PADDING + 2);
    drawHull(context, hull(points), colours.group, 2 * PADDING);
  }
  context.restore();
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
  for (const { x, y } of corners) context.lineTo(x, y);
  context.closePath();
  context.stroke();
  context.fill();
}

/**
 * The convex hull (Andrew's monotone chain).
 * @param {{x: number, y: number}[]} points
 * @returns {{x: number, y: number}[]}
 */
export function hull(points) {
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
