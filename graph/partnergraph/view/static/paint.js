/** Painting a plan: strokes in one go for each kind, small marks in one go for each type. */
import { known } from "./known.js";
import { drawMark } from "./mark.js";
import { shade } from "./palette.js";

const SMALL = 4; // px of radius below which a mark is a dot
const DOT = 1.6; // and below which it is a square
const RUN = 400; // strokes that are painted in one go; longer ones take browsers more time, not less
const TINT = { light: 0.13, dark: 0.2 };
const MANY = 200; // dots from which on those of groups without a name are fainter
const LONE = 0.45;
const FADED = { stroke: 0.12, mark: 0.2, disc: 0.35 };
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
const DENSE = 600; // strokes from which on those that are faded are fainter still
const OPACITY = { most: 0.62, least: 0.16, many: 700 }; // of strokes; the more there are, the fainter

/**
 * @typedef {import("./atlas.js").Plan} Plan
 * @typedef {import("./palette.js").Palette} Palette
 * @typedef {{types: import("./model.js").Line[], type: Map<string, import("./model.js").Line>,
 *   kind: Map<string, import("./model.js").Line>}} Looks
 */

/**
 * @param {CanvasRenderingContext2D} context in px
 * @param {Plan} plan
 * @param {Looks} looks
 * @param {Palette} colours
 */
export function paint(context, plan, looks, colours) {
  paintLines(context, plan, colours);
  paintDiscs(context, plan, looks, colours);
  paintStrokes(context, plan, looks, colours);
  paintMarks(context, plan, looks, colours);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pick<Plan, "lines" | "faded">} plan
 * @param {Palette} colours
 */
export function paintLines(context, { lines, faded }, colours) {
  context.save();
  context.strokeStyle = colours.muted;
  context.globalAlpha = faded ? 0.08 : 0.28;
  for (const { from, to, width } of lines) {
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
  context.restore();
}

/**
 * Paint groups as discs of paper with the tint of their most frequent type.
 * @param {CanvasRenderingContext2D} context
 * @param {Pick<Plan, "discs" | "faded">} plan
 * @param {Pick<Looks, "types">} looks
 * @param {Palette} colours
 */
export function paintDiscs(context, { discs, faded }, { types }, colours) {
  const tint = (colours.dark ? TINT.dark : TINT.light) * (faded ? FADED.disc : 1);
  context.save();
  for (const { x, y, r, type } of discs) {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.globalAlpha = 1;
    context.fillStyle = colours.canvas;
    context.fill();
    context.globalAlpha = tint;
    context.fillStyle = shade(types[type].look, colours);
    context.fill();
    context.globalAlpha = 3 * tint;
    context.lineWidth = 1;
    context.strokeStyle = context.fillStyle;
    context.stroke();
  }
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plan} plan
 * @param {Looks} looks
 * @param {Palette} colours
 */
function paintStrokes(context, { strokes, faded, dashed }, { kind }, colours) {
  const runs = Map.groupBy(strokes, (stroke) => `${stroke.faded} ${stroke.edge.kind} ${Math.ceil(stroke.width * 2)}`);
  const opacity = Math.max(OPACITY.least, OPACITY.most * Math.min(1, Math.sqrt(OPACITY.many / strokes.length)));
  const beneath = FADED.stroke * Math.max(0.3, Math.min(1, Math.sqrt(DENSE / strokes.length)));
  context.save();
  for (const run of [...runs.values()].sort((a, b) => Number(b[0].faded) - Number(a[0].faded))) {
    const [first] = run;
    const { look } = known(kind, first.edge.kind);
    context.strokeStyle = first.faded ? colours.muted : shade(look, colours);
    context.globalAlpha = first.faded ? beneath : faded ? 1 : opacity;
    context.lineWidth = first.width;
    context.setLineDash(dashed && run.length < RUN ? look.dash : []);
    for (let start = 0; start < run.length; start += RUN) strokeRun(context, run.slice(start, start + RUN));
  }
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plan["strokes"]} run
 */
function strokeRun(context, run) {
  context.beginPath();
  for (const { from, to, via, edge } of run) {
    context.moveTo(from.x, from.y);
    if (edge.from === edge.to) context.bezierCurveTo(from.x - 30, from.y - 50, from.x + 30, from.y - 50, from.x, from.y);
    else if (via) context.quadraticCurveTo(via.x, via.y, to.x, to.y);
    else context.lineTo(to.x, to.y);
  }
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plan} plan
 * @param {Looks} looks
 * @param {Palette} colours
 */
function paintMarks(context, { marks }, looks, colours) {
  const [small, large] = [marks.filter((mark) => mark.r < SMALL), marks.filter((mark) => mark.r >= SMALL)];
  const dots = Map.groupBy(small, (mark) => `${mark.faded} ${mark.lone} ${mark.type}`);
  context.save();
  for (const some of dots.values()) {
    const [{ faded, lone = false, type }] = some;
    context.globalAlpha = faded ? FADED.mark : lone && small.length > MANY ? LONE : 1;
    context.fillStyle = faded ? colours.muted : shade(known(looks.type, type).look, colours);
    context.beginPath();
    for (const { x, y, r } of some) {
      if (r < DOT) context.rect(x - r, y - r, 2 * r, 2 * r);
      else {
        context.moveTo(x + r, y);
        context.arc(x, y, r, 0, 2 * Math.PI);
      }
    }
    context.fill();
  }
  context.restore();
  for (const mark of large) paintMark(context, mark, looks, colours, {});
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{x: number, y: number, r: number, type: string, faded: boolean}} mark
 * @param {Pick<Looks, "type">} looks
 * @param {Palette} colours
 * @param {{selected?: boolean, focused?: boolean, hovered?: boolean}} state
 */
export function paintMark(context, { x, y, r, type, faded }, looks, colours, { selected = false, focused = false, hovered = false }) {
  const { look } = known(looks.type, type);
  context.save();
  drawMark(context, { x, y, size: Math.round(r * 4) / 4, path: look.path, look, faded, selected, focused, hovered }, colours);
  context.restore();
}

/** @type {Map<string, number>} px of the lines of titles that were measured */
const widths = new Map();

/**
 * Give what tells how wide the lines of titles are.
 * @param {CanvasRenderingContext2D} context
 * @returns {(line: string) => number} px
 */
export function titleWidths(context) {
  context.font = `600 12px ${FONT}`;
  return (line) => {
    let width = widths.get(line);
    if (width === undefined) widths.set(line, (width = context.measureText(line).width));
    return width;
  };
}

/**
 * Write the titles of groups.
 * @param {CanvasRenderingContext2D} context
 * @param {import("./title.js").Title[]} titles
 * @param {Palette} colours
 */
export function paintTitles(context, titles, colours) {
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = colours.canvas;
  for (const { lines, x, y } of titles) {
    lines.forEach((line, row) => {
      const last = row === lines.length - 1 && row > 0;
      context.font = `${last ? "11px" : "600 12px"} ${FONT}`;
      context.fillStyle = last ? colours.muted : colours.ink;
      context.strokeText(line, x, y + row * 14);
      context.fillText(line, x, y + row * 14);
    });
  }
  context.restore();
}
