/** The exports: a picture, a drawing with legend, a table. Each is made here and saved by the browser. */
import { block } from "./block.js";
import { csv } from "./csv.js";
import { element, one } from "./element.js";
import { slug } from "./fold.js";
import { given, known } from "./known.js";
import { shade } from "./palette.js";
import { strengthOf } from "./strength.js";
import { svg } from "./svg.js";
import { capital, say } from "./words.js";

const SCALE = 2;
const LARGEST = 16_000; // px of a side that browsers make a picture of
const COLUMNS = [
  "from", "from_iri", "relation", "relation_iri", "to", "to_iri", "start", "end", "spells", "role", "via", "via_iri",
  "strength", "strength_is", "sources_disagree", "sources", "addresses", "places", "read",
];

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./shown.js").Shown} Shown
 * @typedef {{model: Model, view: () => Shown, scene: () => import("./scene.js").Scene, dark: () => boolean,
 *   announce: (text: string) => void}} Deeds
 */

/**
 * Let the buttons save files.
 * @param {Deeds} deeds
 */
export function startExports(deeds) {
  if (isConfined()) return explain();
  /** @type {Map<string, () => Promise<Blob>>} */
  const makers = new Map([
    ["png", () => picture(drawing(deeds))],
    ["svg", async () => new Blob([drawing(deeds)], { type: "image/svg+xml" })],
    ["csv", async () => new Blob([table(deeds.model, deeds.view())], { type: "text/csv;charset=utf-8" })],
  ]);
  for (const [kind, make] of makers) {
    one(`[data-export=${kind}]`).addEventListener("click", async () => {
      try {
        const name = `${slug(title())}.${kind}`;
        save(await make(), name);
        deeds.announce(say("exported", { name }));
      } catch {
        deeds.announce(say("exportFailed"));
      }
    });
  }
}

/** @returns {boolean} whether the page stands in a frame that may save nothing, as in a notebook */
function isConfined() {
  return window.self !== window.top && window.origin === "null";
}

/** Say in place of the buttons where files can be saved. */
function explain() {
  one("ul", one("#export")).replaceChildren(element("li", { class: "hint" }, say("exportConfined")));
}

/** @returns {string} the heading of the page */
function title() {
  return one("h1").textContent;
}

/**
 * @param {Deeds} deeds
 * @returns {string} SVG
 */
function drawing({ model, view, scene, dark }) {
  const drawn = scene();
  const colours = /** @type {any} */ ({ dark: dark() });
  const shown = view();
  const types = counted([...shown.nodes].map((id) => known(model.nodes, id).type));
  const kinds = counted([...shown.edges].map((id) => known(model.edges, id).kind));
  const facts = [...document.querySelectorAll(".facts > :not([hidden])")].map((fact) => fact.textContent.trim()).join("  ·  ");
  const line = (/** @type {Map<string, number>} */ counts) => (/** @type {import("./model.js").Line} */ { iri, label, look }) => ({
    label: capital(label), count: counts.get(iri) ?? 0, colour: shade(look, colours), path: look.path, dash: look.dash,
  });
  const parts = [
    { head: say("entities"), lines: model.types.map(line(types)) },
    { head: say("relations"), lines: model.kinds.map(line(kinds)) },
  ];
  for (const part of parts) part.lines = part.lines.filter(({ count }) => count > 0);
  return svg({ scene: drawn, title: title(), parts, facts });
}

/**
 * Paint an SVG at twice its size, or as large as browsers can.
 * @param {string} text
 * @returns {Promise<Blob>}
 */
async function picture(text) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode();
  URL.revokeObjectURL(address);
  const scale = Math.min(SCALE, LARGEST / image.naturalWidth, LARGEST / image.naturalHeight);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  given(canvas.getContext("2d")).drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture")))));
}

/**
 * @param {Model} model
 * @param {Shown} view
 * @returns {string} the shown relations as CSV
 */
function table(model, view) {
  const shown = [...model.edges.values()].filter((edge) => view.edges.has(edge.id));
  const { strength: is } = block("settings");
  return csv([COLUMNS, ...shown.map((edge) => {
    const [from, to] = [edge.from, edge.to].map((id) => known(model.nodes, id));
    const items = edge.evidence.map((number) => model.evidence[number]);
    const works = items.map((item) => model.sources[item.source]);
    const told = (/** @type {string[]} */ words) => [...new Set(words.filter(Boolean))].join(" | ");
    return [
      from.label, from.iri, edge.kind_label, edge.kind, to.label, to.iri, edge.start, edge.end, edge.spells ?? "", edge.role, edge.via_label,
      edge.via, strengthOf(edge, model.measure), is, edge.disputed ? "yes" : "", told(works.map(({ title }) => title)), told(works.map(({ url }) => url)),
      told(items.map((item) => item.place)), told(items.map((item) => item.day)),
    ];
  })]);
}

/**
 * @param {string[]} names
 * @returns {Map<string, number>}
 */
function counted(names) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/**
 * Let the browser keep a file.
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
