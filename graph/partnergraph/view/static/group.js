/** Groups that were asked for: by country, by type or by community. */
import { block } from "./block.js";
import { country } from "./words.js";

/**
 * What a group is called; nothing where it has no name of its own.
 * @param {number} number
 * @returns {string}
 */
export function groupName(number) {
  const { by, groups } = block("settings");
  const name = by === "country" ? country(groups[number]) : (groups[number] ?? "");
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}
