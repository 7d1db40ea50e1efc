/** The state as the end of an address, so that a link shows the same picture. What makes no sense there is left out. */
import { known } from "./known.js";
import { opened } from "./years.js";

const THEMES = ["auto", "light", "dark"];
const PLACES = 3;

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./renderer.js").Box} Box
 * @typedef {import("./state.js").State} State
 * @typedef {Pick<State, "node" | "edge" | "pathFrom" | "pathTo" | "hiddenTypes" | "hiddenKinds" | "connected" |
 *   "outlines" | "least" | "from" | "to" | "undated" | "theme">} Kept
 */

/**
 * Write what the reader has chosen, without what is as at the beginning.
 * @param {Kept} state
 * @param {Model} model
 * @param {Box | null} box
 * @param {string} theme what the page opens with
 * @returns {string}
 */
export function write(state, model, box, theme) {
  const words = new URLSearchParams();
  const put = (/** @type {string} */ name, /** @type {string | number} */ value) => words.append(name, String(value));
  if (state.node) put("entity", known(model.nodes, state.node).key);
  if (state.edge) put("relation", state.edge.slice(1));
  if (state.pathFrom) put("path-from", known(model.nodes, state.pathFrom).key);
  if (state.pathTo) put("path-to", known(model.nodes, state.pathTo).key);
  for (const line of model.types) if (state.hiddenTypes.has(line.iri)) put("without", line.key);
  for (const line of model.kinds) if (state.hiddenKinds.has(line.iri)) put("without-tie", line.key);
  if (state.connected) put("connected", 1);
  if (state.outlines !== model.grouped) put("outlines", Number(state.outlines));
  if (state.least > 0) put("least", state.least);
  if (state.from !== null) put("from", state.from);
  if (state.to !== null) put("to", state.to);
  if (!state.undated) put("undated", 0);
  if (state.theme !== theme) put("theme", state.theme);
  if (box) put("at", [box.x, box.y, box.scale].map((value) => Number(value.toFixed(PLACES))).join(" "));
  return words.toString().replaceAll("%3A", ":").replaceAll("%2F", "/");
}

/**
 * Read what an address tells.
 * @param {string} text
 * @param {Model} model
 * @param {string} theme what the page opens with
 * @returns {{kept: Kept, box: Box | null, astray: string[]}} `astray` is what names nothing of this network
 */
export function read(text, model, theme) {
  const words = new URLSearchParams(text);
  const entity = (/** @type {string} */ name) => (words.has(name) ? named([...model.nodes.values()], words.get(name) ?? "")?.id ?? "" : "");
  const node = entity("entity");
  const years = ["from", "to"].map((name) => year(words.get(name), model.range));
  const [first, last] = years[0] !== null && years[1] !== null ? years.toSorted((a, b) => Number(a) - Number(b)) : years;
  const { from, to } = opened({ from: first, to: last }, model.range ?? [NaN, NaN]);
  const wanted = words.get("theme") ?? "";
  const edge = `e${(words.get("relation") ?? "").replace(/^e/, "")}`; // older pages wrote e17 for the relation 17
  return {
    box: place(words.get("at")),
    astray: strays(words, model, edge),
    kept: {
      node, edge: !node && model.edges.has(edge) ? edge : "",
      pathFrom: entity("path-from"), pathTo: entity("path-to"),
      hiddenTypes: hidden(model.types, words.getAll("without")), hiddenKinds: hidden(model.kinds, words.getAll("without-tie")),
      connected: words.get("connected") === "1", outlines: words.has("outlines") ? words.get("outlines") === "1" : model.grouped,
      least: model.steps.find((step) => step >= number(words.get("least"))) ?? 0,
      from, to, undated: words.get("undated") !== "0",
      theme: THEMES.includes(wanted) ? wanted : theme,
    },
  };
}

/**
 * Find the words whose entity, relation, type or kind is not in this network.
 * @param {URLSearchParams} words
 * @param {Model} model
 * @param {string} edge the relation that they name
 * @returns {string[]} each as it stands in the address
 */
function strays(words, model, edge) {
  const nodes = new Set(Array.from(model.nodes.values(), ({ key }) => key));
  const [types, kinds] = [model.types, model.kinds].map((lines) => new Set(lines.map(({ key }) => key)));
  /** @type {[string, (value: string) => boolean][]} */
  const known = [
    ["entity", (value) => nodes.has(value)], ["relation", () => model.edges.has(edge)], ["path-from", (value) => nodes.has(value)],
    ["path-to", (value) => nodes.has(value)], ["without", (value) => types.has(value)], ["without-tie", (value) => kinds.has(value)],
  ];
  return known.flatMap(([name, isKnown]) => [...new Set(words.getAll(name))].filter((value) => !isKnown(value)).map((value) => `${name}=${value}`));
}

/**
 * @template {{key: string}} Thing
 * @param {Thing[]} things
 * @param {string} key
 * @returns {Thing | undefined}
 */
function named(things, key) {
  return things.find((thing) => thing.key === key);
}

/**
 * @param {{iri: string, key: string}[]} lines
 * @param {string[]} keys
 * @returns {Set<string>}
 */
function hidden(lines, keys) {
  const wanted = new Set(keys);
  return new Set(lines.filter((line) => wanted.has(line.key)).map((line) => line.iri));
}

/**
 * @param {string | null} text
 * @returns {number} what it says, or NaN
 */
function number(text) {
  return text?.trim() ? Number(text) : NaN;
}

/**
 * @param {string | null} text
 * @param {[number, number] | null} range
 * @returns {number | null} a year of the range; nothing for what is none
 */
function year(text, range) {
  const said = number(text);
  return range && Number.isInteger(said) ? Math.min(range[1], Math.max(range[0], said)) : null;
}

/**
 * @param {string | null} text
 * @returns {Box | null}
 */
function place(text) {
  const [x, y, scale, ...more] = (text ?? "").split(" ").map(number);
  const sound = [x, y, scale].every((value) => Number.isFinite(value) && Math.abs(value) < 1e7) && scale > 0 && !more.length;
  return sound ? { x, y, scale } : null;
}
