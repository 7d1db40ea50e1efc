/** What a statement rests on: documents, places in them, the day they were read. */
import { element, isolated, link } from "./element.js";
import { say } from "./words.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Evidence} Evidence
 */

/**
 * List pieces of evidence, a source that was read on one day once.
 * @param {Model} model
 * @param {number[]} numbers
 * @returns {HTMLElement}
 */
export function cited(model, numbers) {
  const works = Map.groupBy(numbers.map((number) => model.evidence[number]), (item) => `${item.source} ${item.read}`);
  const items = [...works.values()].map((places) => citation(model, places));
  return element("ul", { class: "evidence" }, ...(items.length ? items : [element("li", {}, say("noEvidence"))]));
}

/**
 * @param {Model} model
 * @param {Evidence[]} items read in one source on one day
 * @returns {HTMLElement}
 */
function citation(model, items) {
  const [{ source, read }] = items;
  const work = model.sources[source];
  const day = read ? [`, ${say("read", { day: read })}`] : [];
  const told = items.filter((item) => item.place || item.quote);
  const places = told.map(({ place, quote }) =>
    element("li", {}, isolated(place), ...(quote ? [element("q", { dir: "auto" }, quote)] : [])));
  return element("li", {}, link(work.title, work.url), ...day, ...(places.length ? [element("ul", {}, ...places)] : []));
}
