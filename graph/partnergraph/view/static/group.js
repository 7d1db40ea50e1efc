/** Groups that were asked for: by country, by type or by community. */
import { block } from "./block.js";
import { capital, country } from "./words.js";

const CODE = /^[A-Z]{2}$/; // ISO 3166-1 alpha-2; what has no country is called so in words

/**
 * Whether a group is a country, in which lies also what has none and is tied to it.
 * @param {number} number
 * @returns {boolean}
 */
export function isCountry(number) {
  const { by, groups } = block("settings");
  return by === "country" && CODE.test(groups[number] ?? "");
}

/**
 * What a group is called; nothing where it has no name of its own.
 * @param {number} number
 * @returns {string}
 */
export function groupName(number) {
  const { by, groups } = block("settings");
  const name = by === "country" ? country(groups[number]) : (groups[number] ?? "");
  return capital(name);
}
