/** The data that the page was written with: inert JSON blocks. */

const RECORDS = ["nodes", "edges", "types", "kinds", "sources", "evidence"];

/**
 * Read one block.
 * @param {string} name
 * @returns {any}
 */
export function block(name) {
  return JSON.parse(document.getElementById(`data-${name}`).textContent);
}

/**
 * Read the records of the network.
 * @returns {Promise<import("./model.js").Records>}
 */
export async function records() {
  const found = RECORDS.map((name) => [name, block(name)]);
  return Object.fromEntries(found);
}
