/** The surface: a canvas as large as its container, and a copy of what was drawn last, to be shown while it moves. */
import { given } from "./known.js";

/** @typedef {import("./camera.js").Box} Box */

export class Surface {
  /** @param {HTMLElement} container whose content it becomes */
  constructor(container) {
    this.container = container;
    this.canvas = document.createElement("canvas");
    this.copy = document.createElement("canvas");
    this.context = given(this.canvas.getContext("2d"));
    /** @type {Box} what was in view when the copy was made */
    this.at = { x: 0, y: 0, scale: 1 };
    this.ratio = 1;
    container.replaceChildren(this.canvas);
  }

  /** @returns {{width: number, height: number}} px of the page */
  resize() {
    const { clientWidth: width, clientHeight: height } = this.container;
    this.ratio = Math.max(1, window.devicePixelRatio || 1);
    for (const each of [this.canvas, this.copy]) {
      each.width = Math.max(1, Math.round(width * this.ratio));
      each.height = Math.max(1, Math.round(height * this.ratio));
    }
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    return { width, height };
  }

  /** Begin anew, in px of the page. */
  clear() {
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
  }

  /**
   * Keep what is drawn.
   * @param {Box} box what is in view
   */
  keep(box) {
    const context = given(this.copy.getContext("2d"));
    context.clearRect(0, 0, this.copy.width, this.copy.height);
    context.drawImage(this.canvas, 0, 0);
    this.at = box;
  }

  /**
   * Show what was kept where it belongs now.
   * @param {Box} box what is in view
   */
  show({ x, y, scale }) {
    this.clear();
    const { at, canvas, context } = this;
    const factor = scale / at.scale;
    const left = (at.x - x) * scale * this.ratio + (canvas.width / 2) * (1 - factor);
    const top = (at.y - y) * scale * this.ratio + (canvas.height / 2) * (1 - factor);
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.copy, left, top, canvas.width * factor, canvas.height * factor);
    context.restore();
  }
}
