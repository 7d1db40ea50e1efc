/** The data that the page was written with: inert JSON blocks. */
import { given } from "./known.js";
import { unpacked } from "./packed.js";

const RECORDS = ["nodes", "edges", "types", "kinds", "sources", "evidence"];

/**
 * Read one block.
 * @param {string} name
 * @returns {any}
 */
export function block(name) {
  return JSON.parse(given(document.getElementById(`data-${name}`)).textContent);
}

/** @returns {boolean} whether the page was written for our own canvas */
export function drawsOnCanvas() {
  return block("settings").renderer === "canvas";
}

/** What was asked of the network, and which types are no bodies. */
function asked() {
  const { by, others, untyped, loose = [] } = block("settings");
  return { grouped: by !== "", others, untyped, loose };
}

/**
 * Read the records of the network.
 * @returns {Promise<import("./model.js").Records>}
 */
export async function records() {
  if (drawsOnCanvas()) return { ...(await unpacked(block("packed"))), types: block("types"), kinds: block("kinds"), ...asked() };
  const found = RECORDS.map((name) => [name, block(name)]);
  return { ...Object.fromEntries(found), carrying: [], ...asked() };
}
