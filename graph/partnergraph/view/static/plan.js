/** Plans, which tell all that is drawn in px: that of an ego network, what lies near a point, and a plan as a scene. */
import { known } from "./known.js";
import { RING } from "./mark.js";
import { shade } from "./palette.js";
import { titleCaptions, viaPoint } from "./scene.js";
import { covers } from "./title.js";

const REACH = { mark: 8, stroke: 5 };
const LABELLED = 3; // px of radius from which on a mark has a label
const LABELS = 160;
const WIDER = 3; // px that a selected line is wider
const PIECES = 8; // of a bent line, to find what is near it

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./atlas.js").Plan} Plan
 * @typedef {import("./atlas.js").Mark} Mark
 * @typedef {import("./atlas.js").Stroke} Stroke
 * @typedef {import("./camera.js").Point} Point
 */

/**
 * The plan of an entity with its partners; their relations to one another are faded. A selected relation lies above, its ends named.
 * @param {import("./ego.js").Ego} ego
 * @param {Model} model
 * @param {import("./camera.js").Camera} camera
 * @param {string} selected relation, or nothing
 * @returns {Plan}
 */
export function egoPlan(ego, model, camera, selected) {
  const stroke = (/** @type {boolean} */ faded) => (/** @type {import("./model.js").Relation} */ edge) => {
    const [from, to] = [edge.from, edge.to].map((end) => camera.toScreen(known(ego.places, end)));
    return { edge, from, to, via: viaPoint(from, to, edge.bend), width: edge.id === selected ? edge.width + WIDER : edge.width, faded: faded && edge.id !== selected };
  };
  const line = model.edges.get(selected);
  const ends = new Set(line ? [line.from, line.to] : []);
  const marks = [...ego.places].map(([id, place]) => {
    const { size, type } = known(model.nodes, id);
    const r = size * Math.min(1, Math.max(0.4, camera.scale));
    return { id, ...camera.toScreen(place), r, type, faded: false, strong: id === ego.id || ends.has(id), hub: false };
  });
  const strokes = [...ego.among.map(stroke(true)), ...ego.edges.map(stroke(false)), ...ego.loops.map(stroke(false))];
  strokes.sort((one, other) => Number(one.edge.id === selected) - Number(other.edge.id === selected));
  return { discs: [], lines: [], strokes, marks: [...marks.slice(1), marks[0]], faded: false, dashed: true };
}

/**
 * The marks for their labels; those that have one if there is room, the busiest first, have its text.
 * @param {Plan} plan
 * @param {Model} model
 * @param {string} centre the entity that all others lie around, or nothing
 * @param {Set<string>} told what a title tells already
 * @returns {import("./caption.js").Mark[]}
 */
export function namedOf(plan, model, centre, told) {
  const middle = plan.marks.find((mark) => mark.id === centre)?.x;
  const ties = (/** @type {Mark} */ mark) => known(model.incident, mark.id).length;
  const large = plan.marks.filter((mark) => !mark.faded && (mark.r >= LABELLED || mark.strong) && !(mark.hub && told.has(known(model.nodes, mark.id).short)));
  const ranked = new Set(large.sort((a, b) => Number(b.strong) - Number(a.strong) || ties(b) - ties(a)).slice(0, LABELS));
  return plan.marks.map((mark) => ({
    id: mark.id, text: ranked.has(mark) ? known(model.nodes, mark.id).short : "", x: mark.x, y: mark.y,
    radius: mark.r * 1.1 + (mark.id === centre ? RING : 0),
    rank: (mark.strong ? 1e6 : 0) + ties(mark), strong: mark.strong, must: mark.strong,
    within: mark.within, side: middle === undefined || mark.id === centre ? 0 : Math.sign(mark.x - middle),
  }));
}

/**
 * Leave out what a closed group shows where its title stands.
 * @param {Mark[]} marks
 * @param {import("./title.js").Title[]} titles
 * @returns {Mark[]}
 */
export function clear(marks, titles) {
  return marks.filter((mark) => !mark.hub || !titles.some(({ box }) => covers(box, mark)));
}

/**
 * What lies near a point: a mark before a stroke, a stroke before a disc.
 * @param {Plan} plan
 * @param {Point} point
 * @returns {{mark: Mark | null, stroke: Stroke | null, disc: import("./overview.js").Disc | null}}
 */
export function near({ marks, strokes, discs }, point) {
  const mark = nearest(marks, (each) => Math.hypot(each.x - point.x, each.y - point.y) - each.r, REACH.mark);
  const stroke = mark ? null : nearest(strokes.filter((each) => !each.faded && around(each, point)), (each) => distance(each, point), REACH.stroke);
  const disc = discs.find((each) => Math.hypot(each.x - point.x, each.y - point.y) < each.r) ?? null;
  return { mark, stroke, disc };
}

/**
 * @template Thing
 * @param {Thing[]} things
 * @param {(thing: Thing) => number} away
 * @param {number} reach
 * @returns {Thing | null} the nearest, of equals the last, which lies above
 */
function nearest(things, away, reach) {
  /** @type {Thing | null} */
  let found = null;
  let least = reach;
  for (const thing of things) {
    const far = away(thing);
    if (far <= least) [found, least] = [thing, far];
  }
  return found;
}

/**
 * Whether a point can be near a line.
 * @param {Stroke} stroke
 * @param {Point} point
 */
function around({ from, to, via }, { x, y }) {
  const points = via ? [from, to, via] : [from, to];
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const reach = REACH.stroke;
  return x > Math.min(...xs) - reach && x < Math.max(...xs) + reach && y > Math.min(...ys) - reach && y < Math.max(...ys) + reach;
}

/**
 * How far a point lies from a line, which may be bent.
 * @param {{from: Point, to: Point, via: Point | null}} stroke
 * @param {Point} point
 * @returns {number}
 */
export function distance({ from, to, via }, point) {
  if (!via) return fromPiece(from, to, point);
  const at = (/** @type {number} */ t) => ({
    x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * via.x + t ** 2 * to.x, y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * via.y + t ** 2 * to.y,
  });
  const pieces = Array.from({ length: PIECES }, (_, place) => fromPiece(at(place / PIECES), at((place + 1) / PIECES), point));
  return Math.min(...pieces);
}

/**
 * @param {Point} from
 * @param {Point} to
 * @param {Point} point
 */
function fromPiece(from, to, point) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const part = Math.min(1, Math.max(0, along));
  return Math.hypot(from.x + part * dx - point.x, from.y + part * dy - point.y);
}

/**
 * A plan as the values of a picture.
 * @param {{plan: Plan, model: Model, colours: import("./palette.js").Palette, screen: {width: number, height: number},
 *   titles: import("./title.js").Title[], captions: import("./caption.js").Caption[], selected: string}} drawn
 * @returns {import("./scene.js").Scene}
 */
export function sceneOfPlan({ plan, model, colours, screen, titles, captions, selected }) {
  const plain = { via: /** @type {Point | null} */ (null), dash: /** @type {number[]} */ ([]) };
  const lines = plan.lines.map(({ from, to, width }) => ({ ...plain, from, to, colour: colours.muted, width, opacity: 0.28 }));
  const strokes = plan.strokes.map(({ edge, from, to, via, width, faded }) => {
    const { look } = known(model.kind, edge.kind);
    const end = edge.from === edge.to ? from : to;
    return { from, to: end, via, colour: faded ? colours.muted : shade(look, colours), width, dash: plan.dashed ? look.dash : [], opacity: faded ? 0.12 : 0.7 };
  });
  const discs = plan.discs.map(({ x, y, r, type }) => ({ x, y, r, colour: shade(model.types[type].look, colours) }));
  const shapes = plan.marks.map(({ id, x, y, r, type, faded }) => {
    const { look } = known(model.type, type);
    const ring = id === selected ? colours.ink : "";
    return { x, y, size: r, path: look.path, colour: faded ? colours.muted : shade(look, colours), opacity: faded ? 0.2 : 1, ring, title: known(model.nodes, id).label };
  });
  return {
    width: Math.ceil(screen.width), height: Math.ceil(screen.height), paper: colours.canvas, ink: colours.ink, areas: [],
    beneath: lines, discs, strokes, shapes, captions: [...titles.flatMap(titleCaptions), ...captions],
  };
}
