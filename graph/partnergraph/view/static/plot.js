/** Charts as SVG elements, in the colours of the moment; as wide as where they are shown, so that no letter is small. */
import { fill } from "./lines.js";

const NS = "http://www.w3.org/2000/svg";
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
const LINE = 18;
const TITLE = 23;
const SIGN = 6.6; // px that a sign of 12 px takes at most on average
const WIDTH = 960;
const NARROW = 600;

/**
 * @typedef {{title: string, notes: string[], height: number, parts: SVGElement[]}} Drawing
 * @typedef {{width: number, margin: number, narrow: boolean, height: number}} Room px; `height` is what can be seen at once
 */

/**
 * The room of a chart; that of one that is saved where no width is told.
 * @param {number} [width]
 * @param {number} [height] that can be seen at once
 * @returns {Room}
 */
export function roomOf(width = WIDTH, height = Infinity) {
  const narrow = width < NARROW;
  return { width: Math.max(280, Math.round(width)), height, margin: narrow ? 12 : 24, narrow };
}

/**
 * Build one element, with what is told where one points at it.
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [told]
 * @returns {SVGElement}
 */
export function mark(name, attributes, told) {
  const built = /** @type {SVGElement} */ (document.createElementNS(NS, name));
  for (const [key, value] of Object.entries(attributes)) {
    built.setAttribute(key, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
  }
  if (told) {
    const title = document.createElementNS(NS, "title");
    title.textContent = told;
    built.append(title);
  }
  return built;
}

/**
 * @param {string} words
 * @param {number} x
 * @param {number} y
 * @param {string} fill
 * @param {Record<string, string | number>} [more]
 * @returns {SVGElement}
 */
export function text(words, x, y, fill, more = {}) {
  const built = mark("text", { x, y, fill, ...more });
  built.textContent = words;
  return built;
}

/**
 * What the colours mean, in as many rows as it takes.
 * @param {{colour: string, words: string}[]} items
 * @param {string} ink
 * @param {Room} room
 * @returns {{parts: SVGElement[], low: number}}
 */
export function legend(items, ink, { width, margin }) {
  /** @type {SVGElement[]} */
  const parts = [];
  let [x, y] = [margin, 0];
  for (const { colour, words } of items) {
    const wide = 36 + extent(words);
    if (x > margin && x + wide > width - margin) [x, y] = [margin, y + LINE + 2];
    parts.push(mark("rect", { x, y, width: 12, height: 12, fill: colour }), text(words, x + 18, y + 10.5, ink));
    x += wide;
  }
  return { parts, low: y + 30 };
}

/**
 * About how wide words of 12 px are.
 * @param {string} words
 */
export function extent(words) {
  return SIGN * words.length;
}

/**
 * Break a text into lines that there is room for.
 * @param {string} words
 * @param {Room} room
 * @param {number} size px of a letter
 * @returns {string[]}
 */
export function folded(words, { width, margin }, size) {
  return fill(words.split(" "), Math.floor((width - 2 * margin) / ((SIGN * size) / 12)));
}

/**
 * @param {string} words
 * @param {number} most signs
 */
export function clipped(words, most) {
  return words.length <= most ? words : `${words.slice(0, most - 1).trimEnd()}…`;
}

/**
 * Put a drawing below its title and notes, of which the first stands alone.
 * @param {Drawing} drawing
 * @param {{ink: string, muted: string, paper: string}} colours
 * @param {Room} room
 * @returns {SVGElement}
 */
export function picture({ title, notes, height, parts }, { ink, muted, paper }, room) {
  const { width, margin } = room;
  const [first, ...more] = notes;
  const [titles, told] = [folded(title, room, 18), [first, more.join(" ")].flatMap((note) => folded(note, room, 13))];
  const low = margin + 14 + TITLE * (titles.length - 1);
  const head = low + 18 + LINE * told.length;
  const whole = head + height + margin;
  const attributes = { xmlns: NS, viewBox: `0 0 ${width} ${Math.round(whole)}`, role: "img", "aria-label": title };
  const built = mark("svg", { ...attributes, width, height: whole, "font-family": FONT, "font-size": 12 });
  const about = mark("desc", {});
  about.textContent = notes.join(" ");
  const moved = mark("g", { transform: `translate(0 ${head})` });
  moved.append(...parts);
  built.append(
    about, mark("rect", { width, height: whole, fill: paper }),
    ...titles.map((line, place) => text(line, margin, margin + 14 + TITLE * place, ink, { "font-size": 18, "font-weight": 600 })),
    ...told.map((line, place) => text(line, margin, low + 6 + LINE * (place + 1), muted, { "font-size": 13 })), moved,
  );
  return built;
}
