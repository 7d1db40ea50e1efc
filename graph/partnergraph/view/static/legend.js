/** The legend, which is the filter. */
import { one } from "./element.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./state.js").State} State
 */

/** The two lists of the legend and where the state keeps what they hide. */
const PARTS = [
  { part: "type", lines: "types", hidden: "hiddenTypes" },
  { part: "kind", lines: "kinds", hidden: "hiddenKinds" },
];

/**
 * Let the boxes of the legend change the state.
 * @param {Model} model
 * @param {State} state
 */
export function startLegend(model, state) {
  for (const { part, lines, hidden } of PARTS) {
    const boxes = [...document.querySelectorAll(`input[data-${part}]`)];
    const names = model[lines].map((line) => line.iri);
    const read = () => state.set({ [hidden]: new Set(names.filter((_, place) => !boxes[place].checked)) });
    const tick = (/** @type {boolean} */ ticked) => {
      for (const box of boxes) box.checked = ticked;
      read();
    };
    for (const box of boxes) box.addEventListener("change", read);
    one(`[data-all=${part}]`)?.addEventListener("click", () => tick(true));
    one(`[data-none=${part}]`)?.addEventListener("click", () => tick(false));
  }
  for (const name of ["connected", "outlines"]) {
    one(`#${name}`).addEventListener("change", ({ target }) => state.set({ [name]: target.checked }));
  }
}

/**
 * Write the counts of the moment.
 * @param {Model} model
 * @param {import("./shown.js").Shown} view
 */
export function countLegend(model, view) {
  for (const { part, lines } of PARTS) {
    model[lines].forEach((line, place) => {
      const row = one(`input[data-${part}="${place}"]`).closest("li");
      one(".count", row).textContent = String(view[lines].get(line.iri));
    });
  }
}
