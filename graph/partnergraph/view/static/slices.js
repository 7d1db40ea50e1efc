/** Work in slices, so that the browser draws and listens in between. */

const SLICE = 8; // ms

export class Slices {
  constructor() {
    /** @type {(() => void)[]} what is left to do, the next last */
    this.left = [];
    this.timer = 0;
  }

  /**
   * Do these steps from the next slice on, in place of those that are left.
   * @param {(() => void)[]} steps
   */
  begin(steps) {
    window.clearTimeout(this.timer);
    this.left = [...steps].reverse();
    this.wait();
  }

  wait() {
    if (this.left.length) this.timer = window.setTimeout(() => this.slice());
  }

  slice() {
    const end = performance.now() + SLICE;
    do this.left.pop()?.();
    while (this.left.length && performance.now() < end);
    this.wait();
  }
}
