/** Charts as SVG elements, in the colours of the moment, so that what is saved looks as what is seen. */

const NS = "http://www.w3.org/2000/svg";
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
const LINE = 18;
const SIGN = 6.6; // px that a sign of 12 px takes at most on average
export const WIDTH = 960;
export const MARGIN = 24;

/** @typedef {{title: string, notes: string[], height: number, parts: SVGElement[]}} Drawing */

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
 * @returns {{parts: SVGElement[], low: number}}
 */
export function legend(items, ink) {
  /** @type {SVGElement[]} */
  const parts = [];
  let [x, y] = [MARGIN, 0];
  for (const { colour, words } of items) {
    const wide = 36 + extent(words);
    if (x > MARGIN && x + wide > WIDTH - MARGIN) [x, y] = [MARGIN, y + LINE + 2];
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
 * @param {string} words
 * @param {number} most signs
 */
export function clipped(words, most) {
  return words.length <= most ? words : `${words.slice(0, most - 1).trimEnd()}…`;
}

/**
 * Put a drawing below its title and notes.
 * @param {Drawing} drawing
 * @param {{ink: string, muted: string, paper: string}} colours
 * @returns {SVGElement}
 */
export function picture({ title, notes, height, parts }, { ink, muted, paper }) {
  const head = MARGIN + 32 + LINE * notes.length;
  const whole = head + height + MARGIN;
  const attributes = { xmlns: NS, viewBox: `0 0 ${WIDTH} ${Math.round(whole)}`, role: "img", "aria-label": title };
  const built = mark("svg", { ...attributes, width: WIDTH, height: whole, "font-family": FONT, "font-size": 12 });
  const told = mark("desc", {});
  told.textContent = notes.join(" ");
  const moved = mark("g", { transform: `translate(0 ${head})` });
  moved.append(...parts);
  built.append(
    told, mark("rect", { width: WIDTH, height: whole, fill: paper }),
    text(title, MARGIN, MARGIN + 14, ink, { "font-size": 18, "font-weight": 600 }),
    ...notes.map((note, place) => text(note, MARGIN, MARGIN + 20 + LINE * (place + 1), muted, { "font-size": 13 })), moved,
  );
  return built;
}
