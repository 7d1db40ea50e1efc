/** The theme, and the moments at which the colours change. */
import { one } from "./element.js";
import { known } from "./known.js";
import { plain } from "./svg.js";
import { built } from "./tag.js";
import { say } from "./words.js";

const THEMES = ["auto", "light", "dark"];
const PAPER = { width: 700, height: 600 }; // px: what a sheet of A4 has for the drawing with its legend beside or below it
const NAMES = new Map([["auto", "themeAuto"], ["light", "themeLight"], ["dark", "themeDark"]]);

/**
 * Let the button switch the theme, and tell of every change of colours.
 * @param {import("./state.js").State} state
 * @param {() => void} repaint
 */
export function startTheme(state, repaint) {
  const next = () => THEMES[(THEMES.indexOf(state.theme) + 1) % THEMES.length];
  one("#theme").addEventListener("click", () => state.set({ theme: next() }));
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", repaint);
  }
}

/**
 * Show what the state says.
 * @param {import("./state.js").State} state
 */
export function showTheme({ theme }) {
  document.documentElement.dataset.theme = theme;
  one("#theme").textContent = say("theme", { theme: say(known(NAMES, theme)) });
}

/**
 * Print on light paper: the drawing as lines and letters and not as dots, and the tables open; then be as before.
 * @param {import("./table.js").Tables} tables
 * @param {() => void} repaint
 * @param {(paper: import("./scene.js").Size) => import("./scene.js").Scene} scene
 */
export function startPrint(tables, repaint, scene) {
  /** @type {SVGElement | null} */
  let picture = null;
  const turn = (/** @type {boolean} */ on) => {
    document.documentElement.classList.toggle("printing", on);
    tables.print(on);
    repaint();
    picture?.remove();
    picture = on ? built(plain(scene(PAPER))) : null;
    if (picture) one(".stage").append(picture);
  };
  addEventListener("beforeprint", () => turn(true));
  addEventListener("afterprint", () => turn(false));
}
