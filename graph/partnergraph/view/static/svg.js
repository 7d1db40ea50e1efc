/** A picture as SVG: title, drawing, legend and a line of facts, written from values. */

const MARGIN = 24;
const TITLE = 56;
const ROW = 22;
const COLUMN = 260;
const LETTERS = 32;
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
/** @type {Map<string, string>} */
const ANCHORS = new Map([["center", "middle"], ["left", "start"], ["right", "end"]]);
const ENTITIES = new Map([["&", "&amp;"], ["<", "&lt;"], [">", "&gt;"], ['"', "&quot;"]]);
// what XML 1.0 cannot hold
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * @typedef {import("./scene.js").Scene} Scene
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
  const height = TITLE + scene.height + legend.rows * ROW + 3 * MARGIN;
  const below = TITLE + scene.height + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FONT)}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${scene.paper}"/>`,
    text(MARGIN, 38, clip(title, Math.floor(width / 12)), scene.ink, 'font-size="20" font-weight="650"'),
    `<g transform="translate(0 ${TITLE})">`, ...drawing(scene), "</g>",
    `<g transform="translate(${MARGIN} ${below})" font-size="12">`, ...legend.items.map((item) => entry(item, scene.ink)), "</g>",
    text(MARGIN, height - MARGIN, facts, scene.ink, 'font-size="11"'),
    "</svg>", "",
  ].join("\n");
}

/**
 * Escape a text for XML, without what XML cannot hold.
 * @param {string} value
 * @returns {string}
 */
export function escaped(value) {
  return value.replace(UNFIT, "\ufffd").replace(/[&<>"]/g, (sign) => ENTITIES.get(sign));
}

/**
 * @param {Scene} scene
 * @returns {string[]}
 */
function drawing({ areas, beneath, discs, strokes, shapes, captions, paper, ink }) {
  return [
    ...areas.map(area), '<g fill="none">', ...beneath.map(stroke), "</g>", ...discs.map((each) => disc(each, paper)), '<g fill="none">', ...strokes.map(stroke), "</g>", `<g stroke="${paper}">`,
    ...shapes.map(shape), "</g>", `<g font-size="12" fill="${ink}" stroke="${paper}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">`,
    ...captions.flatMap(caption), "</g>",
  ];
}

/** @param {import("./scene.js").Area} area */
function area({ points, fill, line }) {
  const path = `M${points.map(({ x, y }) => `${short(x)} ${short(y)}`).join("L")}Z`;
  const round = 'stroke-linejoin="round" stroke-linecap="round"';
  const outer = `<path d="${path}" fill="${line}" stroke="${line}" stroke-width="70" ${round}/>`;
  return `${outer}<path d="${path}" fill="${fill}" stroke="${fill}" stroke-width="68" ${round}/>`;
}

/**
 * @param {import("./scene.js").Disc} disc
 * @param {string} paper
 */
function disc({ x, y, r, colour }, paper) {
  const place = `cx="${short(x)}" cy="${short(y)}" r="${short(r)}"`;
  return `<circle ${place} fill="${paper}"/><circle ${place} fill="${colour}" fill-opacity="0.13" stroke="${colour}" stroke-opacity="0.4"/>`;
}

/** @param {import("./scene.js").Stroke} stroke */
function stroke({ from, to, via, colour, width, dash, opacity }) {
  const [start, end] = [from, to].map(({ x, y }) => `${short(x)} ${short(y)}`);
  const loop = from === to ? `M${start}c-30 -50 30 -50 0 0` : "";
  const path = loop || (via ? `M${start}Q${short(via.x)} ${short(via.y)} ${end}` : `M${start}L${end}`);
  const dashes = dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : "";
  return `<path d="${path}" stroke="${colour}" stroke-width="${short(width)}" opacity="${opacity}"${dashes}/>`;
}

/** @param {import("./scene.js").Shape} shape */
function shape({ x, y, size, path, colour, opacity, ring, title }) {
  const place = `translate(${short(x)} ${short(y)}) scale(${short(size)})`;
  const around = ring ? `<path d="${path}" fill="none" stroke="${ring}" stroke-width="${short(11 / size)}"/>` : "";
  const mark = `<path d="${path}" fill="${colour}" stroke-width="${short(3 / size)}" fill-opacity="${opacity}" paint-order="stroke"/>`;
  return `<g transform="${place}"><title>${escaped(title)}</title>${around}${mark}</g>`;
}

/** @param {import("./caption.js").Caption} caption */
function caption({ lines, x, y, strong, align }) {
  const anchor = ANCHORS.get(align);
  const weight = strong ? ' font-weight="600"' : "";
  return lines.map((line, row) =>
    `<text x="${short(x)}" y="${short(y + row * 14)}" text-anchor="${anchor}" dominant-baseline="central"${weight}>${escaped(line)}</text>`);
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
 * @returns {string}
 */
function entry({ x, y, head, line }, ink) {
  if (head !== undefined) return text(x, y, head, ink, 'font-weight="650"');
  const { label, count, colour, path, dash } = line;
  const dashes = dash?.length ? ` stroke-dasharray="${dash.join(" ")}"` : "";
  const sign = path
    ? `<path d="${path}" transform="translate(${x + 12} ${y - 4}) scale(7)" fill="${colour}"/>`
    : `<path d="M${x} ${y - 4}h26" fill="none" stroke="${colour}" stroke-width="2.2"${dashes}/>`;
  return sign + text(x + 36, y, `${clip(label, LETTERS)}  ${count}`, ink, "");
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} ink
 * @param {string} style
 */
function text(x, y, words, ink, style) {
  return `<text x="${x}" y="${y}" fill="${ink}" ${style}>${escaped(words)}</text>`;
}

/**
 * @param {string} words
 * @param {number} most
 */
function clip(words, most) {
  const letters = Array.from(words);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : words;
}

/** @param {number} value */
function short(value) {
  return Number(value.toFixed(2));
}
