/** The mark of an entity: its type's shape and colour. */
import { shade } from "./palette.js";

/**
 * @typedef {import("./palette.js").Palette} Palette
 * @typedef {{x: number, y: number, size: number, path: string, look: {light: string, dark: string}, faded: boolean,
 *   selected: boolean, focused: boolean, hovered: boolean, zoom?: number}} Drawn `zoom` is by how much all of it is larger
 */

/** px that the ring of what is selected stands out */
export const RING = 5;

const GROWN = 1.25; // of their size at a scale of 1, the most that marks grow to

/**
 * How large marks are drawn: as the picture is up to its own size, from there on by the root of it, so that who comes nearer gains room.
 * @param {number} scale
 * @returns {number} of their size
 */
export function grown(scale) {
  return scale <= 1 ? scale : Math.min(GROWN, Math.sqrt(scale));
}

/** @type {Map<string, Path2D>} */
const outlines = new Map();

/**
 * Draw one mark.
 * @param {CanvasRenderingContext2D} context
 * @param {Drawn} mark
 * @param {Palette} colours
 */
export function drawMark(context, mark, colours) {
  const shape = outline(mark.path, mark.size);
  context.translate(mark.x, mark.y);
  context.scale(mark.zoom ?? 1, mark.zoom ?? 1);
  context.lineJoin = "round";
  if (mark.selected || mark.focused || mark.hovered) drawRing(context, mark, colours);
  context.lineWidth = 3;
  context.strokeStyle = colours.canvas;
  context.stroke(shape);
  context.fillStyle = colours.canvas; // what is cut out of a symbol shows no lines beneath
  context.fill(outline(whole(mark.path), mark.size));
  if (mark.faded) context.globalAlpha = 0.22;
  context.fillStyle = mark.faded ? colours.muted : shade(mark.look, colours);
  context.fill(shape);
  context.globalAlpha = 1;
}

/**
 * @param {string} path
 * @returns {string} the same with nothing cut out of it
 */
export function whole(path) {
  return path.slice(0, path.indexOf("Z") + 1);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Drawn} mark
 * @param {Palette} colours
 */
function drawRing(context, mark, colours) {
  const ring = outline(whole(mark.path), mark.size);
  context.lineWidth = mark.selected ? 11 : 9;
  context.strokeStyle = mark.hovered && !mark.selected && !mark.focused ? colours.muted : colours.ink;
  if (mark.focused) context.strokeStyle = colours.accent;
  context.stroke(ring);
}

/**
 * @param {string} path
 * @param {number} size
 * @returns {Path2D}
 */
function outline(path, size) {
  const key = `${size} ${path}`;
  const before = outlines.get(key);
  if (before) return before;
  const scaled = new Path2D();
  scaled.addPath(new Path2D(path), { a: size, d: size });
  outlines.set(key, scaled);
  return scaled;
}
