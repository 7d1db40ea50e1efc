/** The drawings of the charts: course, degree distribution, mixing. */
import { counts, logarithmic, powers, years } from "./axis.js";
import { gathered, since } from "./course.js";
import { merged } from "./mixing.js";
import { clipped, extent, folded, legend, mark, text } from "./plot.js";
import { capital, say, sayNumber } from "./words.js";

const AXIS = 40; // px of the numbers beside a plot
const YEAR = 88; // px that a year below a plot needs with what is around it
const DECADE = 100; // px from one power of ten to the next from which on what is between is written too
const CELL = 28; // px, the least side of a cell of a matrix
const WIDEST = 34; // and the greatest
const MOST = { all: 18, least: 6 }; // groups of a matrix that are drawn; in a low window not so many, but not fewer than that
const COLUMNS = 200; // of a course that are drawn; more years are put together
const PLOTS = { most: 400, least: 230, upper: 0.55 }; // px that both plots of a course are high, and the share of the upper one
const DOTS = { most: 380, least: 200 };
const SIGNS = { wide: 26, narrow: 12 }; // of the name of a group
const BOLD = { "font-weight": 600 };

/**
 * @typedef {import("./plot.js").Drawing} Drawing
 * @typedef {import("./plot.js").Room} Room
 * @typedef {{left: number, right: number}} Span px
 * @typedef {{ink: string, muted: string, paper: string, line: string, accent: string}} Colours
 * @typedef {{label: string, colour: string, begun: number[], running: number[], ended: number[]}} Layer
 * @typedef {{field: "begun" | "running" | "ended", word: string, way: number}} Row
 */

/**
 * Draw what is in force in each year, and below what begins and ends, kind upon kind.
 * @param {import("./course.js").Course} course
 * @param {Layer[]} all the kinds that have dates
 * @param {number} from the first year that is drawn
 * @param {Colours} colours
 * @param {Room} room
 * @returns {Omit<Drawing, "title">}
 */
export function courseDrawing(course, all, from, colours, room) {
  const notes = [say("chartCounts"), ...(course.undated ? [say("chartUndated", { n: course.undated })] : [])];
  if (!course.years.length) return { notes: [...notes, say("chartNoDates")], height: 0, parts: [] };
  const { years: kept, layers: every, begun } = since(course.years, all, from);
  if (kept.length < course.years.length) notes.push(say("chartEarlier", { n: begun, first: String(course.years[0]), last: String(from - 1) }));
  const { years: firsts, layers, size } = gathered(kept, every, COLUMNS);
  if (size > 1) notes.push(say("chartYears", { n: size }));
  const spans = firsts.map((year) => (size > 1 ? `${year}–${year + size - 1}` : String(year)));
  const { parts, low } = legend(layers.map(({ label, colour }) => ({ words: capital(label), colour })), colours.ink, room);
  const across = sides(room);
  const high = between(room.height - low - 124, PLOTS);
  const [upper, lower] = [high * PLOTS.upper, high * (1 - PLOTS.upper)];
  const below = low + upper + 70;
  const running = [{ field: /** @type {const} */ ("running"), word: say("chartRunning"), way: 1 }];
  const ends = [
    { field: /** @type {const} */ ("begun"), word: say("chartBegun"), way: 1 },
    { field: /** @type {const} */ ("ended"), word: say("chartEnded"), way: -1 },
  ];
  const wide = (across.right - across.left) / firsts.length;
  const marks = Math.min(10, Math.floor((across.right - across.left) / YEAR));
  const scale = years(Array.from({ length: firsts.length * size }, (_, at) => firsts[0] + at), marks).map((year) =>
    text(String(year), across.left + (Math.floor((year - firsts[0]) / size) + 0.5) * wide, below + lower + 14, colours.muted, { "text-anchor": "middle" }));
  parts.push(...plot(spans, layers, { top: low + 16, height: upper, ...across }, running, colours));
  parts.push(...plot(spans, layers, { top: below, height: lower, ...across }, ends, colours), ...scale);
  return { notes, height: below + lower + 38, parts };
}

/**
 * @param {Room} room
 * @returns {Span} where a plot lies
 */
function sides({ width, margin }) {
  return { left: margin + AXIS, right: width - margin };
}

/**
 * @param {string[]} told
 * @param {Layer[]} layers
 * @param {{top: number, height: number} & Span} place
 * @param {Row[]} rows
 * @param {Colours} colours
 * @returns {SVGElement[]}
 */
function plot(told, layers, { top, height, left, right }, rows, colours) {
  const sums = rows.flatMap(({ field }) => told.map((_, at) => layers.reduce((sum, layer) => sum + layer[field][at], 0)));
  const marks = counts(Math.max(...sums), 4);
  const halves = rows.length;
  const scale = height / marks[marks.length - 1] / halves;
  const zero = top + height / halves;
  const every = halves > 1 ? [...marks, ...marks.slice(1).map((each) => -each)] : marks;
  const parts = every.flatMap((each) => scaled(each, zero - each * scale, { left, right }, colours));
  for (const { field, word, way } of rows) {
    parts.push(text(word, left, way > 0 ? top - 8 : top + height + 32, colours.ink, BOLD));
    told.forEach((year, at) => parts.push(...column(layers, field, { year, at, x: left + (at * (right - left)) / told.length, wide: (right - left) / told.length }, { zero, step: way * scale, word })));
  }
  return parts;
}

/**
 * @param {number} each
 * @param {number} y
 * @param {Span} across
 * @param {Colours} colours
 * @returns {SVGElement[]}
 */
function scaled(each, y, { left, right }, { line, muted }) {
  return [
    mark("path", { d: `M${left} ${y.toFixed(2)}H${right}`, fill: "none", stroke: each ? line : muted }),
    text(sayNumber(Math.abs(each)), left - 8, y + 4, muted, { "text-anchor": "end" }),
  ];
}

/**
 * @param {Layer[]} layers
 * @param {Row["field"]} field
 * @param {{year: string, at: number, x: number, wide: number}} year
 * @param {{zero: number, step: number, word: string}} scale
 * @returns {SVGElement[]}
 */
function column(layers, field, { year, at, x, wide }, { zero, step, word }) {
  let edge = zero;
  return layers.filter((layer) => layer[field][at]).map((layer) => {
    const before = edge;
    edge -= layer[field][at] * step;
    const place = { x: x + 0.08 * wide, y: Math.min(before, edge), width: 0.84 * wide, height: Math.abs(edge - before) };
    return mark("rect", { ...place, fill: layer.colour }, `${year}, ${word}: ${layer.label} ${sayNumber(layer[field][at])}`);
  });
}

/**
 * Draw which share of the bodies has so many partners or more, on logarithmic axes.
 * @param {import("./degree.js").Degrees} degrees
 * @param {Colours} colours
 * @param {Room} room
 * @returns {Omit<Drawing, "title">}
 */
export function degreeDrawing({ counts: all, bodies, alone, mean, median, shares }, colours, room) {
  const most = all.length ? all[all.length - 1][0] : 0;
  const notes = [say("chartPartners", { n: bodies, mean: Number(mean.toFixed(1)), median, most })];
  if (alone) notes.push(say("chartAlone", { n: alone }));
  const dots = shares.filter(([degree]) => degree);
  if (!dots.length) return { notes, height: 0, parts: [] };
  const { left, right } = sides(room);
  const [marks, low] = [powers(1, dots[dots.length - 1][0]), powers(dots[dots.length - 1][1], 1)];
  const told = folded(say("chartShareAxis"), { ...room, margin: left }, 13);
  const top = 24 + 18 * (told.length - 1);
  const high = between(room.height - top - 44, DOTS);
  const across = (/** @type {number} */ degree) => left + logarithmic(degree, marks) * (right - left);
  const down = (/** @type {number} */ share) => top + (1 - logarithmic(share, low)) * high;
  const path = dots.map(([degree, share], place) => `${place ? "L" : "M"}${across(degree).toFixed(2)} ${down(share).toFixed(2)}`);
  const { ink, muted, line, accent } = colours;
  const close = across(10) - across(1) < DECADE;
  const parts = [
    ...marks.flatMap((each) => [
      mark("path", { d: `M${across(each).toFixed(2)} ${top}v${high.toFixed(2)}`, fill: "none", stroke: line }),
      ...(close && Math.log10(each) % 1 ? [] : [text(sayNumber(each), across(each), top + high + 18, muted, { "text-anchor": "middle" })]),
    ]),
    ...low.flatMap((each) => [
      mark("path", { d: `M${left} ${down(each).toFixed(2)}H${right}`, fill: "none", stroke: line }),
      text(`${sayNumber(each * 100)} %`, left - 8, down(each) + 4, muted, { "text-anchor": "end" }),
    ]),
    ...told.map((words, place) => text(words, left, 12 + 18 * place, ink, BOLD)),
    text(say("chartPartnersAxis"), right, top + high + 38, ink, { "text-anchor": "end", ...BOLD }),
    mark("path", { d: path.join(""), fill: "none", stroke: accent }),
    ...dots.map(([degree, share]) =>
      mark("circle", { cx: across(degree), cy: down(share), r: 3.5, fill: accent }, say("chartShare", { n: degree, share: Number((share * 100).toFixed(2)) }))),
  ];
  return { notes, height: top + high + 44, parts };
}

/**
 * @param {number} px
 * @param {{least: number, most: number}} bounds
 */
function between(px, { least, most }) {
  return Math.min(most, Math.max(least, px));
}

/**
 * Draw a mixing as a square of cells, the stronger coloured the more ties there are between two groups.
 * @param {import("./mixing.js").Mixing} mixing
 * @param {{heads: (name: string) => string, turned: boolean}} way how columns are called
 * @param {Colours} colours
 * @param {Room} room
 * @returns {Omit<Drawing, "title">}
 */
export function matrixDrawing(mixing, { heads, turned }, colours, { width, margin, narrow, height }) {
  if (!mixing.cells.length) return { notes: [say("chartNoTies")], height: 0, parts: [] };
  const signs = narrow ? SIGNS.narrow : SIGNS.wide;
  const longest = (/** @type {string[]} */ words) => Math.min(signs, Math.max(...words.map((each) => each.length))) * extent("x");
  const left = margin + longest(mixing.groups.map(called)) + 8;
  const high = Math.max(MOST.least, Math.floor((height - (turned ? 24 + longest(mixing.groups.map(called)) : 24)) / CELL));
  const { groups, cells } = merged(mixing, Math.min(MOST.all, high, Math.floor((width - margin - left) / CELL)));
  const notes = [...sums(mixing), say("chartShades")];
  const names = groups.map(called);
  const short = groups.map(({ name, standsFor }) => (standsFor > 1 ? `+${standsFor}` : name ? heads(name) : "?"));
  const top = turned ? 24 + longest(short) : 24;
  const largest = Math.min(WIDEST, (width - margin - left) / names.length);
  const side = between((height - top) / names.length, { least: Math.min(CELL, largest), most: largest });
  const parts = names.flatMap((name, at) => [
    text(clipped(name, signs), left - 8, top + (at + 0.5) * side + 4, colours.ink, { "text-anchor": "end" }),
    head(clipped(short[at], turned ? signs : narrow ? 4 : 6), left + (at + 0.5) * side, top - 6, turned, colours.ink),
  ]);
  const weights = new Map(cells.map(({ one, other, weight }) => [`${one} ${other}`, weight]));
  const most = Math.max(...cells.map(({ weight }) => weight));
  names.forEach((one, row) => names.forEach((other, column) => {
    const weight = weights.get(`${Math.min(row, column)} ${Math.max(row, column)}`) ?? 0;
    const [x, y] = [left + column * side, top + row * side];
    const paint = { fill: weight ? colours.accent : colours.line, "fill-opacity": weight ? 0.08 + 0.42 * Math.sqrt(weight / most) : 0.35 };
    const told = `${one} – ${other}: ${sayNumber(Number(weight.toFixed(2)))}`;
    parts.push(mark("rect", { x: x + 0.5, y: y + 0.5, width: side - 1, height: side - 1, ...paint }, told));
    if (weight) parts.push(text(brief(weight), x + side / 2, y + side / 2 + 4, colours.ink, { "text-anchor": "middle" }));
  }));
  return { notes, height: top + side * names.length, parts };
}

/**
 * Which share of the ties lies within groups, of how much that is not known, and the assortativity.
 * @param {import("./mixing.js").Mixing} mixing
 * @returns {string[]}
 */
function sums({ within, unknown, assortativity }) {
  const share = (/** @type {number} */ part) => ({ share: Number((part * 100).toFixed(1)) });
  return [
    ...(within === null ? [] : [say(unknown ? "chartWithinKnown" : "chartWithin", share(within))]),
    ...(unknown ? [say("chartUnknownEnds", share(unknown))] : []),
    ...(assortativity === null ? [] : [say("chartAssortativity", { value: Number(assortativity.toFixed(3)) })]),
  ];
}

/**
 * The name of a group in words.
 * @param {import("./mixing.js").Group} group
 * @returns {string}
 */
export function called({ name, standsFor }) {
  return standsFor > 1 ? say("chartOthers", { n: standsFor }) : name || say("chartUnknown");
}

/**
 * @param {string} words
 * @param {number} x
 * @param {number} y
 * @param {boolean} turned
 * @param {string} ink
 */
function head(words, x, y, turned, ink) {
  if (!turned) return text(words, x, y, ink, { "text-anchor": "middle" });
  return text(words, x + 4, y, ink, { transform: `rotate(-90 ${(x + 4).toFixed(2)} ${y.toFixed(2)})` });
}

/**
 * A weight in four signs.
 * @param {number} weight
 */
function brief(weight) {
  if (weight >= 9_950) return `${sayNumber(Math.round(weight / 1000))}k`;
  if (weight >= 999.5) return `${sayNumber(Number((weight / 1000).toFixed(1)))}k`;
  return sayNumber(Number(weight.toFixed(weight >= 9.95 ? 0 : weight >= 0.95 ? 1 : 2)));
}
