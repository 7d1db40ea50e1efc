/** The tables: they show what the drawing shows, and their names select. */
import { element, one } from "./element.js";
import { say } from "./words.js";

/**
 * Make the tables live: closed at first, one open at a time, each name a button.
 * @param {(id: string) => void} choose
 */
export function startTables(choose) {
  const drawers = [...document.querySelectorAll("footer details")];
  for (const drawer of drawers) {
    drawer.open = false;
    drawer.classList.add("ready");
    drawer.addEventListener("toggle", () => {
      if (!drawer.open) return;
      const printing = document.documentElement.classList.contains("printing");
      for (const other of drawers) if (other !== drawer && !printing) other.open = false;
      addButtons(drawer, choose);
    });
  }
}

/** Close the open table, if there is one. */
export function closeTables() {
  const open = [...document.querySelectorAll("footer details[open]")];
  for (const drawer of open) drawer.open = false;
  return open.length > 0;
}

/**
 * Show the rows of what is shown.
 * @param {import("./shown.js").Shown} view
 */
export function filterTables(view) {
  for (const row of document.querySelectorAll("tr[data-edge]")) row.hidden = !view.edges.has(row.dataset.edge);
  for (const row of document.querySelectorAll("tr[data-entity]")) row.hidden = !view.nodes.has(row.dataset.entity);
  one("#relations-head").textContent = say("relationsTable", { n: view.edges.size });
  one("#entities-head").textContent = say("entitiesTable", { n: view.nodes.size });
}

/**
 * @param {HTMLElement} drawer
 * @param {(id: string) => void} choose
 */
function addButtons(drawer, choose) {
  for (const cell of drawer.querySelectorAll("[data-node]:not(:has(button))")) {
    const button = element("button", { type: "button", class: "name clip", dir: "auto" }, cell.textContent);
    button.addEventListener("click", () => choose(cell.dataset.node));
    cell.replaceChildren(button);
  }
}
