/** Boxes on the screen, and which of them are in one another's way. */

const CELL = 64;
const ROWS = 2 ** 20; // more than any screen has, so that a column and a row make one number

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{box: Box, owner: string}} Taken
 */

/** What is taken on the screen, by squares, so that a collision is found without looking at all boxes. */
export class Grid {
  constructor() {
    /** @type {Map<number, Taken[]>} */
    this.cells = new Map();
  }

  /**
   * @param {Box} box
   * @param {string} owner
   */
  add(box, owner) {
    const taken = { box, owner };
    for (const cell of cellsOf(box)) {
      const there = this.cells.get(cell);
      if (there) there.push(taken);
      else this.cells.set(cell, [taken]);
    }
  }

  /**
   * @param {Box} box
   * @param {string} owner
   */
  remove(box, owner) {
    for (const cell of cellsOf(box)) this.cells.set(cell, (this.cells.get(cell) ?? []).filter((other) => other.owner !== owner));
  }

  /**
   * Whether nothing is in the way.
   * @param {Box} box
   * @param {string} owner whose own mark does not count
   */
  isFree(box, owner) {
    for (const cell of cellsOf(box)) {
      for (const other of this.cells.get(cell) ?? NONE) if (other.owner !== owner && overlap(box, other.box)) return false;
    }
    return true;
  }

  /**
   * @param {Box} box
   * @param {string} owner whose own mark does not count
   * @returns {Set<string>} the owners of what is in the way
   */
  hits(box, owner) {
    /** @type {Set<string>} */
    const found = new Set();
    for (const cell of cellsOf(box)) {
      for (const other of this.cells.get(cell) ?? NONE) if (other.owner !== owner && overlap(box, other.box)) found.add(other.owner);
    }
    return found;
  }
}

/** @type {Taken[]} */
const NONE = [];

/**
 * @param {Box} box
 * @returns {number[]} the squares that it touches
 */
function cellsOf(box) {
  const found = [];
  const [right, bottom] = [Math.floor(box.right / CELL), Math.floor(box.bottom / CELL)];
  for (let column = Math.floor(box.left / CELL); column <= right; column += 1)
    for (let row = Math.floor(box.top / CELL); row <= bottom; row += 1) found.push(column * ROWS + row);
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
