/** The order of rows: by the column chosen last, of equals by the one chosen before; what says nothing comes last. */

const STEPS = 3; // columns that are remembered

/**
 * @typedef {{column: number, down: boolean}} Step
 * @typedef {string | number} Key texts are folded; nothing is said by an empty one
 */

/**
 * Sort rows.
 * @template Item
 * @param {Item[]} items in the order that stays among equals
 * @param {((item: Item) => Key)[]} keys of the columns
 * @param {Step[]} steps the latest first
 * @returns {Item[]}
 */
export function ordered(items, keys, steps) {
  if (!steps.length) return items;
  const rows = items.map((item) => ({ item, keys: steps.map(({ column }) => keys[column](item)) }));
  rows.sort((one, other) => {
    for (const [place, { down }] of steps.entries()) {
      const found = compared(one.keys[place], other.keys[place], down);
      if (found) return found;
    }
    return 0;
  });
  return rows.map(({ item }) => item);
}

/**
 * What a press on a head makes of the order: its column first, then turned round, then as if it had never been pressed.
 * @param {Step[]} steps
 * @param {number} column
 * @param {boolean} down whether it begins with the greatest
 * @returns {Step[]}
 */
export function pressed(steps, column, down) {
  const [first, ...rest] = steps;
  const others = steps.filter((step) => step.column !== column);
  if (first?.column !== column) return [{ column, down }, ...others].slice(0, STEPS);
  return first.down === down ? [{ column, down: !down }, ...rest] : others;
}

/**
 * @param {Key} one
 * @param {Key} other
 * @param {boolean} down
 */
function compared(one, other, down) {
  if (one === other) return 0;
  if (one === "" || other === "") return one === "" ? 1 : -1;
  return one < other === down ? 1 : -1;
}
