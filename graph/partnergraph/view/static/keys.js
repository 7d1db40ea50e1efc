/** The keys: in the drawing, and anywhere on the page. */
import { one } from "./element.js";

const WAYS = new Map([
  ["ArrowRight", { x: 1, y: 0 }],
  ["ArrowLeft", { x: -1, y: 0 }],
  ["ArrowDown", { x: 0, y: 1 }],
  ["ArrowUp", { x: 0, y: -1 }],
]);

/**
 * @typedef {{focus: (id: string) => void, open: (id: string) => void, clear: () => void, fit: () => void,
 *   zoom: (factor: number) => void, at: () => string, shown: () => string[], places: () => Map<string, {x: number, y: number}>}} Deeds
 */

/**
 * Let keys move through the drawing.
 * @param {HTMLElement} drawing
 * @param {Deeds} deeds
 */
export function startDrawingKeys(drawing, deeds) {
  const single = new Map([
    ["Enter", () => deeds.at() && deeds.open(deeds.at())],
    ["+", () => deeds.zoom(1.25)],
    ["-", () => deeds.zoom(0.8)],
    ["0", deeds.fit],
    ["PageDown", () => deeds.focus(along(deeds, 1))],
    ["PageUp", () => deeds.focus(along(deeds, -1))],
  ]);
  for (const [key, way] of WAYS) single.set(key, () => deeds.focus(toward(deeds, way)));
  drawing.addEventListener("keydown", (event) => {
    const deed = event.ctrlKey || event.metaKey || event.altKey ? undefined : single.get(event.key);
    if (!deed) return;
    event.preventDefault();
    deed();
  });
}

/**
 * Let "/" find, "c" draw charts, "?" explain and Escape leave, wherever the reader is.
 * @param {{clear: () => void, charts: () => void}} deeds
 */
export function startPageKeys(deeds) {
  const dialog = one("#key-list");
  startSkips();
  one("#keys").addEventListener("click", () => dialog.showModal());
  one("button", dialog).addEventListener("click", () => dialog.close());
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") deeds.clear();
    else if (typing) return;
    else if (event.key === "/") one("#search").focus();
    else if (event.key === "c") deeds.charts();
    else if (event.key === "?") dialog.showModal();
    else return;
    event.preventDefault();
  });
}

/** Let the links that skip move the focus, and leave the address as it is. */
function startSkips() {
  for (const link of document.querySelectorAll("a.skip")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      one(link.getAttribute("href") ?? "").focus();
    });
  }
}

/**
 * The next entity by name.
 * @param {Deeds} deeds
 * @param {number} step
 * @returns {string}
 */
function along(deeds, step) {
  const names = deeds.shown();
  const at = names.indexOf(deeds.at());
  if (at < 0) return names[step > 0 ? 0 : names.length - 1] ?? "";
  return names[(at + step + names.length) % names.length];
}

/**
 * The nearest entity in one direction; from nowhere, the one in the middle.
 * @param {Deeds} deeds
 * @param {{x: number, y: number}} way
 * @returns {string}
 */
function toward(deeds, way) {
  const places = deeds.places();
  const from = places.get(deeds.at());
  const cost = (/** @type {{x: number, y: number}} */ { x, y }) => {
    if (!from) return Math.hypot(x, y);
    const ahead = (x - from.x) * way.x + (y - from.y) * way.y;
    const aside = Math.abs((x - from.x) * way.y) + Math.abs((y - from.y) * way.x);
    return ahead <= 0 ? Infinity : ahead + 2 * aside;
  };
  const costs = [...places].map(([id, place]) => ({ id, cost: cost(place) }));
  const best = costs.reduce((a, b) => (b.cost < a.cost ? b : a), { id: deeds.at(), cost: Infinity });
  return best.id;
}
