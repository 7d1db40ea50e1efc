/** The labels of the drawing: in screen pixels, never over one another or over a mark, the most tied first. */
import { around, Grid } from "./grid.js";
import { known } from "./known.js";
import { wrap } from "./lines.js";

const GAP = 3;
const APART = 4; // px between two labels beside each other
export const LINE = 14;
const REPAIRS = 40;
const FEW = 2; // marks that the label of a great one may cover
const OVER = 8; // px by which a label may leave its disc
const LABEL = "label of ";
const RINGS = [0, 16, 32, 48]; // px by which a label that must be there may stand off, and higher or lower
const COST = { label: 1000, must: 100, away: 10 }; // of what such a label covers, in marks without a name, and of each ring that it stands off
const FONT = '12px system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

/**
 * @typedef {import("./grid.js").Box} Box
 * @typedef {{id: string, text: string, x: number, y: number, radius: number, rank: number, strong: boolean,
 *   must: boolean, side?: number, great?: boolean, within?: {x: number, y: number, r: number} | null}} Mark `side` is -1 where a
 *   label on the left is best, 1 where one on the right is; a great one has its label before all others, on marks where there is
 *   no room beside them; a label does not leave the disc that it is `within`
 * @typedef {{id: string, lines: string[], x: number, y: number, strong: boolean, align: CanvasTextAlign, box: Box}} Caption
 * @typedef {{context: CanvasRenderingContext2D, screen: {width: number, height: number}, taken: Grid,
 *   placed: Map<string, Caption>, marks: Map<string, Mark>}} Plan
 */

/** @type {Map<string, {lines: string[], width: number}>} */
const measured = new Map();
/** @type {Map<string, number>} the width of each word, bold ones after a sign: names share many */
const words = new Map();

/**
 * Place as many labels as there is room for.
 * @param {CanvasRenderingContext2D} context
 * @param {Mark[]} marks all drawn entities, in screen pixels; one without text has no label, and none stands on it
 * @param {{width: number, height: number}} screen
 * @param {Box[]} [blocked] where no label may stand
 * @returns {Caption[]}
 */
export function captions(context, marks, screen, blocked = []) {
  const named = marks.filter((mark) => mark.text);
  const plan = { context, screen, taken: new Grid(), placed: new Map(), marks: new Map(named.map((mark) => [mark.id, mark])) };
  for (const mark of marks) plan.taken.add(around(mark), mark.id);
  for (const box of blocked) plan.taken.add(box, "");
  named.sort((a, b) => b.rank - a.rank || b.text.length - a.text.length);
  placeMusts(plan, named.filter((mark) => mark.must));
  const others = named.filter((mark) => !mark.must);
  const left = others.filter((mark) => !place(plan, mark) && !(mark.great && cover(plan, mark)));
  for (const mark of left.slice(0, REPAIRS)) if (!place(plan, mark)) makeRoom(plan, mark);
  return [...plan.placed.values()];
}

/**
 * Place the labels that must be there before all others, on what matters least where there is no room.
 * @param {Plan} plan
 * @param {Mark[]} marks
 */
function placeMusts(plan, marks) {
  const left = marks.filter((mark) => !place(plan, mark));
  for (const mark of left) if (!place(plan, mark) && !makeRoom(plan, mark)) force(plan, mark);
}

/**
 * Draw labels with a rim of the paper's colour.
 * @param {CanvasRenderingContext2D} context
 * @param {Caption[]} placed
 * @param {{ink: string, canvas: string}} colours
 */
export function drawCaptions(context, placed, colours) {
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.strokeStyle = colours.canvas;
  context.fillStyle = colours.ink;
  context.lineWidth = 4;
  for (const caption of placed) {
    context.font = font(caption.strong);
    context.textAlign = caption.align;
    caption.lines.forEach((line, row) => context.strokeText(line, caption.x, caption.y + row * LINE));
    caption.lines.forEach((line, row) => context.fillText(line, caption.x, caption.y + row * LINE));
  }
}

/** @param {boolean} strong */
function font(strong) {
  return strong ? `600 ${FONT}` : FONT;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Mark} mark
 * @returns {{lines: string[], width: number}}
 */
function measure(context, { text, strong }) {
  const key = strong ? `*${text}` : text;
  const before = measured.get(key);
  if (before) return before;
  const lines = wrap(text);
  const found = { lines, width: Math.max(...lines.map((line) => widthOf(context, line, strong))) };
  measured.set(key, found);
  return found;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} line
 * @param {boolean} strong
 * @returns {number} px
 */
function widthOf(context, line, strong) {
  let sum = 0;
  for (const word of line.split(/(?<= )/)) {
    const key = strong ? `*${word}` : word;
    let width = words.get(key);
    if (width === undefined) {
      context.font = font(strong);
      width = context.measureText(word).width;
      words.set(key, width);
    }
    sum += width;
  }
  return sum;
}

/**
 * Place one label at the best free spot.
 * @param {Plan} plan
 * @param {Mark} mark
 * @returns {boolean} whether there is one
 */
function place(plan, mark) {
  const free = candidates(plan, mark).find((caption) => plan.taken.isFree(caption.box, mark.id));
  if (free) settle(plan, mark, free);
  return Boolean(free);
}

/**
 * Place one label where another stands that can stand elsewhere.
 * @param {Plan} plan
 * @param {Mark} mark
 * @returns {boolean} whether there is such a spot
 */
function makeRoom(plan, mark) {
  for (const caption of candidates(plan, mark)) {
    const [owner = "", ...more] = plan.taken.hits(caption.box, mark.id);
    if (more.length || !owner.startsWith(LABEL)) continue;
    const other = known(plan.marks, owner.slice(LABEL.length));
    const before = known(plan.placed, other.id);
    plan.taken.remove(wide(before.box), owner);
    settle(plan, mark, caption);
    if (place(plan, other)) return true;
    plan.taken.remove(wide(caption.box), LABEL + mark.id);
    plan.placed.delete(mark.id);
    settle(plan, other, before);
  }
  return false;
}

/**
 * Place the label of a great one on a few marks.
 * @param {Plan} plan
 * @param {Mark} mark
 * @returns {boolean} whether there is such a spot
 */
function cover(plan, mark) {
  const offers = candidates(plan, mark).map((caption) => ({ caption, cost: plan.taken.hits(caption.box, mark.id).size }));
  const best = cheapest(offers.filter(({ cost }) => cost <= FEW));
  if (best) settle(plan, mark, best);
  return Boolean(best);
}

/**
 * Place a label that must be there: rather on marks without a name than on those with one, on another label last of all.
 * @param {Plan} plan
 * @param {Mark} mark
 */
function force(plan, mark) {
  const offers = (/** @type {Plan} */ within) => RINGS.flatMap((far, ring) => [0, far, -far].flatMap((up) =>
    candidates(within, { ...mark, y: mark.y + up, radius: mark.radius + far }).map((caption) =>
      ({ caption, cost: COST.away * ring + costOf(plan, plan.taken.hits(wide(caption.box), mark.id)) }))));
  const best = cheapest(offers(plan)) ?? cheapest(offers({ ...plan, screen: { width: Infinity, height: Infinity } }));
  if (best) settle(plan, mark, best);
}

/**
 * @param {{caption: Caption, cost: number}[]} offers
 * @returns {Caption | undefined} the first of those that cost least
 */
function cheapest(offers) {
  const least = Math.min(...offers.map(({ cost }) => cost));
  return offers.find(({ cost }) => cost === least)?.caption;
}

/**
 * @param {Plan} plan
 * @param {Set<string>} owners of what a label covers
 */
function costOf({ marks }, owners) {
  let sum = 0;
  for (const owner of owners) sum += !owner || owner.startsWith(LABEL) ? COST.label : marks.get(owner)?.must ? COST.must : 1;
  return sum;
}

/**
 * @param {Plan} plan
 * @param {Mark} mark
 * @param {Caption} caption
 */
function settle(plan, mark, caption) {
  plan.placed.set(mark.id, caption);
  plan.taken.add(wide(caption.box), LABEL + mark.id);
}

/**
 * @param {Box} box
 * @returns {Box} what a label takes of the line that it stands in
 */
function wide(box) {
  return { ...box, left: box.left - APART, right: box.right + APART };
}

/**
 * @param {Plan} plan
 * @param {Mark} mark
 * @returns {Caption[]} where the label may stand on the screen, the best first
 */
function candidates({ context, screen }, mark) {
  const { lines, width } = measure(context, mark);
  const found = spots(mark, width, lines.length * LINE).filter(({ box }) => inside(box, screen) && holds(mark.within, box));
  return found.map(({ x, align, box }) => ({ id: mark.id, lines, x, y: box.top + LINE / 2, strong: mark.strong, align, box }));
}

/**
 * The places beside a mark where its label may stand, the best first.
 * @param {Mark} mark
 * @param {number} width
 * @param {number} height
 * @returns {{x: number, align: CanvasTextAlign, box: Box}[]}
 */
function spots(mark, width, height) {
  const { x, y, radius, side = 0 } = mark;
  const far = radius + GAP;
  const near = radius * 0.7;
  const centre = (/** @type {number} */ at, /** @type {number} */ top) => spot(at, "center", at - width / 2, top, width, height);
  const right = (/** @type {number} */ dx, /** @type {number} */ top) => spot(x + dx, "left", x + dx, top, width, height);
  const left = (/** @type {number} */ dx, /** @type {number} */ top) => spot(x - dx, "right", x - dx - width, top, width, height);
  const beside = [right(far + 2, y - height / 2), left(far + 2, y - height / 2)];
  return [
    ...(side ? [beside[side > 0 ? 0 : 1]] : []),
    centre(x, y + far), ...beside, centre(x, y - far - height),
    right(near, y + near), left(near, y + near), right(near, y - near - height), left(near, y - near - height),
    ...[-0.25, 0.25].flatMap((part) => [centre(x + part * width, y + far), centre(x + part * width, y - far - height)]),
  ];
}

/**
 * @param {number} x
 * @param {CanvasTextAlign} align
 * @param {number} left
 * @param {number} top
 * @param {number} width
 * @param {number} height
 */
function spot(x, align, left, top, width, height) {
  return { x, align, box: { left, top, right: left + width, bottom: top + height } };
}

/**
 * @param {Box} box
 * @param {{width: number, height: number}} screen
 */
function inside(box, screen) {
  return box.left >= 2 && box.top >= 2 && box.right <= screen.width - 2 && box.bottom <= screen.height - 2;
}

/**
 * Whether a box lies in a disc, if there is one.
 * @param {Mark["within"]} disc
 * @param {Box} box
 */
function holds(disc, { left, top, right, bottom }) {
  if (!disc) return true;
  const { x, y, r } = disc;
  return Math.hypot(Math.max(x - left, right - x), Math.max(y - top, bottom - y)) <= r + OVER;
}
