/** The words of the page. */
import { block } from "./block.js";

/** @type {Map<string, any> | null} read when the first is said */
let known = null;
const LEAST = 0.001; // below it three decimals say nothing
const MOST = 15; // decimals that are written out
const PLACE = /\{(\w+)\}/g;

/** @returns {Map<string, any>} */
function words() {
  known ??= new Map(Object.entries(block("words")));
  return known;
}

/**
 * Say one message with its values filled in; `n` chooses between one and many.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  return form(key, values).replace(PLACE, (_, name) => value(values[name]));
}

/**
 * Say one message with elements in it.
 * @param {string} key
 * @param {Record<string, Node | string>} values
 * @returns {(Node | string)[]}
 */
export function sayAround(key, values) {
  const parts = form(key, {}).split(PLACE); // every second part is a name
  return parts.map((part, place) => (place % 2 ? values[part] : part));
}

/**
 * Say how many entities and relations there are and are shown.
 * @param {string} key
 * @param {{nodes: number, edges: number, shownNodes: number, shownEdges: number}} counts
 * @returns {string}
 */
export function sayCounts(key, counts) {
  const nodes = say("entityCount", { n: counts.nodes });
  const edges = say("relationCount", { n: counts.edges });
  return say(key, { ...counts, nodes, edges });
}

/**
 * Say a number as the language writes it, to three decimals, or digits of a small one.
 * @param {number} number
 * @returns {string}
 */
export function sayNumber(number) {
  const [whole, part] = rounded(number).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, words().get("thousands"));
  return part ? grouped + words().get("decimal") + part : grouped;
}

/** @param {number} number */
function rounded(number) {
  if (number <= 0 || number >= LEAST) return Number(number.toFixed(3)).toString();
  const digits = 2 - Math.floor(Math.log10(number));
  return digits > MOST ? String(Number(number.toPrecision(3))) : number.toFixed(digits).replace(/0+$/, "");
}

/**
 * A name as it stands at the beginning.
 * @param {string} text
 * @returns {string} with a capital letter
 */
export function capital(text) {
  return text.replace(/^./u, (sign) => sign.toLocaleUpperCase(words().get("language")));
}

/**
 * @param {string} code ISO 3166-1 alpha-2
 * @returns {string} its name, or the code where it has none
 */
export function country(code) {
  try {
    return new Intl.DisplayNames([words().get("language")], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
function form(key, values) {
  const found = words().get(key);
  return typeof found === "string" ? found : found[words().get("singular").includes(values.n) ? "one" : "other"];
}

/** @param {string | number} found */
function value(found) {
  return typeof found === "number" ? sayNumber(found) : String(found);
}
