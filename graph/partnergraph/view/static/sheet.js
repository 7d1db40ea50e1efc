/** On a narrow screen the panels are sheets; one is open at a time. */
import { one } from "./element.js";

/** Let the buttons open and close the sheets. */
export function startSheets() {
  for (const button of buttons()) {
    button.addEventListener("click", () => openSheet(isOpen(button) ? "" : (button.getAttribute("aria-controls") ?? "")));
  }
}

/**
 * Open one sheet and close the other; no name closes both.
 * @param {string} name
 * @returns {boolean} whether one had been open on a screen that has sheets
 */
export function openSheet(name) {
  const before = buttons().some((button) => isOpen(button) && button.offsetParent !== null);
  for (const button of buttons()) {
    const own = button.getAttribute("aria-controls");
    button.setAttribute("aria-expanded", String(own === name));
    one(`#${own}`).classList.toggle("open", own === name);
  }
  return before;
}

/** @returns {HTMLElement[]} */
function buttons() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll("button.sheet")]);
}

/** @param {HTMLElement} button */
function isOpen(button) {
  return button.getAttribute("aria-expanded") === "true";
}
