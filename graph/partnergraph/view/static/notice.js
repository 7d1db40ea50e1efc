/** The notice below the drawing of a large network: what is in sight, and the way back to the whole. No label stands on it. */
import { one } from "./element.js";

/** @typedef {import("./grid.js").Box} Box */

export class Notice {
  /** @param {() => void} back what its button does */
  constructor(back) {
    this.scope = one("#scope");
    this.line = one("span", this.scope);
    this.button = one("button", this.scope);
    /** @type {Box[]} where it stands in the drawing, if it is there */
    this.boxes = [];
    /** what it says, and on how large a screen */
    this.now = "";
    this.button.addEventListener("click", back);
  }

  /**
   * @param {string} told nothing hides it
   * @param {boolean} isPart whether there is a whole to go back to
   * @param {{width: number, height: number}} screen
   */
  show(told, isPart, { width, height }) {
    const now = [told, isPart, width, height].join(" ");
    if (now === this.now) return; // to ask where it stands costs a layout of the page
    this.now = now;
    this.scope.hidden = !told;
    this.button.hidden = !isPart;
    this.line.textContent = told;
    const { offsetLeft: left, offsetTop: top, offsetWidth: wide, offsetHeight: high } = this.scope;
    this.boxes = told ? [{ left, top: top - 2, right: left + wide + 4, bottom: top + high }] : [];
  }
}
