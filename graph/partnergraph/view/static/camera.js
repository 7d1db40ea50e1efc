/** The camera: which point of the network is in the middle of the screen, and how many px one unit of it is long. */

const LEAST = 0.002;
const MOST = 8;

/**
 * @typedef {{x: number, y: number}} Point
 * @typedef {{x: number, y: number, scale: number}} Box
 */

export class Camera {
  constructor() {
    this.x = 0;
    this.y = 0;
    this.scale = 1;
    /** px of the screen */
    this.width = 1;
    this.height = 1;
  }

  /**
   * @param {Point} point of the network
   * @returns {Point} on the screen
   */
  toScreen({ x, y }) {
    return { x: (x - this.x) * this.scale + this.width / 2, y: (y - this.y) * this.scale + this.height / 2 };
  }

  /**
   * @param {Point} point on the screen
   * @returns {Point} of the network
   */
  toNetwork({ x, y }) {
    return { x: (x - this.width / 2) / this.scale + this.x, y: (y - this.height / 2) / this.scale + this.y };
  }

  /**
   * Whether a disc on the screen is in sight.
   * @param {Point & {r: number}} disc
   */
  sees({ x, y, r }) {
    return x + r > 0 && y + r > 0 && x - r < this.width && y - r < this.height;
  }

  /**
   * Draw larger or smaller, a point of the screen staying where it is.
   * @param {Point} point
   * @param {number} factor
   * @param {number} [least] scale, below which it becomes no smaller
   */
  zoom(point, factor, least = LEAST) {
    const kept = this.toNetwork(point);
    this.scale = Math.min(MOST, Math.max(Math.min(least, this.scale), this.scale * factor));
    const now = this.toNetwork(point);
    this.x += kept.x - now.x;
    this.y += kept.y - now.y;
  }

  /**
   * @param {number} dx px
   * @param {number} dy px
   */
  shift(dx, dy) {
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
  }

  /**
   * Bring discs into view, with room at the rim.
   * @param {(Point & {r: number})[]} discs of the network
   * @param {Point} margin px
   * @param {number} largest scale
   */
  fit(discs, margin, largest) {
    const box = this.fitting(discs, margin, largest);
    if (box) this.go(box);
  }

  /**
   * @param {(Point & {r: number})[]} discs of the network
   * @param {Point} margin px
   * @param {number} largest scale
   * @returns {Box | null} what shows all of them; nothing for none
   */
  fitting(discs, margin, largest) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { x, y, r } of discs) {
      left = Math.min(left, x - r);
      right = Math.max(right, x + r);
      top = Math.min(top, y - r);
      bottom = Math.max(bottom, y + r);
    }
    if (left > right) return null;
    const wide = Math.max(40, this.width - 2 * margin.x) / Math.max(1, right - left);
    const high = Math.max(40, this.height - 2 * margin.y) / Math.max(1, bottom - top);
    return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.min(largest, wide, high) };
  }

  /** @param {Box} box */
  go({ x, y, scale }) {
    this.x = x;
    this.y = y;
    this.scale = Math.min(MOST, Math.max(LEAST, scale));
  }

  /** @returns {Box} */
  box() {
    return { x: this.x, y: this.y, scale: this.scale };
  }
}
