/** What the filters leave, in words: for the foot of the page, its print, and whatever is exported. */
import { say, sayCounts } from "./words.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./state.js").State} State
 * @typedef {import("./shown.js").Shown} Shown
 */

/** @typedef {{only: string, without: string, none: string}} Keys of what is said of a list of the legend */
const TYPES = { only: "filterTypesOnly", without: "filterTypesWithout", none: "filterTypesNone" };
const KINDS = { only: "filterKindsOnly", without: "filterKindsWithout", none: "filterKindsNone" };

/**
 * Count what is shown of all there is.
 * @param {Model} model
 * @param {{nodes: Set<string>, edges: Set<string>}} view
 */
export function countsOf({ nodes, edges }, view) {
  return { nodes: nodes.size, edges: edges.size, shownNodes: view.nodes.size, shownEdges: view.edges.size };
}

/**
 * Say how much is shown, and by which filters.
 * @param {Model} model
 * @param {State} state
 * @param {Shown} view
 * @returns {string} nothing where nothing is filtered
 */
export function filtersTold(model, state, view) {
  const steps = [
    ticked(model.types, state.hiddenTypes, TYPES), ticked(model.kinds, state.hiddenKinds, KINDS), time(state),
    state.undated ? "" : say("scopeDated"), strength(model, state), state.connected ? say("filterConnected") : "",
  ].filter(Boolean);
  return steps.length ? say("filtered", { counts: sayCounts("counts", countsOf(model, view)), list: steps.join("; ") }) : "";
}

/**
 * Show it at the foot of the page, in place of the word that all times are shown where they are not.
 * @param {Model} model
 * @param {State} state
 * @param {Shown} view
 */
export function showFilters(model, state, view) {
  const all = document.querySelector("#all-times");
  const told = /** @type {HTMLElement} */ (document.querySelector("#filtered"));
  told.textContent = filtersTold(model, state, view);
  told.hidden = !told.textContent;
  if (all) /** @type {HTMLElement} */ (all).hidden = state.from !== null || state.to !== null || !state.undated;
}

/**
 * Name the lines of the legend that are ticked, or those that are not, whichever are fewer.
 * @param {{iri: string, label: string}[]} lines
 * @param {Set<string>} hidden
 * @param {Keys} keys
 */
function ticked(lines, hidden, keys) {
  const [out, left] = [true, false].map((is) => lines.filter(({ iri }) => hidden.has(iri) === is).map(({ label }) => label));
  if (!out.length) return "";
  if (!left.length) return say(keys.none);
  return left.length < out.length ? say(keys.only, { list: left.join(", ") }) : say(keys.without, { list: out.join(", ") });
}

/** @param {{from: number | null, to: number | null}} window */
function time({ from, to }) {
  const [start, end] = [from, to].map((year) => String(year ?? ""));
  if (start && end) return say("scopeSpan", { start, end });
  return start ? say("scopeSince", { start }) : end ? say("scopeUntil", { end }) : "";
}

/**
 * @param {Model} model
 * @param {State} state
 */
function strength({ measure }, { least }) {
  if (!(least > 0)) return "";
  return measure === "strength" ? say("filterStrength", { strength: least }) : say("filterEvidence", { n: least });
}
