/** Where sources disagree: the mark of it, and on what they do. */
import { element } from "./element.js";
import { say } from "./words.js";

/**
 * @param {{disputed: boolean, dispute: string}} edge
 * @returns {HTMLElement[]} nothing where they agree
 */
export function doubted({ disputed, dispute }) {
  if (!disputed) return [];
  const mark = element("strong", { class: "disputed" }, say("disputed"));
  const told = dispute ? [" ", element("bdi", { class: "clip", title: dispute }, dispute)] : [];
  return [element("p", { class: "dispute" }, mark, ...told)];
}
