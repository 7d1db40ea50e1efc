/** The theme button, and the moments at which the colours change. */
import { one } from "./element.js";
import { say } from "./words.js";

const THEMES = ["auto", "light", "dark"];
const NAMES = new Map([["auto", "themeAuto"], ["light", "themeLight"], ["dark", "themeDark"]]);

/**
 * Let the button switch the theme, and tell of every change of colours.
 * @param {() => void} repaint
 */
export function startTheme(repaint) {
  const button = one("#theme");
  let at = 0;
  button.addEventListener("click", () => {
    at = (at + 1) % THEMES.length;
    document.documentElement.dataset.theme = THEMES[at];
    button.textContent = say("theme", { theme: say(NAMES.get(THEMES[at])) });
    repaint();
  });
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", repaint);
  }
}

/**
 * Print on light paper with the table open, then be as before.
 * @param {() => void} repaint
 */
export function startPrint(repaint) {
  /** @type {HTMLDetailsElement[]} */
  let closed = [];
  addEventListener("beforeprint", () => {
    document.documentElement.classList.add("printing");
    closed = [...document.querySelectorAll("footer details.printed:not([open])")];
    for (const drawer of closed) drawer.open = true;
    repaint();
  });
  addEventListener("afterprint", () => {
    for (const drawer of closed) drawer.open = false;
    document.documentElement.classList.remove("printing");
    repaint();
  });
}
