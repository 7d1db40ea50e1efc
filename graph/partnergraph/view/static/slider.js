/** The slider of strength; it is there where relations are of more than one strength. */
import { one } from "./element.js";
import { say } from "./words.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./state.js").State} State
 */

/**
 * Let the slider change the state.
 * @param {Model} model
 * @param {State} state
 */
export function startSlider(model, state) {
  one("#strength").hidden = model.steps.length < 2;
  const field = one("#least");
  field.max = String(Math.max(0, model.steps.length - 1));
  field.addEventListener("input", () => state.set({ least: field.value === "0" ? 0 : model.steps[Number(field.value)] }));
}

/**
 * Show what the state says.
 * @param {Model} model
 * @param {State} state
 */
export function showSlider(model, state) {
  const field = one("#least");
  const place = Math.max(0, model.steps.findIndex((step) => step >= state.least));
  const least = model.steps[place] ?? 0;
  const told = model.measure === "strength" ? say("leastStrength", { strength: least }) : say("leastEvidence", { n: least });
  field.value = String(place);
  field.setAttribute("aria-valuetext", told);
  one("[for=least]").textContent = told;
}
