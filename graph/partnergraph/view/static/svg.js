/** A picture as SVG: title, drawing, legend and a line of facts, written from values. */
import { filled } from "./crop.js";
import { given } from "./known.js";
import { whole } from "./mark.js";
import { tag, written } from "./tag.js";

const MARGIN = 24;
const TITLE = 56;
const ROW = 22;
const COLUMN = 260;
const LETTERS = 32;
const LETTER = 6; // px, about, of a letter of the facts
const LINE = 15;
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
/** @type {Map<string, string>} */
const ANCHORS = new Map([["center", "middle"], ["left", "start"], ["right", "end"]]);
const ROUND = { "stroke-linejoin": "round", "stroke-linecap": "round" };

/**
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {import("./tag.js").Tag} Tag
 * @typedef {{head: string, lines: {label: string, count: number, colour: string, path?: string, dash?: number[]}[]}} Part
 * @typedef {{scene: Scene, title: string, parts: Part[], facts: string}} Picture
 */

/**
 * Write a picture.
 * @param {Picture} picture
 * @returns {string}
 */
export function svg({ scene, title, parts, facts }) {
  const width = Math.max(scene.width, COLUMN + 2 * MARGIN);
  const columns = Math.max(1, Math.floor((width - 2 * MARGIN) / COLUMN));
  const legend = placed(parts, columns);
  const lines = wrapped(facts, Math.floor((width - 2 * MARGIN) / LETTER));
  const height = TITLE + scene.height + legend.rows * ROW + 3 * MARGIN + (lines.length - 1) * LINE;
  const below = TITLE + scene.height + MARGIN;
  return written(tag("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT },
    tag("title", {}, title),
    tag("rect", { width, height, fill: scene.paper }),
    words(MARGIN, 38, clip(title, Math.floor(width / 12)), scene.ink, { "font-size": 20, "font-weight": 650 }),
    tag("g", { transform: `translate(0 ${TITLE})` }, ...drawing(scene)),
    tag("g", { transform: `translate(${MARGIN} ${below})`, "font-size": 12 }, ...legend.items.flatMap((item) => entry(item, scene.ink))),
    ...lines.map((line, row) => words(MARGIN, height - MARGIN - (lines.length - 1 - row) * LINE, line, scene.ink, { "font-size": 11 }))));
}

/**
 * The drawing alone, without empty rims.
 * @param {Scene} scene
 * @returns {Tag}
 */
export function plain(scene) {
  const { left, top, right, bottom } = filled(scene);
  return tag("svg", { viewBox: [left, top, right - left, bottom - top].map(short).join(" "), "font-family": FONT }, ...drawing(scene));
}

/**
 * @param {Scene} scene
 * @returns {Tag[]}
 */
function drawing({ areas, beneath, discs, strokes, shapes, captions, paper, ink }) {
  const letters = { "font-size": 12, fill: ink, stroke: paper, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
  return [
    ...areas.flatMap(area), tag("g", { fill: "none" }, ...beneath.map(stroke)), ...discs.flatMap((each) => disc(each, paper)),
    tag("g", { fill: "none" }, ...strokes.map(stroke)), tag("g", { stroke: paper }, ...shapes.map(shape)),
    tag("g", letters, ...captions.flatMap(caption)),
  ];
}

/** @param {import("./scene.js").Area} area */
function area({ points, padding, fill, line }) {
  const d = `M${points.map(({ x, y }) => `${short(x)} ${short(y)}`).join("L")}Z`;
  return [
    tag("path", { d, fill: line, stroke: line, "stroke-width": short(2 * padding + 2), ...ROUND }),
    tag("path", { d, fill, stroke: fill, "stroke-width": short(2 * padding), ...ROUND }),
  ];
}

/**
 * @param {import("./scene.js").Disc} disc
 * @param {string} paper
 */
function disc({ x, y, r, colour }, paper) {
  const place = { cx: short(x), cy: short(y), r: short(r) };
  return [
    tag("circle", { ...place, fill: paper }),
    tag("circle", { ...place, fill: colour, "fill-opacity": 0.13, stroke: colour, "stroke-opacity": 0.4 }),
  ];
}

/** @param {import("./scene.js").Stroke} stroke */
function stroke({ from, to, via, colour, width, dash, opacity }) {
  const [start, end] = [from, to].map(({ x, y }) => `${short(x)} ${short(y)}`);
  const loop = from === to ? `M${start}c-30 -50 30 -50 0 0` : "";
  const d = loop || (via ? `M${start}Q${short(via.x)} ${short(via.y)} ${end}` : `M${start}L${end}`);
  return tag("path", { d, stroke: colour, "stroke-width": short(width), opacity, ...dashes(dash) });
}

/** @param {import("./scene.js").Shape} shape */
function shape({ x, y, size, path, colour, opacity, ring, title }) {
  const around = ring ? [tag("path", { d: whole(path), fill: "none", stroke: ring, "stroke-width": short(11 / size) })] : [];
  const mark = tag("path", { d: path, fill: colour, "stroke-width": short(3 / size), "fill-opacity": opacity, "paint-order": "stroke" });
  return tag("g", { transform: `translate(${short(x)} ${short(y)}) scale(${short(size)})` }, tag("title", {}, title), ...around, mark);
}

/** @param {import("./caption.js").Caption} caption */
function caption({ lines, x, y, strong, align }) {
  const style = { "text-anchor": ANCHORS.get(align) ?? "middle", "dominant-baseline": "central", ...(strong ? { "font-weight": 600 } : {}) };
  return lines.map((line, row) => tag("text", { x: short(x), y: short(y + row * 14), ...style }, line));
}

/**
 * @param {number[] | undefined} dash
 * @returns {Record<string, string>}
 */
function dashes(dash) {
  return dash?.length ? { "stroke-dasharray": dash.join(" ") } : {};
}

/**
 * Put the lines of a legend into columns, each part beginning in a new row.
 * @param {Part[]} parts
 * @param {number} columns
 */
function placed(parts, columns) {
  const items = [];
  let row = 0;
  for (const { head, lines } of parts.filter((part) => part.lines.length)) {
    items.push({ x: 0, y: row * ROW, head });
    lines.forEach((line, place) => items.push({ x: (place % columns) * COLUMN, y: (row + 1 + Math.floor(place / columns)) * ROW, line }));
    row += 1.5 + Math.ceil(lines.length / columns);
  }
  return { items, rows: Math.ceil(row) };
}

/**
 * @param {{x: number, y: number, head?: string, line?: Part["lines"][number]}} item
 * @param {string} ink
 * @returns {Tag[]}
 */
function entry({ x, y, head, line }, ink) {
  if (head !== undefined) return [words(x, y, head, ink, { "font-weight": 650 })];
  const { label, count, colour, path, dash } = given(line);
  const sign = path
    ? tag("path", { d: path, transform: `translate(${x + 12} ${y - 4}) scale(7)`, fill: colour })
    : tag("path", { d: `M${x} ${y - 4}h26`, fill: "none", stroke: colour, "stroke-width": 2.2, ...dashes(dash) });
  return [sign, words(x + 36, y, `${clip(label, LETTERS)}  ${count}`, ink, {})];
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {string} fill
 * @param {Record<string, string | number>} style
 */
function words(x, y, text, fill, style) {
  return tag("text", { x, y, fill, ...style }, text);
}

/**
 * Break a text between words.
 * @param {string} text
 * @param {number} most letters of a line; a longer word has a line of its own
 * @returns {string[]} its lines, at least one
 */
function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last && last.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

/**
 * @param {string} text
 * @param {number} most
 */
function clip(text, most) {
  const letters = Array.from(text);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
}

/** @param {number} value */
function short(value) {
  return Number(value.toFixed(2));
}
