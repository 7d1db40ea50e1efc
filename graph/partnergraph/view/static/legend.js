/** The legend, which is the filter. */
import { one } from "./element.js";
import { given, known } from "./known.js";
import { say, sayNumber } from "./words.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./state.js").State} State
 * @typedef {{part: string, lines: "types" | "kinds", hidden: "hiddenTypes" | "hiddenKinds"}} Part
 */

/** @type {Part[]} the two lists of the legend and where the state keeps what they hide */
const PARTS = [
  { part: "type", lines: "types", hidden: "hiddenTypes" },
  { part: "kind", lines: "kinds", hidden: "hiddenKinds" },
];
const FOLDED = 6; // lines of a long list that are seen while it is folded, as the style has it
/** @type {("connected" | "outlines")[]} */
const SWITCHES = ["connected", "outlines"];

/**
 * Let the boxes of the legend change the state.
 * @param {Model} model
 * @param {State} state
 */
export function startLegend(model, state) {
  for (const { part, lines, hidden } of PARTS) {
    const names = model[lines].map((line) => line.iri);
    const read = () => state.set({ [hidden]: new Set(names.filter((_, place) => !box(part, place).checked)) });
    names.forEach((_, place) => box(part, place).addEventListener("change", read));
    one(`[data-all=${part}]`)?.addEventListener("click", () => state.set({ [hidden]: new Set() }));
    one(`[data-none=${part}]`)?.addEventListener("click", () => state.set({ [hidden]: new Set(names) }));
  }
  for (const button of folds()) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-expanded", String(listOf(button).classList.toggle("folded") === false));
      showFold(button);
    });
  }
  for (const name of SWITCHES) {
    one(`#${name}`).addEventListener("change", () => state.set({ [name]: one(`#${name}`).checked }));
  }
}

/**
 * Write the counts of the moment, and tick what the state says.
 * @param {Model} model
 * @param {State} state
 * @param {import("./shown.js").Shown} view
 */
export function showLegend(model, state, view) {
  for (const { part, lines, hidden } of PARTS) {
    model[lines].forEach(({ iri }, place) => {
      box(part, place).checked = !state[hidden].has(iri);
      one(".count", given(box(part, place).closest("li"))).textContent = sayNumber(known(view[lines], iri));
    });
  }
  for (const button of folds()) showFold(button);
  for (const name of SWITCHES) one(`#${name}`).checked = state[name];
}

/** @returns {Iterable<HTMLButtonElement>} what folds and unfolds the long lists */
function folds() {
  return document.querySelectorAll("button[data-fold]");
}

/** @param {HTMLButtonElement} button */
function listOf(button) {
  return one("ul", given(button.closest("fieldset")));
}

/**
 * Say how many lines are folded away, and how many of them are filtered out.
 * @param {HTMLButtonElement} button
 */
function showFold(button) {
  const list = listOf(button);
  const away = list.classList.contains("folded") ? [...list.querySelectorAll("input")].slice(FOLDED) : [];
  const hidden = away.filter(({ checked }) => !checked).length;
  button.textContent = away.length ? say(hidden ? "linesMoreHidden" : "linesMore", { n: away.length, hidden }) : say("linesFewer");
}

/**
 * @param {string} part
 * @param {number} place
 * @returns {HTMLInputElement}
 */
function box(part, place) {
  return one(`input[data-${part}="${place}"]`);
}
