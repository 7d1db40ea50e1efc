/** The data that the page was written with: inert JSON blocks. */

/**
 * Read one block.
 * @param {string} name
 * @returns {any}
 */
export function block(name) {
  return JSON.parse(document.getElementById(`data-${name}`).textContent);
}
