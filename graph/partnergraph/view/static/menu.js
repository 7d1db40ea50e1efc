/** The menus: that of the exports, and on a narrow screen the one of all that is not needed at once, which holds it. */
import { one } from "./element.js";

/** Let the button open and close the menu; a choice in it, or a touch elsewhere, closes it. */
export function startMenus() {
  one("#open-more").addEventListener("click", () => (isOpen() ? closeMenu() : openMenu()));
  one("#actions").addEventListener("click", (/** @type {Event} */ { target }) => {
    const chosen = /** @type {Element} */ (target).closest("button");
    if (chosen && chosen.id !== "theme") closeMenu(); // before it acts: a dialog gives the focus back to what had it
  }, true);
  addEventListener("pointerdown", ({ target }) => {
    if (!one(isOpen() ? "#more" : "#export").contains(/** @type {Node} */ (target))) closeMenu();
  });
}

function openMenu() {
  show(true);
  one("#export").open = true;
}

/**
 * Close the menus; the focus does not stay on what is hidden.
 * @returns {boolean} whether one had been open
 */
export function closeMenu() {
  const before = isOpen() || one("#export").open;
  const inside = isOpen() && one("#actions").contains(document.activeElement);
  one("#export").open = false;
  show(false);
  if (inside) one("#open-more").focus();
  return before;
}

/** @param {boolean} open */
function show(open) {
  one("#open-more").setAttribute("aria-expanded", String(open));
  one("#actions").classList.toggle("open", open);
}

/** @returns {boolean} */
function isOpen() {
  return one("#open-more").getAttribute("aria-expanded") === "true";
}
