/** The plate of an entity: its whole name on paper of its own, in the place of its label where it has one. */
import { captions, drawCaptions, LINE } from "./caption.js";

const RIM = { x: 5, y: 3 };

/**
 * @typedef {import("./caption.js").Caption} Caption
 * @typedef {{width: number, height: number}} Screen
 */

/**
 * Draw the plate of an entity.
 * @param {CanvasRenderingContext2D} context
 * @param {import("./caption.js").Mark} mark with the whole name
 * @param {Caption | undefined} label which the plate covers
 * @param {Screen} screen
 * @param {{ink: string, canvas: string, line: string}} colours
 */
export function drawPlate(context, mark, label, screen, colours) {
  for (const free of captions(context, [mark], screen)) {
    const caption = label ? instead(label, free, screen) : free;
    const { left, top, right, bottom } = caption.box;
    context.fillStyle = colours.canvas;
    context.strokeStyle = colours.line;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(left - RIM.x, top - RIM.y, right - left + 2 * RIM.x, bottom - top + 2 * RIM.y - 1, RIM.x);
    context.fill();
    context.stroke();
    drawCaptions(context, [caption], colours);
  }
}

/**
 * Move a label to where another stands that it is to cover, and wholly onto the screen.
 * @param {Caption} before
 * @param {Caption} caption
 * @param {Screen} screen
 * @returns {Caption} its box is that of both
 */
export function instead({ align, box }, caption, screen) {
  const height = caption.lines.length * LINE;
  const wide = Math.max(caption.box.right - caption.box.left, box.right - box.left);
  const high = Math.max(height, box.bottom - box.top);
  const start = align === "left" ? box.left : align === "right" ? box.right - wide : (box.left + box.right - wide) / 2;
  const left = Math.max(RIM.x + 1, Math.min(start, screen.width - wide - RIM.x - 1));
  const top = Math.max(RIM.y + 1, Math.min((box.top + box.bottom - high) / 2, screen.height - high - RIM.y - 1));
  const x = align === "left" ? left : align === "right" ? left + wide : left + wide / 2;
  return { ...caption, align, x, y: top + (high - height + LINE) / 2, box: { left, top, right: left + wide, bottom: top + high } };
}
