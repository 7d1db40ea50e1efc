/** Labels and sentences in lines. */

const LENGTH = 24;
const LINES = 3;

/**
 * Break a label into at most three lines of about the same length; what is longer is cut.
 * @param {string} text
 * @returns {string[]}
 */
export function wrap(text) {
  const words = text.slice(0, 400).split(/\s+/u).filter(Boolean).map((word) => clip(word, LENGTH));
  const whole = fill(words, LENGTH);
  if (whole.length > LINES) return [...whole.slice(0, LINES - 1), clip(whole.slice(LINES - 1).join(" "), LENGTH)];
  const least = Math.max(...words.map((word) => word.length), Math.ceil((whole.join(" ").length + 1) / whole.length) - 1);
  for (let limit = least; limit < LENGTH; limit += 1) {
    const lines = fill(words, limit);
    if (lines.length === whole.length) return lines;
  }
  return whole;
}

/**
 * Break words into lines; a word that is longer stands alone.
 * @param {string[]} words
 * @param {number} limit signs in a line
 * @returns {string[]}
 */
export function fill(words, limit) {
  /** @type {string[]} */
  const lines = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= limit) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * @param {string} line
 * @param {number} length
 * @returns {string} the line, or its beginning with an ellipsis
 */
export function clip(line, length) {
  const letters = Array.from(line);
  return letters.length > length ? `${letters.slice(0, length - 1).join("")}…` : line;
}
