/** Boxes on the screen, and which of them are in one another's way. */

const CELL = 64;

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/** What is taken on the screen, by squares, so that a collision is found without looking at all boxes. */
export class Grid {
  constructor() {
    /** @type {Map<string, {box: Box, owner: string}[]>} */
    this.cells = new Map();
  }

  /**
   * @param {Box} box
   * @param {string} owner
   */
  add(box, owner) {
    for (const cell of cells(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push({ box, owner });
    }
  }

  /**
   * @param {Box} box
   * @param {string} owner
   */
  remove(box, owner) {
    for (const cell of cells(box)) this.cells.set(cell, this.cells.get(cell).filter((other) => other.owner !== owner));
  }

  /**
   * @param {Box} box
   * @param {string} owner whose own mark does not count
   * @returns {Set<string>} the owners of what is in the way
   */
  hits(box, owner) {
    const near = cells(box).flatMap((cell) => this.cells.get(cell) ?? []);
    return new Set(near.filter((other) => other.owner !== owner && overlap(box, other.box)).map((other) => other.owner));
  }
}

/**
 * @param {Box} box
 * @returns {string[]}
 */
function cells(box) {
  const found = [];
  for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column += 1)
    for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row += 1)
      found.push(`${column} ${row}`);
  return found;
}

/**
 * @param {Box} one
 * @param {Box} two
 */
export function overlap(one, two) {
  return one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
}

/**
 * The box that a mark takes, with a rim.
 * @param {{x: number, y: number, radius: number}} mark
 * @returns {Box}
 */
export function around({ x, y, radius }) {
  const reach = radius + 2;
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}
