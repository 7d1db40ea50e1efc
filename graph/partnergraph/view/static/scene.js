/** All that is drawn, as values: for pictures that are written and not painted. */
import { captions, LINE } from "./caption.js";
import { given, known } from "./known.js";
import { RING } from "./mark.js";
import { outlines, outlineTitles, PADDING } from "./outline.js";
import { shade } from "./palette.js";

const MARGIN = 90; // of px for labels, smaller where the whole is
const THINNEST = 0.5; // of the width of lines, however small the whole is
const FADED = { line: 0.14, mark: 0.22 };

/**
 * @typedef {{x: number, y: number}} Point
 * @typedef {{points: Point[], padding: number, fill: string, line: string}} Area the outline of a group
 * @typedef {{from: Point, to: Point, via: Point | null, colour: string, width: number, dash: number[],
 *   opacity: number}} Stroke
 * @typedef {{x: number, y: number, size: number, path: string, colour: string, opacity: number, ring: string,
 *   title: string}} Shape
 * @typedef {{x: number, y: number, r: number, colour: string}} Disc a group
 * @typedef {{width: number, height: number, paper: string, ink: string, areas: Area[], beneath: Stroke[], discs: Disc[],
 *   strokes: Stroke[], shapes: Shape[], captions: import("./caption.js").Caption[]}} Scene
 *   sizes and places in px; what comes later lies above
 * @typedef {{model: import("./model.js").Model, state: import("./state.js").State, view: import("./shown.js").Shown,
 *   light: import("./renderer.js").Light | null, colours: import("./palette.js").Palette, positions: Map<string, Point>,
 *   opacity: number}} Drawn
 * @typedef {Drawn & {scale: number}} Placed with places in px
 * @typedef {{width: number, height: number}} Size px
 */

/**
 * Tell the whole picture, one px to a unit of the network or so small that it fits a paper; letters keep their size.
 * @param {Drawn} drawn
 * @param {Size} [paper]
 * @returns {Scene}
 */
export function sceneOf(drawn, paper = { width: Infinity, height: Infinity }) {
  const { positions, colours } = drawn;
  const [left, right] = reach([...positions.values()].map((point) => point.x));
  const [top, bottom] = reach([...positions.values()].map((point) => point.y));
  const [wide, high] = [right - left + 2 * MARGIN, bottom - top + 2 * MARGIN];
  const scale = Math.min(1, paper.width / wide, paper.height / high);
  const size = { width: Math.ceil(wide * scale), height: Math.ceil(high * scale) };
  const shift = (/** @type {Point} */ { x, y }) => ({ x: (x - left + MARGIN) * scale, y: (y - top + MARGIN) * scale });
  const places = new Map([...positions].map(([id, point]) => [id, shift(point)]));
  const moved = { ...drawn, positions: places, scale };
  const shapes = lifted([...places.keys()], drawn.light?.nodes).map((id) => shape(moved, id));
  const drawnOutlines = drawn.state.outlines ? outlines(places, drawn.model.nodes) : [];
  const padding = PADDING * scale;
  const marks = labels(moved);
  const titles = outlineTitles(drawnOutlines, (point) => point, marks, size, padding);
  const boxes = titles.map(({ box }) => box);
  return {
    ...size, paper: colours.canvas, ink: colours.ink,
    areas: drawnOutlines.map(({ corners }) => ({ points: corners, padding, fill: colours.group, line: colours.outline })), beneath: [], discs: [],
    strokes: strokes(moved), shapes,
    captions: [...titles.flatMap(titleCaptions), ...captions(given(document.createElement("canvas").getContext("2d")), marks, size, boxes)],
  };
}

/**
 * The middle point of a bent line: as far to one side as `bend` says, or none for a straight one.
 * @param {Point} from
 * @param {Point} to
 * @param {number} bend share of the length, its sign the side
 * @returns {Point | null}
 */
export function viaPoint(from, to, bend) {
  if (!bend) return null;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return { x: from.x + dx / 2 - dy * bend, y: from.y + dy / 2 + dx * bend };
}

/**
 * What lies above comes last: all that is in the light.
 * @param {string[]} ids
 * @param {Set<string>} [lit]
 */
function lifted(ids, lit) {
  return lit ? [...ids.filter((id) => !lit.has(id)), ...lit] : ids;
}

/**
 * @param {Placed} drawn
 * @param {string} id
 * @returns {Shape}
 */
function shape({ model, state, light, colours, positions, scale }, id) {
  const { size, type, label } = known(model.nodes, id);
  const { look } = known(model.type, type);
  const faded = light !== null && !light.nodes.has(id);
  const colour = faded ? colours.muted : shade(look, colours);
  const ring = state.node === id ? colours.ink : "";
  return { ...known(positions, id), size: size * scale, path: look.path, colour, opacity: faded ? FADED.mark : 1, ring, title: label };
}

/**
 * @param {Placed} drawn
 * @returns {Stroke[]}
 */
function strokes({ model, view, light, colours, positions, opacity, scale }) {
  const thin = Math.max(THINNEST, scale);
  const shown = lifted([...view.edges], light?.edges).map((id) => known(model.edges, id));
  return shown.map((edge) => {
    const [from, to] = [known(positions, edge.from), known(positions, edge.to)];
    const lit = !light || light.edges.has(edge.id);
    const { look } = known(model.kind, edge.kind);
    const via = edge.from === edge.to ? null : viaPoint(from, to, edge.bend);
    return {
      from, to, via, colour: lit ? shade(look, colours) : colours.muted, dash: look.dash,
      width: thin * (lit && light ? edge.width + 1.2 : edge.width), opacity: lit ? (light ? 1 : opacity) : FADED.line,
    };
  });
}

/**
 * The title of a group as labels: its names, and what is told beneath them.
 * @param {import("./title.js").Title} title
 * @returns {import("./caption.js").Caption[]}
 */
export function titleCaptions({ lines, x, y, box }) {
  const names = Math.max(1, lines.length - 1);
  /** @type {import("./caption.js").Caption} */
  const label = { id: "", lines: lines.slice(0, names), x, y, strong: true, align: "center", box };
  return names < lines.length ? [label, { ...label, lines: lines.slice(names), y: y + names * LINE, strong: false }] : [label];
}

/**
 * @param {Placed} drawn
 * @returns {import("./caption.js").Mark[]}
 */
function labels({ model, state, light, positions, scale }) {
  const seen = [...positions].filter(([id]) => !light || light.nodes.has(id));
  return seen.map(([id, { x, y }]) => {
    const { short, size } = known(model.nodes, id);
    const must = state.node === id || isTold(light, state);
    const rank = (must ? 1e6 : 0) + (light ? 1e3 : 0) + known(model.incident, id).length;
    return { id, text: short, x, y, radius: size * 1.1 * scale + (must ? RING : 0), rank, strong: must || model.hubs.has(id), must, great: model.great.has(id) };
  });
}

/**
 * Whether all that is in the light has its name: the ends of a relation, the entities of a path.
 * @param {import("./renderer.js").Light | null} light
 * @param {{node: string}} state
 */
export function isTold(light, { node }) {
  return light !== null && !(node && light.nodes.has(node));
}

/**
 * The least and the greatest of some numbers; of none, nothing lies between them.
 * @param {number[]} values
 * @returns {[number, number]}
 */
export function reach(values) {
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    values.length ? [Infinity, -Infinity] : [0, 0]);
}
